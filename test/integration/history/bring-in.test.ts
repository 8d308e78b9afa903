/** Bringing in, against a list of executions as a property has it: whatever is there, each comes once and in its place. */
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, it, onTestFinished } from 'vitest';
import { createBringInStore } from '../../../main/history/bring-in-store.ts';
import { openHistory } from '../../../main/history/open-history.ts';
import { ownIdentity } from '../../../main/history/process-identity.ts';
import { createRunStore } from '../../../main/history/run-store.ts';
import { bringIn, type Counts } from '../../../main/runs/bring-in.ts';
import type { PastExecution, PastExecutions } from '../../../main/sources/source.ts';
import type { BringInRequest } from '../../../preload/contract/bring-in.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const NOW = Date.UTC(2026, 10, 15);
const DAY_MS = 86_400_000;
const request: BringInRequest = { id: 'x', profile: 'p', region: null, workgroup: null, days: 45, withFailed: true, zone: 'UTC' };

function setUp() {
  const { db } = openHistory(join(tempFolder(), 'history.db'));
  onTestFinished(() => void db.close());
  const runs = createRunStore(db, ownIdentity(), () => NOW);
  const store = createBringInStore(db);
  const act = async (past: PastExecutions, change: Partial<BringInRequest> = {}, signal = new AbortController().signal) => {
    const told: Counts[] = [];
    const options = { request: { ...request, ...change }, past, store, pricePerTb: 5, now: () => NOW, signal };
    await bringIn({ ...options, told: (counts) => told.push(counts) });
    return told;
  };
  return { db, runs, store, act };
}

const execution = (index: number, change: Partial<PastExecution>): PastExecution => ({
  id: `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`,
  sql: `SELECT ${index} FROM flow_logs`,
  runId: null,
  isSelect: true,
  catalog: null,
  database: 'd',
  table: 'flow_logs',
  status: { state: 'succeeded', scannedBytes: 1e9, error: null },
  submittedAt: NOW,
  endedAt: null,
  ...change,
});

/** @param readable which of them Athena describes  @param read what was asked for */
function listing(
  all: readonly PastExecution[],
  readable: (each: PastExecution) => boolean = () => true,
  read: string[] = [],
): PastExecutions {
  const newestFirst = all.toSorted((a, b) => b.submittedAt - a.submittedAt);
  return {
    async list(token) {
      const from = Number(token ?? 0);
      const ids = newestFirst.slice(from, from + 50).map(({ id }) => id);
      return { ids, next: from + 50 < all.length ? String(from + 50) : null };
    },
    async read(ids) {
      read.push(...ids);
      return newestFirst.filter((each) => ids.includes(each.id) && readable(each)).toReversed();
    },
  };
}

const made = fc
  .array(
    fc.record({
      ageMs: fc.integer({ min: 0, max: 50 * DAY_MS }),
      isSelect: fc.boolean(),
      state: fc.constantFrom('succeeded' as const, 'failed' as const, 'cancelled' as const, 'running' as const),
    }),
    { maxLength: 130 },
  )
  .map((all) =>
    all.map(({ ageMs, isSelect, state }, index) =>
      execution(index, { submittedAt: NOW - ageMs, isSelect, status: { state, scannedBytes: 1, error: null } }),
    ),
  );

it('adds what is wanted once, whatever was there before, and accounts for every one', async () => {
  await fc.assert(
    fc.asyncProperty(
      made,
      fc.integer({ min: 1, max: 45 }),
      fc.boolean(),
      fc.integer({ min: 0, max: 130 }),
      async (all, days, withFailed, first) => {
        const { runs, act, db } = setUp();
        await act(listing(all.slice(0, first)), { days, withFailed });
        const told = await act(listing(all), { days, withFailed });
        const inTime = all.filter((each) => each.submittedAt >= NOW - days * DAY_MS);
        const wanted = inTime.filter(
          ({ isSelect, status: { state } }) => isSelect && (state === 'succeeded' || (withFailed && state !== 'running')),
        );
        const { rows } = runs.list({ search: '', only: 'all', offset: 0, limit: 500 });
        expect(rows.map((row) => row.id).toSorted()).toEqual(wanted.map((each) => each.id).toSorted());
        const last = told.at(-1);
        if (!last) throw new Error('nothing was told');
        const { other, failed, underWay, unread } = last.leftOut;
        expect(last.seen).toBe(inTime.length);
        expect(last.added + last.known + other + failed + underWay + unread).toBe(last.seen);
        // As the list has them, so has the search.
        const found = runs.list({ search: 'flow_logs', only: 'all', offset: 0, limit: 500 }).rows;
        expect(found.map((row) => row.created_at)).toEqual(rows.map((row) => row.created_at));
        const shares = told.map(({ share }) => share);
        expect(shares).toEqual(shares.toSorted((a, b) => a - b));
        db.close();
      },
    ),
    { numRuns: 25 },
  );
});

it('counts those that are not described, and asks for them again the next time', async () => {
  const { act } = setUp();
  const all = Array.from({ length: 60 }, (_, index) => execution(index, { submittedAt: NOW - index * 1000 }));
  expect((await act(listing(all, ({ id }) => !id.endsWith('7')))).at(-1)).toMatchObject({ added: 54, leftOut: { unread: 6 }, seen: 60 });
  const read: string[] = [];
  expect((await act(listing(all, undefined, read))).at(-1)).toMatchObject({ added: 6, known: 54 });
  expect(read).toHaveLength(6);
});

it('adds nothing more when it is stopped between two pages', async () => {
  const { act, runs } = setUp();
  const stop = new AbortController();
  const plain = listing(Array.from({ length: 200 }, (_, index) => execution(index, { submittedAt: NOW - index })));
  const past: PastExecutions = {
    ...plain,
    async read(ids) {
      if (runs.totals().runs === 100) stop.abort(new Error('enough'));
      return plain.read(ids);
    },
  };
  await expect(act(past, {}, stop.signal)).rejects.toThrow('enough');
  expect(runs.totals().runs).toBe(100);
});

it('forgets with Athena what was deleted, and numbers of new runs stay above zero', async () => {
  const { act, runs, db, store } = setUp();
  await act(listing([execution(1, { submittedAt: NOW - 44 * DAY_MS })]));
  runs.insert({ id: 'own', source: '{"kind":"sample"}', query: '{}', sql: null, created_at: NOW, search: '' });
  expect(db.prepare('SELECT number FROM runs ORDER BY number').pluck().all()).toEqual([expect.any(Number), 1]);
  const { id } = execution(1, {});
  runs.remove(id);
  expect(store.known([id]).size).toBe(1);
  store.tidy(NOW);
  expect(store.known([id]).size).toBe(0);
});
