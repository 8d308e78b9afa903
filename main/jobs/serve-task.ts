/** The worker's side of `run-in-worker.ts`. */
import { parentPort, receiveMessageOnPort, workerData } from 'node:worker_threads';
import { AppError } from '../app-error.ts';
import type { FromWorker, TaskFailure, ToWorker } from './run-in-worker.ts';
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
  const take = (message: ToWorker) => {
    if (message.kind === 'ask') void reply(message.id, message.value);
    else if (message.kind === 'cancel') controller.abort(new AppError('cancelled', 'Cancelled.'));
    else queue.push(message);
    wake?.();
  };
  port.on('message', take);

  let answer: (question: never) => unknown = () => {
    throw new AppError('job_not_found', 'The task does not answer yet.');
  };
  const reply = async (id: number, question: unknown) => {
    try {
      post({ kind: 'answer', id, value: await answer(question as never) });
    } catch (error) {
      post({ kind: 'noAnswer', id, ...failureOf(error) });
    }
  };

  async function* received(): AsyncGenerator<unknown, void> {
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

  let lastProgress = Number.NEGATIVE_INFINITY;
  let latest: unknown;
  let later: NodeJS.Timeout | null = null;
  const tellLatest = () => {
    later = null;
    lastProgress = performance.now();
    post({ kind: 'progress', value: latest });
  };
  const context: TaskContext = {
    signal: controller.signal,
    received,
    checkpoint() {
      for (let waiting = receiveMessageOnPort(port); waiting; waiting = receiveMessageOnPort(port)) take(waiting.message as ToWorker);
      controller.signal.throwIfAborted();
    },
    notify: (value) => post({ kind: 'notify', value }),
    answers: (act) => {
      answer = act;
    },
    // The last one is told too, when nothing more comes for a while.
    progress: (value) => {
      latest = value;
      const wait = lastProgress + PROGRESS_EVERY_MS - performance.now();
      if (wait > 0) later ??= setTimeout(tellLatest, wait);
      else {
        // A statement that keeps the thread lets no timer in.
        if (later !== null) clearTimeout(later);
        tellLatest();
      }
    },
  };
  try {
    const load = Object.hasOwn(tasks, task) ? tasks[task] : undefined;
    if (!load) throw new Error(`no task named ${task}`);
    const run = await load();
    post({ kind: 'done', value: await run(input, context) });
  } catch (error) {
    post({ kind: 'failed', ...failureOf(error) });
  } finally {
    if (later !== null) clearTimeout(later);
  }
}

function failureOf(error: unknown): TaskFailure {
  if (error instanceof AppError) return { code: error.code, message: error.message, stack: error.stack ?? '', details: error.details };
  const plain = error instanceof Error ? error : new Error(String(error));
  return { code: null, message: plain.message, stack: plain.stack ?? '', details: {} };
}
