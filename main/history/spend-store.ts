/** What runs on Athena have cost, month by month, those that were deleted since included. */
import type Database from 'better-sqlite3';
import { AppError } from '../app-error.ts';
import { type Month, monthsBack } from '../flowlogs/month.ts';
import { isZone } from '../flowlogs/time.ts';

export interface Spend {
  readonly runs: number;
  readonly scannedBytes: number;
  readonly costUsd: number;
}

export interface MonthSpend extends Spend {
  /** `2026-11` */
  readonly month: string;
  /** Of the queries that were brought in, beside it: paid for, but not through Nagare. Deleted ones are not in it. */
  readonly broughtIn: Spend;
}

export interface SpendStore {
  /** By calendar month of the zone, newest first: that of now, and each before it in which something ran. @throws AppError `bad_zone` */
  byMonth(zone: string): readonly MonthSpend[];
}

interface Sums extends Spend {
  readonly month: string;
  readonly broughtIn: number;
}

const NOTHING: Spend = { runs: 0, scannedBytes: 0, costUsd: 0 };
/** A line that was spoilt may be of any moment: it makes no list of a thousand years. */
const MOST_MONTHS = 1200;

export function createSpendStore(db: Database.Database, now: () => number): SpendStore {
  const first = db
    .prepare<[], number | null>(
      `SELECT min(at) FROM (
         SELECT min(created_at) AS at FROM runs WHERE execution_id IS NOT NULL
         UNION ALL SELECT min(created_at) FROM deleted_spend)`,
    )
    .pluck();
  // By the indexes of the migration `spend-by-month`: CROSS JOIN keeps SQLite from reading all that was paid for each month.
  const sums = db.prepare<[string], Sums>(
    `WITH months (month, first, until) AS MATERIALIZED (
       SELECT value ->> 'key', 1000 * (value ->> 'from'), 1000 * (value ->> 'until') FROM json_each(?))
     SELECT month, broughtIn, sum(n) AS runs, sum(bytes) AS scannedBytes, sum(usd) AS costUsd FROM (
       SELECT month, brought_in AS broughtIn, count(*) AS n, coalesce(sum(scanned_bytes), 0) AS bytes, coalesce(sum(cost_usd), 0.0) AS usd
         FROM months CROSS JOIN runs ON created_at >= first AND created_at < until WHERE execution_id IS NOT NULL GROUP BY month, brought_in
       UNION ALL
       SELECT month, 0, count(*), coalesce(sum(scanned_bytes), 0), coalesce(sum(cost_usd), 0.0)
         FROM months CROSS JOIN deleted_spend ON created_at >= first AND created_at < until GROUP BY month)
     GROUP BY month, broughtIn`,
  );

  return {
    byMonth(zone) {
      if (!isZone(zone)) throw new AppError('bad_zone', `There is no time zone ${zone}.`, { details: { value: zone } });
      const nowS = now() / 1000;
      const months = monthsBack(nowS, (first.get() ?? now()) / 1000, zone, MOST_MONTHS);
      const found = sums.all(JSON.stringify(months));
      const spendOf = ({ key }: Month, broughtIn: number): Spend => {
        const { runs, scannedBytes, costUsd } = found.find((each) => each.month === key && each.broughtIn === broughtIn) ?? NOTHING;
        return { runs, scannedBytes, costUsd };
      };
      const all = months.map((month) => ({ month: month.key, ...spendOf(month, 0), broughtIn: spendOf(month, 1) }));
      return all.filter(({ runs, broughtIn }, index) => index === 0 || runs + broughtIn.runs > 0);
    },
  };
}
