import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { AppError } from '../../../main/app-error.ts';
import { openHistory } from '../../../main/history/open-history.ts';
import { ownIdentity } from '../../../main/history/process-identity.ts';
import { isEnd } from '../../../main/history/run-row.ts';
import { createRunStore } from '../../../main/history/run-store.ts';
import { createResults } from '../../../main/results/results.ts';
import { createRuns } from '../../../main/runs/runs.ts';
import type { Run } from '../../../preload/contract/run.ts';
import { scriptedAthena, status } from '../../support/scripted-athena.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const athena = { kind: 'athena', profile: null, region: null, workgroup: null, catalog: null, database: 'd', table: 't' } as const;
const query = { type: 'sql', sql: 'SELECT 1', zone: 'UTC' } as const;

/** One process's worth of runs on a data folder; `again` is the next process on the same folder. */
function process(folder = tempFolder(), source = scriptedAthena(), clock = { offsetMs: 0 }) {
  const { db } = openHistory(join(folder, 'history.db'));
  const results = createResults(join(folder, 'results'));
  const seen: Run[] = [];
  const reported: unknown[] = [];
  const now = () => Date.now() + clock.offsetMs;
  const store = createRunStore(db, ownIdentity(), now);
  const runs = createRuns({
    store,
    results,
    openSource: () => source,
    pricePerTb: () => 5,
    now,
    changed: (run) => seen.push(run),
    report: (error) => {
      reported.push(error);
      return 'log-1';
    },
  });
  const close = async () => {
    await runs.close();
    results.close();
    db.close();
  };
  onTestFinished(async () => {
    if (db.open) await close();
  });
  const states = () => [...new Set(seen.map((run) => run.state))];
  return { folder, source, runs, results, store, seen, states, reported, clock, close, again: () => process(folder, source, clock) };
}

async function ended(runs: { read(id: string): Run }, id: string): Promise<Run> {
  for (;;) {
    const run = runs.read(id);
    if (isEnd(run.state)) return run;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

describe('a run', () => {
  it('goes through its states to saved, with its rows, bytes and cost', async () => {
    const { runs, source, results, states, folder } = process();
    source.statuses = [
      status('queued'),
      status('running', { scannedBytes: 1_000_000 }),
      status('queued'),
      status('succeeded', { scannedBytes: 20_000_000 }),
    ];
    const run = await ended(runs, runs.start(athena, query, 'SELECT 1').id);
    expect(run).toMatchObject({
      state: 'saved',
      rowCount: 3,
      scannedBytes: 20_000_000,
      costUsd: 0.0001,
      executionId: 'execution-1',
      via: 's3',
      error: null,
    });
    expect(states()).toEqual(['submitted', 'queued', 'running', 'fetching', 'saved']);
    expect(await results.page(run.id, { filters: [], sort: null }, 0, 10)).toEqual([
      ['10.0.0.1', 42, 1669605302],
      [null, null, null],
      ['', 7, 1669605303],
    ]);
    expect(readdirSync(join(folder, 'results'))).toEqual([`${run.id}.sqlite`]);
  });

  it('sends its comment, and shows its SQL without it', async () => {
    const { runs, source } = process();
    const run = await ended(runs, runs.start(athena, query, 'SELECT 1').id);
    expect(source.sent[0]?.QueryString).toContain(`/* nagare ${run.id} */`);
    expect(run.sql).toBe('SELECT 1');
  });

  it('fails with what Athena says, at no cost', async () => {
    const { runs, source } = process();
    source.statuses = [
      status('failed', {
        scannedBytes: 5,
        error: { code: 'query_failed', message: 'Athena could not run the query.', reason: 'COLUMN_NOT_FOUND: line 1:8' },
      }),
    ];
    const run = await ended(runs, runs.start(athena, query, 'SELECT x').id);
    expect(run).toMatchObject({
      state: 'failed',
      costUsd: 0,
      error: { code: 'query_failed', details: { reason: 'COLUMN_NOT_FOUND: line 1:8' } },
    });
  });

  it('says no more than a log id of a bug', async () => {
    const { runs, source, reported } = process();
    source.poll = async () => {
      throw new TypeError('secret of the house');
    };
    const run = await ended(runs, runs.start(athena, query, 'SELECT 1').id);
    expect(run.error).toEqual({ code: 'internal', message: expect.not.stringContaining('secret'), details: { logId: 'log-1' } });
    expect(reported).toHaveLength(1);
  });

  it('leaves no file when its CSV breaks off inside a value', async () => {
    const { runs, source, folder } = process();
    source.csv = '"srcaddr","bytes","start"\n"10.0.0.1","4';
    const run = await ended(runs, runs.start(athena, query, 'SELECT 1').id);
    expect(run.state).toBe('failed');
    expect(readdirSync(join(folder, 'results'))).toEqual([]);
  });
});

describe('cancelling', () => {
  it('stops the execution and keeps what it cost', async () => {
    const { runs, source } = process();
    source.statuses = [status('running', { scannedBytes: 50_000_000 })];
    const { id } = runs.start(athena, query, 'SELECT 1');
    while (runs.read(id).state !== 'running') await new Promise((resolve) => setTimeout(resolve, 10));
    const run = await runs.cancel(id);
    expect(run).toMatchObject({ state: 'cancelled', scannedBytes: 50_000_000, costUsd: 0.00025, error: null });
    expect(source.stopped).toEqual(['execution-1']);
  });

  it('reaches a run before its start was answered, and still stops what was started', async () => {
    const { runs, source } = process();
    const submit = source.submit.bind(source);
    let answer: () => void = () => undefined;
    source.submit = async (input) => {
      await new Promise<void>((resolve) => {
        answer = resolve;
      });
      return submit(input);
    };
    const { id } = runs.start(athena, query, 'SELECT 1');
    while (runs.read(id).state !== 'submitted') await new Promise((resolve) => setTimeout(resolve, 5));
    const cancelling = runs.cancel(id);
    answer();
    expect((await cancelling).state).toBe('cancelled');
    expect(source.stopped).toEqual(['execution-1']);
  });

  it('ends a fetch and leaves no partial file', async () => {
    const { runs, source, folder } = process();
    source.held = true;
    const { id } = runs.start(athena, query, 'SELECT 1');
    while (runs.read(id).state !== 'fetching') await new Promise((resolve) => setTimeout(resolve, 10));
    expect((await runs.cancel(id)).state).toBe('cancelled');
    expect(readdirSync(join(folder, 'results'))).toEqual([]);
  });
});

describe('after a crash', () => {
  it('sends the same input again, unchanged, and pays once', async () => {
    const first = process();
    first.source.submitFailures = [{ accepted: true, error: new AppError('network', 'The answer was lost.') }];
    const { id } = first.runs.start(athena, query, 'SELECT 1');
    while (first.source.sent.length === 0) await new Promise((resolve) => setTimeout(resolve, 1));
    await first.close();
    const second = first.again();
    expect(second.runs.resume().map((run) => run.id)).toEqual([id]);
    expect((await ended(second.runs, id)).state).toBe('saved');
    expect(first.source.sent.length).toBeGreaterThanOrEqual(2);
    expect(new Set(first.source.sent.map((input) => JSON.stringify(input))).size).toBe(1);
    expect(first.source.executions.size).toBe(1);
  });

  it('searches for its comment when the token may be forgotten', async () => {
    const first = process();
    first.source.submitFailures = [{ accepted: true, error: new AppError('network', 'The answer was lost.') }];
    const { id } = first.runs.start(athena, query, 'SELECT 1');
    while (first.source.sent.length === 0) await new Promise((resolve) => setTimeout(resolve, 1));
    await first.close();
    first.clock.offsetMs = 11 * 60_000;
    const second = first.again();
    second.runs.resume();
    expect((await ended(second.runs, id)).state).toBe('saved');
    expect(first.source.sent).toHaveLength(1);
  });

  it('ends as start_unknown where nobody can tell', async () => {
    const first = process();
    first.source.submitFailures = [{ accepted: true, error: new AppError('network', 'The answer was lost.') }];
    first.source.findAnswer = 'forbidden';
    const { id } = first.runs.start(athena, query, 'SELECT 1');
    while (first.source.sent.length === 0) await new Promise((resolve) => setTimeout(resolve, 1));
    await first.close();
    first.clock.offsetMs = 11 * 60_000;
    const second = first.again();
    second.runs.resume();
    expect(await ended(second.runs, id)).toMatchObject({ state: 'failed', error: { code: 'start_unknown' } });
    expect(first.source.executions.size).toBe(1);
  });

  it('reads the result again when it was being fetched', async () => {
    const first = process();
    first.source.held = true;
    const { id } = first.runs.start(athena, query, 'SELECT 1');
    while (first.runs.read(id).state !== 'fetching') await new Promise((resolve) => setTimeout(resolve, 10));
    await first.close();
    first.source.held = false;
    const second = first.again();
    second.runs.resume();
    expect(await ended(second.runs, id)).toMatchObject({ state: 'saved', rowCount: 3, costUsd: 0.0001 });
    expect(first.source.executions.size).toBe(1);
  });

  it('is not taken up while its process lives', () => {
    const first = process();
    first.source.held = true;
    first.runs.start(athena, query, 'SELECT 1');
    expect(first.again().runs.resume()).toEqual([]);
  });
});

it('waits out a network that is gone for a moment', async () => {
  const { runs, source } = process();
  source.submitFailures = [{ accepted: false, error: new AppError('network', 'no route') }];
  expect((await ended(runs, runs.start(athena, query, 'SELECT 1').id)).state).toBe('saved');
  expect(source.executions.size).toBe(1);
});

it('deletes the rows with the run', async () => {
  const { runs, results } = process();
  const run = await ended(runs, runs.start(athena, query, 'SELECT 1').id);
  expect(existsSync(results.pathOf(run.id))).toBe(true);
  await runs.remove(run.id);
  expect(existsSync(results.pathOf(run.id))).toBe(false);
  expect(() => runs.read(run.id)).toThrowError(expect.objectContaining({ code: 'run_not_found' }));
});
