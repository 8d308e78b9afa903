/** Comparisons of stored results: each made by a worker, which then answers for its pages for a while. */
import type { ComparedBy, Comparison } from '../../preload/contract/compare.ts';
import { startInWorker, type WorkerJob } from '../jobs/run-in-worker.ts';
import type { CompareInput, ComparePage } from './compare-results.ts';

export interface Comparisons {
  /**
   * A page of a comparison, which is made when it is not there yet.
   * @throws AppError `not_comparable`, `result_missing`, `result_damaged`; `cancelled` or `job_not_found` when it is let go of meanwhile
   */
  page(runA: string, runB: string, by: ComparedBy, page: ComparePage): Promise<Comparison>;
  /** Lets go of what was made of this result: it has changed, or is about to go. */
  forget(runId: string): void;
  close(): void;
}

/** The one that is looked at, and the one before. */
const KEPT = 2;
/** A comparison that nobody asks any more takes memory and a thread. */
const IDLE_MS = 120_000;

interface Open {
  readonly runs: readonly [string, string];
  ask(page: ComparePage): Promise<Comparison>;
  end(): void;
}

/** @param pathOf where the result of a run is */
export function createComparisons(pathOf: (runId: string) => string): Comparisons {
  /** In the order in which they were asked last. */
  const open = new Map<string, Open>();

  const start = (runs: Open['runs'], by: ComparedBy, key: string): Open => {
    const controller = new AbortController();
    const ready = Promise.withResolvers<void>();
    let idle: NodeJS.Timeout | undefined;
    const input: CompareInput = { a: pathOf(runs[0]), b: pathOf(runs[1]), by };
    const job: WorkerJob<void> = startInWorker<void>('compare-results', input, {
      signal: controller.signal,
      onNotify: () => ready.resolve(),
    });
    const entry: Open = {
      runs,
      async ask(page) {
        clearTimeout(idle);
        idle = setTimeout(entry.end, IDLE_MS);
        idle.unref();
        await ready.promise;
        return (await job.ask(page)) as Comparison;
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

  return {
    page(runA, runB, by, page) {
      const key = JSON.stringify([runA, runB, by]);
      const entry = open.get(key) ?? start([runA, runB], by, key);
      open.delete(key);
      open.set(key, entry);
      const [oldest] = open.values();
      if (open.size > KEPT) oldest?.end();
      return entry.ask(page);
    },
    forget: (runId) => end(({ runs }) => runs.includes(runId)),
    close: () => end(() => true),
  };
}
