import { type Cell, isNumeric, type ResultColumn } from '../../preload/contract/result.ts';
import { isTime, momentText } from './cell-text.ts';

/** The file's first lines: Athena's column names, dates in the zone, numbers as numbers. */
export function ExportPreview({
  columns,
  positions,
  rows,
  zone,
}: {
  readonly columns: readonly ResultColumn[];
  /** Of the columns in the rows. */
  readonly positions: readonly number[];
  readonly rows: readonly (readonly Cell[])[];
  /** NULL: dates stay Unix seconds. */
  readonly zone: string | null;
}) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so keys must reach it.
    <div className="result-preview" tabIndex={0}>
      <table>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.name} scope="col">
                {isTime(column) && zone !== null ? `${column.name} (${zone})` : column.name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a row is its place.
            <tr key={index} className="mono">
              {columns.map((column, at) => (
                <td key={column.name} data-right={isNumeric(column) && !isTime(column)}>
                  {shown(column, row[positions[at] ?? 0] ?? null, zone)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function shown(column: ResultColumn, value: Cell, zone: string | null): string {
  if (value === null) return '';
  return isTime(column) && zone !== null && typeof value === 'number' ? momentText(column, value, zone) : String(value);
}
