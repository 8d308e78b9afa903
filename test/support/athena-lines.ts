/** The local engine's rows as the lines of Athena's result CSV, without line feeds. */
import type { EngineRow } from '../../main/sources/local/chunk-rows.ts';
import { doubleText } from '../../main/sources/local/double-text.ts';
import type { EngineResult } from '../../main/sources/local/engine.ts';
import type { ColumnType } from '../../preload/contract/query.ts';

export async function athenaLines({ columns, rows }: EngineResult): Promise<string[]> {
  const lines: string[] = [];
  for await (const batch of rows) for (const row of batch) lines.push(athenaLine(columns, row));
  return lines;
}

/** Every value in quotes, NULL as nothing. */
function athenaLine(columns: readonly ColumnType[], row: EngineRow): string {
  const texts = row.map((value, index) => {
    if (value === null) return '';
    const text = typeof value === 'number' && columns[index]?.type === 'double' ? doubleText(value) : String(value);
    return `"${text.replaceAll('"', '""')}"`;
  });
  return texts.join(',');
}
