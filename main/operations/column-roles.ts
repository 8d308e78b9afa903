/** What the columns of a run's result are: as stored, as the statement says, as the user says, the last word last. */
import type { ColumnRole, ResultColumn } from '../../preload/contract/result.ts';
import type { Run } from '../../preload/contract/run.ts';
import { AppError } from '../app-error.ts';
import { queryKey } from '../flowlogs/query-key.ts';
import { momentColumns } from '../flowlogs/sql-outputs.ts';
import type { ColumnRoleStore } from '../history/column-role-store.ts';

export interface ColumnRoles {
  /** The columns with their roles. @param columns as they are stored */
  of(run: Run, columns: readonly ResultColumn[]): ResultColumn[];
  /** @throws AppError `bad_column` for one that the result lacks, or that holds texts */
  mark(run: Run, columns: readonly ResultColumn[], name: string, role: ColumnRole): ResultColumn[];
}

export function createColumnRoles(store: ColumnRoleStore): ColumnRoles {
  const keyOf = (run: Run, columns: readonly ResultColumn[]) =>
    queryKey(
      run.query,
      columns.map((column) => column.name),
    );
  const of = (run: Run, columns: readonly ResultColumn[]) => {
    const marks = store.read(keyOf(run, columns));
    return withMoments(run.sql, columns).map((column) => ({ ...column, role: marks.get(column.name) ?? column.role }));
  };
  return {
    of,
    mark(run, columns, name, role) {
      const column = withMoments(run.sql, columns).find((each) => each.name === name);
      if (!column || column.storage === 'TEXT') {
        throw new AppError('bad_column', `The result has no column of numbers ${JSON.stringify(name)}.`, { details: { value: name } });
      }
      store.write(keyOf(run, columns), name, column.role === role ? null : role);
      return of(run, columns);
    },
  };
}

/** Numbers alone: a moment that the statement made a text of stays what it is. */
function withMoments(sql: string | null, columns: readonly ResultColumn[]): readonly ResultColumn[] {
  if (sql === null || columns.every((column) => column.role === 'time' || column.storage === 'TEXT')) return columns;
  const moments = momentColumns(
    sql,
    columns.map((column) => column.name),
  );
  return columns.map((column, index) => (moments.has(index) && column.storage !== 'TEXT' ? { ...column, role: 'time' } : column));
}
