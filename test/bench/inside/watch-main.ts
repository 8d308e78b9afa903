import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';

export interface Watched<T> {
  readonly value: T;
  readonly seconds: number;
  /** Longest delay of this thread's event loop, ms: nothing else could be answered meanwhile. */
  readonly blockedMs: number;
  /** The most of the processor's time that this thread took within one such delay, ms: the rest is others' turns. NULL where Node does not tell. */
  readonly busyMs: number | null;
}

const LOOK_EVERY_MS = 5;

/** Does something and watches how long this thread's event loop stands still over it. */
export async function watchMain<T>(act: () => Promise<T>): Promise<Watched<T>> {
  const delay = monitorEventLoopDelay({ resolution: LOOK_EVERY_MS });
  // What starting costs is no part of it.
  await sleep(200);
  delay.enable();
  let busyMs = 0;
  let before = threadCpuMs();
  const look = setInterval(() => {
    const now = threadCpuMs();
    busyMs = Math.max(busyMs, (now ?? 0) - (before ?? 0));
    before = now;
  }, LOOK_EVERY_MS);
  const begun = performance.now();
  const value = await act();
  const seconds = (performance.now() - begun) / 1000;
  clearInterval(look);
  delay.disable();
  return { value, seconds, blockedMs: delay.max / 1e6, busyMs: before === null ? null : busyMs };
}

/** Since Node 23.9. */
function threadCpuMs(): number | null {
  const { threadCpuUsage } = process as { threadCpuUsage?: () => { readonly user: number; readonly system: number } };
  if (!threadCpuUsage) return null;
  const { user, system } = threadCpuUsage.call(process);
  return (user + system) / 1000;
}
