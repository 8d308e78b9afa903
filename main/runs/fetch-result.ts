/** The rows of a finished statement, brought into a result file by a worker. */
import type { ResultColumn } from '../../preload/contract/result.ts';
import { startInWorker } from '../jobs/run-in-worker.ts';
import type { ResultStream } from '../sources/source.ts';

export interface FetchedResult {
  readonly rowCount: number;
  readonly sizeBytes: number;
  readonly columns: readonly ResultColumn[];
}

export interface FetchOptions {
  /** Partial file to write. */
  readonly path: string;
  readonly signal: AbortSignal;
  onRows(rowCount: number): void;
}

/**
 * Writes every row of the stream to `path`, or throws and leaves no file.
 * @throws AppError `disk_full`, `cancelled`, `bad_sql`, `result_gone`, `network`, ... as the stream's source says.
 */
export async function fetchResult(stream: ResultStream, options: FetchOptions): Promise<FetchedResult> {
  const onProgress = (progress: { rowCount: number }) => options.onRows(progress.rowCount);
  if (stream.via === 'local') {
    return startInWorker<FetchedResult>('local-query', { query: stream.query, path: options.path }, { signal: options.signal, onProgress })
      .result;
  }
  // A source that fails must end the worker too: it would wait for more for ever.
  const failed = new AbortController();
  const signal = AbortSignal.any([options.signal, failed.signal]);
  const encoding = stream.via === 'api' ? 'rows' : 'csv';
  const job = startInWorker<FetchedResult>(
    'import-rows',
    { path: options.path, columns: stream.columns, encoding },
    { signal, onProgress },
  );
  job.result.catch(() => undefined);
  try {
    if (stream.via === 'api') {
      for await (const page of stream.pages) {
        signal.throwIfAborted();
        await job.send(page);
      }
    } else {
      for await (const chunk of stream.body) {
        signal.throwIfAborted();
        const bytes = ownBuffer(chunk);
        await job.send(bytes, [bytes.buffer]);
      }
    }
    job.end();
  } catch (error) {
    failed.abort();
    await job.result.catch(() => undefined);
    throw error;
  }
  return job.result;
}

/** Chunks from Node's streams may share one pooled buffer; only a buffer of its own can be moved to the worker. */
function ownBuffer(chunk: Uint8Array): Uint8Array<ArrayBuffer> {
  const { buffer } = chunk;
  if (buffer instanceof ArrayBuffer && chunk.byteOffset === 0 && chunk.byteLength === buffer.byteLength) return new Uint8Array(buffer);
  return new Uint8Array(chunk);
}
