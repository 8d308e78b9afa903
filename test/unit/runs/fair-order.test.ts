import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Entry, fairOrder } from '../../../main/runs/fair-order.ts';

const entry = (id: string, source: string): Entry => ({ id, lane: 'athena', source });
const ids = (entries: readonly Entry[]) => entries.map(({ id }) => id).join(' ');

describe('the order in which runs go', () => {
  it('is the order in which they came, in one source', () => {
    expect(ids(fairOrder([entry('1', 'a'), entry('2', 'a'), entry('3', 'a')], []))).toBe('1 2 3');
  });

  it('lets a single one of another source go before many of one', () => {
    const many = [entry('a1', 'a'), entry('a2', 'a'), entry('a3', 'a'), entry('b1', 'b')];
    expect(ids(fairOrder(many, []))).toBe('a1 b1 a2 a3');
    expect(ids(fairOrder(many, [entry('a0', 'a'), entry('a-', 'a')]))).toBe('b1 a1 a2 a3');
  });

  it('has everybody once, and keeps the order within each source', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('a', 'b', 'c')), fc.array(fc.constantFrom('a', 'b', 'c')), (waits, runs) => {
        const waiting = waits.map((source, index) => entry(String(index), source));
        const order = fairOrder(
          waiting,
          runs.map((source, index) => entry(`r${index}`, source)),
        );
        expect(order.map(({ id }) => id).sort()).toEqual(waiting.map(({ id }) => id).sort());
        for (const source of ['a', 'b', 'c']) {
          const of = (entries: readonly Entry[]) => entries.filter((each) => each.source === source);
          expect(of(order)).toEqual(of(waiting));
        }
      }),
    );
  });
});
