import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { findSql } from '../../../main/results/find-sql.ts';
import { addResultFunctions } from '../../../main/results/result-functions.ts';
import type { Cell } from '../../../preload/contract/result.ts';

const columns = [
  { name: 'start', field: 'start', role: 'time' },
  { name: 'srcport', field: 'srcport', role: 'plain' },
  { name: 'protocol', field: 'protocol', role: 'plain' },
  { name: 'tcp_flags', field: 'tcp_flags', role: 'plain' },
  { name: 'bytes', field: 'bytes', role: 'plain' },
  { name: 'action', field: 'action', role: 'plain' },
] as const;
/** 2022-11-28 12:25:00 in Tokyo. */
const rows: readonly Cell[][] = [
  [1_669_605_900, 443, 6, 18, 13_633, 'ACCEPT'],
  [1_669_605_901, 5900, 17, 0, 44, 'REJECT'],
  [null, null, null, null, null, null],
];

/** Row numbers, from 1, in which the text is found. */
function found(text: string, zone: string | null): readonly number[] {
  const db = new Database(':memory:');
  addResultFunctions(db);
  db.exec(
    'CREATE TABLE rows ("start" INTEGER, "srcport" INTEGER, "protocol" INTEGER, "tcp_flags" INTEGER, "bytes" INTEGER, "action" TEXT)',
  );
  for (const row of rows) db.prepare('INSERT INTO rows VALUES (?, ?, ?, ?, ?, ?)').run(...row);
  const parameters: Cell[] = [];
  const condition = findSql(text, zone, columns, parameters);
  return db
    .prepare<Cell[], number>(`SELECT rowid FROM rows WHERE ${condition}`)
    .pluck()
    .all(...parameters);
}

describe('find in result', () => {
  it.each([
    ['12:25:00', [1]],
    ['2022-11-28 12:25', [1, 2]],
    ['2022/11/28', [1, 2]],
    ['tcp', [1]],
    ['TCP 6', [1]],
    ['syn-ack', [1]],
    ['13,633', [1]],
    ['  reject ', [2]],
    ['5900', [2]],
    ['%', []],
    ["' OR 1=1 --", []],
  ])('%s is found where it is read', (text, expected) => expect(found(text, 'Asia/Tokyo')).toEqual(expected));

  it('finds dates in the zone on the screen', () => {
    expect(found('03:25', 'UTC')).toEqual([1, 2]);
    expect(found('12:25', 'UTC')).toEqual([]);
  });

  it('finds what is stored when that is what is shown', () => expect(found('1669605900', null)).toEqual([1]));

  it('finds nothing of a text that is longer than SQLite can look for', () => {
    expect(found('%'.repeat(1_000_000), null)).toEqual([]);
    expect(found('漢'.repeat(16_000), null)).toEqual([]);
    expect(found('_'.repeat(16_000), null)).toEqual([]);
  });
});
