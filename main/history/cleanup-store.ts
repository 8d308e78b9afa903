/** The tables of clean-ups: every state is written here before it is acted upon, under a generation as with runs. */
import type Database from 'better-sqlite3';
import { AppError } from '../app-error.ts';
import type { CleanupItemRow, CleanupRow } from './cleanup-row.ts';
import { isAlive, isCertain, type ProcessIdentity } from './process-identity.ts';
import { STALE_MS } from './run-store.ts';

type Kept = 'is_chosen' | 'state' | 'done' | 'position' | 'error';
export type NewCleanup = Omit<
  CleanupRow,
  'state' | 'started_at' | 'finished_at' | 'owner_pid' | 'owner_started' | 'heartbeat_at' | 'stop_requested' | 'generation'
>;
export type NewCleanupItem = Omit<CleanupItemRow, Kept | 'cleanup_id' | 'number'>;
export type ItemChange = Partial<Pick<CleanupItemRow, Kept | 'notes'>>;

export interface CleanupStore {
  /** The plan with all that is in it, or nothing of it. */
  insert(cleanup: NewCleanup, items: readonly NewCleanupItem[]): void;
  read(id: string): CleanupRow | undefined;
  /** In the order in which they are carried out. */
  items(id: string): readonly CleanupItemRow[];
  /** Newest first. */
  list(): readonly CleanupRow[];
  /** Whether a process that lives is at it. */
  isRunning(row: CleanupRow): boolean;
  /** Makes it this process's. @returns its generation; NULL: another process, which lives, is at it */
  claim(id: string, chosen: readonly string[]): number | null;
  /** @throws AppError `run_taken_over` when the generation is no longer the clean-up's */
  updateItem(id: string, generation: number, itemId: string, change: ItemChange): void;
  /** @throws like `updateItem` */
  end(id: string, generation: number, state: 'stopped' | 'ended'): void;
  /** Says that this process still lives; tells whether somebody asked it to stop. @throws like `updateItem` */
  beat(id: string, generation: number): { readonly stopRequested: boolean };
  /** Asks whichever process is at it. */
  requestStop(id: string): void;
  remove(id: string): void;
}

export function createCleanupStore(db: Database.Database, self: ProcessIdentity, now: () => number): CleanupStore {
  const read = db.prepare<[string], CleanupRow>('SELECT * FROM cleanups WHERE id = ?');
  const items = db.prepare<[string], CleanupItemRow>('SELECT * FROM cleanup_items WHERE cleanup_id = ? ORDER BY number');
  const insertCleanup = db.prepare(
    `INSERT INTO cleanups (id, state, place, account, region, flow_log_ids, unread, created_at)
     VALUES (@id, 'planned', @place, @account, @region, @flow_log_ids, @unread, @created_at)`,
  );
  const insertItem = db.prepare(
    `INSERT INTO cleanup_items (cleanup_id, number, id, step, identity, name, count, bytes, made_by, needs_typed, is_proposed, target, notes)
     VALUES (@cleanup_id, @number, @id, @step, @identity, @name, @count, @bytes, @made_by, @needs_typed, @is_proposed, @target, @notes)`,
  );
  const beat = db.prepare<[number, string, number], { stop_requested: number }>(
    "UPDATE cleanups SET heartbeat_at = ? WHERE id = ? AND generation = ? AND state = 'running' RETURNING stop_requested",
  );
  const isRunning = (row: CleanupRow): boolean => {
    if (row.state !== 'running' || row.owner_pid === null) return false;
    const owner = { pid: row.owner_pid, started: row.owner_started ?? '' };
    if (!isAlive(owner)) return false;
    // This very process without a heartbeat has given it up: its disk was full, say.
    const isSelf = owner.pid === self.pid && owner.started === self.started;
    return (isCertain(owner) && !isSelf) || now() - (row.heartbeat_at ?? 0) <= STALE_MS;
  };
  const owned = (id: string, generation: number) => {
    const row = beat.get(now(), id, generation);
    if (row) return { stopRequested: row.stop_requested === 1 };
    throw new AppError('run_taken_over', 'Another process has taken this clean-up over.', { details: { cleanupId: id } });
  };

  return {
    insert: (cleanup, all) =>
      db
        .transaction(() => {
          insertCleanup.run(cleanup);
          for (const [number, item] of all.entries()) insertItem.run({ ...item, cleanup_id: cleanup.id, number });
        })
        .immediate(),
    read: (id) => read.get(id),
    items: (id) => items.all(id),
    list: () => db.prepare<[], CleanupRow>('SELECT * FROM cleanups ORDER BY created_at DESC, id').all(),
    isRunning,
    claim: (id, chosen) =>
      db
        .transaction(() => {
          const row = read.get(id);
          if (!row || isRunning(row)) return null;
          const generation = row.generation + 1;
          db.prepare(
            `UPDATE cleanups SET state = 'running', started_at = coalesce(started_at, @at), finished_at = NULL, owner_pid = @pid,
               owner_started = @started, heartbeat_at = @at, generation = @generation, stop_requested = 0 WHERE id = @id`,
          ).run({ id, at: now(), pid: self.pid, started: self.started, generation });
          // What a process that is gone was at is not done.
          db.prepare("UPDATE cleanup_items SET state = 'planned' WHERE cleanup_id = ? AND state = 'running'").run(id);
          const choose = db.prepare(
            "UPDATE cleanup_items SET is_chosen = 1, state = 'planned', error = NULL WHERE cleanup_id = ? AND id = ? AND state NOT IN ('done', 'gone')",
          );
          db.prepare('UPDATE cleanup_items SET is_chosen = 0 WHERE cleanup_id = ?').run(id);
          for (const itemId of chosen) choose.run(id, itemId);
          return generation;
        })
        .immediate(),
    updateItem: (id, generation, itemId, change) =>
      db
        .transaction(() => {
          owned(id, generation);
          const set = Object.keys(change).map((name) => `${name} = @${name}`);
          if (set.length === 0) return;
          db.prepare(`UPDATE cleanup_items SET ${set.join(', ')} WHERE cleanup_id = @id AND id = @itemId`).run({ ...change, id, itemId });
        })
        .immediate(),
    end: (id, generation, state) =>
      db
        .transaction(() => {
          owned(id, generation);
          db.prepare("UPDATE cleanup_items SET state = 'planned' WHERE cleanup_id = ? AND state = 'running'").run(id);
          db.prepare('UPDATE cleanups SET state = ?, finished_at = ? WHERE id = ?').run(state, now(), id);
        })
        .immediate(),
    beat: owned,
    requestStop: (id) => void db.prepare("UPDATE cleanups SET stop_requested = 1 WHERE id = ? AND state = 'running'").run(id),
    remove: (id) => void db.prepare('DELETE FROM cleanups WHERE id = ?').run(id),
  };
}
