/** Runs that Athena remembers and Nagare did not start: written whole, at their end, each execution once. */
import type Database from 'better-sqlite3';
import type { RunRow } from './run-row.ts';

export type BroughtInRun = Pick<
  RunRow,
  | 'id'
  | 'source'
  | 'query'
  | 'sql'
  | 'execution_id'
  | 'scanned_bytes'
  | 'cost_usd'
  | 'reused'
  | 'created_at'
  | 'finished_at'
  | 'error'
  | 'search'
> & { readonly state: 'saved' | 'failed' | 'cancelled' };

export interface BringInStore {
  /** Which of these executions the history has, or had until they were deleted, and when their runs were made, Unix ms. */
  known(executionIds: readonly string[]): ReadonlyMap<string, number>;
  /** Adds those that are still unknown, all or none. @returns how many */
  add(runs: readonly BroughtInRun[]): number;
  /** Forgets what Athena has forgotten: deleted executions from before `until`, Unix ms. */
  tidy(until: number): void;
}

/** Below every moment there is: numbers of brought-in runs stay below zero. */
const BEFORE_ALL = 4e15;

export function createBringInStore(db: Database.Database): BringInStore {
  const known = db.prepare<[string, string], { id: string; at: number }>(
    `SELECT execution_id AS id, created_at AS at FROM runs WHERE execution_id IN (SELECT value FROM json_each(?))
     UNION ALL SELECT execution_id, created_at FROM deleted_executions WHERE execution_id IN (SELECT value FROM json_each(?))`,
  );
  const isThere = db.prepare<[string], number>('SELECT 1 FROM runs WHERE id = ?').pluck();
  const isTaken = db.prepare<[number], number>('SELECT 1 FROM runs WHERE number = ?').pluck();
  const insert = db.prepare(
    `INSERT INTO runs (number, id, state, source, query, sql, execution_id, scanned_bytes, cost_usd, reused, created_at, submitted_at,
       started_at, finished_at, error, search, generation, brought_in)
     VALUES (@number, @id, @state, @source, @query, @sql, @execution_id, @scanned_bytes, @cost_usd, @reused, @created_at, @created_at,
       @created_at, @finished_at, @error, @search, 1, 1)`,
  );
  const numberOf = (createdAt: number): number => {
    let number = createdAt * 1000 - BEFORE_ALL;
    while (isTaken.get(number)) number++;
    return number;
  };
  const knownOf = (executionIds: readonly string[]) => {
    const ids = JSON.stringify(executionIds);
    return new Map(known.all(ids, ids).map(({ id, at }) => [id, at]));
  };

  return {
    known: knownOf,
    add(runs) {
      return db
        .transaction(() => {
          // Another process may have brought them in meanwhile.
          const there = knownOf(runs.flatMap((run) => run.execution_id ?? []));
          const fresh = runs.filter((run) => !there.has(run.execution_id ?? '') && !isThere.get(run.id));
          for (const run of fresh) insert.run({ ...run, number: numberOf(run.created_at) });
          return fresh.length;
        })
        .immediate();
    },
    tidy: (until) => void db.prepare('DELETE FROM deleted_executions WHERE created_at < ?').run(until),
  };
}
