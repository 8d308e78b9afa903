import { copyFileSync } from 'node:fs';
import Database from 'better-sqlite3';

/** The last row's `srcaddr`: no other row has it. */
export const LAST_ADDRESS = '203.0.113.77';

/** A result file of so many times the rows of another, whose last row can be told from all others. @returns its number of rows */
export function multiplyResult(from: string, to: string, times: number): number {
  copyFileSync(from, to);
  const db = new Database(to);
  db.pragma('journal_mode = OFF');
  db.pragma('synchronous = OFF');
  const count = db.prepare<[], number>('SELECT max(rowid) FROM rows').pluck();
  const own = count.get() ?? 0;
  for (let more = 1; more < times; more++) db.prepare('INSERT INTO rows SELECT * FROM rows WHERE rowid <= ?').run(own);
  const rows = count.get() ?? 0;
  db.prepare('UPDATE rows SET srcaddr = ? WHERE rowid = ?').run(LAST_ADDRESS, rows);
  db.close();
  return rows;
}
