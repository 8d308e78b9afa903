/**
 * Worker task: each column's count, distinct values, NULLs, least, greatest and most frequent values, of the rows in a
 * view. Exact. Some columns at a time are counted in one pass, in bounded room (`column-counter.ts`); one with more
 * different values than that is grouped and sorted by SQLite (its memory is bounded too, see `view-rows.ts`), and its
 * groups are read one by one.
 */
import { type Cell, type ColumnSummary, isDecimal, type TopValue, type View } from '../../preload/contract/result.ts';
import { AppError } from '../app-error.ts';
import { quoteIdentifier } from '../flowlogs/quote.ts';
import { pause, type TaskContext } from '../jobs/task.ts';
import { type ColumnCounter, type Counted, createNumberCounter, createValueCounter, fullRoom, type Room } from './column-counter.ts';
import { openResult, type ReadColumn, type ResultReader } from './result-reader.ts';
import { createTop, type Stored } from './stored-order.ts';
import { type ViewRows, viewRows } from './view-rows.ts';
import { orderOf } from './view-sql.ts';

export interface SummariseColumnsInput {
  readonly path: string;
  readonly view: View;
  /** Names, in the order in which they are wanted. */
  readonly columns: readonly string[];
  /** What may be held at a time; less than usual, for tests. */
  readonly room?: Room;
}

const TOP_VALUES = 10;
/** A longer text is told by its beginning: 1,600 columns of whole documents would not fit into an answer. */
export const MOST_CHARACTERS = 256;
const PAUSE_EVERY = 20_000;

/** Columns of one pass. The first is short, so that something is told soon; each pass costs its walk over the rows. */
const FIRST_PASS = 4;
const PASS = 16;
/** Rows are counted in bundles, one column after the other: so many, or fewer when their texts are long. */
const BUNDLE_ROWS = 1000;
const BUNDLE_CHARACTERS = 1_000_000;

/** Each column is told (`notify`) when it is ready. @throws AppError `bad_column`, `result_missing`, `result_damaged`, `cancelled` */
export async function summariseColumns(
  { path, view, columns, room = fullRoom() }: SummariseColumnsInput,
  context: TaskContext,
): Promise<readonly ColumnSummary[]> {
  const reader = openResult(path);
  try {
    const wanted = columns.map((name) => {
      const column = reader.columns.find((each) => each.name === name);
      if (!column) throw new AppError('bad_column', `The result has no column ${JSON.stringify(name)}.`, { details: { value: name } });
      return column;
    });
    const rows = await viewRows(reader, view, context);
    const summaries: ColumnSummary[] = [];
    while (summaries.length < wanted.length) {
      await pause(context);
      const from = summaries.length;
      const some = wanted.slice(from, from + (from === 0 ? FIRST_PASS : PASS));
      const counted = await countSome(reader, rows, some, room, context);
      for (const [index, column] of some.entries()) {
        const summary = summaryOf(column, rows.rowCount, counted[index] ?? (await groupOne(reader, rows, column, context)));
        summaries.push(summary);
        context.notify(summary);
      }
    }
    return summaries;
  } finally {
    reader.close();
  }
}

/** One pass over the rows. @returns NULL for a column that has too many different values, integers beyond 2^53, or decimals */
async function countSome(
  reader: ResultReader,
  rows: ViewRows,
  columns: readonly ReadColumn[],
  room: Room,
  context: TaskContext,
): Promise<readonly (Counted | null)[]> {
  const counters = columns.map((column): ColumnCounter | null => {
    // The order of what is counted here is that of what is stored.
    if (column.wide || isDecimal(column)) return null;
    return column.storage === 'INTEGER' ? createNumberCounter(room, TOP_VALUES) : createValueCounter(room, TOP_VALUES);
  });
  const read = columns.filter((_, index) => counters[index] !== null);
  if (read.length === 0) return counters.map(() => null);
  const places = counters.map((counter, index) => (counter ? read.indexOf(columns[index] as ReadColumn) : -1));
  const texts = read.flatMap((column, place) => (column.storage === 'TEXT' ? [place] : []));
  const statement = reader.db
    .prepare<[], Stored[]>(`SELECT ${read.map(({ name }) => `rows.${quoteIdentifier(name)}`).join(', ')} FROM ${rows.from}`)
    .raw();
  let bundle: Stored[][] = [];
  let characters = 0;
  let seen = 0;
  const count = () => {
    for (const [index, counter] of counters.entries()) if (counter && !counter.take(bundle, places[index] ?? 0)) counters[index] = null;
    bundle = [];
    characters = 0;
  };
  for (const row of statement.iterate()) {
    bundle.push(row);
    for (const place of texts) characters += (row[place] as string | null)?.length ?? 0;
    if (bundle.length === BUNDLE_ROWS || characters > BUNDLE_CHARACTERS) count();
    if (++seen % PAUSE_EVERY === 0) await pause(context);
  }
  count();
  return counters.map((counter) => counter?.end() ?? null);
}

async function groupOne(reader: ResultReader, rows: ViewRows, column: ReadColumn, context: TaskContext): Promise<Counted> {
  const name = `rows.${quoteIdentifier(column.name)}`;
  // The order is that of the groups: it costs no sort of its own, and makes the first the least and the last the greatest.
  const statement = reader.db
    .prepare<[], [Stored, Stored]>(`SELECT ${name}, count(*) FROM ${rows.from} GROUP BY 1 ORDER BY ${orderOf(name, column).join(', ')}`)
    .raw()
    .safeIntegers(column.wide);
  const isNumber = column.storage !== 'TEXT';
  const top = createTop(TOP_VALUES);
  let nulls = 0;
  let distinct = 0;
  let min: Stored = null;
  let max: Stored = null;
  let seen = 0;
  for (const [value, n] of statement.iterate()) {
    if (++seen % PAUSE_EVERY === 0) await pause(context);
    const count = Number(n);
    if (value === null) {
      nulls = count;
      continue;
    }
    distinct++;
    min ??= value;
    // A text in a column of numbers (`-`) comes after them all: it is the greatest only where there is no number.
    if (max === null || !isNumber || typeof value !== 'string' || typeof max === 'string') max = value;
    top.add(value, count);
  }
  return { nulls, distinct, min, max, top: top.values };
}

function summaryOf(column: ReadColumn, rowCount: number, { nulls, distinct, min, max, top }: Counted): ColumnSummary {
  return {
    column: column.name,
    count: rowCount - nulls,
    nulls,
    distinct,
    min: cellOf(min).cell,
    max: cellOf(max).cell,
    top: top.map(({ value, count }): TopValue => {
      const { cell, isCut } = cellOf(value);
      return { value: cell, isCut, count };
    }),
  };
}

/** An integer beyond 2^53 is its decimal text, as in a page of rows. */
function cellOf(value: Stored): { readonly cell: Cell; readonly isCut: boolean } {
  if (typeof value === 'bigint') {
    const number = Number(value);
    return { cell: Number.isSafeInteger(number) ? number : String(value), isCut: false };
  }
  if (typeof value !== 'string' || value.length <= MOST_CHARACTERS) return { cell: value, isCut: false };
  return { cell: `${value.slice(0, MOST_CHARACTERS)}…`, isCut: true };
}
