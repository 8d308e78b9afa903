/** Whether a result is worth a question before its rows are fetched: very large, or more than the disk has room for. Pure. */
import { AppError } from '../app-error.ts';

/** From this size on fetching takes minutes and the rows a noticeable part of a disk. */
export const LARGE_BYTES = 5e9;
/** From this number on rows that come in pages of a thousand take minutes: 1.9 million took PyAthena eight. */
export const LARGE_ROWS = 2_000_000;
/** What is left to everything else on the disk. */
export const RESERVE_BYTES = 512e6;
/** Less than this is never asked about, however full the disk is: it fits, or fails at once. */
const SMALL_BYTES = 64e6;
/** Below this, rows that are on their way are given up before the disk is full: the history must still be written. */
const LAST_BYTES = 128e6;

/** How many rows there are that come in pages. */
export interface PagedRows {
  readonly count: number;
  /** There are more than that. */
  readonly isMore: boolean;
}

/**
 * The question, as the failure that stops what was begun; NULL: go on. The rows take about as much as their CSV, which
 * has three characters around each value where the file has one byte; numbers take less.
 * @param downloadBytes NULL: nobody knows  @param freeBytes of the disk; NULL: it does not say  @param rows NULL: nobody
 * knows, or they come as a file, where the bytes say it all
 */
export function largeResult(downloadBytes: number | null, freeBytes: number | null, rows: PagedRows | null = null): AppError | null {
  const bytes = downloadBytes ?? 0;
  const fits = bytes < SMALL_BYTES || freeBytes === null || bytes <= freeBytes - RESERVE_BYTES;
  if (fits && bytes < LARGE_BYTES && (rows === null || rows.count < LARGE_ROWS)) return null;
  const sizes = [
    ...(downloadBytes === null ? [] : [`is ${gigabytes(downloadBytes)} large`]),
    ...(rows === null ? [] : [`has ${rows.isMore ? 'more than ' : ''}${rows.count} rows, which come through Athena a thousand at a time`]),
  ];
  const room = freeBytes === null ? '' : `, of which ${gigabytes(freeBytes)} are free`;
  return new AppError(
    'large_result',
    `The result ${sizes.join(' and ')}; its rows need up to as much room on the disk${room}. Nothing was fetched yet: say yes to it (--yes in the terminal), or make room first.`,
    {
      details: {
        downloadBytes,
        rowsBytes: downloadBytes,
        freeBytes,
        fits,
        ...(rows === null ? {} : { rows: rows.count, isMore: rows.isMore }),
      },
    },
  );
}

/** @param writtenBytes of the partial file. @returns the failure that ends the fetching; NULL: go on */
export function noRoomLeft(writtenBytes: number, freeBytes: number | null): AppError | null {
  if (freeBytes === null || freeBytes >= LAST_BYTES || writtenBytes < SMALL_BYTES) return null;
  return new AppError('disk_full', 'The disk is nearly full. Make room and fetch the rows again; nothing else was lost.', {
    details: { freeBytes, writtenBytes },
  });
}

const gigabytes = (bytes: number) => `${(bytes / 1e9).toFixed(1)} GB`;
