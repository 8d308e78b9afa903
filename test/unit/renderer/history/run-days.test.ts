import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Run } from '../../../../preload/contract/run.ts';
import { runDays } from '../../../../renderer/history/run-days.ts';

const runs = (...moments: readonly string[]) => moments.map((createdAt, index) => ({ id: String(index), createdAt }) as Run);
const days = (list: readonly Run[], zone: string) => runDays(list, zone).map((day) => [day.key, day.runs.map((run) => run.id)]);

it('puts runs under the calendar days of the zone', () => {
  const list = runs('2022-11-28T15:30:00Z', '2022-11-28T14:59:59Z', '2022-11-27T15:00:00Z', '2022-11-27T14:00:00Z');
  expect(days(list, 'Asia/Tokyo')).toEqual([
    ['2022-11-29', ['0']],
    ['2022-11-28', ['1', '2']],
    ['2022-11-27', ['3']],
  ]);
  expect(days(list, 'UTC')).toEqual([
    ['2022-11-28', ['0', '1']],
    ['2022-11-27', ['2', '3']],
  ]);
});

it('has a day of 25 hours once', () => {
  expect(
    days(runs('2022-11-07T04:59:59Z', '2022-11-06T06:30:00Z', '2022-11-06T05:30:00Z', '2022-11-06T04:00:00Z'), 'America/New_York'),
  ).toEqual([['2022-11-06', ['0', '1', '2', '3']]]);
});

it('is empty for nothing', () => {
  expect(runDays([], 'UTC')).toEqual([]);
});

it('keeps every run, in its order, and names each day by its newest', () => {
  const moments = fc.array(fc.date({ min: new Date('2000-01-01'), max: new Date('2100-01-01'), noInvalidDate: true }), { maxLength: 40 });
  fc.assert(
    fc.property(moments, fc.constantFrom('UTC', 'Asia/Tokyo', 'America/St_Johns', 'Pacific/Apia'), (dates, zone) => {
      const newestFirst = [...dates].sort((a, b) => b.getTime() - a.getTime()).map((date) => date.toISOString());
      const grouped = runDays(runs(...newestFirst), zone);
      expect(grouped.flatMap((day) => day.runs.map((run) => run.createdAt))).toEqual(newestFirst);
      expect(new Set(grouped.map((day) => day.key)).size).toBe(grouped.length);
      for (const day of grouped) expect(day.instant.toISOString()).toBe(day.runs[0]?.createdAt);
    }),
  );
});
