/** The end of a run that is cancelled while its statement may be running elsewhere: stopped there, or told that it was not. */
import { setTimeout as sleep } from 'node:timers/promises';
import { AppError } from '../app-error.ts';
import type { ExecutedSource, ExecutionStatus } from '../sources/source.ts';
import type { Driven } from './driven.ts';
import { paid } from './paid.ts';
import { withPatience } from './with-patience.ts';

/** So long is tried on while Athena cannot be reached: somebody waits for it, but what is not stopped goes on to cost. */
export const STOP_MS = 60_000;
/** One that was told to stop is looked at so often, so far apart: what it scanned is known when it has ended. */
const POLLS = 20;
const POLL_MS = 500;

/**
 * Stops the execution and writes the run down as cancelled, with what it cost by what was last heard. Cancelled without
 * an error: Athena said that it has ended. Where it did not, the error `stop_failed` stays with the run.
 * @throws the reason of `leave`: the next process goes on with it
 */
export async function stopPaid(run: Driven, source: ExecutedSource, executionId: string): Promise<void> {
  const refusal = await withPatience(() => source.stop(executionId, run.leave), {
    waits: run.waits,
    mostMs: STOP_MS,
    signal: run.leave,
    forPeople: false,
  }).then(
    () => null,
    (error: unknown) => ({ error }),
  );
  run.leave.throwIfAborted();
  // One that cannot be told to stop may be over all the same.
  const last = await lookForEnd(run, source, executionId, refusal ? 1 : POLLS);
  run.leave.throwIfAborted();
  const { scanned_bytes: scannedBytes, via } = run.row();
  run.write({
    ...paid(run, { state: 'cancelled', scannedBytes }),
    ...(last ? paid(run, last) : {}),
    // It was quicker than the cancellation: its rows are there.
    ...(last?.state === 'succeeded' ? { via: via ?? 's3' } : {}),
    ...(last && hasEnded(last) ? {} : { error: JSON.stringify(stopFailed(executionId, refusal?.error).toWire()) }),
    state: 'cancelled',
    finished_at: run.now(),
  });
}

const hasEnded = ({ state }: ExecutionStatus) => state !== 'queued' && state !== 'running';

/** Polls until it has ended, at most so often. Resolves to the last that was heard; NULL: nothing. */
async function lookForEnd(run: Driven, source: ExecutedSource, executionId: string, polls: number): Promise<ExecutionStatus | null> {
  let last: ExecutionStatus | null = null;
  try {
    for (let count = 1; ; count++) {
      last = await source.poll(executionId, run.leave);
      if (hasEnded(last) || count >= polls) return last;
      await sleep(POLL_MS, undefined, { signal: run.leave });
    }
  } catch {
    // What was heard before holds; the caller looks whether the run was left.
    return last;
  }
}

/** @param error why it could not be asked; left out: it was, and did not say that it has ended */
function stopFailed(executionId: string, error?: unknown): AppError {
  const wasAsked = error === undefined;
  const details = error instanceof AppError ? error.details : {};
  const what = wasAsked
    ? 'Athena was told to stop its query, but has not said that it has ended'
    : 'its query could not be stopped in Athena and may run on, at a cost';
  const why = error instanceof Error ? ` ${error.message}` : '';
  return new AppError('stop_failed', `The run was cancelled here, but ${what}. Look there: execution ${executionId}.${why}`, {
    cause: error,
    details: { ...details, executionId, ...(wasAsked ? { wasAsked } : {}) },
  });
}
