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

export interface SpendStore {
  /** Of the runs made in the calendar month of now. @throws AppError `bad_zone` */
  thisMonth(zone: string): Spend;
}

export function createSpendStore(db: Database.Database, now: () => number): SpendStore {
  const sum = db.prepare<unknown[], Spend>(
    `SELECT count(*) AS runs, coalesce(sum(scanned_bytes), 0) AS scannedBytes, coalesce(sum(cost_usd), 0.0) AS costUsd FROM (
       SELECT created_at, scanned_bytes, cost_usd FROM runs WHERE execution_id IS NOT NULL
       UNION ALL SELECT created_at, scanned_bytes, cost_usd FROM deleted_spend
     ) WHERE created_at >= ? AND created_at < ?`,
  );
  return {
    thisMonth(zone) {
      if (!isZone(zone)) throw new AppError('bad_zone', `There is no time zone ${zone}.`, { details: { value: zone } });
      const { from, until } = monthOf(now() / 1000, zone);
      return sum.get(from * 1000, until * 1000) ?? { runs: 0, scannedBytes: 0, costUsd: 0 };
    },
  };
}
