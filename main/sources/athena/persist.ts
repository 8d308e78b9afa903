/** Goes on through what passes by itself: a result that is paid for is not given up because the network was gone for a while. */
import { setTimeout as sleep } from 'node:timers/promises';
import { credentialCodes, passingCodes } from '../../../preload/contract/errors.ts';
import { AppError } from '../../app-error.ts';
import type { Waits } from '../source.ts';

export interface Persistence {
  /** First wait; each further one is twice as long, up to a hundred times the first. */
  readonly firstDelayMs: number;
  /** Tries without success in between. */
  readonly tries: number;
  /** Where it is waited, and told; with them credentials that have run out are waited for too, however long. */
  readonly waits?: Waits | undefined;
}

/** About ten minutes in all. */
export const PERSISTENT: Persistence = { firstDelayMs: 200, tries: 36 };
/** About an hour in all. */
export const patientWith = (waits: Waits): Persistence => ({ firstDelayMs: 200, tries: 190, waits });

export interface Persisting {
  /** Something came: the next failure begins with the first wait again. */
  succeeded(): void;
  /** Waits before the next try. @throws `error` when it does not pass by itself, or came once too often; the signal's reason */
  failed(error: unknown): Promise<void>;
}

export function persist({ firstDelayMs, tries, waits }: Persistence, signal?: AbortSignal): Persisting {
  let failures = 0;
  /** In a row; those that wait for a person are not counted among the tries. */
  let inRow = 0;
  return {
    succeeded() {
      failures = 0;
      inRow = 0;
      waits?.over();
    },
    async failed(error) {
      signal?.throwIfAborted();
      if (!(error instanceof AppError)) throw error;
      const isPassing = passingCodes.has(error.code) && ++failures < tries;
      if (!isPassing && !(waits && credentialCodes.has(error.code))) throw error;
      const delay = firstDelayMs * Math.min(2 ** inRow++, 100);
      if (waits) await waits.wait(error, delay, signal);
      else await sleep(delay, undefined, signal ? { signal } : {}).catch(() => signal?.throwIfAborted());
    },
  };
}
