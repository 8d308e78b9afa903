/** Clean-ups in the history: one process has one at a time, and who lost it writes nothing more. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { cleanupOf } from '../../../main/history/cleanup-row.ts';
import { createCleanupStore } from '../../../main/history/cleanup-store.ts';
import { openHistory } from '../../../main/history/open-history.ts';
import { ownIdentity } from '../../../main/history/process-identity.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const item = (id: string) => ({
  id,
  step: 'table',
  identity: `db.${id}`,
  name: null,
  count: null,
  bytes: null,
  made_by: 'nagare',
  needs_typed: 0,
  is_proposed: 1,
  target: '{}',
  notes: '[]',
});

function opened() {
  const { db } = openHistory(join(tempFolder(), 'history.db'));
  onTestFinished(() => void db.close());
  let now = 1_000_000;
  const store = (identity = ownIdentity()) => createCleanupStore(db, identity, () => now);
  store().insert(
    {
      id: 'c',
      place: '{"profile":null,"region":null}',
      account: null,
      region: 'eu-west-1',
      flow_log_ids: '[]',
      unread: '[]',
      created_at: now,
    },
    [item('one'), item('two')],
  );
  const state = (own = store()) => {
    const row = own.read('c');
    return row && cleanupOf(row, own.items('c'), own.isRunning(row));
  };
  const later = (ms: number) => {
    now += ms;
  };
  return { db, store, state, later };
}

/** A process that was, and is no more. */
const dead = { pid: spawnSync(process.execPath, ['-e', '']).pid, started: '1' };

it('is another process’s until that one is gone, and then found stopped, with nothing half done', () => {
  const { store, state } = opened();
  const gone = store(dead);
  const first = gone.claim('c', ['one', 'two']);
  expect(first).toBe(1);
  gone.updateItem('c', 1, 'one', { state: 'done' });
  gone.updateItem('c', 1, 'two', { state: 'running' });
  expect(state()).toMatchObject({ state: 'stopped', items: [{ state: 'done' }, { state: 'planned' }] });
  const next = store();
  expect(next.claim('c', ['two'])).toBe(2);
  expect(() => gone.updateItem('c', 1, 'two', { state: 'done' })).toThrow(expect.objectContaining({ code: 'run_taken_over' }));
  expect(() => gone.end('c', 1, 'ended')).toThrow(expect.objectContaining({ code: 'run_taken_over' }));
  expect(next.claim('c', [])).toBeNull();
  next.end('c', 2, 'ended');
  expect(() => next.beat('c', 2)).toThrow(expect.objectContaining({ code: 'run_taken_over' }));
  expect(state()).toMatchObject({ state: 'ended', startedAt: expect.any(String), finishedAt: expect.any(String) });
});

it('is given up by a process that does not beat any more', () => {
  const { store, state, later } = opened();
  expect(store().claim('c', ['one'])).toBe(1);
  later(9000);
  expect(state()?.state).toBe('running');
  later(9000);
  expect(state()?.state).toBe('stopped');
  expect(store().claim('c', ['one'])).toBe(2);
});

it('is asked to stop, once', () => {
  const { store } = opened();
  const own = store();
  own.requestStop('c');
  own.claim('c', ['one']);
  expect(own.beat('c', 1).stopRequested).toBe(false);
  own.requestStop('c');
  expect(own.beat('c', 1).stopRequested).toBe(true);
  own.end('c', 1, 'stopped');
  own.claim('c', ['one']);
  expect(own.beat('c', 2).stopRequested).toBe(false);
});

it('goes with its items, and one that nobody can read is passed over', () => {
  const { db, store, state } = opened();
  db.prepare("UPDATE cleanup_items SET notes = 'x'").run();
  expect(state()).toBeNull();
  store().remove('c');
  expect(db.prepare('SELECT count(*) FROM cleanup_items').pluck().get()).toBe(0);
});
