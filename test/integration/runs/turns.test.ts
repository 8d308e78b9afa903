/** Several runs at once: up to the limit, the others in order, told, cancelled, and taken up after a restart. */
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { AppError } from '../../../main/app-error.ts';
import { openHistory } from '../../../main/history/open-history.ts';
import { ownIdentity } from '../../../main/history/process-identity.ts';
import { isEnd } from '../../../main/history/run-row.ts';
import { createRunStore } from '../../../main/history/run-store.ts';
import { createResults } from '../../../main/results/results.ts';
import { createRuns } from '../../../main/runs/runs.ts';
import type { AthenaRef } from '../../../preload/contract/query.ts';
import { scriptedAthena, status } from '../../support/scripted-athena.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const athena: AthenaRef = { kind: 'athena', profile: null, region: null, workgroup: null, catalog: null, database: 'd', table: 't' };
const query = { type: 'sql', sql: 'SELECT 1', zone: 'UTC' } as const;

function process(folder = tempFolder(), source = scriptedAthena()) {
  const { db } = openHistory(join(folder, 'history.db'));
  const results = createResults(join(folder, 'results'));
  const limit = { athena: 2, local: 1 };
  const told: string[] = [];
  const runs = createRuns({
    store: createRunStore(db, ownIdentity(), Date.now),
    results,
    openSource: () => source,
    pricePerTb: () => 5,
    runsAtOnce: (lane) => limit[lane],
    now: Date.now,
    changed: (run) => void told.push(`${run.id} ${run.place ?? '-'}`),
    report: (error) => {
      throw error;
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
  const start = (profile: string) => runs.start({ ...athena, profile }, query, 'SELECT 1').id;
  const places = (ids: readonly string[]) => ids.map((id) => runs.read(id).place ?? null);
  return { runs, source, limit, told, start, places, close, again: () => process(folder, source) };
}

const sleep = () => new Promise((resolve) => setTimeout(resolve, 5));
async function untilStarted(source: ReturnType<typeof scriptedAthena>, count: number): Promise<void> {
  while (source.executions.size < count) await sleep();
}

it('go up to the limit; the others wait in a fair order, and each goes when one has ended', async () => {
  const { runs, source, start, places, told } = process();
  source.statuses = [status('running')];
  const ids = ['a', 'a', 'a', 'a', 'b'].map(start);
  await untilStarted(source, 2);
  expect(places(ids)).toEqual([null, null, 2, 3, 1]);
  expect(runs.read(ids[4] ?? '').state).toBe('draft');
  expect(told).toContain(`${ids[4]} 1`);
  source.statuses = [status('succeeded')];
  await runs.idle();
  expect(ids.map((id) => runs.read(id).state)).toEqual(Array(5).fill('saved'));
  expect(places(ids)).toEqual(Array(5).fill(null));
  expect([...source.executions.keys()].indexOf(ids[4] ?? '')).toBe(2);
});

it('are cancelled while they wait, at once and for nothing', async () => {
  const { runs, source, start, places } = process();
  source.statuses = [status('running')];
  const ids = ['a', 'a', 'a', 'a'].map(start);
  await untilStarted(source, 2);
  expect(await runs.cancel(ids[2] ?? '')).toMatchObject({ state: 'cancelled', executionId: null, costUsd: null });
  expect(places(ids)).toEqual([null, null, null, 1]);
  expect(source.executions.size).toBe(2);
});

it('go when the limit is set higher', async () => {
  const { runs, source, limit, start, places } = process();
  source.statuses = [status('running')];
  const ids = ['a', 'a', 'a', 'a'].map(start);
  await untilStarted(source, 2);
  limit.athena = 3;
  runs.lookForTurns();
  await untilStarted(source, 3);
  expect(places(ids)).toEqual([null, null, null, 1]);
});

it('let others go while they wait for a sign-in', async () => {
  const { source, start } = process();
  const poll = source.poll.bind(source);
  source.poll = async (id) => {
    if (id === 'execution-1' || id === 'execution-2') throw new AppError('sign_in_needed', 'A sign-in is needed.');
    return poll(id);
  };
  ['a', 'a', 'b'].map(start);
  await untilStarted(source, 3);
  expect(source.executions.size).toBe(3);
});

it('wait on after a restart, in the same order, and none is started twice', async () => {
  const first = process();
  first.source.statuses = [status('running')];
  const ids = ['a', 'a', 'a', 'a'].map(first.start);
  await untilStarted(first.source, 2);
  await first.close();
  const second = first.again();
  second.runs.resume();
  expect(second.places(ids)).toEqual([null, null, 1, 2]);
  first.source.statuses = [status('succeeded')];
  while (!ids.every((id) => isEnd(second.runs.read(id).state))) await sleep();
  expect(ids.map((id) => second.runs.read(id).state)).toEqual(Array(4).fill('saved'));
  expect([...first.source.executions.keys()]).toEqual(ids);
});
