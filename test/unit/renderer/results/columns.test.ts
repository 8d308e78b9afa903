import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Reading } from '../../../../renderer/results/cell-text.ts';
import { columnWidth, gridOrder } from '../../../../renderer/results/columns.ts';
import { resultColumn, sampleColumns } from '../../../support/result-columns.ts';

const reading: Reading = { zone: 'Asia/Tokyo', raw: false, language: 'en' };
const namesIn = (names: readonly string[]) => gridOrder(names.map((name) => resultColumn(name))).map((index) => names[index]);

describe('the order of the columns', () => {
  it('of records begins with what is read first', () => {
    const names = gridOrder(sampleColumns).map((index) => sampleColumns[index]?.name);
    expect(names.slice(0, 10)).toEqual([
      'start',
      'end',
      'srcaddr',
      'srcport',
      'dstaddr',
      'dstport',
      'protocol',
      'packets',
      'bytes',
      'action',
    ]);
    // The rest as the result has it.
    expect(names.slice(13)).toEqual(sampleColumns.map((column) => column.name).filter((name) => names.indexOf(name) >= 13));
  });

  it('of anything else is as it was asked for', () => {
    for (const names of [['dstport', 'srcaddr', 'flows'], ['flows', 'bytes', 'dstaddr', 'start'], ['one'], []])
      expect(namesIn(names)).toEqual(names);
  });

  it('has every column exactly once', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([...sampleColumns.map((column) => column.name), 'flows', 'a b']), (names) => {
        expect([...namesIn(names)].sort()).toEqual([...names].sort());
      }),
    );
  });
});

describe('the width of a column', () => {
  it('shows its header and its values, within limits', () => {
    fc.assert(
      fc.property(fc.constantFrom(...sampleColumns), fc.array(fc.oneof(fc.string(), fc.integer(), fc.constant(null))), (column, values) => {
        const width = columnWidth(column, values, reading);
        expect(Number.isInteger(width)).toBe(true);
        expect(width).toBeGreaterThanOrEqual(56);
        expect(width).toBeLessThanOrEqual(300);
        expect(width).toBeGreaterThanOrEqual(columnWidth(column, values.slice(1), reading));
      }),
    );
  });

  it('has room for what the grid shows: a date, a name with its number, an IPv6 address', () => {
    const width = (name: string, value: string | number, change: Partial<Reading> = {}) =>
      columnWidth(resultColumn(name), [value], { ...reading, ...change });
    expect(width('start', 1_669_605_302)).toBeGreaterThan(19 * 7);
    expect(width('start', 1_669_605_302, { raw: true, zone: 'UTC' })).toBeLessThan(width('start', 1_669_605_302, { zone: 'UTC' }));
    expect(width('srcaddr', '2001:0db8:0000:0000:0000:ff00:0042:8329')).toBeGreaterThan(39 * 7);
    expect(width('traffic_path', 8)).toBeGreaterThan(width('traffic_path', 1));
    expect(width('who', '日本語日本語日本語')).toBeGreaterThan(width('who', 'abcabcabc'));
  });

  it('has room for the zone’s name below the header of a time', () => {
    expect(columnWidth(resultColumn('start'), [], { ...reading, zone: 'America/Argentina/ComodRivadavia' })).toBeGreaterThan(
      columnWidth(resultColumn('start'), [], { ...reading, zone: 'UTC' }),
    );
  });
});
