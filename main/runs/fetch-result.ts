/** The rows of a finished statement, brought into a result file by a worker. They can be looked at while they come. */
import { rm } from 'node:fs/promises';
import type { Cell, ResultColumn } from '../../preload/contract/result.ts';
import { startInWorker, type WorkerJob } from '../jobs/run-in-worker.ts';
import type { ColumnsKnown, PageAsked } from '../results/arriving-rows.ts';
import type { RowsForm } from '../results/import-rows.ts';
import type { ResultStream } from '../sources/source.ts';
import { PARTIAL_ENDS } from './earlier-partials.ts';

export interface FetchedResult {
  readonly rowCount: number;
  readonly sizeBytes: number;
  readonly columns: readonly ResultColumn[];
}

export interface ArrivingRows {
  readonly columns: readonly ResultColumn[];
  /** As many of the rows `offset` to `offset + limit` as have come. @throws AppError `job_not_found` when no more come */
  page(offset: number, limit: number): Promise<Cell[][]>;
}

export interface FetchOptions {
  /** Partial file to write. */
  readonly path: string;
  readonly signal: AbortSignal;
  onRows(rowCount: number): void;
  /** The columns are known: rows can be read as they come. Before the first `onRows`. */
  onColumns?(rows: ArrivingRows): void;
}

/** A worker that waits for rows: it is there when they come. */
export interface Receiver {
  /** Writes every row of the stream, or throws and leaves no file. Once. @throws as `fetchResult` */
  take(stream: Exclude<ResultStream, { readonly via: 'local' }>): Promise<FetchedResult>;
  /** No more rows come; when all have, this does nothing. */
  discard(): void;
}

/**
 * Writes every row of the stream to `path`, or throws and leaves no file.
 * @throws AppError `disk_full`, `cancelled`, `bad_sql`, `result_gone`, `network`, ... as the stream's source says.
 */
export async function fetchResult(stream: ResultStream, options: FetchOptions): Promise<FetchedResult> {
  if (stream.via !== 'local') return openReceiver(options).take(stream);
  return inWorker('local-query', { query: stream.query, path: options.path }, options, options.signal).result;
}

/** Starts the worker before there is anything for it: while it starts, the source is asked. */
export function openReceiver(options: FetchOptions): Receiver {
  // A source that fails must end the worker too: it would wait for more for ever.
  const failed = new AbortController();
  const signal = AbortSignal.any([options.signal, failed.signal]);
  const job = inWorker('import-rows', { path: options.path }, options, signal);
  // Rows that cannot be written (a full disk, say) need not be fetched to their end.
  let isBroken = false;
  job.result.catch(() => {
    isBroken = true;
  });
  return {
    async take(stream) {
      try {
        const form: RowsForm = { columns: stream.columns, encoding: stream.via === 'api' ? 'rows' : 'csv' };
        await job.send(form);
        for await (const piece of stream.via === 'api' ? stream.pages : stream.body) {
          signal.throwIfAborted();
          if (isBroken) return await job.result;
          if (piece instanceof Uint8Array) await sendBytes(job, piece);
          else await job.send(piece);
        }
        job.end();
      } catch (error) {
        failed.abort();
        await job.result.catch(() => undefined);
        throw error;
      }
      return job.result;
    },
    discard: () => failed.abort(),
  };
}

function inWorker(task: string, input: unknown, options: FetchOptions, signal: AbortSignal): WorkerJob<FetchedResult> {
  const job = startInWorker<FetchedResult>(task, input, {
    signal,
    onProgress: (progress: { rowCount: number }) => options.onRows(progress.rowCount),
    onNotify: ({ columns }: ColumnsKnown) => {
      const page = (asked: PageAsked) => job.ask(asked) as Promise<Cell[][]>;
      options.onColumns?.({ columns, page: (offset, limit) => page({ offset, limit }) });
    },
  });
  // A task that was not waited for any more may write a file after its end, or have one whole that nobody takes.
  job.result.catch(async () => {
    await job.gone;
    for (const path of PARTIAL_ENDS.map((end) => options.path + end))
      await rm(path, { recursive: true, force: true }).catch(() => undefined);
  });
  return job;
}

/** Chunks from Node's streams may share one pooled buffer; only a buffer of its own can be moved to the worker. */
function sendBytes(job: WorkerJob<FetchedResult>, chunk: Uint8Array): Promise<void> {
  const { buffer } = chunk;
  const isOwn = buffer instanceof ArrayBuffer && chunk.byteOffset === 0 && chunk.byteLength === buffer.byteLength;
  const bytes = isOwn ? new Uint8Array(buffer) : new Uint8Array(chunk);
  return job.send(bytes, [bytes.buffer]);
}
