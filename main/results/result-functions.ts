/** What SQLite cannot do by itself when it reads a result. */
import type Database from 'better-sqlite3';
import { formatEpoch } from '../flowlogs/time.ts';

/** `nagare_wall_time(epoch, zone)`: `2022-11-28 12:15:02`, NULL for anything that is no number. */
export const WALL_TIME = 'nagare_wall_time';

export function addResultFunctions(db: Database.Database): void {
  db.function(WALL_TIME, { deterministic: true }, (epoch: unknown, zone: unknown) =>
    typeof epoch === 'number' ? formatEpoch(epoch, String(zone)) : null,
  );
}
