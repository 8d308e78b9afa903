/** Worker task: which rows a view has, in its order. */
import type { View } from '../../preload/contract/result.ts';
import { pause, type TaskContext } from '../jobs/task.ts';
import { addReadingStep } from './reading-step.ts';
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

/** Rows read, of all in the file. The order is made when the last has been read. */
export interface SelectProgress {
  readonly done: number;
  readonly total: number;
}

/** What `rowsOfView` needs of a task. Without `checkpoint` it can only be ended between rows that are found. */
type Context = Pick<TaskContext, 'signal'> & Partial<Pick<TaskContext, 'checkpoint'>>;

const PAUSE_EVERY = 20_000;

export const isPlain = (view: View): boolean => view.filters.length === 0 && view.sort === null;

/** @throws AppError `bad_column`, `bad_address`, `result_missing`, `result_damaged`, `cancelled` */
export async function selectRows({ path, view }: SelectInput, context: TaskContext): Promise<SelectedRows> {
  const reader = openResult(path);
  try {
    return await rowsOfView(reader, view, context, (progress) => context.progress(progress));
  } finally {
    reader.close();
  }
}

/** The same on a reader that is open already. @param onRead told while rows are read */
export async function rowsOfView(
  reader: ResultReader,
  view: View,
  context: Context,
  onRead: (progress: SelectProgress) => void = () => undefined,
): Promise<SelectedRows> {
  if (isPlain(view)) return { rowids: null, rowCount: reader.rowCount };
  const { where, orderBy, parameters } = viewSql(view, reader.columns, reader.rowid);
  const step = addReadingStep(reader.db, (rowid) => {
    onRead({ done: rowid, total: reader.rowCount });
    context.checkpoint?.();
  })(reader.rowid);
  const condition = where === '' ? `WHERE ${step}` : `WHERE ${step} AND (${where.slice('WHERE '.length)})`;
  const statement = reader.db.prepare<unknown[], number>(`SELECT ${reader.rowid} FROM rows ${condition} ${orderBy}`).pluck();
  const rowids = new Uint32Array(reader.rowCount);
  let count = 0;
  for (const id of statement.iterate(...parameters)) {
    rowids[count++] = id;
    if (count % PAUSE_EVERY === 0) await pause(context);
  }
  return { rowids: rowids.slice(0, count), rowCount: count };
}
