import type { TaskContext } from '../../main/jobs/task.ts';

/** For a worker's task that is called without a thread: nobody cancels it, listens to it, or sends it anything. */
export function quietContext(): TaskContext {
  return {
    signal: new AbortController().signal,
    progress: () => undefined,
    checkpoint: () => undefined,
    answers: () => undefined,
    notify: () => undefined,
    async *received() {},
  };
}
