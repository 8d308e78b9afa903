/** Comparisons of stored results: each made by a worker, which then answers for its pages for a while. */
import type { ComparedBy, Comparison } from '../../preload/contract/compare.ts';
import { startInWorker, type WorkerJob } from '../jobs/run-in-worker.ts';
import type { CompareInput, ComparePage, CompareProgress } from './compare-results.ts';

export interface Comparisons {
  /**
   * A page of a comparison, which is made when it is not there yet. @param onRead told while it is made for this page
   * @throws AppError `not_comparable`, `result_missing`, `result_damaged`; `cancelled` or `job_not_found` when it is let go of meanwhile
   */
  page(runA: string, runB: string, by: ComparedBy, page: ComparePage, onRead?: (progress: CompareProgress) => void): Promise<Comparison>;
  /** Ends one that is still being made: nobody waits for it. One that is made is kept. */
  stop(runA: string, runB: string, by: ComparedBy): void;
  /** Lets go of what was made of this result: it has changed, or is about to go. */
  forget(runId: string): void;
  close(): void;
}

/** The one that is looked at, and the one before. */
const KEPT = 2;
/** A comparison that nobody asks any more takes memory and a thread. */
const IDLE_MS = 120_000;

type Listener = (progress: CompareProgress) => void;

interface Open {
  /** Whether it is made. */
  readonly isReady: () => boolean;
  readonly runs: readonly [string, string];
  ask(page: ComparePage): Promise<Comparison>;
  end(): void;
}

/** @param pathOf where the result of a run is */
export function createComparisons(pathOf: (runId: string) => string): Comparisons {
  /** In the order in which they were asked last. */
  const open = new Map<string, Open>();

  const start = (runs: Open['runs'], by: ComparedBy, key: string, onProgress?: Listener): Open => {
    const controller = new AbortController();
    const ready = Promise.withResolvers<void>();
    let isReady = false;
    let idle: NodeJS.Timeout | undefined;
    let waiting = 0;
    const input: CompareInput = { a: pathOf(runs[0]), b: pathOf(runs[1]), by };
    const job: WorkerJob<void> = startInWorker<void>('compare-results', input, {
      signal: controller.signal,
      onProgress,
      onNotify: () => {
        isReady = true;
        ready.resolve();
      },
    });
    const entry: Open = {
      runs,
      isReady: () => isReady,
      async ask(page) {
        clearTimeout(idle);
        waiting++;
        try {
          await ready.promise;
          return (await job.ask(page)) as Comparison;
        } finally {
          if (--waiting === 0) {
            idle = setTimeout(entry.end, IDLE_MS);
            idle.unref();
          }
        }
      },
      end() {
        clearTimeout(idle);
        if (open.get(key) === entry) open.delete(key);
        controller.abort();
      },
    };
    // It ends by itself only when it fails.
    job.result.catch((error: unknown) => {
      ready.reject(error);
      entry.end();
    });
    ready.promise.catch(() => undefined);
    return entry;
  };
  const end = (isMeant: (each: Open) => boolean) => {
    for (const each of [...open.values()]) if (isMeant(each)) each.end();
  };

  const keyOf = (runA: string, runB: string, by: ComparedBy) => JSON.stringify([runA, runB, by]);

  return {
    page(runA, runB, by, page, onRead) {
      const key = keyOf(runA, runB, by);
      const entry = open.get(key) ?? start([runA, runB], by, key, onRead);
      open.delete(key);
      open.set(key, entry);
      const [oldest] = open.values();
      if (open.size > KEPT) oldest?.end();
      return entry.ask(page);
    },
    stop(runA, runB, by) {
      const entry = open.get(keyOf(runA, runB, by));
      if (entry && !entry.isReady()) entry.end();
    },
    forget: (runId) => end(({ runs }) => runs.includes(runId)),
    close: () => end(() => true),
  };
}
