/** Rows on their way into a file: what can be asked of them meanwhile, and what is left when they do not come. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type ArrivingRows, fetchResult, openReceiver } from '../../../main/runs/fetch-result.ts';
import type { ResultStream } from '../../../main/sources/source.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const columns = [
  { name: 'rowid', type: 'bigint' },
  { name: '1', type: 'varchar' },
];

/** Chunks that come one by one, each when the one before has been asked for long enough. */
function stream(chunks: readonly string[], between: (index: number) => Promise<void>): Exclude<ResultStream, { readonly via: 'local' }> {
  return {
    via: 's3',
    columns,
    totalBytes: null,
    body: (async function* () {
      for (const [index, chunk] of chunks.entries()) {
        yield new TextEncoder().encode(chunk);
        await between(index);
      }
    })(),
  };
}

function fetching() {
  const path = join(tempFolder(), 'r.partial');
  const seen: { rows: ArrivingRows | null; counts: number[] } = { rows: null, counts: [] };
  const stop = new AbortController();
  const options = {
    path,
    signal: stop.signal,
    onRows: (rowCount: number) => void seen.counts.push(rowCount),
    onColumns: (rows: ArrivingRows) => {
      seen.rows = rows;
    },
  };
  return { path, seen, stop, options };
}

const until = async (condition: () => boolean) => {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 5));
};

describe('rows on their way', () => {
  it('are read with their exact values, whatever their columns are called', async () => {
    const { seen, options } = fetching();
    const { promise, resolve } = Promise.withResolvers<void>();
    const chunks = ['"rowid","1"\n"9007199254740993","x"\n"7",""\n', ',\n"text","y"\n', '"8","z"\n'];
    // The second comes at once: its count is told although the first was told a moment before.
    const fetched = fetchResult(
      stream(chunks, (index) => (index === 1 ? promise : Promise.resolve())),
      options,
    );
    await until(() => seen.counts.at(-1) === 4);
    expect(seen.rows?.columns.map(({ name, storage }) => [name, storage])).toEqual([
      ['rowid', 'INTEGER'],
      ['1', 'TEXT'],
    ]);
    expect(await seen.rows?.page(0, 10)).toEqual([
      ['9007199254740993', 'x'],
      [7, ''],
      [null, null],
      ['text', 'y'],
    ]);
    expect(await seen.rows?.page(2, 1)).toEqual([[null, null]]);
    resolve();
    expect(await fetched).toMatchObject({ rowCount: 5 });
    await expect(seen.rows?.page(0, 10)).rejects.toMatchObject({ code: 'job_not_found' });
  });

  it('whose types nobody told are there once enough of them have come to guess by', async () => {
    const { seen, options } = fetching();
    const { promise, resolve } = Promise.withResolvers<void>();
    const lines = Array.from({ length: 1200 }, (_, index) => `"10.0.0.1","${index}"\n`);
    const chunks = ['"srcaddr","n"\n', lines.slice(0, 900).join(''), lines.slice(900).join('')];
    const csv = stream(chunks, (index) => (index === 2 ? promise : Promise.resolve()));
    const fetched = fetchResult({ ...csv, via: 'csv', columns: null } as ResultStream, options);
    await until(() => seen.counts.at(-1) === 1200);
    expect(seen.rows?.columns.map(({ name, type }) => [name, type])).toEqual([
      ['srcaddr', 'varchar'],
      ['n', 'bigint'],
    ]);
    expect(await seen.rows?.page(1198, 200)).toEqual([
      ['10.0.0.1', 1198],
      ['10.0.0.1', 1199],
    ]);
    resolve();
    expect(await fetched).toMatchObject({ rowCount: 1200 });
  });

  it('whose types nobody told are there at once where their names say them, dates of an export too', async () => {
    const { seen, options } = fetching();
    const { promise, resolve } = Promise.withResolvers<void>();
    const chunks = ['"srcaddr","start (Asia/Tokyo)"\n"10.0.0.1","2022-11-28 12:15:00"\n', '"10.0.0.2","-"\n'];
    const csv = stream(chunks, (index) => (index === 0 ? promise : Promise.resolve()));
    const fetched = fetchResult({ ...csv, via: 'csv', columns: null } as ResultStream, options);
    await until(() => seen.counts.at(-1) === 1);
    expect(seen.rows?.columns.map(({ name, type }) => [name, type])).toEqual([
      ['srcaddr', 'varchar'],
      ['start', 'bigint'],
    ]);
    expect(await seen.rows?.page(0, 10)).toEqual([['10.0.0.1', Date.parse('2022-11-28T03:15:00Z') / 1000]]);
    resolve();
    expect(await fetched).toMatchObject({ rowCount: 2 });
  });

  it('that cannot be written are not read to their end', async () => {
    const { path, options } = fetching();
    let given = 0;
    const endless = {
      ...stream([], async () => undefined),
      body: (async function* () {
        yield new TextEncoder().encode('"rowid","1"\n"1","x","one too many"\n');
        for (; given < 2000; given++) {
          yield new TextEncoder().encode('"1","x"\n');
          await new Promise((resolve) => setTimeout(resolve, 5));
        }
      })(),
    };
    await expect(fetchResult(endless, options)).rejects.toMatchObject({ code: 'not_a_csv' });
    expect(given).toBeLessThan(2000);
    expect(existsSync(path)).toBe(false);
  });

  it('are gone when their source fails; whoever asks is answered', async () => {
    const { path, seen, options } = fetching();
    const failing = stream(['"rowid","1"\n"1","x"\n'], async () => {
      await until(() => seen.rows !== null);
      throw new Error('gone');
    });
    await expect(fetchResult(failing, options)).rejects.toThrow('gone');
    await expect(seen.rows?.page(0, 10)).rejects.toMatchObject({ code: 'job_not_found' });
    expect(existsSync(path)).toBe(false);
  });

  it('that nobody sends leave nothing', async () => {
    const { path, options } = fetching();
    const receiver = openReceiver(options);
    receiver.discard();
    await expect(receiver.take(stream([], async () => undefined))).rejects.toThrow();
    expect(existsSync(path)).toBe(false);
  });
});
