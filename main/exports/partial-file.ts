/** The file that an export is written to before it bears its name. */
import { once } from 'node:events';
import { createWriteStream, type WriteStream } from 'node:fs';
import type { Writable } from 'node:stream';
import { fileFailure } from './file-failure.ts';

export interface PartialFile {
  readonly stream: WriteStream;
  /** Aborted when the job is cancelled or the file fails; its reason says which. */
  readonly signal: AbortSignal;
  /** Ends the writing for a failure that came from elsewhere. */
  fail(error: unknown): void;
  /** Everything is on the disk and the file is closed, once its stream was ended. @throws AppError `disk_full`, `target_unwritable` */
  closed(): Promise<void>;
  /** Closes it as it is. */
  abandon(): Promise<void>;
}

/** Bytes that may wait for the disk. */
const BUFFER_BYTES = 1024 * 1024;

/**
 * @param path must not be there yet  @param targetPath what failures speak of  @param cancelled the job's own signal
 * @throws AppError `target_unwritable`, `disk_full`
 */
export async function openPartialFile(path: string, targetPath: string, cancelled: AbortSignal): Promise<PartialFile> {
  const broken = new AbortController();
  const signal = AbortSignal.any([cancelled, broken.signal]);
  // `flush`: fsync before the file is closed.
  const stream = createWriteStream(path, { flags: 'wx', flush: true, highWaterMark: BUFFER_BYTES });
  const closed = new Promise<void>((resolve) => stream.once('close', resolve));
  stream.on('error', (error) => broken.abort(fileFailure(error, targetPath)));
  try {
    await once(stream, 'open');
  } catch (error) {
    throw fileFailure(error, targetPath);
  }
  return {
    stream,
    signal,
    fail: (error) => broken.abort(error),
    async closed() {
      await closed;
      broken.signal.throwIfAborted();
    },
    async abandon() {
      stream.destroy();
      await closed;
    },
  };
}

/** Resolves when everything that waits in the stream has left it. @throws the signal's reason */
export async function drained(stream: Writable, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted();
  try {
    await once(stream, 'drain', { signal });
  } catch (error) {
    signal.throwIfAborted();
    throw error;
  }
}

/** The promise, or the signal's reason thrown; the promise's own failure is then nobody's concern. */
export async function orAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  const { promise: aborted, reject } = Promise.withResolvers<never>();
  const abort = () => reject(signal.reason);
  if (signal.aborted) abort();
  else signal.addEventListener('abort', abort, { once: true });
  try {
    return await Promise.race([aborted, promise]);
  } finally {
    signal.removeEventListener('abort', abort);
  }
}
