/** Views of stored results, made by workers and kept a while: which rows, in which order. */
import type { View } from '../../preload/contract/result.ts';
import { startInWorker } from '../jobs/run-in-worker.ts';
import { createKeptJobs } from './kept-jobs.ts';
import { isPlain, type SelectedRows, type SelectProgress } from './select-rows.ts';

export interface PreparedViews {
  /** @throws AppError `bad_column`, `bad_address`, `result_missing`, `result_damaged`, `cancelled` */
  rows(runId: string, view: View): Promise<SelectedRows>;
  /**
   * The same, told how far it is. Another view of the run that is still being made
   * ends: nobody waits for it any more. NULL for all rows in file order, which need nothing.
   */
  prepare(runId: string, view: View, onRead: (progress: SelectProgress) => void): Promise<SelectedRows> | null;
  /** Ends what is being made of a run's result and lets go of what was made. */
  forget(runId: string): void;
  /** Ends everything. */
  close(): void;
}

const KEPT = 12;

type Listener = (progress: SelectProgress) => void;

/** @param pathOf where the result of a run is */
export function createPreparedViews(pathOf: (runId: string) => string): PreparedViews {
  const jobs = createKeptJobs<SelectedRows>(KEPT);
  /** Who is told of what is being made. */
  const told = new Map<string, Set<Listener>>();
  const keyOf = (view: View) => JSON.stringify([view.filters, view.sort]);
  const nameOf = (runId: string, view: View) => `${runId} ${keyOf(view)}`;

  const rows = (runId: string, view: View): Promise<SelectedRows> =>
    jobs.get(runId, keyOf(view), (signal) => {
      const listeners = new Set<Listener>();
      told.set(nameOf(runId, view), listeners);
      const onProgress = (progress: SelectProgress) => {
        for (const listener of listeners) listener(progress);
      };
      const { result } = startInWorker<SelectedRows>('result-view', { path: pathOf(runId), view }, { signal, onProgress });
      const over = () => told.get(nameOf(runId, view)) === listeners && told.delete(nameOf(runId, view));
      result.then(over, over);
      return result;
    });

  return {
    rows,
    prepare(runId, view, onRead) {
      jobs.stop((of, key) => of === runId && key !== keyOf(view));
      if (isPlain(view)) return null;
      const result = rows(runId, view);
      told.get(nameOf(runId, view))?.add(onRead);
      return result;
    },
    forget: jobs.forget,
    close: () => jobs.stop(() => true),
  };
}
