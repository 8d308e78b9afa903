/** The last part of a run's way: its rows into their file, as far as the disk has room for them. */
import { rename, rm, stat } from 'node:fs/promises';
import { AppError } from '../app-error.ts';
import type { ResultStream, TextRow } from '../sources/source.ts';
import { type Driven, stopOf } from './driven.ts';
import type { FetchedResult, FetchOptions } from './fetch-result.ts';
import { LARGE_ROWS, largeResult, noRoomLeft } from './room-check.ts';

type Paged = Extract<ResultStream, { readonly via: 'api' }>;

/**
 * The stream as it may be fetched. One that comes in pages throws the question on the way: before the second page where
 * it is known how large all of it is, else as soon as enough rows have come. A statement on this disk's files is not asked about: DuckDB counts its rows by
 * running it, and what it writes is watched (`savingOf`).
 * @throws AppError `large_result` where the size is known and worth a question that was not answered yet; of a file on
 * this disk, which was chosen for what it is, only `disk_full` where its rows would not fit
 */
export async function checkRoom<S extends ResultStream>(run: Driven, stream: S): Promise<S | Paged> {
  if (run.anySize || stream.via === 'local') return stream;
  if (stream.via === 'api') return { ...stream, pages: askedBeside(run, stream) };
  const question = largeResult(stream.totalBytes, await run.freeBytes());
  if (question && stream.via === 's3') throw question;
  if (question?.details.fits === false) throw new AppError('disk_full', question.message, { details: question.details });
  return stream;
}

/** Its size is asked for beside the first page, which does not wait for it: most results are no larger than that. */
function askedBeside(run: Driven, { size, pages }: Paged): Paged['pages'] {
  const answer: { stop: unknown } = { stop: null };
  const asked = questionOf(run, size).then(
    (question) => {
      answer.stop = question;
    },
    (error: unknown) => {
      answer.stop = error;
    },
  );
  return (async function* () {
    let isFirst = true;
    for await (const page of untilMany(run, pages)) {
      if (!isFirst) await asked;
      if (answer.stop !== null) throw answer.stop;
      isFirst = false;
      yield page;
    }
  })();
}

async function questionOf(run: Driven, size: Paged['size']): Promise<AppError | null> {
  const { rows, bytes } = await size();
  return largeResult(bytes, await run.freeBytes(), rows === null ? null : { count: rows, isMore: false });
}

/** Where nobody knows how many there are, they are counted. */
async function* untilMany(run: Driven, pages: Paged['pages']): AsyncGenerator<readonly TextRow[]> {
  let count = 0;
  for await (const page of pages) {
    count += page.length;
    const question = count > LARGE_ROWS ? largeResult(null, await run.freeBytes(), { count: LARGE_ROWS, isMore: true }) : null;
    if (question) throw question;
    yield page;
  }
}

export interface Saving {
  readonly options: FetchOptions;
  /** Waits for all rows, then puts the file into its place. @throws AppError as the fetching does; `disk_full` before it is */
  save(fetched: Promise<FetchedResult>): Promise<void>;
}

/** What a run's rows are fetched with. */
export function savingOf(run: Driven): Saving {
  const short = new AbortController();
  const stop = AbortSignal.any([run.cancel, run.leave, short.signal]);
  let first = true;
  let isLooking = false;
  /** How large rows without a known length become is seen as they come. */
  const lookForRoom = async () => {
    if (isLooking) return;
    isLooking = true;
    const written = await stat(run.partialPath).then(
      ({ size }) => size,
      () => 0,
    );
    const failure = noRoomLeft(written, await run.freeBytes());
    if (failure) short.abort(failure);
    isLooking = false;
  };

  return {
    options: {
      path: run.partialPath,
      signal: stop,
      onColumns: (rows) => run.arriving(rows),
      onRows(rowCount) {
        if (first && run.row().state === 'running') run.write({ state: 'fetching' });
        first = false;
        run.told(rowCount);
        void lookForRoom();
      },
    },
    async save(fetched) {
      const { rowCount, sizeBytes } = await fetched.catch((error: unknown) => {
        // The worker knows only that it was to stop.
        throw short.signal.aborted ? short.signal.reason : error;
      });
      try {
        if (run.row().state !== 'fetching') run.write({ state: 'fetching' });
        stopOf(run).throwIfAborted();
        await rename(run.partialPath, run.finalPath);
      } catch (error) {
        await rm(run.partialPath, { force: true });
        throw error;
      }
      run.write({ state: 'saved', row_count: rowCount, result_bytes: sizeBytes, finished_at: run.now() });
    },
  };
}
