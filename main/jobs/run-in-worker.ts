/** The one place that knows about worker threads. */
import { Worker } from 'node:worker_threads';
import type { ErrorDetails } from '../../preload/contract/errors.ts';
import { errorCodes } from '../../preload/contract/errors.ts';
import { AppError } from '../app-error.ts';

export interface WorkerJob<O> {
  /** Rejects with an AppError (`cancelled` when it was), or with a plain Error for a bug in the task. */
  readonly result: Promise<O>;
  /** Hands a message over; resolves when the task has room for the next. `transfer` moves buffers instead of copying. */
  send(message: unknown, transfer?: readonly ArrayBuffer[]): Promise<void>;
  /** No more messages follow. */
  end(): void;
  /** Resolves when the thread is gone, which may be after `result`: until then the task may hold files. */
  readonly gone: Promise<void>;
  /**
   * Asks the task something on the side, past the messages that wait. Answered between two of its steps.
   * @throws AppError `job_not_found` when it ended without an answer; what the task's answer threw
   */
  ask(question: unknown): Promise<unknown>;
}

export interface WorkerOptions {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((value: never) => void) | undefined;
  readonly onNotify?: ((value: never) => void) | undefined;
  /** V8 heap of the worker, MiB. */
  readonly heapMb?: number;
}

export type ToWorker =
  | { kind: 'message'; value: unknown }
  | { kind: 'ask'; id: number; value: unknown }
  | { kind: 'end' }
  | { kind: 'cancel' };
export type FromWorker =
  | { kind: 'answer'; id: number; value: unknown }
  | ({ kind: 'noAnswer'; id: number } & TaskFailure)
  | { kind: 'progress'; value: unknown }
  | { kind: 'notify'; value: unknown }
  | { kind: 'taken' }
  | { kind: 'done'; value: unknown }
  | ({ kind: 'failed' } & TaskFailure);

export interface TaskFailure {
  readonly code: string | null;
  readonly message: string;
  readonly stack: string;
  readonly details: ErrorDetails;
}

/** Rows and text live for moments. Left alone, V8 lets a hundred megabytes of them pile up and is no faster for it. */
const YOUNG_MB = 24;

/**
 * A task that has not ended so long after it was cancelled is not waited for: one call into an engine may take a minute.
 * Its thread is left to come to the end of that call, because ending a thread inside DuckDB ends the whole process.
 */
const CANCEL_WITHIN_MS = 2000;

/** Of every thread that is there: when it is gone. */
const threads = new Set<Promise<void>>();

/**
 * Resolves when no thread is there any more, or after `mostMs`. Whoever ends the process waits for this: it is aborted
 * when it exits while DuckDB works in one of them.
 */
export async function threadsGone(mostMs: number): Promise<void> {
  const late = Promise.withResolvers<void>();
  const timer = setTimeout(late.resolve, mostMs);
  await Promise.race([Promise.all(threads), late.promise]);
  clearTimeout(timer);
}

/** How many messages may be under way before `send` waits. */
const WINDOW = 4;

/**
 * Starts a task of `main/worker.ts` in a thread of its own.
 * From source the worker is the TypeScript file (Node strips the types), in a build it lies beside the bundle.
 */
export function startInWorker<O>(task: string, input: unknown, options: WorkerOptions = {}): WorkerJob<O> {
  const fromSource = import.meta.url.endsWith('.ts');
  const worker = new Worker(new URL(fromSource ? '../worker.ts' : './worker.js', import.meta.url), {
    workerData: { task, input },
    resourceLimits: {
      maxYoungGenerationSizeMb: YOUNG_MB,
      ...(options.heapMb === undefined ? {} : { maxOldGenerationSizeMb: options.heapMb }),
    },
  });
  let underWay = 0;
  let over = false;
  let wake: (() => void) | null = null;
  let asked = 0;
  const asking = new Map<number, PromiseWithResolvers<unknown>>();
  const post = (message: ToWorker, transfer: readonly ArrayBuffer[] = []) => {
    if (!over) worker.postMessage(message, [...transfer]);
  };

  const taken = (id: number) => {
    const waiting = asking.get(id);
    asking.delete(id);
    return waiting;
  };

  const gone = new Promise<void>((resolve) => {
    worker.once('exit', () => resolve());
  });
  threads.add(gone);
  void gone.then(() => threads.delete(gone));

  const result = new Promise<O>((resolve, reject) => {
    let late: NodeJS.Timeout | null = null;
    const settle = (act: () => void) => {
      if (late !== null) clearTimeout(late);
      if (over) return;
      over = true;
      wake?.();
      for (const { reject } of asking.values()) reject(ended());
      asking.clear();
      options.signal?.removeEventListener('abort', cancel);
      act();
    };
    const cancel = () => {
      post({ kind: 'cancel' });
      late = setTimeout(() => settle(() => reject(new AppError('cancelled', 'Cancelled.'))), CANCEL_WITHIN_MS);
    };
    if (options.signal?.aborted) cancel();
    else options.signal?.addEventListener('abort', cancel, { once: true });
    worker.on('message', (message: FromWorker) => {
      if (message.kind === 'done' || message.kind === 'failed') void worker.terminate();
      else if (over) return;
      if (message.kind === 'progress') options.onProgress?.(message.value as never);
      else if (message.kind === 'notify') options.onNotify?.(message.value as never);
      else if (message.kind === 'answer') taken(message.id)?.resolve(message.value);
      else if (message.kind === 'noAnswer') taken(message.id)?.reject(revive(message));
      else if (message.kind === 'taken') {
        underWay--;
        wake?.();
      } else if (message.kind === 'done') settle(() => resolve(message.value as O));
      else settle(() => reject(revive(message)));
    });
    worker.on('error', (error) => settle(() => reject(error)));
    worker.on('exit', (code) => {
      settle(() => reject(new Error(`worker for ${task} ended with code ${code}`)));
    });
  });

  return {
    result,
    async send(value, transfer) {
      while (underWay >= WINDOW && !over) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
      underWay++;
      post({ kind: 'message', value }, transfer);
    },
    end: () => post({ kind: 'end' }),
    gone,
    ask(value) {
      if (over) return Promise.reject(ended());
      const waiting = Promise.withResolvers<unknown>();
      asking.set(++asked, waiting);
      post({ kind: 'ask', id: asked, value });
      return waiting.promise;
    },
  };
}

const ended = () => new AppError('job_not_found', 'The task has ended.');

function revive(failure: TaskFailure): Error {
  const known = errorCodes.find((code) => code === failure.code);
  if (known) return new AppError(known, failure.message, { details: failure.details });
  const error = new Error(failure.message);
  error.stack = failure.stack;
  return error;
}
