import { describe, expect, it } from 'vitest';
import { emptyForm } from '../../../main/flowlogs/form.ts';
import { mayReuse } from '../../../main/flowlogs/reuse.ts';
import type { AthenaRef } from '../../../preload/contract/query.ts';

const now = 1_700_000_000;
const old = now - 7200;
const ref: AthenaRef = { kind: 'athena', profile: null, region: null, workgroup: null, catalog: null, database: 'db', table: 't' };
const sql = (text: string) => mayReuse(ref, { type: 'sql', sql: text, zone: 'UTC' }, now);

describe('an earlier result', () => {
  it('stands for a window only when that ended more than an hour ago', () => {
    const ending = (to: number) => mayReuse(ref, { type: 'form', form: emptyForm(now - 90_000, to, 'UTC') }, now);
    expect(ending(now - 3601)).toBe(true);
    expect(ending(now - 3600)).toBe(false);
    expect(ending(now)).toBe(false);
    expect(ending(now + 86_400)).toBe(false);
  });

  it('stands for a statement only when all moments in it are as old', () => {
    expect(sql(`SELECT * FROM t WHERE "start" BETWEEN ${now - 90_000} AND ${now - 7200}`)).toBe(true);
    expect(sql(`SELECT * FROM t WHERE "start" BETWEEN ${now - 90_000} AND ${now - 60}`)).toBe(false);
    expect(sql(`SELECT * FROM t WHERE "start" > ${now - 90_000} AND "end" < to_unixtime(now())`)).toBe(false);
    expect(sql(`SELECT * FROM t WHERE "start" > ${now - 90_000} AND day = current_date`)).toBe(false);
    // Nobody knows how far it goes.
    expect(sql(`SELECT * FROM t WHERE day = '28' -- ${now - 90_000}`)).toBe(false);
  });

  it.each([
    ['from a moment on', `"start" >= ${old}`],
    ['from a moment on, the other way round', `${old} <= "start"`],
    ['of a number that is no moment', 'bytes > 1500000000'],
    ['of a number that is none, with an end', `bytes <= ${old}`],
    ['with an end for some of it', `"start" <= ${old} OR action = 'REJECT'`],
    ['with what it is not', `NOT "start" <= ${old}`],
    ['with what it is not between', `"start" NOT BETWEEN 0 AND ${old}`],
    ['with an end inside a case', `CASE WHEN bytes > 1 AND "start" <= ${old} THEN 1 ELSE 1 END = 1`],
    ['with a column as its end', `"start" BETWEEN ${old} AND bytes`],
    ['of a function', `"start" - 90000 <= ${old}`],
  ])('never stands for a window %s', (_, where) => {
    expect(sql(`SELECT * FROM t WHERE ${where}`)).toBe(false);
  });

  it.each([
    `t."start" < ${old}`,
    `${old} >= "end"`,
    `TRY_CAST("start" AS bigint) BETWEEN 0 AND ${old}`,
    `("start" >= 5 AND "start" <= ${old}) OR "start" = ${old}`,
    `"start" <= ${old} AND bytes > 4000000000`,
  ])('stands for one with an end: %s', (where) => {
    expect(sql(`SELECT * FROM t WHERE ${where}`)).toBe(true);
  });

  it('wants an end in every SELECT, and reads values that were asked for', () => {
    expect(sql(`SELECT * FROM t WHERE "start" <= ${old} UNION ALL SELECT * FROM t`)).toBe(false);
    expect(sql(`WITH a AS (SELECT * FROM t) SELECT * FROM a WHERE "start" <= ${old}`)).toBe(false);
    const asked = (value: number) =>
      mayReuse(
        ref,
        { type: 'sql', sql: 'SELECT * FROM t WHERE "start" <= ?', zone: 'UTC', parameters: [{ type: 'epoch', value: String(value) }] },
        now,
      );
    expect([asked(old), asked(now)]).toEqual([true, false]);
  });

  it.each([
    `SELECT * FROM t JOIN live USING (x) WHERE "start" < ${old}`,
    `SELECT * FROM t, live WHERE "start" < ${old}`,
    `SELECT * FROM (t CROSS JOIN other.t) WHERE "start" < ${old}`,
    // `live` may have no such column: it is then the table's.
    `SELECT * FROM t WHERE "start" < ${old} AND EXISTS (SELECT 1 FROM live WHERE "start" < ${old})`,
    `WITH l AS (SELECT * FROM live) SELECT * FROM t, l WHERE "start" < ${old}`,
    `WITH l AS (SELECT * FROM live WHERE "start" < ${old}) SELECT * FROM t JOIN l USING (x) WHERE "start" < ${old}`,
    `SELECT * FROM t, "t$partitions" WHERE "start" < ${old}`,
    `SELECT * FROM t, information_schema.tables WHERE "start" < ${old}`,
    `SELECT * FROM t, TABLE(other.system.query(query => 'SELECT 1')) WHERE "start" < ${old}`,
  ])('never stands for what reads something beside the table: %s', (text) => {
    expect(sql(text)).toBe(false);
  });

  it.each([
    `SELECT * FROM db.t WHERE "start" < ${old}`,
    `SELECT * FROM t AS a JOIN t AS b ON a.srcaddr = b.dstaddr WHERE a."start" < ${old} AND b."start" < ${old}`,
    `WITH a AS (SELECT * FROM t WHERE "start" < ${old}) SELECT * FROM a`,
    `SELECT * FROM t WHERE "start" < ${old} AND srcaddr IN (SELECT dstaddr FROM t WHERE "end" < ${old})`,
  ])('stands for what reads the table alone: %s', (text) => {
    expect(sql(text)).toBe(true);
  });

  it('never stands for the rows of a CSV', () => {
    expect(mayReuse(ref, { type: 'rows', zone: 'UTC' }, now)).toBe(false);
  });
});
