/** How a result's columns are stored: unique names, SQLite types, the flow-log field that each is. */
import type { ColumnType } from '../../preload/contract/query.ts';
import type { ResultColumn } from '../../preload/contract/result.ts';
import { AppError } from '../app-error.ts';
import { fieldOf } from '../flowlogs/fields.ts';

/** SQLite's own limit on the columns of a table. */
export const MOST_COLUMNS = 2000;

/** What SQLite calls the row number; a column of that name hides it. */
export const ROWID_NAMES = ['rowid', '_rowid_', 'oid'] as const;

export interface PlannedColumn extends ResultColumn {
  /** The name that the engine gave, which may come twice or be empty. */
  readonly sourceName: string;
}

/**
 * @param columns as the engine names them, in order
 * @throws AppError `bad_sql` for none, or more than a table can have
 */
export function planColumns(columns: readonly ColumnType[]): readonly PlannedColumn[] {
  if (columns.length === 0 || columns.length > MOST_COLUMNS) {
    throw new AppError('bad_sql', `A result can have 1 to ${MOST_COLUMNS} columns; this one has ${columns.length}.`, {
      details: { reason: '', columns: columns.length },
    });
  }
  const taken = new Set<string>();
  // One name of the row number must stay free, or no reader could ask for rows by it.
  const names = new Set(columns.map((column) => column.name.toLowerCase()));
  if (ROWID_NAMES.every((name) => names.has(name))) taken.add('_rowid_');
  return columns.map((column, index) => {
    const field = fieldOf(column.name);
    return {
      name: uniqueName(column.name, index, taken),
      sourceName: column.name,
      type: column.type,
      storage: storageOf(column.type),
      field: field?.column ?? null,
      role: field?.role ?? 'plain',
    };
  });
}

/** SQLite compares names without case: `A` beside `a` becomes `a_2`. */
function uniqueName(name: string, index: number, taken: Set<string>): string {
  const base = name === '' ? `column_${index + 1}` : name;
  let unique = base;
  for (let n = 2; taken.has(unique.toLowerCase()); n++) unique = `${base}_${n}`;
  taken.add(unique.toLowerCase());
  return unique;
}

/** Whole numbers and fractions as numbers; decimals (exact), times, arrays and all else as the text the engine prints. */
function storageOf(type: string): ResultColumn['storage'] {
  if (/^(tinyint|smallint|integer|int|bigint)$/i.test(type)) return 'INTEGER';
  return /^(double|float|real)$/i.test(type) ? 'REAL' : 'TEXT';
}
