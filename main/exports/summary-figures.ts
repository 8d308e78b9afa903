/** What the sheet `Summary` tells of the rows that are exported. */
import type { Ranking, TimeChart, View } from '../../preload/contract/result.ts';
import { pause, type TaskContext } from '../jobs/task.ts';
import { measures, ranking, timeOf, whyNoTime } from '../results/chart-view.ts';
import { openResult, type ReadColumn } from '../results/result-reader.ts';
import { viewRows } from '../results/view-rows.ts';

export interface SummaryFigures {
  /** FALSE: the rows are no flow logs, and what is counted are rows. */
  readonly isFlows: boolean;
  readonly flows: Shares;
  /** NULL where the result has no bytes. */
  readonly bytes: Shares | null;
  /** FALSE where nothing says what was accepted. */
  readonly hasAction: boolean;
  /** Pairs of addresses, by bytes where there are any, then by flows. */
  readonly talkers: readonly Ranking[];
  /** Destination ports by flows, with their protocol where the result has it. */
  readonly ports: Ranking | null;
  readonly time: TimeChart | null;
  readonly noTime: 'no_start' | 'grouped' | 'no_moment' | null;
}

export interface Shares {
  readonly all: number;
  readonly accepted: number;
  readonly rejected: number;
}

export const MOST_RANKED = 20;

/**
 * Made by SQLite on a connection of its own, which groups and sorts in bounded memory and is closed before the first
 * row is written.
 * @param zone IANA zone by whose days the time is cut  @throws AppError `bad_column`, `result_missing`, `result_damaged`, `cancelled`
 */
export async function summaryFigures(
  { resultPath, view, zone }: { readonly resultPath: string; readonly view: View; readonly zone: string },
  context: Pick<TaskContext, 'signal'>,
): Promise<SummaryFigures> {
  const reader = openResult(resultPath);
  try {
    // Pages of a mapped file would count as this process's memory.
    reader.db.pragma('mmap_size = 0');
    const { columns } = reader;
    const { from } = await viewRows(reader, view, context);
    const sql = measures(columns);
    const [flows = 0, accepted = 0, rejected = 0, bytes = 0, acceptedBytes = 0, rejectedBytes = 0] = reader.db
      .prepare(
        `SELECT ${sql.flows}, ${sql.acceptedFlows}, ${sql.rejectedFlows}, ${sql.bytes ?? '0'}, ${sql.acceptedBytes}, ${sql.rejectedBytes} FROM ${from}`,
      )
      .raw()
      .get() as number[];
    await pause(context);
    const talkers: Ranking[] = [];
    for (const measure of sql.bytes === null ? (['flows'] as const) : (['bytes', 'flows'] as const)) {
      const ranked = ranking(reader, from, sql, ['srcaddr', 'dstaddr'], measure, MOST_RANKED);
      if (ranked) talkers.push(ranked);
      await pause(context);
    }
    const ports =
      ranking(reader, from, sql, ['dstport', 'protocol'], 'flows', MOST_RANKED) ??
      ranking(reader, from, sql, ['dstport'], 'flows', MOST_RANKED);
    await pause(context);
    const noTime = whyNoTime(columns);
    const time = noTime === null ? timeOf(reader, from, sql, zone) : null;
    return {
      isFlows: columns.some((column) => column.field !== null),
      flows: { all: flows, accepted, rejected },
      bytes: sql.bytes === null ? null : { all: bytes, accepted: acceptedBytes, rejected: rejectedBytes },
      hasAction: hasAction(columns),
      talkers,
      ports,
      time,
      noTime: noTime ?? (time === null ? 'no_moment' : null),
    };
  } finally {
    reader.close();
  }
}

/** Each flow's own, or numbers of both beside the flows. */
function hasAction(columns: readonly ReadColumn[]): boolean {
  const named = (name: string) => columns.some((column) => column.name === name && column.storage !== 'TEXT');
  return columns.some((column) => column.field === 'action') || (named('flows') && named('accepted') && named('rejected'));
}
