/** What runs on Athena have cost, those that were deleted since included. */
import type Database from 'better-sqlite3';
import { AppError } from '../app-error.ts';
import { monthOf } from '../flowlogs/month.ts';
import { isZone } from '../flowlogs/time.ts';

export interface Spend {
  readonly runs: number;
  readonly scannedBytes: number;
  readonly costUsd: number;
}

export interface MonthSpend extends Spend {
  /** Of the queries that were brought in, beside it: paid for, but not through Nagare. Deleted ones are not in it. */
  readonly broughtIn: Spend;
}

export interface SpendStore {
  /** Of the runs made in the calendar month of now. @throws AppError `bad_zone` */
  thisMonth(zone: string): MonthSpend;
}

const SUMS = 'count(*) AS runs, coalesce(sum(scanned_bytes), 0) AS scannedBytes, coalesce(sum(cost_usd), 0.0) AS costUsd';
const NOTHING: Spend = { runs: 0, scannedBytes: 0, costUsd: 0 };

export function createSpendStore(db: Database.Database, now: () => number): SpendStore {
  const sum = db.prepare<unknown[], Spend>(
    `SELECT ${SUMS} FROM (
       SELECT created_at, scanned_bytes, cost_usd FROM runs WHERE execution_id IS NOT NULL AND brought_in = 0
       UNION ALL SELECT created_at, scanned_bytes, cost_usd FROM deleted_spend
     ) WHERE created_at >= ? AND created_at < ?`,
  );
  const broughtIn = db.prepare<unknown[], Spend>(`SELECT ${SUMS} FROM runs WHERE brought_in = 1 AND created_at >= ? AND created_at < ?`);
  return {
    thisMonth(zone) {
      if (!isZone(zone)) throw new AppError('bad_zone', `There is no time zone ${zone}.`, { details: { value: zone } });
      const { from, until } = monthOf(now() / 1000, zone);
      const month = [from * 1000, until * 1000];
      return { ...(sum.get(...month) ?? NOTHING), broughtIn: broughtIn.get(...month) ?? NOTHING };
    },
  };
}
