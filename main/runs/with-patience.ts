/** Waits out what passes by itself: a network that is gone for a while, a service that throttles. */
import { setTimeout as sleep } from 'node:timers/promises';
import { AppError } from '../app-error.ts';

const FIRST_MS = 500;
const LONGEST_MS = 15_000;

/**
 * Tries `act` again while it fails with `network` or `throttled`, later and later, until `untilMs` (Unix ms).
 * @throws the last failure, any other at once, and the signal's reason when it is aborted while waiting
 */
export async function withPatience<T>(act: () => Promise<T>, untilMs: number, now: () => number, signal: AbortSignal): Promise<T> {
  for (let delay = FIRST_MS; ; delay = Math.min(delay * 2, LONGEST_MS)) {
    try {
      return await act();
    } catch (error) {
      const passes = error instanceof AppError && (error.code === 'network' || error.code === 'throttled');
      if (!passes || signal.aborted || now() + delay > untilMs) throw error;
    }
    await sleep(delay, undefined, { signal }).catch(() => signal.throwIfAborted());
  }
}
