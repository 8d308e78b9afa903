import type { Run } from '../../preload/contract/run.ts';
import { AppError } from '../app-error.ts';
import type { Runs } from '../runs/runs.ts';

/** The run whose rows are being looked at; NULL: none. */
export interface OnScreen {
  runId: string | null;
}

/** @throws AppError `run_not_found`, `run_not_finished` */
export function finishedRun(runs: Pick<Runs, 'read'>, runId: string): Run {
  const run = runs.read(runId);
  if (run.state !== 'saved') throw new AppError('run_not_finished', 'The run has no rows yet.', { details: { runId, state: run.state } });
  return run;
}

/** Reads stored rows. Where they are missing or damaged their run is told of as one whose rows are gone, so that they can be had again. @throws what `read` throws */
export async function readingRows<T>(runs: Pick<Runs, 'lost'>, runId: string, read: () => T | Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (isLost(error)) runs.lost(runId, error);
    throw error;
  }
}

/** Whether the rows of a run cannot be read any more. The error's `path` is that of its file. */
export function isLost(error: unknown): error is AppError {
  return error instanceof AppError && (error.code === 'result_missing' || error.code === 'result_damaged');
}
