/** What months have cost: summed over runs, kept when they are deleted. */
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { openHistory } from '../../../main/history/open-history.ts';
import { ownIdentity } from '../../../main/history/process-identity.ts';
import { createRunStore } from '../../../main/history/run-store.ts';
import { createSpendStore } from '../../../main/history/spend-store.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const now = Date.UTC(2026, 10, 15);
const nothing = { runs: 0, scannedBytes: 0, costUsd: 0 };

function setUp() {
  const { db } = openHistory(join(tempFolder(), 'history.db'));
  onTestFinished(() => void db.close());
  const store = createRunStore(db, ownIdentity(), () => now);
  const spend = createSpendStore(db, () => now);
  const add = (id: string, created_at: number, executionId: string | null, scanned: number | null, cost: number | null) => {
    const generation = store.insert({ id, source: '{"kind":"sample"}', query: '{}', sql: null, created_at, search: '' });
    store.update(id, generation, { state: 'saved', execution_id: executionId, scanned_bytes: scanned, cost_usd: cost });
  };
  const bringIn = (id: string, created_at: number) => {
    add(id, created_at, id, 10, 0.125);
    db.prepare('UPDATE runs SET brought_in = 1 WHERE id = ?').run(id);
  };
  return { db, store, spend, add, bringIn };
}

it('counts what ran on Athena by month, in the zone', () => {
  const { spend, add } = setUp();
  add('first', Date.UTC(2026, 10, 1), 'e1', 1_000, 0.5);
  add('last', Date.UTC(2026, 10, 30, 23, 59, 59, 999), 'e2', 2_000, 0.25);
  add('before', Date.UTC(2026, 9, 31, 23, 59, 59, 999), 'e3', 4_000, 1);
  add('local', now, null, null, null);
  add('unknown', now, 'e4', null, null);
  expect(spend.byMonth('UTC')).toEqual([
    { month: '2026-11', runs: 3, scannedBytes: 3_000, costUsd: 0.75, broughtIn: nothing },
    { month: '2026-10', runs: 1, scannedBytes: 4_000, costUsd: 1, broughtIn: nothing },
  ]);
  // In Tokyo November ends at 15:00 UTC, and has begun in October's UTC.
  expect(spend.byMonth('Asia/Tokyo')).toEqual([{ month: '2026-11', runs: 3, scannedBytes: 5_000, costUsd: 1.5, broughtIn: nothing }]);
  expect(() => spend.byMonth('Nowhere')).toThrowError(expect.objectContaining({ code: 'bad_zone' }));
});

it('is not made smaller by deleting runs', () => {
  const { store, spend, add } = setUp();
  add('a', now, 'e1', 1_000, 0.5);
  add('b', now, null, 5, null);
  const before = spend.byMonth('UTC');
  store.remove('a');
  store.remove('b');
  expect(store.totals().runs).toBe(0);
  expect(spend.byMonth('UTC')).toEqual(before);
});

it('leaves out months without a run, but that of now, and tells what was brought in apart', () => {
  const { store, spend, add, bringIn } = setUp();
  expect(spend.byMonth('UTC')).toEqual([{ month: '2026-11', ...nothing, broughtIn: nothing }]);
  add('old', Date.UTC(2024, 1, 29), 'e1', 1, 0.5);
  add('deleted', Date.UTC(2024, 1, 1), 'e2', 2, 0.25);
  store.remove('deleted');
  bringIn('b1', Date.UTC(2025, 11, 31, 23, 59));
  bringIn('b2', Date.UTC(2025, 11, 1));
  expect(spend.byMonth('UTC')).toEqual([
    { month: '2026-11', ...nothing, broughtIn: nothing },
    { month: '2025-12', ...nothing, broughtIn: { runs: 2, scannedBytes: 20, costUsd: 0.25 } },
    { month: '2024-02', runs: 2, scannedBytes: 3, costUsd: 0.75, broughtIn: nothing },
  ]);
  expect(spend.byMonth('Asia/Tokyo').map(({ month, broughtIn }) => [month, broughtIn.runs])).toEqual([
    ['2026-11', 0],
    ['2026-01', 1],
    ['2025-12', 1],
    ['2024-02', 0],
  ]);
});

it('is not led astray by a moment that was spoilt', () => {
  const { spend, add } = setUp();
  for (const at of [-8.6e15, -1, 8.6e15]) add(String(at), at, `e${at}`, 1, 0.5);
  expect(spend.byMonth('UTC').map(({ month }) => month)).toEqual(['2026-11', '1969-12']);
});

it('reads no line of a run, however many there are', () => {
  const { db, spend, add } = setUp();
  add('a', now, 'e1', 1, 0.5);
  const plans: string[] = [];
  const explained = {
    prepare(sql: string) {
      const given = sql.includes('?') ? ['[]'] : [];
      for (const step of db.prepare<unknown[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`).all(...given)) plans.push(step.detail);
      return db.prepare(sql);
    },
  };
  expect(createSpendStore(explained as unknown as typeof db, () => now).byMonth('UTC')).toEqual(spend.byMonth('UTC'));
  const reads = plans.filter((detail) => /\b(runs|deleted_spend)\b/.test(detail));
  expect(reads).toHaveLength(4);
  // Not told as covering, for the index leaves `execution_id` out; nothing else of the line is asked for.
  for (const detail of reads) expect(detail).toMatch(/ INDEX (runs|deleted)_by_spend\b/);
});
