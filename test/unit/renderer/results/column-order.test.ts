import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  dropPlace,
  inChosenOrder,
  movedColumn,
  pinnedCount,
  pinnedFirst,
  pinnedThatFit,
  withPin,
} from '../../../../renderer/results/column-order.ts';

const letters = [...'abcdefghij'];
const some = fc.subarray(letters);
const shuffled = fc.shuffledSubarray(letters);

describe('the chosen order', () => {
  it('keeps what was chosen, whatever else the result has or lacks', () => {
    fc.assert(
      fc.property(some, shuffled, (reading, chosen) => {
        const order = inChosenOrder(reading, chosen);
        expect([...order].sort()).toEqual([...reading].sort());
        const both = chosen.filter((name) => reading.includes(name));
        expect(order.filter((name) => both.includes(name))).toEqual(both);
      }),
    );
  });

  it('puts a column that was not known behind the one that it follows', () => {
    expect(inChosenOrder(['a', 'b', 'c', 'd'], ['d', 'a', 'c'])).toEqual(['d', 'a', 'b', 'c']);
    expect(inChosenOrder(['new', 'a', 'b'], ['b', 'a'])).toEqual(['new', 'b', 'a']);
    expect(inChosenOrder(['a', 'b'], [])).toEqual(['a', 'b']);
    expect(inChosenOrder(['a', 'b'], ['b', 'b', 'a'])).toEqual(['b', 'a']);
  });
});

describe('pinned columns', () => {
  it('stand first; without a choice the first one is', () => {
    expect(pinnedFirst(letters, new Set(['c', 'b']))).toEqual(['b', 'c', 'a', ...letters.slice(3)]);
    expect(pinnedFirst(letters, null)).toEqual(letters);
    expect(pinnedCount(letters, null)).toBe(1);
    expect(pinnedCount([], null)).toBe(0);
    expect(pinnedCount(letters, new Set(['b', 'hidden']))).toBe(1);
    expect(pinnedCount(letters, new Set())).toBe(0);
  });

  it('are added to the first one, and can all be let go', () => {
    expect(withPin(null, letters, 'd', true)).toEqual(['a', 'd']);
    expect(withPin(null, letters, 'a', false)).toEqual([]);
    expect(withPin(['a', 'd'], letters, 'a', false)).toEqual(['d']);
    expect(withPin(['a'], letters, 'a', true)).toEqual(['a']);
  });

  it('leave room for the others', () => {
    expect(pinnedThatFit([100, 100, 100], 2, 1000)).toBe(2);
    expect(pinnedThatFit([300, 400, 100], 2, 1000)).toBe(1);
    expect(pinnedThatFit([700, 100], 1, 1000)).toBe(0);
    expect(pinnedThatFit([100], 0, 1000)).toBe(0);
  });
});

describe('a column that is moved', () => {
  it('gets the place among those shown, and nothing else changes its order', () => {
    fc.assert(
      fc.property(shuffled, fc.subarray(letters), fc.nat(12), fc.nat(12), (all, hidden, which, to) => {
        const shown = all.filter((name) => !hidden.includes(name));
        const name = shown[which % Math.max(1, shown.length)];
        if (name === undefined) return;
        const next = movedColumn(all, shown, name, to, 0);
        const target = Math.min(to, shown.length - 1);
        expect(next.filter((each) => !hidden.includes(each)).indexOf(name)).toBe(target);
        expect(next.filter((each) => each !== name)).toEqual(all.filter((each) => each !== name));
      }),
    );
  });

  it('stays on its side of the edge of the pinned ones', () => {
    expect(movedColumn(letters, letters, 'a', 5, 2).slice(0, 3)).toEqual(['b', 'a', 'c']);
    expect(movedColumn(letters, letters, 'e', 0, 2).slice(0, 4)).toEqual(['a', 'b', 'e', 'c']);
    expect(movedColumn(letters, letters, 'c', 1, 2)).toBe(letters);
    expect(movedColumn(letters, letters, 'nowhere', 1, 0)).toBe(letters);
  });
});

describe('a header that is dragged', () => {
  const widths = [100, 50, 50, 200];

  it('comes to stand where its middle is passed', () => {
    expect(dropPlace(widths, 0, 120, 0, 0)).toEqual({ to: 0, lineAt: 100 });
    expect(dropPlace(widths, 0, 130, 0, 0)).toEqual({ to: 1, lineAt: 150 });
    expect(dropPlace(widths, 3, 40, 0, 0)).toEqual({ to: 0, lineAt: 0 });
    expect(dropPlace(widths, 1, 9999, 0, 0)).toEqual({ to: 3, lineAt: 400 });
    expect(dropPlace(widths, 2, -50, 0, 0)).toEqual({ to: 0, lineAt: 0 });
  });

  it('finds its place in what is scrolled, beside what stays', () => {
    expect(dropPlace(widths, 0, 110, 100, 1)).toEqual({ to: 2, lineAt: 200 });
    // Over a pinned column the line stays with it.
    expect(dropPlace(widths, 3, 20, 100, 1)).toEqual({ to: 0, lineAt: 100 });
  });
});
