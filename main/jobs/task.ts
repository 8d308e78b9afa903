/**
 * A task is work that runs in a worker thread: a module function with JSON-like input and output.
 * Cancellation is cooperative, because a running SQLite statement cannot be stopped from outside: work in chunks of
 * some hundred rows, then `await pause(context)`.
 */
export interface TaskContext {
  /** Aborted when the job is cancelled. */
  readonly signal: AbortSignal;
  /** Tells the starter how far it is. Coalesced to ten a second; the last one before a standstill is told. */
  progress(value: unknown): void;
  /** For a statement that cannot pause, called from inside of it: lets a cancellation in, then throws if the job was cancelled. */
  checkpoint(): void;
  /** How the starter's questions are answered from now on; only whoever lets messages in (`pause`) can answer. */
  answers(act: (question: never) => unknown): void;
  /** Tells the starter something that must not be lost or delayed. */
  notify(value: unknown): void;
  /** What the starter sends, in order, until it ends the stream. Back-pressure: a message is acknowledged when it is taken. */
  received(): AsyncGenerator<unknown, void>;
}

export type Task<I, O> = (input: I, context: TaskContext) => Promise<O>;

/** Lets messages in (a cancellation above all), then throws if the job was cancelled. */
export async function pause(context: Pick<TaskContext, 'signal'>): Promise<void> {
  await new Promise<void>((resolve) => setImmediate(resolve));
  context.signal.throwIfAborted();
}
