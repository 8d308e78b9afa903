/** Cells as text with tabs, as spreadsheets paste them. Pure. */
export function tsv(rows: readonly (readonly string[])[]): string {
  return rows.map((row) => row.map(field).join('\t')).join('\n');
}

/** A value that holds a tab, a quote or a line feed is quoted, so that it stays one cell. */
function field(value: string): string {
  return /[\t\n\r"]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
}
