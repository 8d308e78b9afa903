import { describe, expect, it } from 'vitest';
import { emptyForm } from '../../../main/flowlogs/form.ts';
import { mayReuse } from '../../../main/flowlogs/reuse.ts';

const now = 1_700_000_000;
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

  it('never stands for the rows of a CSV', () => {
    expect(mayReuse({ type: 'rows', zone: 'UTC' }, now)).toBe(false);
  });
});
