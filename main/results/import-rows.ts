/** Worker task: rows that arrive as CSV bytes or as pages become a result file. */
import type { ColumnType } from '../../preload/contract/query.ts';
import { AppError } from '../app-error.ts';
import { pause, type TaskContext } from '../jobs/task.ts';
import type { TextRow } from '../sources/source.ts';
import { createCsvReader } from './csv-reader.ts';
import { guessTypes } from './guess-types.ts';
import { ownDates } from './own-dates.ts';
import { createResultWriter, type ResultWriter, type WrittenResult } from './result-writer.ts';

export interface ImportInput {
  /** Partial file to write. */
  readonly path: string;
  /** NULL: by the header and the first rows. */
  readonly columns: readonly ColumnType[] | null;
  readonly encoding: 'csv' | 'rows';
}

/** So many rows are looked at before columns without types are given some. */
const GUESS_FROM = 1000;

/** @throws AppError `not_a_csv`, `disk_full`, `cancelled`; the partial file is gone then */
export async function importRows(input: ImportInput, context: TaskContext): Promise<WrittenResult> {
  let writer: ResultWriter | null = null;
  try {
    const write = (rows: readonly TextRow[], columns: readonly ColumnType[]) => {
      writer ??= createResultWriter(input.path, columns);
      writer.insert(rows);
      context.progress({ rowCount: writer.rowCount });
    };
    if (input.encoding === 'rows') {
      const columns = input.columns ?? [];
      write([], columns);
      for await (const page of context.received()) {
        write(page as TextRow[], columns);
        await pause(context);
      }
    } else {
      await importCsv(input, context, write);
    }
    context.signal.throwIfAborted();
    if (!writer)
      throw new AppError('not_a_csv', 'The file is empty: it has no header row.', { details: { line: 1, reason: 'it is empty' } });
    return (writer as ResultWriter).finish();
  } catch (error) {
    (writer as ResultWriter | null)?.abandon();
    throw error;
  }
}

async function importCsv(
  input: ImportInput,
  context: TaskContext,
  write: (rows: readonly TextRow[], columns: readonly ColumnType[]) => void,
): Promise<void> {
  const reader = createCsvReader();
  let columns: readonly ColumnType[] | null = null;
  let header: readonly string[] | null = null;
  let dates = ownDates([]);
  /** Rows kept back until the types are known. */
  let first: TextRow[] = [];

  const take = (rows: TextRow[], last: boolean) => {
    if (!header) {
      const names = rows.shift();
      if (!names) return;
      header = names.map((name) => name ?? '');
      if (input.columns) columns = checked(input.columns, header);
      // Athena's own results are as Athena says.
      else dates = ownDates(header);
    }
    if (input.columns && columns) return write(rows, columns);
    const read = rows.map(dates.convert);
    if (columns) return write(read, columns);
    first = first.concat(read);
    if (first.length < GUESS_FROM && !last) return;
    columns = guessTypes(dates.header, first.slice(0, GUESS_FROM));
    write(first, columns);
    first = [];
  };

  for await (const chunk of context.received()) {
    take(reader.push(chunk as Uint8Array), false);
    await pause(context);
  }
  context.signal.throwIfAborted();
  take(reader.end(), true);
}

/** The types come from Athena's API, the header from S3: they must speak of the same columns. */
function checked(columns: readonly ColumnType[], header: readonly string[]): readonly ColumnType[] {
  if (columns.length === header.length && columns.every((column, index) => column.name === header[index])) return columns;
  throw new AppError('not_a_csv', 'The result file does not have the columns that Athena names.', {
    details: { line: 1, reason: 'other columns' },
  });
}
