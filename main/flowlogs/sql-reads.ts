/** Which tables a statement that was typed by hand reads, and what its WHERE says of each. */
import { depthsOf, isName, isSign, isWord, type Token, tokensOf } from './sql-tokens.ts';

export interface TableRead {
  /** The table's name as written, lower case: `[table]`, `[database, table]` or `[catalog, database, table]`; empty when it is not said. */
  readonly name: readonly string[];
  /** The tokens of the WHERE that stands beside it, with other tables' columns blotted out; empty when there is none. */
  readonly where: readonly Token[];
  /** How often at most: a WITH that is used twice is read twice. */
  readonly times: number;
}

const ends = ['GROUP', 'HAVING', 'ORDER', 'LIMIT', 'OFFSET', 'FETCH', 'WINDOW', 'QUALIFY'];
const joinWords = ['JOIN', 'INNER', 'LEFT', 'RIGHT', 'FULL', 'CROSS', 'NATURAL', 'ON', 'USING', 'TABLESAMPLE'];
const setWords = ['UNION', 'EXCEPT', 'INTERSECT'];

/**
 * Every table of every SELECT, subqueries and WITH included. What only looks at the catalogue reads none: SHOW, DESCRIBE,
 * EXPLAIN, `"t$partitions"`, `information_schema`.
 */
export function tableReads(sql: string): readonly TableRead[] {
  const tokens = tokensOf(sql);
  if (isWord(tokens[0], 'SHOW', 'DESCRIBE', 'DESC', 'ALTER', 'DROP', 'MSCK')) return [];
  if (isWord(tokens[0], 'EXPLAIN') && !isWord(tokens[1], 'ANALYZE')) return [];
  // What a prepared statement reads nobody knows here; what changes a table reads it in ways of its own.
  if (isWord(tokens[0], 'EXECUTE', 'DELETE', 'UPDATE', 'MERGE')) return [{ name: [], where: [], times: 1 }];
  const own = namesOfWith(tokens);
  const isOfWith = ({ name }: Omit<TableRead, 'times'>) => name.length === 1 && own.has(name[0] ?? '');
  const all = readsOf(tokens);
  const uses = [...own].map((name) => all.filter((read) => isOfWith(read) && read.name[0] === name).length);
  // Each may use the one before it: no table is read more often than all of these multiplied.
  const times = uses.reduce((product, count) => product * Math.max(1, count), 1);
  return all.filter((read) => !isOfWith(read) && !isCatalogueOnly(read.name)).map((read) => ({ ...read, times }));
}

/** `name AS (`, `name (a, b) AS (`: whatever stands so is a query's own name. */
function namesOfWith(tokens: readonly Token[]): ReadonlySet<string> {
  const names = new Set<string>();
  for (const [index, token] of tokens.entries()) {
    if (!isWord(token, 'AS') || !isSign(tokens[index + 1], '(')) continue;
    let at = index - 1;
    if (isSign(tokens[at], ')')) {
      while (at > 0 && !isSign(tokens[at], '(')) at--;
      at--;
    }
    const name = tokens[at];
    if (name && isName(name)) names.add(name.text.toLowerCase());
  }
  return names;
}

const isCatalogueOnly = (name: readonly string[]): boolean =>
  name.at(-2) === 'information_schema' || /\$(partitions|properties|files|manifests|history|snapshots|refs)$/.test(name.at(-1) ?? '');

/** Whether the table that is read is this one, by as much of its name as is said. @param path catalog, database and table, as far as it has them */
export function isRead({ name }: TableRead, path: readonly string[]): boolean {
  const own = path.map((part) => part.toLowerCase());
  return name.length > 0 && name.length <= own.length && name.every((part, index) => part === own[own.length - name.length + index]);
}

/** Whether it reads this table and no other. @param path as in `isRead` */
export const readsOnly = (sql: string, path: readonly string[]): boolean => tableReads(sql).every((read) => isRead(read, path));

function readsOf(tokens: readonly Token[]): readonly Omit<TableRead, 'times'>[] {
  const depths = depthsOf(tokens);
  const found: Omit<TableRead, 'times'>[] = [];
  for (let at = 0; at < tokens.length; at++) {
    if (depths[at] !== 0) continue;
    if (isSign(tokens[at], '(')) {
      const end = closing(depths, at);
      found.push(...readsOf(tokens.slice(at + 1, end)));
    } else if (isWord(tokens[at], 'SELECT')) {
      const end = tokens.findIndex((token, index) => index > at && depths[index] === 0 && isWord(token, ...setWords));
      found.push(...ofSelect(tokens.slice(at, end < 0 ? tokens.length : end)));
    } else if (isWord(tokens[at], 'TABLE') && !isWord(tokens[at - 1], 'CREATE', 'FROM', 'JOIN')) {
      // `TABLE t` is short for `SELECT * FROM t`.
      const read = namedAt(tokens, at + 1);
      if (read) found.push({ name: read.name, where: [] });
    }
  }
  return found;
}

const closing = (depths: readonly number[], open: number): number => {
  const end = depths.findIndex((depth, index) => index > open && depth === depths[open]);
  return end < 0 ? depths.length : end;
};

/** The tables of one SELECT's own FROM; what stands in parentheses is looked at by the caller. */
function ofSelect(tokens: readonly Token[]): readonly Omit<TableRead, 'times'>[] {
  const depths = depthsOf(tokens);
  const at = (from: number, ...words: readonly string[]) =>
    tokens.findIndex((token, index) => index >= from && depths[index] === 0 && isWord(token, ...words));
  let from = at(0, 'FROM');
  while (from > 0 && isWord(tokens[from - 1], 'DISTINCT') && from > 2) from = at(from + 1, 'FROM');
  if (from < 0) return [];
  const until = (start: number, ...words: readonly string[]) => {
    const end = at(start, ...words);
    return end < 0 ? tokens.length : end;
  };
  const where = at(from, 'WHERE');
  const condition = where < 0 ? [] : tokens.slice(where + 1, until(where, ...ends));
  const last = where < 0 ? until(from, ...ends) : where;
  return relationsIn(tokens.slice(from, last), condition);
}

/** @param tokens of a FROM, with the word or the comma before its first table */
function relationsIn(tokens: readonly Token[], condition: readonly Token[]): readonly Omit<TableRead, 'times'>[] {
  const depths = depthsOf(tokens);
  const found: Omit<TableRead, 'times'>[] = [];
  for (const [index, token] of tokens.entries()) {
    if (depths[index] !== 0 || !(isWord(token, 'FROM', 'JOIN') || isSign(token, ','))) continue;
    if (isSign(tokens[index + 1], '(')) {
      // `FROM (a JOIN b ON ...)`. A query in parentheses is looked at by the caller.
      const inside = tokens.slice(index + 2, closing(depths, index + 1));
      if (!isWord(inside[0], ...queryWords)) found.push(...relationsIn([comma, ...inside], condition));
      continue;
    }
    const read = namedAt(tokens, index + 1);
    if (!read) continue;
    const { name, next } = read;
    // UNNEST(...), TABLE(...): functions, not tables.
    if (isSign(tokens[next], '(')) continue;
    const alias = tokens[isWord(tokens[next], 'AS') ? next + 1 : next];
    const own = [name.at(-1) ?? '', ...(alias && isName(alias) && !isWord(alias, ...joinWords) ? [alias.text.toLowerCase()] : [])];
    found.push({ name, where: ownColumns(condition, own) });
  }
  return found;
}

const comma: Token = { kind: 'sign', text: ',' };
const queryWords = ['SELECT', 'WITH', 'VALUES', 'TABLE'];

/** A name of up to three parts, and where it ends; NULL: there is none. */
function namedAt(tokens: readonly Token[], at: number): { readonly name: readonly string[]; readonly next: number } | null {
  if (!isName(tokens[at])) return null;
  const name: string[] = [];
  let next = at;
  while (isName(tokens[next])) {
    name.push(tokens[next]?.text.toLowerCase() ?? '');
    next++;
    if (!isSign(tokens[next], '.')) break;
    next++;
  }
  return { name, next };
}

/** `other.year` says nothing of this table's `year`. @param own names by which the table is called, lower case */
function ownColumns(tokens: readonly Token[], own: readonly string[]): readonly Token[] {
  return tokens.map((token, index) => {
    const table = tokens[index - 2];
    const isOthers = isSign(tokens[index - 1], '.') && table && isName(table) && !own.includes(table.text.toLowerCase());
    return isOthers && isName(token) ? { ...token, text: '' } : token;
  });
}
