import { describe, expect, it } from 'vitest';
import { parseTime } from '../../../../main/flowlogs/time.ts';
import type { Filter } from '../../../../preload/contract/result.ts';
import type { Reading } from '../../../../renderer/results/cell-text.ts';
import { filterWords } from '../../../../renderer/results/filter-words.ts';
import { resultColumn, sampleColumns } from '../../../support/result-columns.ts';

const en: Reading = { zone: 'Asia/Tokyo', raw: false, language: 'en' };
const ja: Reading = { ...en, language: 'ja' };
const columns = [...sampleColumns, resultColumn('flows'), resultColumn('who', { storage: 'TEXT' })];
const words = (filter: Filter, reading = en) => filterWords(filter, columns, reading);
const epoch = (text: string, zone = 'Asia/Tokyo') => {
  const read = parseTime(text, zone);
  if (!read.ok) throw new Error(text);
  return read.value;
};

describe('a filter in words', () => {
  it('names the value as the cell shows it', () => {
    expect(words({ op: 'is', column: 'protocol', value: 6 })).toMatch(/ = TCP$/);
    expect(words({ op: 'not', column: 'srcaddr', value: '10.0.0.1' })).toMatch(/ ≠ 10\.0\.0\.1$/);
    expect(words({ op: 'is', column: 'flows', value: 1200 })).toBe('flows = 1,200');
    expect(words({ op: 'is', column: 'protocol', value: 6 }, { ...en, raw: true })).toMatch(/ = 6$/);
    expect(words({ op: 'is', column: 'start', value: epoch('2022-11-28T12:15:02') })).toMatch(/ = 2022-11-28 12:15:02$/);
  });

  it('tells NULL from the empty string, in both languages', () => {
    expect(words({ op: 'is', column: 'who', value: null })).toBe('who = NULL');
    expect(words({ op: 'is', column: 'who', value: '' })).toBe('who = (empty)');
    expect(words({ op: 'not', column: 'who', value: '' }, ja)).toBe('who ≠ （空）');
  });

  it('says a text that is looked for', () => {
    expect(words({ op: 'find', text: '10.0', zone: null })).toBe('“10.0”');
    expect(words({ op: 'find', text: '10.0', zone: null }, ja)).toBe('「10.0」');
  });

  it('says a range of numbers, and of a column that is not there any more', () => {
    expect(words({ op: 'between', column: 'flows', from: 1000, to: 2000 })).toBe('flows 1,000–2,000');
    expect(words({ op: 'between', column: 'gone', from: 1000, to: 2000 })).toBe('gone 1000–2000');
    expect(words({ op: 'is', column: 'gone', value: 'x' })).toBe('gone = x');
  });
});

describe('a part of the time', () => {
  const between = (from: string, to: string, reading = en) =>
    words({ op: 'between', column: 'start', from: epoch(from, reading.zone), to: epoch(to, reading.zone) - 1 }, reading);

  it.each([
    ['2022-11-28T12:15', '2022-11-28T12:20', '12:15–12:20'],
    ['2022-11-28T12:15:30', '2022-11-28T12:16', '12:15:30–12:16'],
    ['2022-11-28T12:15', '2022-11-28T12:15:30', '12:15–12:15:30'],
    ['2022-11-28T00:00', '2022-11-28T12:00', '00:00–12:00'],
    ['2022-11-28T23:55', '2022-11-29T00:05', '11-28 23:55–11-29 00:05'],
    ['2022-11-28T00:00', '2022-11-29T00:00', '11-28 00:00–11-29 00:00'],
    ['2022-12-31T23:00', '2023-01-01T01:00', '12-31 23:00–01-01 01:00'],
  ])('from %s to %s is %s: the last second belongs to it', (from, to, said) => {
    expect(between(from, to)).toBe(said);
  });

  it('is that of the zone', () => {
    expect(
      words({ op: 'between', column: 'start', from: epoch('2022-11-28T12:15'), to: epoch('2022-11-28T12:20') - 1 }, { ...en, zone: 'UTC' }),
    ).toBe('03:15–03:20');
  });
});
