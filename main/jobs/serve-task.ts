/** The worker's side of `run-in-worker.ts`. */
import { parentPort, workerData } from 'node:worker_threads';
import { AppError } from '../app-error.ts';
import type { FromWorker, ToWorker } from './run-in-worker.ts';
import type { Task, TaskContext } from './task.ts';

const PROGRESS_EVERY_MS = 100;

/** Runs the task that this thread was started for. `tasks` maps a name to a loader, so that a thread loads only what it needs. */
export async function serveTask(tasks: Readonly<Record<string, () => Promise<Task<never, unknown>>>>): Promise<void> {
  const port = parentPort;
  if (!port) throw new Error('not in a worker');
  const post = (message: FromWorker) => port.postMessage(message);
  const { task, input } = workerData as { task: string; input: never };
  const controller = new AbortController();
  const queue: ToWorker[] = [];
  let wake: (() => void) | null = null;
  port.on('message', (message: ToWorker) => {
    if (message.kind === 'cancel') controller.abort(new AppError('cancelled', 'Cancelled.'));
    else queue.push(message);
    wake?.();
  });

  async function* received(): AsyncGenerator<unknown> {
    for (;;) {
      controller.signal.throwIfAborted();
      const message = queue.shift();
      if (message === undefined) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      } else if (message.kind === 'end') return;
      else if (message.kind === 'message') {
        post({ kind: 'taken' });
        yield message.value;
      }
    }
  }

  let lastProgress = 0;
  const context: TaskContext = {
    signal: controller.signal,
    received,
    notify: (value) => post({ kind: 'notify', value }),
    progress: (value) => {
      const now = Date.now();
      if (now - lastProgress < PROGRESS_EVERY_MS) return;
      lastProgress = now;
      post({ kind: 'progress', value });
    },
  };
  try {
    const load = Object.hasOwn(tasks, task) ? tasks[task] : undefined;
    if (!load) throw new Error(`no task named ${task}`);
    const run = await load();
    post({ kind: 'done', value: await run(input, context) });
  } catch (error) {
    post(failureOf(error));
  }
}

function failureOf(error: unknown): FromWorker {
  if (error instanceof AppError)
    return { kind: 'failed', code: error.code, message: error.message, stack: error.stack ?? '', details: error.details };
  const plain = error instanceof Error ? error : new Error(String(error));
  return { kind: 'failed', code: null, message: plain.message, stack: plain.stack ?? '', details: {} };
}
