/** Summaries and charts of stored results: made by workers, kept a while, ended when nobody waits for them any more. */
import type { Chart, ColumnSummary, View } from '../../preload/contract/result.ts';
import { startInWorker, type WorkerOptions } from '../jobs/run-in-worker.ts';
import { createKeptJobs } from './kept-jobs.ts';

export interface Analyses {
  /** @param onColumn called with each column as it is ready @throws AppError `bad_column`, `result_missing`, `result_damaged`, `cancelled` */
  summary(
    runId: string,
    view: View,
    columns: readonly string[],
    onColumn: (summary: ColumnSummary) => void,
  ): Promise<readonly ColumnSummary[]>;
  /** @param onBegun called with the chart without its rankings, as soon as that is ready @throws AppError as `summary` */
  chart(runId: string, view: View, zone: string, onBegun: (chart: Chart) => void): Promise<Chart>;
  /** Ends what is being made of this result. */
  stop(runId: string): void;
  /** Ends it and lets go of what was made: the result has changed, or is about to go. */
  forget(runId: string): void;
  /** Ends everything. */
  close(): void;
}

const KEPT = 8;

/** @param pathOf where the result of a run is */
export function createAnalyses(pathOf: (runId: string) => string): Analyses {
  const jobs = createKeptJobs<unknown>(KEPT);

  const made = <T>(task: string, runId: string, view: View, rest: object, options: WorkerOptions = {}): Promise<T> =>
    jobs.get(runId, JSON.stringify([task, view.filters, rest]), (signal) => {
      const input = { path: pathOf(runId), view: { ...view, sort: null }, ...rest };
      return startInWorker<T>(task, input, { ...options, signal }).result;
    }) as Promise<T>;

  return {
    summary: (runId, view, columns, onColumn) => made('result-summary', runId, view, { columns }, { onNotify: onColumn }),
    chart: (runId, view, zone, onBegun) => made('result-chart', runId, view, { zone }, { onNotify: onBegun }),
    stop: (runId) => jobs.stop((each) => each === runId),
    forget: jobs.forget,
    close: () => jobs.stop(() => true),
  };
}
