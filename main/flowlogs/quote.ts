/** The only two functions that put a name or a text into SQL (Trino's rules, which DuckDB shares). */

/** `"name"`. A double quote inside is doubled; NUL is refused. @throws RangeError for an empty name or one with NUL. */
export function quoteIdentifier(name: string): string {
  if (name === '' || name.includes('\0')) throw new RangeError('not an identifier');
  return `"${name.replaceAll('"', '""')}"`;
}

/** `'text'`. A single quote inside is doubled; nothing else is special in Trino. @throws RangeError for a text with NUL. */
export function quoteLiteral(text: string): string {
  if (text.includes('\0')) throw new RangeError('not a literal');
  return `'${text.replaceAll("'", "''")}'`;
}
