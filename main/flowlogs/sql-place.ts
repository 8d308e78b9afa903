/** Places in a statement, as engines name them: a line and a column, both from 1, the column in characters (code points). */

import { lexemes } from './sql-lexer.ts';

export interface SqlPlace {
  readonly line: number;
  readonly column: number;
}

/**
 * Athena's (Trino's) and the local engine's two ways: `line 2:5: Column ...` and `... at line 2, column 5`. Only where
 * the words begin one of theirs: an error repeats what was typed, too.
 */
const PLACE = /(?:^|[\s:(])line (\d{1,7})(?::|, column )(\d{1,7})\b/i;

/** The place that an engine's error names; NULL when it names none. */
export function placeInError(reason: string): SqlPlace | null {
  const [, line, column] = PLACE.exec(reason) ?? [];
  return line === undefined || column === undefined ? null : { line: Number(line), column: Number(column) };
}

/** UTF-16 offset of a place; one behind the line's end is its end, one behind the last line the text's. */
export function offsetOfPlace(sql: string, { line, column }: SqlPlace): number {
  let start = 0;
  for (let count = 1; count < line; count++) {
    const feed = sql.indexOf('\n', start);
    if (feed < 0) return sql.length;
    start = feed + 1;
  }
  const feed = sql.indexOf('\n', start);
  const characters = Array.from(sql.slice(start, feed < 0 ? sql.length : feed));
  return start + characters.slice(0, Math.max(0, column - 1)).join('').length;
}

/** The place of a UTF-16 offset. */
export function placeOfOffset(sql: string, offset: number): SqlPlace {
  const before = sql.slice(0, offset);
  const start = before.lastIndexOf('\n') + 1;
  return { line: before.split('\n').length, column: Array.from(before.slice(start)).length + 1 };
}

/** Where a name stands first in the statement, quoted or not; NULL when it does not. */
export function placeOfName(sql: string, name: string): SqlPlace | null {
  const wanted = name.toLowerCase();
  const found = lexemes(sql).find(({ kind, from, to }) => {
    const text = sql.slice(from, to).toLowerCase();
    return kind === 'word' ? text === wanted : kind === 'name' && text.slice(1, -1).replaceAll('""', '"') === wanted;
  });
  return found ? placeOfOffset(sql, found.from) : null;
}
