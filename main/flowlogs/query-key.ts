/** By what it is known that two runs ask the same: what a user said of a result's columns holds for both. */
import type { Query } from '../../preload/contract/query.ts';
import { isSolid, lexemes } from './sql-lexer.ts';

/**
 * A statement's words without spaces, comments and the semicolon at the end, as typed: whatever values its `?` had.
 * A form's results are alike by their kind, those of a file by their columns.
 * @param columns names in the result's order
 */
export function queryKey(query: Query, columns: readonly string[]): string {
  switch (query.type) {
    case 'form':
      return `form ${query.form.kind}`;
    case 'sql':
      return `sql ${wordsOf(query.sql)}`;
    case 'rows':
      return `rows ${JSON.stringify(columns)}`;
  }
}

function wordsOf(sql: string): string {
  return lexemes(sql)
    .filter((lexeme) => isSolid(lexeme) && lexeme.kind !== 'semicolon')
    .map(({ from, to }) => sql.slice(from, to))
    .join(' ');
}
