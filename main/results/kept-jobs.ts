/** What workers make of stored results: once for all who want the same, kept a while, ended when nobody waits for it. */
import { createLru } from './lru.ts';

export interface KeptJobs<T> {
  /**
   * What is kept, or is being made, under the key of a run; else it is made now.
   * @param start makes it, and ends with the signal; what it rejects with is not kept
   */
  get(runId: string, key: string, start: (signal: AbortSignal) => Promise<T>): Promise<T>;
  /** Ends what is still being made and meant. */
  stop(isMeant: (runId: string, key: string) => boolean): void;
  /** Ends what is being made of a run's result and lets go of what was made. */
  forget(runId: string): void;
}

interface Making {
  readonly runId: string;
  readonly key: string;
  readonly controller: AbortController;
}

/** @param most so many are kept, those used last */
export function createKeptJobs<T>(most: number): KeptJobs<T> {
  const kept = createLru<Promise<T>>(most, () => undefined);
  const making = new Map<string, Making>();
  const stop = (isMeant: (runId: string, key: string) => boolean) => {
    for (const [name, { runId, key, controller }] of [...making]) {
      if (!isMeant(runId, key)) continue;
      making.delete(name);
      kept.drop((each) => each === name);
      controller.abort();
    }
  };

  return {
    get(runId, key, start) {
      const name = `${runId} ${key}`;
      return kept.get(name, () => {
        const one: Making = { runId, key, controller: new AbortController() };
        making.set(name, one);
        const result = start(one.controller.signal);
        const isOver = () => making.get(name) === one && making.delete(name);
        result.then(isOver, () => {
          // Asked again in the meantime, it is another one that is kept.
          if (isOver()) kept.drop((each) => each === name);
        });
        return result;
      });
    },
    stop,
    forget(runId) {
      stop((each) => each === runId);
      kept.drop((name) => name.startsWith(`${runId} `));
    },
  };
}
