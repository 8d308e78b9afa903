/** Keeps requests apart: not more of them a second than AWS allows, however fast it answers. */

/** Resolves when the next request may be sent. @throws the signal's reason */
export type Pace = (signal?: AbortSignal) => Promise<void>;

/** @param now milliseconds of a clock that never goes back */
export function createPace(perSecond: number, now: () => number, sleep: (ms: number, signal?: AbortSignal) => Promise<unknown>): Pace {
  let free = Number.NEGATIVE_INFINITY;
  return async (signal) => {
    signal?.throwIfAborted();
    const at = Math.max(free, now());
    free = at + 1000 / perSecond;
    const wait = at - now();
    if (wait > 0) await sleep(wait, signal);
  };
}
