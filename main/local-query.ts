/** Worker task: a statement over files, run by the local engine and stored as a result file in one go. */
import { pause, type TaskContext } from './jobs/task.ts';
import { showRows } from './results/arriving-rows.ts';
import { createCsvReader } from './results/csv-reader.ts';
import { createResultWriter, type WrittenResult } from './results/result-writer.ts';
import { openEngine } from './sources/local/engine.ts';
import type { LocalQuery } from './sources/source.ts';

export interface LocalQueryInput {
  readonly query: LocalQuery;
  /** Partial file to write. */
  readonly path: string;
}

const TEXT_AT_ONCE = 4_000_000;

/** @throws AppError `bad_sql`, `file_unreadable`, `disk_full`, `cancelled`; the partial file is gone then */
export async function localQuery({ query, path }: LocalQueryInput, context: TaskContext): Promise<WrittenResult> {
  const engine = await openEngine({ ...query, table: { catalog: null, database: null, name: 'flow_logs' }, spillFolder: `${path}-spill` });
  try {
    const { columns, lines } = await engine.query(query.sql, context.signal);
    const writer = createResultWriter(path, columns);
    showRows(writer, context);
    try {
      const reader = createCsvReader();
      // The reader takes the first row for the header, whose width all others must have.
      reader.pushText(`${columns.map(() => '""').join(',')}\n`);
      for await (const batch of lines) {
        for (const text of textsOf(batch)) writer.insert(reader.pushText(text));
        context.progress({ rowCount: writer.rowCount });
        await pause(context);
      }
      writer.insert(reader.end());
      return writer.finish();
    } catch (error) {
      writer.abandon();
      throw error;
    }
  } finally {
    engine.close();
  }
}

/** Lines as texts of a bearable length: a batch of very long rows in one would be more than a string can be. */
function* textsOf(lines: readonly string[]): Generator<string> {
  let from = 0;
  let length = 0;
  for (const [index, line] of lines.entries()) {
    length += line.length;
    if (length < TEXT_AT_ONCE && index + 1 < lines.length) continue;
    yield `${lines.slice(from, index + 1).join('\n')}\n`;
    from = index + 1;
    length = 0;
  }
}
