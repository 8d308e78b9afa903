/** Which files can hold flows of a window, and what they cost. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { roughCost } from '../../../main/setup/download/downloads.ts';
import { mayHold } from '../../../main/setup/download/window-files.ts';

const second = fc.integer({ min: 1_600_000_000, max: 1_900_000_000 });

it('takes every file that a flow of the window can be in, however AWS names it', () => {
  fc.assert(
    fc.property(second, fc.nat(100_000), fc.nat(100_000), fc.nat(600), fc.boolean(), (from, length, offset, lasts, byEnd) => {
      const to = from + length;
      const start = from + (length === 0 ? 0 : offset % (length + 1));
      const group = Math.floor((start + lasts) / 300) * 300;
      expect(mayHold(byEnd ? group + 300 : group, from, to)).toBe(true);
      // One that ended in it as well.
      expect(mayHold(Math.floor(from / 300) * 300, from, to)).toBe(true);
    }),
  );
});

it('leaves out what is far away', () => {
  const from = Date.UTC(2026, 0, 31, 22, 0) / 1000;
  expect(mayHold(from - 600, from, from + 900)).toBe(false);
  expect(mayHold(from + 900 + 1200, from, from + 900)).toBe(false);
});

it('costs requests and what leaves AWS', () => {
  expect(roughCost(0, 0)).toBe(0);
  expect(roughCost(1_000_000, 100e9)).toBeCloseTo(0.4 + 11.4);
});
