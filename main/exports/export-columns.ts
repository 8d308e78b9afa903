/** Which columns an export has, in which order, and how their values are written. */
import { isDecimal, type ResultColumn } from '../../preload/contract/result.ts';
import { AppError } from '../app-error.ts';

/**
 * `date`: Unix seconds, written as a date in the zone; `date-ms`: Unix milliseconds. `account`: digits that are a name. `decimal`: an exact number
 * that is stored as text. `real`: floating-point numbers. `plain`: an integer as a number, a text as a text.
 */
export type ColumnForm = 'date' | 'date-ms' | 'account' | 'decimal' | 'real' | 'plain';

export interface ExportColumn {
  /** Position in a row of the result file. */
  readonly index: number;
  readonly name: string;
  /** The column's name; of a date column also the zone, because a date cell cannot carry it. */
  readonly header: string;
  readonly form: ColumnForm;
}

/**
 * @param columns of the result, in file order  @param chosen names in the wanted order; NULL: all of them
 * @param zone of dates; NULL: they stay Unix seconds
 * @throws AppError `bad_column` for a name that the result lacks, or for none at all
 */
export function exportColumns(
  columns: readonly ResultColumn[],
  chosen: readonly string[] | null,
  zone: string | null,
): readonly ExportColumn[] {
  const all = columns.map((column, index) => exportColumn(column, index, zone));
  if (chosen === null) return all;
  if (chosen.length === 0)
    throw new AppError('bad_column', 'There is no column to export. Choose at least one.', { details: { value: '' } });
  return chosen.map((name) => {
    const column = all.find((each) => each.name === name);
    if (!column)
      throw new AppError('bad_column', `The result has no column ${JSON.stringify(name)}.`, { details: { value: name.slice(0, 200) } });
    return column;
  });
}

export const isDate = (form: ColumnForm): boolean => form === 'date' || form === 'date-ms';

function exportColumn(column: ResultColumn, index: number, zone: string | null): ExportColumn {
  const read = formOf(column);
  const form = isDate(read) && zone === null ? 'plain' : read;
  return { index, name: column.name, header: isDate(form) ? `${column.name} (${zone})` : column.name, form };
}

function formOf(column: ResultColumn): ColumnForm {
  // A `start` that a statement made a text of is in whatever zone the statement took: it stays as it is.
  if (column.role !== 'plain') return column.storage === 'TEXT' ? 'plain' : column.role === 'time' ? 'date' : 'date-ms';
  if (/account[-_ ]?id$/i.test(column.name)) return 'account';
  if (column.storage === 'REAL') return 'real';
  return isDecimal(column) ? 'decimal' : 'plain';
}
