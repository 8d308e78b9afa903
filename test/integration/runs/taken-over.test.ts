/** A process that slept and lost its run to another: it tells how the run ends, and has it back when the other is gone too. */
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openHistory } from '../../../main/history/open-history.ts';
import { ownIdentity } from '../../../main/history/process-identity.ts';
import { createRunStore, STALE_MS } from '../../../main/history/run-store.ts';
import { openedRuns, until } from '../../support/opened-runs.ts';
import { tempFolder } from '../../support/temp-folder.ts';

/** The first process was silent for too long, and the second took its run while the rows were to come. */
async function takenOver() {
  const reported: unknown[] = [];
  const first = openedRuns(undefined, undefined, undefined, (error) => `log-${reported.push(error)}`);
  first.source.held = true;
  const id = first.start();
  await until(first.runs, id, () => first.source.release !== null);
  first.source.release = null;
  first.clock.offsetMs = STALE_MS + 1000;
  const second = first.again();
  expect(second.runs.resume().map((run) => run.id)).toEqual([id]);
  await until(second.runs, id, () => first.source.release !== null);
  first.source.held = false;
  return { first, second, id, source: first.source, reported };
}

it('its end is told by the first as well', async () => {
  const { first, id, source } = await takenOver();
  source.release?.();
  await first.runs.idle();
  expect(first.told.at(-1)).toMatchObject({ id, state: 'saved', rowCount: 3 });
  expect(source.executions.size).toBe(1);
});

it('it comes back to the first when the second is gone', async () => {
  const { first, second, id, source } = await takenOver();
  await second.close();
  await first.runs.idle();
  expect(first.runs.read(id)).toMatchObject({ state: 'saved', rowCount: 3, error: null });
  expect(source.executions.size).toBe(1);
});

it('is cancelled through the first', async () => {
  const { first, id } = await takenOver();
  expect(await first.runs.cancel(id)).toMatchObject({ state: 'cancelled' });
});

describe('where the history fails while it is followed', () => {
  const busy = () => {
    throw Object.assign(new Error('database is locked'), { code: 'SQLITE_BUSY' });
  };

  it.each([
    ['it cannot be claimed', { claim: busy }],
    ['it cannot be read', { read: busy }],
  ])('%s: that is reported, and told as its end here', async (_, broken) => {
    const { first, second, id, source, reported } = await takenOver();
    const { read } = first.store;
    Object.assign(first.store, broken);
    await first.runs.idle();
    expect(reported).toContainEqual(expect.objectContaining({ code: 'SQLITE_BUSY' }));
    expect(first.told.at(-1)).toMatchObject({ id, state: 'failed', error: { code: 'data_folder' } });
    Object.assign(first.store, { read });
    // It is the other's, and ends there.
    source.release?.();
    await second.runs.idle();
    expect(first.runs.read(id)).toMatchObject({ state: 'saved', rowCount: 3 });
  });
});

it('one that is driven is looked at without a lock on the history', () => {
  const folder = tempFolder();
  const { db } = openHistory(join(folder, 'history.db'));
  const { db: other } = openHistory(join(folder, 'history.db'));
  onTestFinished(() => {
    other.close();
    db.close();
  });
  const store = createRunStore(db, ownIdentity(), Date.now);
  store.insert({ id: 'r', source: '{}', query: '{}', sql: null, created_at: 1, search: '' });
  db.pragma('busy_timeout = 0');
  other.exec('BEGIN IMMEDIATE');
  expect(store.claim('r')).toBe(null);
});

it('a heartbeat that the history does not take in one moment is no end of the run', async () => {
  const { runs, source, store, start } = openedRuns();
  source.held = true;
  const id = start();
  await until(runs, id, () => source.release !== null);
  const { beat } = store;
  let refused = 0;
  Object.assign(store, {
    beat(...given: Parameters<typeof beat>) {
      if (refused++ === 0) throw Object.assign(new Error('database is locked'), { code: 'SQLITE_BUSY' });
      return beat(...given);
    },
  });
  await expect.poll(() => refused, { timeout: 10_000 }).toBeGreaterThan(1);
  source.release?.();
  await runs.idle();
  expect(runs.read(id)).toMatchObject({ state: 'saved', rowCount: 3, error: null });
});
