/** Where in the statement as typed the translator's and DuckDB's complaints are. */
import { isSolid, lexemes } from '../../flowlogs/sql-lexer.ts';
import { offsetOfPlace, placeInError, placeOfName, placeOfOffset, type SqlPlace } from '../../flowlogs/sql-place.ts';

/** What was made longer before the statement was read: where the longer piece ends, and by how much. */
export interface Growth {
  readonly end: number;
  readonly by: number;
}

/**
 * polyglot-sql names the place behind the word that it stumbled over; the word itself is meant.
 * @param sql as typed  @param readable what was read  @param growths how that is longer
 */
export function placeOfParseError(reason: string, sql: string, readable: string, growths: readonly Growth[]): SqlPlace | null {
  const behind = placeInError(reason);
  if (!behind) return null;
  const offset = offsetOfPlace(readable, behind);
  const from = lexemes(readable).findLast((each) => isSolid(each) && each.from < offset)?.from ?? 0;
  const grown = growths.filter(({ end }) => end <= from).reduce((sum, { by }) => sum + by, 0);
  return placeOfOffset(sql, from - grown);
}

/** DuckDB's place is one in the translation, which nobody has seen: the name that it does not know is looked for instead. */
const UNKNOWN_NAME = [
  /(?:Referenced column|column named|Referenced table|Table) "([^"]+)"(?: not found|$|\s*\n)/m,
  /(?:Table|Function) with name (\S+) does not exist/,
];

export function placeOfBindError(reason: string, sql: string): SqlPlace | null {
  for (const pattern of UNKNOWN_NAME) {
    const name = pattern.exec(reason)?.[1];
    if (name !== undefined) return placeOfName(sql, name);
  }
  return null;
}
