/**
 * Whether a WHERE leaves partitions out, and which. Seen from its tokens alone, and carefully: what is not understood
 * leaves nothing out.
 */
import { depthsOf, isName, isSign, isWord, type Token } from './sql-tokens.ts';

type Condition =
  | { readonly op: 'and'; readonly parts: readonly Condition[] }
  | { readonly op: 'or'; readonly parts: readonly Condition[] }
  | { readonly op: 'leaf'; readonly tokens: readonly Token[] };

/** Whether every way through the condition has a comparison of a partition column with something fixed. */
export function hasPartitionPredicate(where: readonly Token[], columns: readonly string[]): boolean {
  const names = new Set(columns.map((column) => column.toLowerCase()));
  return where.length > 0 && prunes(conditionOf(where), names);
}

/** A partition's value of a column (lower case), as the catalogue has it; undefined where it is not known. */
type ValueOf = (column: string) => string | undefined;

/** Made once for a WHERE, asked for each partition: whether it is left out for certain. */
export function exclusionOf(where: readonly Token[]): (read: ValueOf) => boolean {
  if (where.length === 0) return () => false;
  const condition = plain(conditionOf(where));
  return (read) => excludes(condition, read);
}

/** The leaves as `excludes` reads them. */
function plain(condition: Condition): Condition {
  return condition.op === 'leaf' ? { op: 'leaf', tokens: bare(condition.tokens) } : { op: condition.op, parts: condition.parts.map(plain) };
}

function conditionOf(tokens: readonly Token[]): Condition {
  const depths = depthsOf(tokens);
  if (isSign(tokens[0], '(') && depths.indexOf(0, 1) === tokens.length - 1) return conditionOf(tokens.slice(1, -1));
  for (const op of ['or', 'and'] as const) {
    const parts = split(tokens, depths, op.toUpperCase());
    if (parts.length > 1) return { op, parts: parts.map(conditionOf) };
  }
  return { op: 'leaf', tokens };
}

/** At that word outside parentheses; the AND of a BETWEEN is none. */
function split(tokens: readonly Token[], depths: readonly number[], word: string): readonly (readonly Token[])[] {
  const parts: Token[][] = [[]];
  let between = false;
  for (const [index, token] of tokens.entries()) {
    const outside = depths[index] === 0;
    if (outside && isWord(token, word) && !between) {
      parts.push([]);
      continue;
    }
    if (outside && between && isWord(token, 'AND')) between = false;
    else if (outside && word === 'AND' && isWord(token, 'BETWEEN')) between = true;
    parts.at(-1)?.push(token);
  }
  return parts;
}

const comparisons = ['=', '<', '>', '<=', '>='];
const fixedWords = ['CURRENT_DATE', 'CURRENT_TIMESTAMP', 'NOW', 'LOCALTIMESTAMP'];

function prunes(condition: Condition, columns: ReadonlySet<string>): boolean {
  if (condition.op === 'or') return condition.parts.every((part) => prunes(part, columns));
  if (condition.op === 'and') return condition.parts.some((part) => prunes(part, columns));
  const { tokens } = condition;
  // NOT and <> leave out next to nothing; a subquery's columns are its own.
  if (tokens.some((token) => isWord(token, 'NOT', 'SELECT') || isSign(token, '<>', '!='))) return false;
  return (
    tokens.some((token) => isName(token) && columns.has(token.text.toLowerCase())) &&
    tokens.some((token) => isSign(token, ...comparisons) || isWord(token, 'BETWEEN', 'IN', 'LIKE')) &&
    tokens.some((token) => token.kind === 'string' || token.kind === 'number' || isWord(token, ...fixedWords))
  );
}

function excludes(condition: Condition, read: ValueOf): boolean {
  if (condition.op === 'or') return condition.parts.every((part) => excludes(part, read));
  if (condition.op === 'and') return condition.parts.some((part) => excludes(part, read));
  const { tokens } = condition;
  const [first, second, ...rest] = tokens;
  if (!first || !second) return false;
  if (isName(first)) {
    const value = read(first.text.toLowerCase());
    if (value === undefined) return false;
    if (isWord(second, 'IN')) return notIn(value, rest);
    if (isWord(second, 'BETWEEN') && rest.length === 3 && isWord(rest[1], 'AND'))
      return fails(value, '>=', rest[0]) || fails(value, '<=', rest[2]);
    return rest.length === 1 && fails(value, second.text, rest[0]);
  }
  // '2022' = year
  const value = rest.length === 1 && isName(rest[0]) ? read(rest[0]?.text.toLowerCase() ?? '') : undefined;
  return value !== undefined && fails(value, mirrored[second.text] ?? '', first);
}

const mirrored: Readonly<Record<string, string>> = { '=': '=', '<': '>', '>': '<', '<=': '>=', '>=': '<=' };

/** Without the table's name before a column and DATE before a literal: `t.day`, `DATE '2022-11-28'`. */
function bare(tokens: readonly Token[]): readonly Token[] {
  return tokens.filter(
    (token, index) =>
      !(isSign(token, '.') && isName(tokens[index - 1])) &&
      !(isName(token) && isSign(tokens[index + 1], '.')) &&
      !(isWord(token, 'DATE') && tokens[index + 1]?.kind === 'string'),
  );
}

function notIn(value: string, list: readonly Token[]): boolean {
  if (!isSign(list[0], '(') || !isSign(list.at(-1), ')')) return false;
  const items = list.slice(1, -1).filter((token) => !isSign(token, ','));
  return items.length > 0 && items.every((item) => fails(value, '=', item));
}

/** Whether the comparison is false for certain. Texts compare by code points, as in Trino. */
function fails(value: string, operator: string, literal: Token | undefined): boolean {
  if (literal?.kind !== 'string' && literal?.kind !== 'number') return false;
  if (literal.kind === 'number' && !/^\d+$/.test(value)) return false;
  const order = literal.kind === 'number' ? Number(value) - Number(literal.text) : value < literal.text ? -1 : value > literal.text ? 1 : 0;
  switch (operator) {
    case '=':
      return order !== 0;
    case '<':
      return order >= 0;
    case '>':
      return order <= 0;
    case '<=':
      return order > 0;
    case '>=':
      return order < 0;
    default:
      return false;
  }
}
