/** What a run waits for, told while it does; whoever waits can be woken. */
import type { WireError } from '../../preload/contract/errors.ts';
import type { AppError } from '../app-error.ts';
import type { Waits } from '../sources/source.ts';

export interface Waiting extends Waits {
  /** Since when: Unix ms. */
  current(): { readonly error: WireError; readonly since: number } | null;
  /** Everybody who waits tries again. */
  wake(): void;
}

/** @param changed it waits for something else than was told last, or for nothing any more */
export function createWaiting(now: () => number, changed: () => void): Waiting {
  let current: ReturnType<Waiting['current']> = null;
  const sleepers = new Set<() => void>();
  const wake = () => {
    for (const each of [...sleepers]) each();
  };

  return {
    current: () => current,
    wake,
    async wait(error: AppError, delayMs, signal) {
      signal?.throwIfAborted();
      const wire = error.toWire();
      if (JSON.stringify(current?.error) !== JSON.stringify(wire)) {
        current = { error: wire, since: current?.error.code === wire.code ? current.since : now() };
        changed();
      }
      await new Promise<void>((resolve) => {
        const done = () => {
          clearTimeout(timer);
          sleepers.delete(done);
          signal?.removeEventListener('abort', done);
          resolve();
        };
        const timer = setTimeout(done, delayMs);
        sleepers.add(done);
        signal?.addEventListener('abort', done);
      });
      signal?.throwIfAborted();
    },
    over() {
      if (current === null) return;
      current = null;
      changed();
      // What let one through lets the others through.
      wake();
    },
  };
}
