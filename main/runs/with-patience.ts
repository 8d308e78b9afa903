/** Waits out what passes by itself, and what somebody has to put right: a network that is gone, a sign-in that has run out. */
import { credentialCodes, passingCodes } from '../../preload/contract/errors.ts';
import { AppError } from '../app-error.ts';
import type { Waits } from '../sources/source.ts';

const FIRST_MS = 500;
const LONGEST_MS = 15_000;

/** How long a run keeps its state while AWS cannot be reached, ms. */
export const UNREACHED_MS: number = 60 * 60_000;

export interface Patience {
  readonly waits: Waits;
  /**
   * How long is waited in all for what passes by itself. Counted by the waits, not by the clock, which goes on while the
   * machine sleeps. For credentials there is no limit: only a person can end that, and can cancel.
   */
  readonly mostMs: number;
  /** Gives up. */
  readonly signal: AbortSignal;
  /** Ends the waiting with one more try. */
  readonly hurry?: AbortSignal;
  /** Whether credentials are waited for: not where somebody waits for the answer. True if left out. */
  readonly forPeople?: boolean;
}

/** Tries `act` again, later and later. @throws the last failure, any other at once, and the signal's reason when it is aborted while waiting */
export async function withPatience<T>(act: () => Promise<T>, { waits, mostMs, signal, hurry, forPeople = true }: Patience): Promise<T> {
  let waitedMs = 0;
  for (let delay = FIRST_MS; ; delay = Math.min(delay * 2, LONGEST_MS)) {
    const isLast = hurry?.aborted ?? false;
    try {
      const answer = await act();
      waits.over();
      return answer;
    } catch (error) {
      if (!(error instanceof AppError) || signal.aborted || isLast) throw error;
      const isPassing = passingCodes.has(error.code) && waitedMs + delay <= mostMs;
      if (!isPassing && !(forPeople && credentialCodes.has(error.code))) throw error;
      if (isPassing) waitedMs += delay;
      await waits.wait(error, delay, hurry ? AbortSignal.any([signal, hurry]) : signal).catch(() => signal.throwIfAborted());
    }
  }
}
