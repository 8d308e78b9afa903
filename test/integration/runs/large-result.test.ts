/** A result that is very large, or larger than the disk has room for: asked about, never lost, never paid for twice. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { AppError } from '../../../main/app-error.ts';
import { openHistory } from '../../../main/history/open-history.ts';
import { ownIdentity } from '../../../main/history/process-identity.ts';
import { createRunStore } from '../../../main/history/run-store.ts';
import { createResults } from '../../../main/results/results.ts';
import { LARGE_BYTES } from '../../../main/runs/room-check.ts';
import { createRuns } from '../../../main/runs/runs.ts';
import { isFetchable } from '../../../preload/contract/run.ts';
import { scriptedAthena, status } from '../../support/scripted-athena.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const athena = { kind: 'athena', profile: null, region: null, workgroup: null, catalog: null, database: 'd', table: 't' } as const;
const query = { type: 'sql', sql: 'SELECT 1', zone: 'UTC' } as const;

/** Runs on a source whose results say that they are so large, on a disk that says so much is free. */
function opened(sizes: { totalBytes: number | null; freeBytes: number | null }) {
  const folder = tempFolder();
  const { db } = openHistory(join(folder, 'history.db'));
  const results = createResults(join(folder, 'results'));
  const source = scriptedAthena();
  const open = source.open.bind(source);
  const signals: AbortSignal[] = [];
  source.open = async (executionId, signal) => {
    if (signal) signals.push(signal);
    const stream = await open(executionId, signal);
    return stream.via === 's3' ? { ...stream, totalBytes: sizes.totalBytes } : stream;
  };
  source.statuses = [status('running'), status('succeeded', { scannedBytes: 20_000_000 })];
  const runs = createRuns({
    store: createRunStore(db, ownIdentity(), Date.now),
    results,
    openSource: () => source,
    pricePerTb: () => 5,
    freeBytes: async () => sizes.freeBytes,
    now: Date.now,
    changed: () => undefined,
    report: (error) => {
      throw error;
    },
  });
  onTestFinished(async () => {
    await runs.close();
    results.close();
    db.close();
  });
  const run = async (anySize = false) => {
    const { id } = runs.start(athena, query, 'SELECT 1', { anySize });
    await runs.idle();
    return runs.read(id);
  };
  const fetched = async (id: string, anySize: boolean) => {
    runs.fetch(id, anySize);
    await runs.idle();
    return runs.read(id);
  };
  return { runs, results, source, signals, sizes, run, fetched, files: () => readdirSync(join(folder, 'results')) };
}

describe('a very large result', () => {
  it('is asked about with the numbers, and fetched at a yes, paid for once', async () => {
    const { run, fetched, source, signals, results, files } = opened({ totalBytes: LARGE_BYTES, freeBytes: 1e12 });
    const asked = await run();
    expect(asked).toMatchObject({
      state: 'saved',
      rowsGone: true,
      rowCount: null,
      costUsd: 0.0001,
      error: { code: 'large_result', details: { downloadBytes: LARGE_BYTES, freeBytes: 1e12, fits: true } },
    });
    expect(asked.finishedAt).not.toBeNull();
    // What S3 had begun to send is let go, and nothing was written.
    expect(signals.at(-1)?.aborted).toBe(true);
    expect(files()).toEqual([]);
    expect(await fetched(asked.id, false)).toMatchObject({ state: 'saved', rowsGone: true, error: { code: 'large_result' } });
    expect(await fetched(asked.id, true)).toMatchObject({ state: 'saved', rowsGone: false, rowCount: 3, costUsd: 0.0001, error: null });
    expect(existsSync(results.pathOf(asked.id))).toBe(true);
    expect(source.sent).toHaveLength(1);
    expect(source.stopped).toEqual([]);
  });

  it('is not asked about by whoever said yes before', async () => {
    const { run } = opened({ totalBytes: LARGE_BYTES, freeBytes: 1e9 });
    expect(await run(true)).toMatchObject({ state: 'saved', rowCount: 3, error: null });
  });
});

describe('a disk without room', () => {
  it('is told of before anything is fetched; once there is room, the rows come', async () => {
    const { run, fetched, sizes, source } = opened({ totalBytes: 2e9, freeBytes: 2e9 });
    const asked = await run();
    expect(asked).toMatchObject({ rowsGone: true, error: { code: 'large_result', details: { freeBytes: 2e9, fits: false } } });
    sizes.freeBytes = 4e9;
    expect(await fetched(asked.id, false)).toMatchObject({ rowsGone: false, rowCount: 3, error: null });
    expect(source.sent).toHaveLength(1);
  });

  it('asks nothing about a result that fits, is small, or of unknown size', async () => {
    for (const sizes of [
      { totalBytes: 2e9, freeBytes: 4e9 },
      { totalBytes: 1e6, freeBytes: 1e6 },
      { totalBytes: null, freeBytes: 1e6 },
      { totalBytes: 2e9, freeBytes: null },
    ]) {
      expect(await opened(sizes).run()).toMatchObject({ state: 'saved', rowCount: 3, error: null });
    }
  });
});

describe('rows that did not come', () => {
  it('of a run that failed after its execution had succeeded can be fetched, unpaid', async () => {
    const { run, fetched, source } = opened({ totalBytes: 100, freeBytes: 1e12 });
    const { csv } = source;
    source.csv = '"srcaddr","bytes","start"\n"10.0.0.1","4';
    const failed = await run();
    expect(failed).toMatchObject({ state: 'failed', via: 's3' });
    expect(isFetchable(failed)).toBe(true);
    source.csv = csv;
    const run2 = await fetched(failed.id, false);
    expect(run2).toMatchObject({ state: 'saved', rowCount: 3, rowsGone: false, error: null, costUsd: failed.costUsd });
    expect(run2.finishedAt).toBe(failed.finishedAt);
    expect(source.sent).toHaveLength(1);
  });

  it('of a run whose result could not be reached can be fetched, unpaid', async () => {
    const { run, fetched, source } = opened({ totalBytes: 100, freeBytes: 1e12 });
    const { open } = source;
    source.open = async () => {
      throw new AppError('network', 'Away.');
    };
    const failed = await run();
    expect(failed).toMatchObject({ state: 'failed', error: { code: 'network' } });
    expect(isFetchable(failed)).toBe(true);
    source.open = open;
    expect(await fetched(failed.id, false)).toMatchObject({ state: 'saved', rowCount: 3, error: null });
    expect(source.sent).toHaveLength(1);
  });

  it('of a query that failed in Athena cannot', async () => {
    const { run, runs, source } = opened({ totalBytes: 100, freeBytes: 1e12 });
    source.statuses = [status('failed', { error: { code: 'query_failed', message: 'No.', reason: 'no' } })];
    const failed = await run();
    expect(isFetchable(failed)).toBe(false);
    expect(() => runs.fetch(failed.id)).toThrowError(expect.objectContaining({ code: 'run_not_finished' }));
  });

  it('of a run that was cancelled while they came can be fetched', async () => {
    const { runs, source, fetched } = opened({ totalBytes: 100, freeBytes: 1e12 });
    const open = source.open.bind(source);
    let goOn: () => void = () => undefined;
    source.open = async (executionId, signal) => {
      const stream = await open(executionId, signal);
      if (stream.via !== 's3') return stream;
      const { body } = stream;
      return {
        ...stream,
        body: (async function* () {
          for await (const chunk of body) {
            yield chunk;
            await new Promise<void>((resolve) => {
              goOn = resolve;
              signal?.addEventListener('abort', () => resolve());
            });
          }
        })(),
      };
    };
    const { id } = runs.start(athena, query, 'SELECT 1');
    while (runs.read(id).via === null) await new Promise((resolve) => setTimeout(resolve, 5));
    const cancelled = await runs.cancel(id);
    expect(cancelled).toMatchObject({ state: 'cancelled', costUsd: 0.0001 });
    expect(isFetchable(cancelled)).toBe(true);
    // There is nothing left to be stopped.
    expect(source.stopped).toEqual([]);
    source.open = open;
    goOn();
    expect(await fetched(id, false)).toMatchObject({ state: 'saved', rowCount: 3, costUsd: 0.0001 });
    expect(source.sent).toHaveLength(1);
  });
});
