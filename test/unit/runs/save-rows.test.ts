import { mkdirSync, truncateSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { AppError } from '../../../main/app-error.ts';
import type { RunRow } from '../../../main/history/run-row.ts';
import type { RunChange } from '../../../main/history/run-store.ts';
import type { Driven } from '../../../main/runs/driven.ts';
import { LARGE_ROWS } from '../../../main/runs/room-check.ts';
import { checkRoom, savingOf } from '../../../main/runs/save-rows.ts';
import type { ResultSize, ResultStream } from '../../../main/sources/source.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const nextTurn = () => new Promise<void>((resolve) => setImmediate(resolve));

/** A run whose partial file is there, of so many bytes (none of them on the disk). */
function driven(partialBytes: number, freeBytes: number | null, anySize = false) {
  const folder = tempFolder();
  const written: RunChange[] = [];
  const run: Driven = {
    id: 'r',
    row: () => ({ state: written.findLast((change) => change.state)?.state ?? 'running' }) as RunRow,
    write: (change) => void written.push(change),
    told: () => undefined,
    arriving: () => undefined,
    cancel: new AbortController().signal,
    leave: new AbortController().signal,
    partialPath: join(folder, 'r.1.partial'),
    finalPath: join(folder, 'r.sqlite'),
    pricePerTb: 5,
    anySize,
    freeBytes: async () => freeBytes,
    turn: async () => undefined,
    waits: { wait: async () => undefined, over: () => undefined },
    now: () => 7,
  };
  mkdirSync(dirname(run.partialPath), { recursive: true });
  writeFileSync(run.partialPath, '');
  truncateSync(run.partialPath, partialBytes);
  return { run, written };
}

/** Fetching that ends as a worker's does: by a cancellation that does not say why. */
const untilStopped = (signal: AbortSignal) =>
  new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(new AppError('cancelled', 'Cancelled.')), { once: true });
  });

it('rows that would fill the disk are given up, and that is why', async () => {
  const { run, written } = driven(100e6, 50e6);
  const { options, save } = savingOf(run);
  const saving = save(untilStopped(options.signal));
  options.onRows(1000);
  await expect(saving).rejects.toMatchObject({ code: 'disk_full', details: { freeBytes: 50e6, writtenBytes: 100e6 } });
  expect(written).toEqual([{ state: 'fetching' }]);
});

it('rows for which there is room, or that are few, come', async () => {
  for (const { run, written } of [driven(100e6, 1e9), driven(1e6, 1e6), driven(100e6, null)]) {
    const { options, save } = savingOf(run);
    options.onRows(1000);
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(options.signal.aborted).toBe(false);
    await save(Promise.resolve({ rowCount: 1000, sizeBytes: 5, columns: [] }));
    expect(written.at(-1)).toEqual({ state: 'saved', row_count: 1000, result_bytes: 5, finished_at: 7 });
  }
});

it('a file that is opened is refused only where its rows do not fit; a query has no size before it writes', async () => {
  const csv = { via: 'csv', columns: null, totalBytes: 9e9, body: (async function* () {})() } as const;
  await expect(checkRoom(driven(0, 1e9).run, csv)).rejects.toMatchObject({ code: 'disk_full', details: { fits: false } });
  await checkRoom(driven(0, 1e9, true).run, csv);
  await checkRoom(driven(0, 1e12).run, csv);
  await expect(checkRoom(driven(0, 1e12).run, { ...csv, via: 's3' })).rejects.toMatchObject({ code: 'large_result' });
  const query = { folder: '/', groups: [], sql: '' } as const;
  await checkRoom(driven(0, 0).run, { via: 'local', query });
});

describe('rows that come in pages', () => {
  const page = Array.from({ length: 1000 }, () => ['x']);
  /** As many pages, and what is told of them. */
  const paged = (count: number, size: ResultSize) => {
    const asked = { sizes: 0, pages: 0 };
    const stream: ResultStream = {
      via: 'api',
      columns: [{ name: 'x', type: 'varchar' }],
      async size() {
        asked.sizes++;
        return size;
      },
      pages: (async function* () {
        // As an answer from afar.
        for (; asked.pages < count; asked.pages++) {
          await nextTurn();
          yield page;
        }
      })(),
    };
    return { asked, stream };
  };
  const read = async (stream: ResultStream) => {
    let rows = 0;
    if (stream.via === 'api') for await (const each of stream.pages) rows += each.length;
    return rows;
  };

  it('are asked about before any is kept, by what Athena tells of them', async () => {
    const { asked, stream } = paged(2, { rows: LARGE_ROWS, bytes: 3e8 });
    await expect(read(await checkRoom(driven(0, 1e12).run, stream))).rejects.toMatchObject({
      code: 'large_result',
      details: { rows: LARGE_ROWS, isMore: false, downloadBytes: 3e8, freeBytes: 1e12 },
    });
    expect(asked.pages).toBe(0);
    const full = paged(1, { rows: 1e6, bytes: 2e9 });
    await expect(read(await checkRoom(driven(0, 1e9).run, full.stream))).rejects.toMatchObject({ details: { fits: false } });
  });

  it('begin before Athena has told how many there are; the second page waits for that', async () => {
    const { stream } = paged(3, { rows: null, bytes: null });
    const told = Promise.withResolvers<ResultSize>();
    if (stream.via !== 'api') throw new TypeError();
    const opened = await checkRoom(driven(0, 1e12).run, { ...stream, size: () => told.promise });
    if (opened.via !== 'api') throw new TypeError();
    const pages = opened.pages[Symbol.asyncIterator]();
    expect(await pages.next()).toMatchObject({ done: false });
    const second = pages.next();
    expect(await Promise.race([second, nextTurn().then(nextTurn)])).toBe(undefined);
    told.resolve({ rows: 3_000_000, bytes: null });
    await expect(second).rejects.toMatchObject({ code: 'large_result', details: { rows: 3_000_000 } });
  });

  it('of which no second comes are not kept waiting, and end as they are stopped', async () => {
    const one = paged(1, { rows: null, bytes: null });
    if (one.stream.via !== 'api') throw new TypeError();
    expect(await read(await checkRoom(driven(0, 1e12).run, { ...one.stream, size: () => new Promise<ResultSize>(() => undefined) }))).toBe(
      1000,
    );
    const stopped = async () => {
      throw new AppError('cancelled', 'Cancelled.');
    };
    // Nobody reads it: nothing is left unhandled either.
    await checkRoom(driven(0, 1e12).run, { ...one.stream, size: stopped });
    const two = paged(2, { rows: null, bytes: null });
    if (two.stream.via !== 'api') throw new TypeError();
    await expect(read(await checkRoom(driven(0, 1e12).run, { ...two.stream, size: stopped }))).rejects.toMatchObject({ code: 'cancelled' });
  });

  it('are asked about on the way where it tells nothing', async () => {
    const { asked, stream } = paged(10_000, { rows: null, bytes: null });
    await expect(read(await checkRoom(driven(0, 1e12).run, stream))).rejects.toMatchObject({
      code: 'large_result',
      details: { rows: LARGE_ROWS, isMore: true, downloadBytes: null },
    });
    expect(asked.pages).toBe(LARGE_ROWS / page.length);
  });

  it('come without a question where they are not many, or were said yes to', async () => {
    const few = paged(3, { rows: 3000, bytes: 6000 });
    expect(await read(await checkRoom(driven(0, 1e12).run, few.stream))).toBe(3000);
    const unknown = paged(LARGE_ROWS / page.length, { rows: null, bytes: null });
    expect(await read(await checkRoom(driven(0, 1e12).run, unknown.stream))).toBe(LARGE_ROWS);
    const any = paged(2100, { rows: 2_100_000, bytes: null });
    expect(await read(await checkRoom(driven(0, 1e12, true).run, any.stream))).toBe(2_100_000);
    expect(any.asked.sizes).toBe(0);
  });
});
