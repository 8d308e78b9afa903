/** Views of stored results, made by workers and kept a while: which rows, in which order. */
import type { View } from '../../preload/contract/result.ts';
import { startInWorker } from '../jobs/run-in-worker.ts';
import { createLru } from './lru.ts';
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

interface Making {
  readonly runId: string;
  readonly controller: AbortController;
  readonly listeners: Set<(progress: SelectProgress) => void>;
}

/** @param pathOf where the result of a run is */
export function createPreparedViews(pathOf: (runId: string) => string): PreparedViews {
  const kept = createLru<Promise<SelectedRows>>(KEPT, () => undefined);
  const making = new Map<string, Making>();
  const keyOf = (runId: string, view: View) => `${runId} ${JSON.stringify([view.filters, view.sort])}`;

  const rows = (runId: string, view: View): Promise<SelectedRows> => {
    const key = keyOf(runId, view);
    return kept.get(key, () => {
      const one: Making = { runId, controller: new AbortController(), listeners: new Set() };
      making.set(key, one);
      const onProgress = (progress: SelectProgress) => {
        for (const listener of one.listeners) listener(progress);
      };
      const { result } = startInWorker<SelectedRows>(
        'result-view',
        { path: pathOf(runId), view },
        { signal: one.controller.signal, onProgress },
      );
      const isOver = () => making.get(key) === one && making.delete(key);
      result.then(isOver, () => {
        // Asked again in the meantime, it is another one that is kept.
        if (isOver()) kept.drop((each) => each === key);
      });
      return result;
    });
  };
  const stop = (isMeant: (key: string, one: Making) => boolean) => {
    for (const [key, one] of [...making]) {
      if (!isMeant(key, one)) continue;
      making.delete(key);
      kept.drop((each) => each === key);
      one.controller.abort();
    }
  };

  return {
    rows,
    prepare(runId, view, onRead) {
      const key = keyOf(runId, view);
      stop((each, one) => one.runId === runId && each !== key);
      if (isPlain(view)) return null;
      const result = rows(runId, view);
      making.get(key)?.listeners.add(onRead);
      return result;
    },
    forget(runId) {
      stop((_, one) => one.runId === runId);
      kept.drop((key) => key.startsWith(`${runId} `));
    },
    close: () => stop(() => true),
  };
}
