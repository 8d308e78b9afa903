/**
 * Worker task: each column's count, distinct values, NULLs, least, greatest and most frequent values, of the rows in a
 * view. Exact: SQLite groups and sorts (its memory is bounded, see `view-rows.ts`), the groups are read one by one, so
 * that neither a million different values nor their texts are ever held here.
 */
import type { Cell, ColumnSummary, TopValue, View } from '../../preload/contract/result.ts';
import { AppError } from '../app-error.ts';
import { quoteIdentifier } from '../flowlogs/quote.ts';
import { pause, type TaskContext } from '../jobs/task.ts';
import { openResult, type ReadColumn, type ResultReader } from './result-reader.ts';
import { type ViewRows, viewRows } from './view-rows.ts';

export interface SummariseColumnsInput {
  readonly path: string;
  readonly view: View;
  /** Names, in the order in which they are wanted. */
  readonly columns: readonly string[];
}

const TOP_VALUES = 10;
/** A longer text is told by its beginning: 1,600 columns of whole documents would not fit into an answer. */
export const MOST_CHARACTERS = 256;
const PAUSE_EVERY = 20_000;

type Stored = string | number | bigint | null;

/** Each column is told (`notify`) when it is ready. @throws AppError `bad_column`, `result_missing`, `result_damaged`, `cancelled` */
export async function summariseColumns(
  { path, view, columns }: SummariseColumnsInput,
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
    for (const column of wanted) {
      await pause(context);
      const summary = await summaryOf(reader, rows, column, context);
      summaries.push(summary);
      context.notify(summary);
    }
    return summaries;
  } finally {
    reader.close();
  }
}

async function summaryOf(reader: ResultReader, rows: ViewRows, column: ReadColumn, context: TaskContext): Promise<ColumnSummary> {
  const name = `rows.${quoteIdentifier(column.name)}`;
  // The order is that of the groups: it costs no sort of its own, and makes the first the least and the last the greatest.
  const statement = reader.db
    .prepare<[], [Stored, Stored]>(`SELECT ${name}, count(*) FROM ${rows.from} GROUP BY 1 ORDER BY 1`)
    .raw()
    .safeIntegers(column.wide);
  const isNumber = column.storage !== 'TEXT';
  let nulls = 0;
  let distinct = 0;
  let min: Stored = null;
  let max: Stored = null;
  const top: { value: Stored; count: number }[] = [];
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
    place(top, value, count);
  }
  const cut = (value: Stored) => cellOf(value).cell;
  return {
    column: column.name,
    count: rows.rowCount - nulls,
    nulls,
    distinct,
    min: cut(min),
    max: cut(max),
    top: top.map(({ value, count }): TopValue => {
      const { cell, isCut } = cellOf(value);
      return { value: cell, isCut, count };
    }),
  };
}

/** Puts a group among the most frequent. Of those that occur equally often, the lesser value comes first. */
function place(top: { value: Stored; count: number }[], value: Stored, count: number): void {
  const last = top.at(-1);
  if (top.length === TOP_VALUES && last && last.count >= count) return;
  let at = top.length;
  while (at > 0 && (top[at - 1]?.count ?? 0) < count) at--;
  top.splice(at, 0, { value, count });
  if (top.length > TOP_VALUES) top.pop();
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
