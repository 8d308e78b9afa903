/** Rows that can be looked at while the rest of their result still comes. */
import type { Cell, ResultColumn } from '../../preload/contract/result.ts';
import type { TaskContext } from '../jobs/task.ts';
import type { ResultWriter } from './result-writer.ts';

/** What a worker tells as soon as its columns are known: from then on it can be asked for pages. */
export interface ColumnsKnown {
  readonly columns: readonly ResultColumn[];
}

/** What is asked of a worker that writes a result; it answers with `Cell[][]`, as many rows of it as there are. */
export interface PageAsked {
  readonly offset: number;
  readonly limit: number;
}

/** Lets the rows of the writer be read between two of the task's steps, by its own connection: no other sees them yet. */
export function showRows(writer: ResultWriter, context: Pick<TaskContext, 'answers' | 'notify'>): void {
  context.answers(({ offset, limit }: PageAsked): Cell[][] => writer.read(offset, limit));
  const known: ColumnsKnown = { columns: writer.columns };
  context.notify(known);
}
