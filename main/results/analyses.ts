/** Summaries and charts of stored results: made by workers, kept a while, ended when nobody waits for them any more. */
import type { Chart, ColumnSummary, View } from '../../preload/contract/result.ts';
import { startInWorker, type WorkerOptions } from '../jobs/run-in-worker.ts';
import { createLru } from './lru.ts';

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
  const kept = createLru<Promise<unknown>>(KEPT, () => undefined);
  const underWay = new Map<string, { readonly runId: string; readonly controller: AbortController }>();

  const made = <T>(task: string, runId: string, view: View, rest: object, options: WorkerOptions = {}): Promise<T> => {
    const key = JSON.stringify([runId, task, view.filters, rest]);
    return kept.get(key, () => {
      const controller = new AbortController();
      underWay.set(key, { runId, controller });
      const input = { path: pathOf(runId), view: { ...view, sort: null }, ...rest };
      const { result } = startInWorker<T>(task, input, { ...options, signal: controller.signal });
      const over = () => underWay.get(key)?.controller === controller && underWay.delete(key);
      result.then(over, () => {
        // Asked again in the meantime, it is another one that is kept.
        if (over()) kept.drop((each) => each === key);
      });
      return result;
    }) as Promise<T>;
  };
  const stop = (isMeant: (runId: string) => boolean) => {
    for (const [key, { runId, controller }] of [...underWay]) {
      if (!isMeant(runId)) continue;
      underWay.delete(key);
      kept.drop((each) => each === key);
      controller.abort();
    }
  };

  return {
    summary: (runId, view, columns, onColumn) => made('result-summary', runId, view, { columns }, { onNotify: onColumn }),
    chart: (runId, view, zone, onBegun) => made('result-chart', runId, view, { zone }, { onNotify: onBegun }),
    stop: (runId) => stop((each) => each === runId),
    forget(runId) {
      stop((each) => each === runId);
      kept.drop((key) => key.startsWith(`[${JSON.stringify(runId)},`));
    },
    close: () => stop(() => true),
  };
}
