/** The rows of a view as something that many statements can be asked of, without filtering anew for each. */
import type { View } from '../../preload/contract/result.ts';
import { pause, type TaskContext } from '../jobs/task.ts';
import type { ResultReader } from './result-reader.ts';
import { isPlain, rowsOfView } from './select-rows.ts';

export interface ViewRows {
  /** What stands after FROM: the rows' columns have their own names. */
  readonly from: string;
  readonly rowCount: number;
}

/**
 * Sorts of what is grouped stay in this many KiB of memory; beyond it SQLite merges from its own temporary file, so
 * that a million different values need no more than ten.
 */
const SORT_KIB = 32_768;
const INSERT_AT_ONCE = 20_000;

/** @throws AppError `bad_column`, `cancelled` */
export async function viewRows(reader: ResultReader, view: View, context: Pick<TaskContext, 'signal'>): Promise<ViewRows> {
  const { db, rowid } = reader;
  db.pragma(`cache_size = -${SORT_KIB}`);
  db.pragma('temp_store = FILE');
  const plain = { ...view, sort: null };
  const { rowids, rowCount } = await rowsOfView(reader, plain, context);
  if (isPlain(plain) || rowids === null) return { from: 'main.rows', rowCount };
  // Only a temporary table: the result file itself is read-only.
  db.exec('CREATE TEMP TABLE picked (nagare_row INTEGER PRIMARY KEY)');
  const insert = db.prepare('INSERT INTO picked VALUES (?)');
  for (let at = 0; at < rowCount; at += INSERT_AT_ONCE) {
    db.transaction(() => {
      for (const id of rowids.subarray(at, at + INSERT_AT_ONCE)) insert.run(id);
    })();
    await pause(context);
  }
  return { from: `temp.picked CROSS JOIN main.rows ON rows.${rowid} = picked.nagare_row`, rowCount };
}
