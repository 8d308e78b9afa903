import fc from 'fast-check';
import { expect, it } from 'vitest';
import { daysLeft, type StoredRows, whatGoes, whatGoesSoon } from '../../../main/history/what-goes.ts';
import { roomOf } from '../../../renderer/settings/room-of.ts';

const DAY_MS = 86_400_000;
const NOW = 1000 * DAY_MS;
const rows = fc
  .array(fc.record({ bytes: fc.nat(3_000_000_000), ageDays: fc.nat(400), stays: fc.boolean() }), { maxLength: 30 })
  .map((all) =>
    all
      .toSorted((a, b) => b.ageDays - a.ageDays)
      .map(({ bytes, ageDays, stays }, index): StoredRows => ({ id: String(index), bytes, fetchedAt: NOW - ageDays * DAY_MS, stays })),
  );
const sum = (each: readonly StoredRows[]) => each.reduce((all, { bytes }) => all + bytes, 0);

it('gives up what must go for so many GB and no more: oldest first, never what stays', () => {
  fc.assert(
    fc.property(rows, fc.integer({ min: 1, max: 40 }), (all, gigabytes) => {
      const going = whatGoes(all, sum(all), { keep: 'gigabytes', gigabytes }, NOW);
      const left = sum(all) - sum(going);
      const mayGo = all.filter((each) => !each.stays);
      expect(going).toEqual(mayGo.slice(0, going.length));
      if (left > gigabytes * 1e9) expect(going).toEqual(mayGo);
      const last = going.at(-1);
      if (last) expect(left + last.bytes).toBeGreaterThan(gigabytes * 1e9);
    }),
  );
});

it('gives up exactly what is older than so many days, and may go', () => {
  fc.assert(
    fc.property(rows, fc.integer({ min: 1, max: 400 }), (all, days) => {
      const going = whatGoes(all, sum(all), { keep: 'days', days }, NOW);
      expect(going).toEqual(all.filter((each) => !each.stays && NOW - each.fetchedAt > days * DAY_MS));
    }),
  );
});

it('tells what goes within three days, and how many days are left', () => {
  fc.assert(
    fc.property(rows, fc.integer({ min: 1, max: 400 }), (all, days) => {
      const room = { keep: 'days', days } as const;
      const soon = whatGoesSoon(all, sum(all), room, NOW);
      expect(soon).toEqual(whatGoes(all, sum(all), room, NOW + 3 * DAY_MS));
      for (const each of soon) expect(daysLeft(each, room, NOW)).toBeLessThan(3);
      for (const each of all.filter(({ stays }) => !stays)) {
        const left = daysLeft(each, room, NOW) ?? -1;
        // After so many days it goes, and not a day before.
        expect(whatGoes([each], each.bytes, room, NOW + left * DAY_MS + 1)).toEqual([each]);
        if (left > 0) expect(whatGoes([each], each.bytes, room, NOW + (left - 1) * DAY_MS)).toEqual([]);
      }
    }),
  );
});

it('tells what goes with the next rows, once nine tenths of the limit are used', () => {
  const stored = Array.from({ length: 20 }, (_, n): StoredRows => ({ id: String(n), bytes: 1e9, fetchedAt: n, stays: n === 0 }));
  const soon = (gigabytes: number) => whatGoesSoon(stored, sum(stored), { keep: 'gigabytes', gigabytes }, NOW).map(({ id }) => id);
  expect([soon(23), soon(22), soon(21), soon(20)]).toEqual([[], ['1'], ['1', '2'], ['1', '2']]);
  expect(daysLeft({ id: 'a', bytes: 1, fetchedAt: 0, stays: false }, { keep: 'gigabytes', gigabytes: 1 }, NOW)).toBeNull();
  expect(whatGoesSoon(stored, sum(stored), { keep: 'all' }, NOW)).toEqual([]);
});

it('keeps all by default', () => {
  expect(whatGoes([{ id: 'a', bytes: 1e15, fetchedAt: 0, stays: false }], 1e15, { keep: 'all' }, NOW)).toEqual([]);
});

it('a number that is none is no setting: nothing goes by a slip of the hand', () => {
  expect(roomOf('gigabytes', ' ２０ ')).toEqual({ keep: 'gigabytes', gigabytes: 20 });
  expect(roomOf('gigabytes', '0.5')).toEqual({ keep: 'gigabytes', gigabytes: 0.5 });
  expect(roomOf('days', '90')).toEqual({ keep: 'days', days: 90 });
  expect(roomOf('all', 'x')).toEqual({ keep: 'all' });
  for (const typed of ['', ' ', '0', '-1', '1,000', 'x', 'Infinity']) expect(roomOf('gigabytes', typed)).toBeNull();
  expect(roomOf('days', '1.5')).toBeNull();
});
