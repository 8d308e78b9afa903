/** Worker task: a statement over files, run by the local engine and stored as a result file in one go. */
import { pause, type TaskContext } from './jobs/task.ts';
import { showRows } from './results/arriving-rows.ts';
import { createResultWriter, type WrittenResult } from './results/result-writer.ts';
import { openEngine } from './sources/local/engine.ts';
import type { LocalQuery } from './sources/source.ts';

export interface LocalQueryInput {
  readonly query: LocalQuery;
  /** Partial file to write. */
  readonly path: string;
}

/** @throws AppError `bad_sql`, `file_unreadable`, `disk_full`, `cancelled`; the partial file is gone then */
export async function localQuery({ query, path }: LocalQueryInput, context: TaskContext): Promise<WrittenResult> {
  const engine = await openEngine({ ...query, table: { catalog: null, database: null, name: 'flow_logs' }, spillFolder: `${path}-spill` });
  try {
    const { columns, rows } = await engine.query(query.sql, context.signal);
    const writer = createResultWriter(path, columns);
    showRows(writer, context);
    try {
      for await (const batch of rows) {
        writer.insert(batch);
        context.progress({ rowCount: writer.rowCount });
        await pause(context);
      }
      return writer.finish();
    } catch (error) {
      writer.abandon();
      throw error;
    }
  } finally {
    engine.close();
  }
}
