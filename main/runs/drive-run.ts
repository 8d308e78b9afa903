/**
 * One run, from where it is to its end. Every state is on disk before it is acted upon, so that whoever comes after a
 * crash can go on from it: the same input is sent again, the execution polled on, the result read anew.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { AppError } from '../app-error.ts';
import type { ExecutedSource, ExecutionStatus, FlowLogSource, ResultStream } from '../sources/source.ts';
import { type Driven, stopOf } from './driven.ts';
import { fetchResult, openReceiver, type Receiver } from './fetch-result.ts';
import { paid } from './paid.ts';
import { pollDelayMs } from './poll-delay.ts';
import { checkRoom, savingOf } from './save-rows.ts';
import { startOnce } from './start-once.ts';
import { stopPaid } from './stop-paid.ts';
import { UNREACHED_MS, withPatience } from './with-patience.ts';

/** Drives the run to `saved`, `failed` or `cancelled`. Returns early, having written nothing, when `leave` is aborted. */
export async function driveRun(run: Driven, source: FlowLogSource): Promise<void> {
  try {
    await run.turn();
    if (source.mode === 'direct') await driveDirect(run, () => source.open(run.row().sql, run.cancel));
    else await driveExecuted(run, source);
  } catch (error) {
    if (run.leave.aborted) return;
    // What nobody can tell is not over because it is not wanted any more.
    const isUnknown = error instanceof AppError && error.code === 'start_unknown';
    if (run.cancel.aborted && !isUnknown) run.write({ state: 'cancelled', finished_at: run.now() });
    else throw error;
  }
}

async function driveDirect(run: Driven, open: () => Promise<ResultStream>): Promise<void> {
  run.write({ state: 'submitted', submitted_at: run.now() });
  const stream = await open();
  run.write({ state: 'running', started_at: run.now(), via: stream.via });
  const { options, save } = savingOf(run);
  await save(fetchResult(await checkRoom(run, stream), options));
}

async function driveExecuted(run: Driven, source: ExecutedSource): Promise<void> {
  const executionId = run.row().execution_id ?? accepted(run, await startOnce(run, source));
  let last: ExecutionStatus | null = null;
  const { options, save } = savingOf(run);
  let receiver: Receiver | null = null;
  const ready = () => {
    receiver ??= openReceiver(options);
    return receiver;
  };
  /** Aborted at the end: an answer that was not read on is let go. */
  const over = new AbortController();
  try {
    // Rows are read again after a crash, but a statement that has succeeded is not polled for again.
    if (run.row().state !== 'fetching') last = await pollToEnd(run, source, executionId, ready);
    if (last?.state === 'failed' || last?.state === 'cancelled') return end(run, last);
    // Until it is known how they come, S3 stands for "there": it says that the execution has succeeded (`isFetchable`).
    run.write({ state: 'fetching', via: run.row().via ?? 's3' });
    stopOf(run).throwIfAborted();
    const { take } = ready();
    const stream = await source.open(executionId, AbortSignal.any([stopOf(run), over.signal]), run.waits);
    if (stream.via === 'local') throw new TypeError('an executed source is not queried here');
    run.write({ via: stream.via, via_why: stream.via === 'api' && stream.why ? JSON.stringify(stream.why) : null });
    await save(take(await checkRoom(run, stream)));
  } catch (error) {
    // It is paid for and stays where it is: the question stands in the place of the rows until it is answered.
    if (error instanceof AppError && error.code === 'large_result')
      return run.write({ state: 'saved', error: JSON.stringify(error.toWire()), finished_at: run.now() });
    // One that has succeeded is not to be stopped, and costs what it did.
    const isOver = last !== null || run.row().state === 'fetching';
    if (run.cancel.aborted && !run.leave.aborted && !isOver) return stopPaid(run, source, executionId);
    throw error;
  } finally {
    (receiver as Receiver | null)?.discard();
    over.abort();
  }
}

function accepted(run: Driven, executionId: string): string {
  run.write({ state: 'queued', execution_id: executionId, started_at: run.now() });
  return executionId;
}

/** @param onRunning called when it runs, perhaps often: what will be needed for its rows can be made ready meanwhile */
async function pollToEnd(run: Driven, source: ExecutedSource, executionId: string, onRunning: () => void): Promise<ExecutionStatus> {
  const since = run.row().started_at ?? run.now();
  let delay: number | null = null;
  for (;;) {
    const stop = stopOf(run);
    stop.throwIfAborted();
    const status = await withPatience(() => source.poll(executionId, stop), { waits: run.waits, mostMs: UNREACHED_MS, signal: stop });
    if (status.state === 'queued' || status.state === 'running') {
      const row = run.row();
      if (row.state !== status.state || row.scanned_bytes !== status.scannedBytes)
        run.write({ state: status.state, scanned_bytes: status.scannedBytes });
      if (status.state === 'running') onRunning();
    } else {
      run.write({ ...paid(run, status), ...(status.isReused ? { reused: 1 } : {}) });
      return status;
    }
    delay = pollDelayMs(delay, run.now() - since);
    await sleep(delay, undefined, { signal: stop });
  }
}

function end(run: Driven, status: ExecutionStatus): void {
  if (!status.error) {
    run.write({ state: 'cancelled', finished_at: run.now() });
    return;
  }
  const { code, message, reason, details } = status.error;
  throw new AppError(code, message, { details: { reason, ...details } });
}
