/** A form and a table give a statement: Trino SQL, which the local engine understands too. */
import type { QueryForm, Table } from '../../preload/contract/query.ts';
import { type AddressLists, inPlace, sharedLists } from './address-lists.ts';
import { filterConditions, windowCondition } from './conditions.ts';
import { kindSql } from './kind-sql.ts';
import { kindOf } from './kinds.ts';
import { partitionPredicate } from './partitions.ts';
import { quoteIdentifier } from './quote.ts';
import { fitsAthena } from './sql-length.ts';
import { columnsOf } from './table-columns.ts';

/**
 * The statement that answers the form. Call it when `formProblems` finds nothing.
 * Thousands of addresses, which would stand at each end, are written once where the statement would be too long.
 * @throws RangeError for a value or a column that `formProblems` would have named.
 */
export function buildSql(form: QueryForm, table: Table): string {
  const sql = statement(form, table, inPlace);
  return fitsAthena(sql) ? sql : statement(form, table, sharedLists());
}

function statement(form: QueryForm, table: Table, lists: AddressLists): string {
  const columns = columnsOf(table);
  const { select, where, tail } = kindSql(form, columns);
  const window = scannedWindow(form);
  const conditions = [
    partitionPredicate(table, window.from, window.to),
    windowCondition({ ...form, ...window }, columns),
    ...filterConditions(form, columns, lists),
    ...where,
  ].filter((condition) => condition !== null);
  const limit = form.limit ?? kindOf(form.kind).defaultLimit;
  return [
    ...lists.head(),
    `SELECT ${select.join(',\n  ')}`,
    `FROM ${tableName(table)}`,
    `WHERE ${conditions.join('\n  AND ')}`,
    ...tail,
    ...(limit === null ? [] : [`LIMIT ${limit}`]),
  ].join('\n');
}

/** The window that is read: new talkers are told from old ones by the window before, of the same length. */
export function scannedWindow(form: Pick<QueryForm, 'kind' | 'from' | 'to'>): { readonly from: number; readonly to: number } {
  const before = form.kind === 'new-talkers' ? form.to - form.from + 1 : 0;
  return { from: form.from - before, to: form.to };
}

/** `"vpcdb"."flow_logs"`, or `"flow_logs"` for files. The catalog travels with the execution. */
export function tableName(table: Pick<Table, 'database' | 'table'>): string {
  return table.database === null ? quoteIdentifier(table.table) : `${quoteIdentifier(table.database)}.${quoteIdentifier(table.table)}`;
}
