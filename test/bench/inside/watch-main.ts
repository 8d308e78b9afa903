import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';

export interface Watched<T> {
  readonly value: T;
  readonly seconds: number;
  /** Longest delay of this thread's event loop, ms: nothing else could be answered meanwhile. */
  readonly blockedMs: number;
}

/** Does something and watches how long this thread's event loop stands still over it. */
export async function watchMain<T>(act: () => Promise<T>): Promise<Watched<T>> {
  const delay = monitorEventLoopDelay({ resolution: 5 });
  // What starting costs is no part of it.
  await sleep(200);
  delay.enable();
  const begun = performance.now();
  const value = await act();
  const seconds = (performance.now() - begun) / 1000;
  delay.disable();
  return { value, seconds, blockedMs: delay.max / 1e6 };
}
