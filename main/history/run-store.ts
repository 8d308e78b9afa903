/** The table `runs`: written under a generation, so that a process that lost a run cannot write over its successor. */
import type Database from 'better-sqlite3';
import { AppError } from '../app-error.ts';
import { isAlive, type ProcessIdentity } from './process-identity.ts';
import { isEnd, type RunRow } from './run-row.ts';

/** A heartbeat older than this is a process that hangs or sleeps: its run may be taken over. */
export const STALE_MS = 10_000;

export type NewRun = Pick<RunRow, 'id' | 'source' | 'query' | 'sql' | 'created_at' | 'search'> & { readonly reuse_minutes?: number | null };
type Change = Partial<
  Pick<
    RunRow,
    | 'state'
    | 'sql'
    | 'start_input'
    | 'execution_id'
    | 'row_count'
    | 'scanned_bytes'
    | 'cost_usd'
    | 'reused'
    | 'via'
    | 'submitted_at'
    | 'started_at'
    | 'finished_at'
    | 'result_bytes'
    | 'rows_at'
    | 'error'
  >
>;
/** What a driver writes. */
export type RunChange = { readonly [K in keyof Change]: Change[K] };

export interface RunFilter {
  readonly search: string;
  readonly only: 'all' | 'pinned' | 'failed';
  readonly offset: number;
  readonly limit: number;
}

export interface RunStore {
  /** Writes a new run, owned by this process. Resolves to its generation, 1. */
  insert(run: NewRun): number;
  read(id: string): RunRow | undefined;
  /** @throws AppError `run_taken_over` when the generation is no longer the run's. */
  update(id: string, generation: number, change: RunChange): void;
  /** Says that this process still drives the run; tells whether somebody asked to cancel it. @throws like `update`. */
  beat(id: string, generation: number): { readonly cancelRequested: boolean };
  requestCancel(id: string): void;
  /** Pinned runs keep their rows. */
  pin(id: string, pinned: boolean): void;
  /** A saved run is to fetch its rows again: it is this process's, under the generation returned. NULL: somebody was first. */
  reopen(id: string): number | null;
  /** Takes a run over whose owner is gone. NULL when it is at an end, or in good hands. Else its new generation. */
  claim(id: string): number | null;
  /** Leaves the run to the next process, at once. */
  release(id: string, generation: number): void;
  underWay(): readonly RunRow[];
  list(filter: RunFilter): { readonly rows: readonly RunRow[]; readonly total: number };
  totals(): { readonly runs: number; readonly resultBytes: number };
  remove(id: string): void;
}

export function createRunStore(db: Database.Database, self: ProcessIdentity, now: () => number): RunStore {
  const read = db.prepare<[string], RunRow>('SELECT * FROM runs WHERE id = ?');
  const insert = db.prepare(
    `INSERT INTO runs (id, state, source, query, sql, created_at, search, reuse_minutes, owner_pid, owner_started, heartbeat_at, generation)
     VALUES (@id, 'draft', @source, @query, @sql, @created_at, @search, @reuse_minutes, @pid, @started, @at, 1)`,
  );
  const takenOver = (id: string) => new AppError('run_taken_over', 'Another process has taken this run over.', { details: { runId: id } });

  return {
    insert(run) {
      insert.run({ reuse_minutes: null, ...run, pid: self.pid, started: self.started, at: now() });
      return 1;
    },
    read: (id) => read.get(id),
    update(id, generation, change) {
      const names = Object.keys(change);
      if (names.length === 0) return;
      const set = names.map((name) => `${name} = @${name}`).join(', ');
      const done = db
        .prepare(`UPDATE runs SET ${set}, heartbeat_at = @at WHERE id = @id AND generation = @generation`)
        .run({ ...change, id, generation, at: now() });
      if (done.changes === 0) throw takenOver(id);
    },
    beat(id, generation) {
      const row = db
        .prepare<unknown[], { cancel_requested: number }>(
          'UPDATE runs SET heartbeat_at = ? WHERE id = ? AND generation = ? RETURNING cancel_requested',
        )
        .get(now(), id, generation);
      if (!row) throw takenOver(id);
      return { cancelRequested: row.cancel_requested === 1 };
    },
    requestCancel: (id) => void db.prepare('UPDATE runs SET cancel_requested = 1 WHERE id = ?').run(id),
    pin: (id, pinned) => void db.prepare('UPDATE runs SET pinned = ? WHERE id = ?').run(pinned ? 1 : 0, id),
    reopen(id) {
      const row = db
        .prepare<unknown[], { generation: number }>(
          `UPDATE runs SET state = 'fetching', result_bytes = NULL, error = NULL, cancel_requested = 0,
             owner_pid = ?, owner_started = ?, heartbeat_at = ?, generation = generation + 1
           WHERE id = ? AND state = 'saved' RETURNING generation`,
        )
        .get(self.pid, self.started, now(), id);
      return row?.generation ?? null;
    },
    claim(id) {
      return db
        .transaction(() => {
          const row = read.get(id);
          if (!row || isEnd(row.state) || isDriven(row, now())) return null;
          const generation = row.generation + 1;
          db.prepare('UPDATE runs SET owner_pid = ?, owner_started = ?, heartbeat_at = ?, generation = ? WHERE id = ?').run(
            self.pid,
            self.started,
            now(),
            generation,
            id,
          );
          return generation;
        })
        .immediate();
    },
    release: (id, generation) =>
      void db.prepare('UPDATE runs SET owner_pid = NULL, owner_started = NULL WHERE id = ? AND generation = ?').run(id, generation),
    underWay: () =>
      db.prepare<[], RunRow>("SELECT * FROM runs WHERE state NOT IN ('saved', 'failed', 'cancelled') ORDER BY created_at").all(),
    list({ search, only, offset, limit }) {
      const where = `WHERE (@text = '' OR instr(search, @text) > 0)${ONLY[only]}`;
      // Not LIKE: its patterns may not be long, and its letters would have to be escaped. What is searched is in lower case.
      const text = search.trim().toLowerCase();
      const rows = db
        .prepare<unknown[], RunRow>(`SELECT * FROM runs ${where} ORDER BY created_at DESC, id LIMIT @limit OFFSET @offset`)
        .all({ text, limit, offset });
      const counted = db.prepare<unknown[], { n: number }>(`SELECT count(*) AS n FROM runs ${where}`).get({ text });
      return { rows, total: counted?.n ?? 0 };
    },
    totals() {
      const row = db
        .prepare<[], { runs: number; bytes: number }>('SELECT count(*) AS runs, coalesce(sum(result_bytes), 0) AS bytes FROM runs')
        .get();
      return { runs: row?.runs ?? 0, resultBytes: row?.bytes ?? 0 };
    },
    remove(id) {
      db.transaction(() => {
        db.prepare(
          `INSERT INTO deleted_spend SELECT created_at, scanned_bytes, cost_usd FROM runs WHERE id = ? AND execution_id IS NOT NULL`,
        ).run(id);
        db.prepare('DELETE FROM runs WHERE id = ?').run(id);
      })();
    },
  };
}

const ONLY = { all: '', pinned: ' AND pinned = 1', failed: " AND state = 'failed'" } as const;

/** A run is in good hands while its process lives and says so. */
function isDriven(row: RunRow, nowMs: number): boolean {
  if (row.owner_pid === null || row.owner_started === null) return false;
  if (!isAlive({ pid: row.owner_pid, started: row.owner_started })) return false;
  return nowMs - (row.heartbeat_at ?? 0) <= STALE_MS;
}
