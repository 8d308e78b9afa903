/** What can stand at a place in a statement: columns, the table, functions, keywords, known values. Pure. */
import { type Text as BilingualText, fieldOf } from '../../../main/flowlogs/fields.ts';
import { quoteIdentifier } from '../../../main/flowlogs/quote.ts';
import { isSolid, type Lexeme, lexemes } from '../../../main/flowlogs/sql-lexer.ts';
import type { Table } from '../../../preload/contract/query.ts';
import { trinoFunctions } from './trino-functions.ts';
import { keywords, types } from './trino-words.ts';

export interface Suggestion {
  readonly kind: 'column' | 'table' | 'function' | 'keyword' | 'type' | 'value';
  readonly label: string;
  /** Quiet text beside it: a column's type, a function's signature. */
  readonly detail: string;
  /** What it means; NULL: the words say it all. */
  readonly info: BilingualText | null;
  /** What is written in its place. */
  readonly text: string;
}

export interface Suggestions {
  /** UTF-16 offsets of what is replaced. */
  readonly from: number;
  readonly to: number;
  readonly items: readonly Suggestion[];
}

/** @param at UTF-16 offset of the cursor  @param isAsked by its key: else nothing is suggested before a letter is typed */
export function suggestionsAt(sql: string, at: number, table: Table, isAsked: boolean): Suggestions | null {
  const all = lexemes(sql);
  const here = all.find(({ from, to }) => from < at && at <= to);
  const before = all.filter((each) => isSolid(each) && each.to <= (here && isOpenAt(sql, here, at) ? here.from : at));
  const text = (lexeme: Lexeme | undefined) => (lexeme ? sql.slice(lexeme.from, lexeme.to) : '');

  if (here && isOpenAt(sql, here, at)) {
    if (here.kind === 'string') return insideString(sql, here, at, before.slice(-40).map(text));
    if (here.kind === 'name') return insideName(sql, here, at, table, text(before.at(-1)) === '.');
    return null;
  }
  const word = here?.kind === 'word' ? here : null;
  const left = word ? before.slice(0, -1) : before;
  const isBehindDot = text(left.at(-1)) === '.';
  if (here?.kind === 'number' || (!word && !isBehindDot && !isAsked)) return null;
  const from = word?.from ?? at;
  const to = word?.to ?? at;
  if (isBehindDot) return { from, to, items: behindDot(text(left.at(-2)), table) };
  return { from, to, items: [...columnsOf(table), tableOf(table), ...functions, ...words] };
}

/** Whether the cursor is inside its quotes, or inside a comment. */
function isOpenAt(sql: string, { kind, from, to }: Lexeme, at: number): boolean {
  if (kind === 'comment') return at < to || sql.startsWith('--', from) || !sql.slice(from, to).endsWith('*/');
  if (kind !== 'string' && kind !== 'name') return false;
  return at < to || to - from === 1 || sql[to - 1] !== sql[from];
}

function insideName(sql: string, { from, to }: Lexeme, at: number, table: Table, isBehindDot: boolean): Suggestions {
  const quote = sql[from] ?? '"';
  // A quote that was just opened may be closed by one far behind: only what looks like the rest of the name is its own.
  const isClosed = sql[to - 1] === quote && /^[\w-]*$/.test(sql.slice(at, to - 1)) && at < to;
  const items = [...columnsOf(table), ...(isBehindDot ? [] : [tableOf(table)])];
  return {
    from: from + 1,
    to: isClosed ? to : at,
    items: items.map((item) => ({ ...item, text: `${item.label.replaceAll(quote, quote + quote)}${quote}` })),
  };
}

const values: Readonly<Record<string, readonly string[]>> = {
  action: ['ACCEPT', 'REJECT'],
  'log-status': ['OK', 'NODATA', 'SKIPDATA'],
  'flow-direction': ['ingress', 'egress'],
  type: ['IPv4', 'IPv6', 'EFA'],
};

/** `action = '`, `action IN ('ACCEPT', '`: the values that the field knows. */
function insideString(sql: string, { from, to }: Lexeme, at: number, before: readonly string[]): Suggestions | null {
  const listed = before.at(-1) === '(' || before.at(-1) === ',';
  const open = listed ? before.lastIndexOf('(') : before.length;
  const operator = before[open - 1]?.toLowerCase() ?? '';
  const column = before[open - (before[open - 2]?.toLowerCase() === 'not' ? 3 : 2)] ?? '';
  if (listed ? operator !== 'in' : !['=', '<>', '!='].includes(operator)) return null;
  const known = values[fieldOf(column.replaceAll('"', '').toLowerCase())?.name ?? ''];
  if (!known) return null;
  const isClosed = sql[to - 1] === "'" && /^[\w-]*$/.test(sql.slice(at, to - 1)) && at < to;
  const items = known.map((label) => ({ kind: 'value' as const, label, detail: '', info: null, text: `${label}'` }));
  return { from: from + 1, to: isClosed ? to : at, items };
}

function behindDot(owner: string, table: Table): readonly Suggestion[] {
  const name = owner.replaceAll('"', '').toLowerCase();
  return name === table.database?.toLowerCase() ? [{ ...tableOf(table), text: quoteIdentifier(table.table) }] : columnsOf(table);
}

function columnsOf(table: Table): readonly Suggestion[] {
  return table.columns.map(({ name, type }) => ({
    kind: 'column',
    label: name,
    detail: type,
    info: fieldOf(name)?.meaning ?? null,
    // In quotes as the form writes them: `end` is a keyword, some names have a hyphen.
    text: quoteIdentifier(name),
  }));
}

function tableOf({ database, table }: Table): Suggestion {
  const text = database === null ? quoteIdentifier(table) : `${quoteIdentifier(database)}.${quoteIdentifier(table)}`;
  return { kind: 'table', label: table, detail: database ?? '', info: null, text };
}

const functions: readonly Suggestion[] = trinoFunctions.map(({ name, signatures }) => {
  const all = signatures.map((signature) => `${name}${signature}`).join('\n');
  return {
    kind: 'function',
    label: name,
    detail: signatures[0] ?? '',
    info: signatures.length > 1 ? { en: all, ja: all } : null,
    text: `${name}()`,
  };
});

const words: readonly Suggestion[] = [
  ...keywords.map((word) => ({ kind: 'keyword' as const, label: word.toUpperCase(), detail: '', info: null, text: word.toUpperCase() })),
  ...types.map((word) => ({ kind: 'type' as const, label: word, detail: '', info: null, text: word })),
];
