import { describe, expect, it } from 'vitest';
import { changeSize } from '../../../../main/flowlogs/change-size.ts';
import type { Amounts, ComparedLine } from '../../../../preload/contract/compare.ts';
import { amountWords, copiedLine, differenceWords, lengthWords, lineName, ratioWords } from '../../../../renderer/compare/line-words.ts';
import { formatFor } from '../../../../renderer/i18n/format.ts';

const format = formatFor('en');
const amounts = (bytes: number | null, flows = 1): Amounts => ({ flows, bytes, packets: 2 });
const line = (a: Amounts | null, b: Amounts | null): ComparedLine => ({ values: ['10.0.0.1', null], change: 'changed', a, b });

describe('a line of a comparison', () => {
  it('is named by what it is', () => {
    expect(lineName(['srcaddr', 'dstaddr'], ['2001:db8::1', '10.0.0.2'])).toBe('2001:db8::1 → 10.0.0.2');
    expect(lineName(['dstport', 'protocol'], [443, 6])).toBe('443 TCP');
    expect(lineName(['dstport', 'protocol'], [0, 253])).toBe('0 253');
    expect(lineName(['srcaddr'], ['10.0.0.1'])).toBe('10.0.0.1');
  });

  it('tells amounts, differences and ratios in few characters', () => {
    expect(amountWords(1_204_000, 'bytes', format)).toBe('1.2 MB');
    expect(amountWords(4 / 3, 'flows', format)).toBe('1.3');
    expect(amountWords(1234.5, 'packets', format)).toBe('1,235');
    expect(['+30', '−1.2 kB', '–']).toEqual([
      differenceWords(30, 'flows', format),
      differenceWords(-1200, 'bytes', format),
      differenceWords(0, 'bytes', format),
    ]);
    expect([null, 0, 0.001, 0.5, 2.346, 23.46, 2345].map((ratio) => ratioWords(ratio, format))).toEqual([
      '–',
      '×0',
      '<×0.01',
      '×0.5',
      '×2.35',
      '×23.5',
      '×2,345',
    ]);
  });

  it('has no ratio to nothing', () => {
    expect(changeSize(line(amounts(10), amounts(25)), 'bytes')).toEqual({ a: 10, b: 25, difference: 15, ratio: 2.5 });
    expect(changeSize(line(null, amounts(25)), 'bytes')).toEqual({ a: null, b: 25, difference: 25, ratio: null });
    expect(changeSize(line(amounts(0), amounts(25)), 'bytes').ratio).toBeNull();
    expect(changeSize(line(amounts(null), amounts(25)), 'bytes')).toMatchObject({ a: null, ratio: null });
  });

  it('is copied as plain numbers, and what is not there as nothing', () => {
    expect(copiedLine(line(amounts(1_204_000), null), { measure: 'bytes' }, 'Gone')).toEqual([
      'Gone',
      '10.0.0.1',
      '',
      '1204000',
      '',
      '2',
      '',
      '1',
      '',
      '-1204000',
      '',
    ]);
  });
});

it('the length of a window has no seconds or minutes that are nothing', () => {
  const ja = formatFor('ja');
  expect([900, 3600, 5400, 90, 86_400, 45].map((seconds) => lengthWords(seconds, format))).toEqual([
    '15 min',
    '1 h',
    '1 h 30 min',
    '1 min 30 s',
    '24 h',
    '45 s',
  ]);
  expect([900, 3600, 5400].map((seconds) => lengthWords(seconds, ja))).toEqual(['15 分', '1 時間', '1 時間 30 分']);
});
