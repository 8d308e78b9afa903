/** The form of a result file: a SQLite database with the tables `rows` and `columns`. */
import { quoteIdentifier } from '../flowlogs/quote.ts';
import { type PlannedColumn, ROWID_NAMES } from './column-plan.ts';

/** "Ngr1": tells a result file from any other SQLite database. */
export const APPLICATION_ID = 0x4e677231;
export const RESULT_VERSION = 1;

/** `wide`: an integer beyond 2^53 occurs, so that readers must not use doubles. */
export const columnsTable = `CREATE TABLE columns (
  position INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  source_name TEXT NOT NULL,
  type TEXT NOT NULL,
  storage TEXT NOT NULL,
  field TEXT,
  role TEXT NOT NULL,
  wide INTEGER NOT NULL
) STRICT`;

/**
 * Not STRICT: a text that ought to be a number is kept as it came.
 * @param isAsGiven values come as what they are: without a type SQLite makes no number of a text like `007`
 */
export function rowsTable(columns: readonly PlannedColumn[], isAsGiven = false): string {
  const types = (column: PlannedColumn) => (isAsGiven ? '' : ` ${column.storage}`);
  return `CREATE TABLE rows (${columns.map((column) => `${quoteIdentifier(column.name)}${types(column)}`).join(', ')})`;
}

/** SQL of a column whose integers beyond 2^53 come as their texts: no double holds them. */
export function exactCell(name: string): string {
  const column = quoteIdentifier(name);
  const most = Number.MAX_SAFE_INTEGER;
  return `iif(typeof(${column}) = 'integer' AND (${column} > ${most} OR ${column} < -${most}), CAST(${column} AS TEXT), ${column})`;
}

/** The name under which the row number can be asked for; a column of the result may bear one of them. */
export function rowidName(columns: readonly { readonly name: string }[]): string {
  const names = new Set(columns.map((column) => column.name.toLowerCase()));
  const free = ROWID_NAMES.find((name) => !names.has(name));
  if (!free) throw new RangeError('every name of the row number is taken');
  return free;
}
