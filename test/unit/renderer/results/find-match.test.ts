import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Reading } from '../../../../renderer/results/cell-text.ts';
import { matchesIn, needleOf, nextInRow, partsOf, rowsAfter } from '../../../../renderer/results/find-match.ts';
import { resultColumn } from '../../../support/result-columns.ts';

const reading: Reading = { zone: 'Asia/Tokyo', raw: false, language: 'en' };

describe('the parts of a text', () => {
  it('are the text, and every second one is what is looked for', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (text, typed) => {
        const needle = needleOf(typed);
        const parts = partsOf(text, needle);
        expect(parts.join('')).toBe(text);
        expect(parts.length % 2).toBe(1);
        for (const [index, part] of parts.entries()) if (index % 2 === 1) expect(part.toLowerCase()).toBe(needle);
      }),
    );
    expect(partsOf('REJECT', 'eje')).toEqual(['R', 'EJE', 'CT']);
    expect(partsOf('10.0.0.10', '10')).toEqual(['', '10', '.0.0.', '10', '']);
    expect(partsOf('İstanbul', 'stan')).toEqual(['İstanbul']);
  });
});

it('a value matches as it is read', () => {
  const columns = ['start', 'bytes', 'protocol', 'srcaddr'].map((name, index) => ({ column: resultColumn(name), index, width: 80 }));
  const row = [1_669_605_302, 13_633, 6, null];
  const places = (typed: string) => matchesIn(row, columns, reading, needleOf(typed));
  expect(places('12:15')).toEqual([0]);
  expect(places('13,6')).toEqual([1]);
  expect(places(' tcp  6 ')).toEqual([2]);
  expect(places('2')).toEqual([0]);
  expect(places('')).toEqual([]);
});

it('the next match is in the row, else in the next one, round to the first', () => {
  expect(nextInRow([1, 4], null, 1)).toBe(1);
  expect(nextInRow([1, 4], 1, 1)).toBe(4);
  expect(nextInRow([1, 4], 4, 1)).toBeUndefined();
  expect(nextInRow([1, 4], 4, -1)).toBe(1);
  expect(nextInRow([1, 4], null, -1)).toBe(4);
  expect(rowsAfter(null, 3, 1, 100)).toEqual([0, 1, 2]);
  expect(rowsAfter(null, 3, -1, 100)).toEqual([2, 1, 0]);
  // The row it begins in comes again at the end: for what stands before the cell.
  expect(rowsAfter({ row: 1, column: 0 }, 3, 1, 100)).toEqual([1, 2, 0, 1]);
  expect(rowsAfter({ row: 0, column: 0 }, 5, -1, 3)).toEqual([0, 4, 3]);
});
