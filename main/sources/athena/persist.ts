/** Goes on through what passes by itself: a result that is paid for is not given up because the network was gone for a while. */
import { setTimeout as sleep } from 'node:timers/promises';
import { AppError } from '../../app-error.ts';

export interface Persistence {
  /** First wait; each further one is twice as long, up to a hundred times the first. */
  readonly firstDelayMs: number;
  /** Tries without success in between. */
  readonly tries: number;
}

/** About ten minutes in all. */
export const PERSISTENT: Persistence = { firstDelayMs: 200, tries: 36 };

export interface Persisting {
  /** Something came: the next failure begins with the first wait again. */
  succeeded(): void;
  /** Waits before the next try. @throws `error` when it does not pass by itself, or came once too often; the signal's reason */
  failed(error: unknown): Promise<void>;
}

export function persist({ firstDelayMs, tries }: Persistence, signal?: AbortSignal): Persisting {
  let failures = 0;
  return {
    succeeded() {
      failures = 0;
    },
    async failed(error) {
      signal?.throwIfAborted();
      const passes = error instanceof AppError && (error.code === 'network' || error.code === 'throttled');
      if (!passes || ++failures >= tries) throw error;
      const delay = firstDelayMs * Math.min(2 ** (failures - 1), 100);
      await sleep(delay, undefined, signal ? { signal } : {}).catch(() => signal?.throwIfAborted());
    },
  };
}
