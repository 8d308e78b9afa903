import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type Paced, paceOf, roundedUp } from '../../../../renderer/results/export-pace.ts';

const job = (done: number, total: number | null = 1000, id = 'a') => ({ id, state: 'running' as const, done, total });

it('knows nothing at first, then what is left at the pace so far', () => {
  let pace: Paced | null = paceOf(null, job(0), 0);
  expect(pace).toBeNull();
  // Ten seconds went by for the sort.
  pace = paceOf(pace, job(100), 10_000);
  expect(pace?.leftMs).toBeNull();
  pace = paceOf(pace, job(200), 10_500);
  expect(pace?.leftMs).toBeNull();
  pace = paceOf(pace, job(300), 12_000);
  expect(pace?.leftMs).toBe(7000);
  expect(paceOf(pace, job(10, 1000, 'b'), 12_000)?.leftMs).toBeNull();
  expect(paceOf(pace, job(400, null), 13_000)?.leftMs).toBeNull();
});

it('is never less than nothing, and says no more than it knows', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1000 }), fc.integer({ min: 1, max: 1000 }), fc.nat(100_000), (first, second, ms) => {
      const left = paceOf(paceOf(null, job(first), 0), job(second), ms)?.leftMs ?? null;
      if (left !== null) {
        expect(left).toBeGreaterThanOrEqual(0);
        expect(roundedUp(left)).toBeGreaterThanOrEqual(left);
      }
    }),
  );
  expect([0, 900, 7200, 21_000, 61_000].map(roundedUp)).toEqual([1000, 1000, 8000, 30_000, 120_000]);
});
