import type { Query } from '../../preload/contract/query.ts';
import type { ResultColumn } from '../../preload/contract/result.ts';

/** Results of one kind show their columns alike: a form's kind, else the same set of column names. Pure. */
export function layoutKind(query: Query, columns: readonly Pick<ResultColumn, 'name'>[]): string {
  return query.type === 'form' ? query.form.kind : JSON.stringify(columns.map((column) => column.name).toSorted());
}
