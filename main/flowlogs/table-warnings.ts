/** What of a table's warnings still holds for a query: a key that must be named may be named already. */
import type { Query, Table, TableWarning } from '../../preload/contract/query.ts';
import { hasPartitionPredicate } from './partition-check.ts';
import { tableReads } from './sql-reads.ts';

/** Those that the query has no answer to; of rows, which are asked of no table, none. */
export function warningsFor({ warnings }: Pick<Table, 'warnings'>, query: Query): readonly TableWarning[] {
  if (query.type === 'rows') return [];
  return warnings.filter((warning) => warning.code !== 'partitions_injected' || !isNamed(warning, query));
}

function isNamed(
  { column, field }: Extract<TableWarning, { code: 'partitions_injected' }>,
  query: Exclude<Query, { type: 'rows' }>,
): boolean {
  if (query.type === 'sql') return tableReads(query.sql).every(({ where }) => hasPartitionPredicate(where, [column]));
  if (field === null) return false;
  return { account_id: query.form.accounts, region: query.form.regions }[field].length > 0;
}
