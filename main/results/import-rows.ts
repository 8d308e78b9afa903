/** Worker task: rows that arrive as CSV bytes or as pages become a result file. */
import type { ColumnType } from '../../preload/contract/query.ts';
import { AppError } from '../app-error.ts';
import { pause, type TaskContext } from '../jobs/task.ts';
import type { TextRow } from '../sources/source.ts';
import { showRows } from './arriving-rows.ts';
import { createCsvReader } from './csv-reader.ts';
import { areTypesNamed, guessTypes, numbersOf } from './guess-types.ts';
import { ownDates } from './own-dates.ts';
import { createResultWriter, type ResultWriter, type WriterValue, type WrittenResult } from './result-writer.ts';

export interface ImportInput {
  /** Partial file to write. */
  readonly path: string;
}

/** The first that is received, the rows come after it: the worker can be there before anybody knows what comes. */
export interface RowsForm {
  /** NULL: by the header and the first rows. */
  readonly columns: readonly ColumnType[] | null;
  readonly encoding: 'csv' | 'rows';
}

/**
 * So many rows are looked at before columns without types are given some. They are waited for even while the stream
 * stands still: what a column is must not depend on how fast its rows come.
 */
const GUESS_FROM = 1000;

/** @throws AppError `not_a_csv`, `disk_full`, `cancelled`; the partial file is gone then */
export async function importRows({ path }: ImportInput, context: TaskContext): Promise<WrittenResult> {
  let writer: ResultWriter | null = null;
  try {
    const write: Write = (rows, columns, isAsGiven = false) => {
      if (!writer) {
        writer = createResultWriter(path, columns, isAsGiven);
        showRows(writer, context);
      }
      writer.insert(rows);
      if (rows.length > 0) context.progress({ rowCount: writer.rowCount });
    };
    const received = context.received();
    const form = await received.next();
    if (form.done) context.signal.throwIfAborted();
    else await importAs(form.value as RowsForm, received, context, write);
    context.signal.throwIfAborted();
    if (!writer)
      throw new AppError('not_a_csv', 'The file is empty: it has no header row.', { details: { line: 1, reason: 'it is empty' } });
    return (writer as ResultWriter).finish();
  } catch (error) {
    (writer as ResultWriter | null)?.abandon();
    throw error;
  }
}

type Write = (rows: readonly (readonly WriterValue[])[], columns: readonly ColumnType[], isAsGiven?: boolean) => void;

async function importAs(form: RowsForm, received: AsyncIterable<unknown>, context: TaskContext, write: Write): Promise<void> {
  if (form.encoding === 'csv') return importCsv(form, received, context, write);
  const columns = form.columns ?? [];
  write([], columns);
  for await (const page of received) {
    write(page as TextRow[], columns);
    await pause(context);
  }
}

async function importCsv(form: RowsForm, received: AsyncIterable<unknown>, context: TaskContext, write: Write): Promise<void> {
  const reader = createCsvReader();
  let columns: readonly ColumnType[] | null = null;
  let header: readonly string[] | null = null;
  let dates = ownDates([]);
  /** Rows kept back until the types are known. */
  let first: TextRow[] = [];

  let asNumbers: ReturnType<typeof numbersOf> | null = null;
  const writeGuessed = (rows: readonly TextRow[], guessed: readonly ColumnType[]) => {
    asNumbers ??= numbersOf(guessed);
    write(rows.map(asNumbers), guessed, true);
  };

  const take = (rows: TextRow[], last: boolean) => {
    if (!header) {
      const names = rows.shift();
      if (!names) return;
      header = names.map((name) => name ?? '');
      if (form.columns) columns = checked(form.columns, header);
      // Athena's own results are as Athena says.
      else {
        dates = ownDates(header);
        if (areTypesNamed(dates.header)) columns = guessTypes(dates.header, []);
      }
    }
    if (form.columns && columns) return write(rows, columns);
    const read = rows.map(dates.convert);
    if (columns) return writeGuessed(read, columns);
    first = first.concat(read);
    if (first.length < GUESS_FROM && !last) return;
    columns = guessTypes(dates.header, first.slice(0, GUESS_FROM));
    writeGuessed(first, columns);
    first = [];
  };

  for await (const chunk of received) {
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
