import { mkdirSync, truncateSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { AppError } from '../../../main/app-error.ts';
import type { RunRow } from '../../../main/history/run-row.ts';
import type { RunChange } from '../../../main/history/run-store.ts';
import type { Driven } from '../../../main/runs/driven.ts';
import { checkRoom, savingOf } from '../../../main/runs/save-rows.ts';
import { tempFolder } from '../../support/temp-folder.ts';

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
