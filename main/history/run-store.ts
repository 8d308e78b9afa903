/** The table `runs`: written under a generation, so that a process that lost a run cannot write over its successor. */
import type Database from 'better-sqlite3';
import { AppError } from '../app-error.ts';
import { isAlive, type ProcessIdentity } from './process-identity.ts';
import { isEnd, type RunRow } from './run-row.ts';
import { createRunSearch } from './run-search.ts';
import type { OwnWords } from './search-text.ts';

/** Beyond the page that was asked for, so many are counted of those that a search finds. */
export const COUNTED_BEYOND = 1000;

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
    | 'via_why'
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

export interface RunPage {
  /** Newest first. */
  readonly rows: readonly RunRow[];
  /** How many match, but what is searched for is counted no further than `COUNTED_BEYOND` behind the page. */
  readonly total: number;
  /** There are more than `total`. */
  readonly more: boolean;
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
  /** What the user calls it and says of it. @param search what is searched of it from now on */
  name(id: string, own: OwnWords, search: string): void;
  /** A run with an execution is to fetch its rows, or to see first how that ended: it is this process's, under the generation returned. NULL: somebody was first. */
  reopen(id: string): number | null;
  /** Takes a run over whose owner is gone. NULL when it is at an end, or in good hands. Else its new generation. */
  claim(id: string): number | null;
  /** Leaves the run to the next process, at once. */
  release(id: string, generation: number): void;
  underWay(): readonly RunRow[];
  list(filter: RunFilter): RunPage;
  totals(): { readonly runs: number; readonly resultBytes: number };
  remove(id: string): void;
}

export function createRunStore(db: Database.Database, self: ProcessIdentity, now: () => number): RunStore {
  const read = db.prepare<[string], RunRow>('SELECT * FROM runs WHERE id = ?');
  const insert = db.prepare(
    // Numbers below zero are those of runs that were brought in.
    `INSERT INTO runs (number, id, state, source, query, sql, created_at, search, reuse_minutes, owner_pid, owner_started, heartbeat_at, generation)
     VALUES ((SELECT max(0, coalesce(max(number), 0)) + 1 FROM runs),
       @id, 'draft', @source, @query, @sql, @created_at, @search, @reuse_minutes, @pid, @started, @at, 1)`,
  );
  const byNumber = db.prepare<[number], RunRow>('SELECT * FROM runs WHERE number = ?');
  const search = createRunSearch(db);
  /** Each of them has an index: no line is read that is not shown. */
  const listed = (where: string) => ({
    page: db.prepare<[number, number], RunRow>(`SELECT * FROM runs ${where} ORDER BY created_at DESC, id LIMIT ? OFFSET ?`),
    count: db.prepare<[], { n: number }>(`SELECT count(*) AS n FROM runs ${where}`),
    find: db
      .prepare<[string, number], number>(
        `SELECT number FROM runs ${where || 'WHERE 1'} AND instr(search, ?) > 0 ORDER BY created_at DESC, id LIMIT ?`,
      )
      .pluck(),
  });
  const plain = { all: listed(''), pinned: listed('WHERE pinned = 1'), failed: listed("WHERE state = 'failed'") } as const;
  // As the index `runs_by_rows` has them.
  const storedBytes = db.prepare<[], { bytes: number }>(
    "SELECT coalesce(sum(result_bytes), 0) AS bytes FROM runs WHERE state = 'saved' AND result_bytes IS NOT NULL",
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
    name: (id, { title, note }, search) =>
      void db.prepare('UPDATE runs SET title = ?, note = ?, search = ? WHERE id = ?').run(title, note, search, id),
    reopen(id) {
      const row = db
        .prepare<unknown[], { generation: number }>(
          // One that is not known to have succeeded is polled first.
          `UPDATE runs SET state = CASE WHEN state = 'saved' OR via IS NOT NULL THEN 'fetching' ELSE 'queued' END, result_bytes = NULL, error = NULL, cancel_requested = 0,
             owner_pid = ?, owner_started = ?, heartbeat_at = ?, generation = generation + 1
           WHERE id = ? AND (state = 'saved' OR (state IN ('failed', 'cancelled') AND execution_id IS NOT NULL)) RETURNING generation`,
        )
        .get(self.pid, self.started, now(), id);
      return row?.generation ?? null;
    },
    claim(id) {
      const left = () => {
        const row = read.get(id);
        return !row || isEnd(row.state) || isDriven(row, now()) ? null : row;
      };
      // Who follows a run asks twice a second: a run in good hands must not cost its driver the lock.
      if (left() === null) return null;
      return db
        .transaction(() => {
          const row = left();
          if (row === null) return null;
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
      db.prepare<[], RunRow>("SELECT * FROM runs WHERE state NOT IN ('saved', 'failed', 'cancelled') ORDER BY created_at, number").all(),
    list({ search: typed, only, offset, limit }) {
      // What is searched is in lower case.
      const text = typed.trim().toLowerCase();
      if (text === '') {
        const rows = plain[only].page.all(limit, offset);
        return { rows, total: plain[only].count.get()?.n ?? 0, more: false };
      }
      const most = offset + limit + COUNTED_BEYOND;
      // One more tells that there are more.
      const found = only === 'all' ? search.find(text, most + 1) : plain[only].find.all(text, most + 1);
      const rows = found.slice(offset, offset + limit).flatMap((number) => byNumber.get(number) ?? []);
      return { rows, total: Math.min(found.length, most), more: found.length > most };
    },
    totals() {
      return { runs: plain.all.count.get()?.n ?? 0, resultBytes: storedBytes.get()?.bytes ?? 0 };
    },
    remove(id) {
      db.transaction(() => {
        db.prepare(
          `INSERT INTO deleted_spend SELECT created_at, scanned_bytes, cost_usd FROM runs
           WHERE id = ? AND execution_id IS NOT NULL AND brought_in = 0`,
        ).run(id);
        db.prepare(
          `INSERT OR IGNORE INTO deleted_executions SELECT execution_id, created_at FROM runs WHERE id = ? AND execution_id IS NOT NULL`,
        ).run(id);
        db.prepare('DELETE FROM runs WHERE id = ?').run(id);
      })();
    },
  };
}

/** A run is in good hands while its process lives and says so. */
function isDriven(row: RunRow, nowMs: number): boolean {
  if (row.owner_pid === null || row.owner_started === null) return false;
  if (!isAlive({ pid: row.owner_pid, started: row.owner_started })) return false;
  return nowMs - (row.heartbeat_at ?? 0) <= STALE_MS;
}
