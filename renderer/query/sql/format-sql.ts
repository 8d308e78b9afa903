/** A statement laid out anew: its words, comments and literals stay, spaces and line feeds change. */
import { lexemes } from '../../../main/flowlogs/sql-lexer.ts';

/** NULL when it cannot be read: it is then left as it is. The formatter is loaded when it is first needed. */
export async function formatSql(sql: string): Promise<string | null> {
  const { formatDialect, trino } = await import('sql-formatter');
  try {
    const laidOut = formatDialect(sql, { dialect: trino, tabWidth: 2, expressionWidth: 80, paramTypes: { positional: true } }).trimEnd();
    // A formatter that does not know a word parts it, or joins two: what is run must be what was typed.
    return essence(laidOut) === essence(sql) ? laidOut : null;
  } catch {
    return null;
  }
}

/** All but blanks; a comment's own lines may be indented anew. */
function essence(sql: string): string {
  return JSON.stringify(
    lexemes(sql)
      .filter(({ kind }) => kind !== 'space')
      .map(({ kind, from, to }) => {
        const text = sql.slice(from, to);
        return kind === 'comment' ? text.replaceAll(/\s+/g, ' ').trim() : text;
      }),
  );
}
