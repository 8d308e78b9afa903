/** What a month has cost: summed over runs, kept when they are deleted. */
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
  return { store, spend, add };
}

it('counts what ran on Athena in the month of now, in the zone', () => {
  const { spend, add } = setUp();
  add('first', Date.UTC(2026, 10, 1), 'e1', 1_000, 0.5);
  add('last', Date.UTC(2026, 10, 30, 23, 59, 59, 999), 'e2', 2_000, 0.25);
  add('before', Date.UTC(2026, 9, 31, 23, 59, 59, 999), 'e3', 4_000, 1);
  add('local', now, null, null, null);
  add('unknown', now, 'e4', null, null);
  expect(spend.thisMonth('UTC')).toEqual({ runs: 3, scannedBytes: 3_000, costUsd: 0.75, broughtIn: nothing });
  // In Tokyo November ends at 15:00 UTC, and has begun in October's UTC.
  expect(spend.thisMonth('Asia/Tokyo')).toEqual({ runs: 3, scannedBytes: 5_000, costUsd: 1.5, broughtIn: nothing });
  expect(() => spend.thisMonth('Nowhere')).toThrowError(expect.objectContaining({ code: 'bad_zone' }));
});

it('is not made smaller by deleting runs', () => {
  const { store, spend, add } = setUp();
  add('a', now, 'e1', 1_000, 0.5);
  add('b', now, null, 5, null);
  const before = spend.thisMonth('UTC');
  store.remove('a');
  store.remove('b');
  expect(store.totals().runs).toBe(0);
  expect(spend.thisMonth('UTC')).toEqual(before);
});
