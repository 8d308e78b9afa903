import { setTimeout as sleep } from 'node:timers/promises';
import { isEnd } from '../history/run-row.ts';
import type { RunStore } from '../history/run-store.ts';

const LOOK_EVERY_MS = 500;

/**
 * Waits for a run that another process has taken over: a machine that slept wakes with somebody waiting for its end here.
 * @returns the generation under which it is this process's again, since the other one is gone too; NULL: it has ended, was
 * deleted, or `signal` was aborted
 */
export async function followRun(store: Pick<RunStore, 'read' | 'claim'>, id: string, signal: AbortSignal): Promise<number | null> {
  while (!signal.aborted) {
    const row = store.read(id);
    if (!row || isEnd(row.state)) return null;
    const generation = store.claim(id);
    if (generation !== null) return generation;
    await sleep(LOOK_EVERY_MS, undefined, { signal }).catch(() => undefined);
  }
  return null;
}
