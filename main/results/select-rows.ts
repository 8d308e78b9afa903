/** Worker task: which rows a view has, in its order. */
import type { View } from '../../preload/contract/result.ts';
import { pause, type TaskContext } from '../jobs/task.ts';
import { openResult, type ResultReader } from './result-reader.ts';
import { viewSql } from './view-sql.ts';

export interface SelectInput {
  readonly path: string;
  readonly view: View;
}

export interface SelectedRows {
  /** Row numbers in the view's order; NULL: every row in file order. */
  readonly rowids: Uint32Array | null;
  readonly rowCount: number;
}

const PAUSE_EVERY = 20_000;

export const isPlain = (view: View): boolean => view.filters.length === 0 && view.sort === null;

/** @throws AppError `bad_column`, `result_missing`, `result_damaged`, `cancelled` */
export async function selectRows({ path, view }: SelectInput, context: TaskContext): Promise<SelectedRows> {
  const reader = openResult(path);
  try {
    return await rowsOfView(reader, view, context);
  } finally {
    reader.close();
  }
}

/** The same on a reader that is open already. */
export async function rowsOfView(reader: ResultReader, view: View, context: Pick<TaskContext, 'signal'>): Promise<SelectedRows> {
  if (isPlain(view)) return { rowids: null, rowCount: reader.rowCount };
  const { where, orderBy, parameters } = viewSql(view, reader.columns, reader.rowid);
  const statement = reader.db.prepare<unknown[], number>(`SELECT ${reader.rowid} FROM rows ${where} ${orderBy}`).pluck();
  const rowids = new Uint32Array(reader.rowCount);
  let count = 0;
  for (const id of statement.iterate(...parameters)) {
    rowids[count++] = id;
    if (count % PAUSE_EVERY === 0) await pause(context);
  }
  return { rowids: rowids.slice(0, count), rowCount: count };
}
