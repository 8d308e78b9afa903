import { describe, expect, it } from 'vitest';
import { emptyForm } from '../../../main/flowlogs/form.ts';
import { mayReuse } from '../../../main/flowlogs/reuse.ts';

const now = 1_700_000_000;
const old = now - 7200;
const sql = (text: string) => mayReuse({ type: 'sql', sql: text, zone: 'UTC' }, now);

describe('an earlier result', () => {
  it('stands for a window only when that ended more than an hour ago', () => {
    const ending = (to: number) => mayReuse({ type: 'form', form: emptyForm(now - 90_000, to, 'UTC') }, now);
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
        { type: 'sql', sql: 'SELECT * FROM t WHERE "start" <= ?', zone: 'UTC', parameters: [{ type: 'epoch', value: String(value) }] },
        now,
      );
    expect([asked(old), asked(now)]).toEqual([true, false]);
  });

  it('never stands for the rows of a CSV', () => {
    expect(mayReuse({ type: 'rows', zone: 'UTC' }, now)).toBe(false);
  });
});
