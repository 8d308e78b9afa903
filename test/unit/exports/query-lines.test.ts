import { describe, expect, it } from 'vitest';
import { queryLines } from '../../../main/exports/query-lines.ts';
import { querySheetXml } from '../../../main/exports/query-sheet.ts';
import type { Filter, ResultColumn } from '../../../preload/contract/result.ts';
import { savedRun } from '../../support/exporting.ts';

const columns: readonly ResultColumn[] = [
  { name: 'start', type: 'bigint', storage: 'INTEGER', field: 'start', role: 'time' },
  { name: 'action', type: 'varchar', storage: 'TEXT', field: 'action', role: 'plain' },
];
const linesOf = (change: Partial<Parameters<typeof queryLines>[0]>) =>
  queryLines({
    run: savedRun(1, '/r.sqlite'),
    view: { filters: [], sort: null },
    columns,
    chosen: null,
    rowCount: 1,
    cutCells: 0,
    zone: 'Asia/Tokyo',
    language: 'en',
    version: '1',
    exportedAt: Date.parse('2022-11-29T00:00:00Z'),
    ...change,
  });

describe('queryLines', () => {
  const filters: readonly [Filter, string, string][] = [
    [{ op: 'is', column: 'action', value: null }, 'action = NULL', 'action = NULL'],
    [{ op: 'not', column: 'action', value: 'a "b"' }, 'action ≠ "a \\"b\\""', 'action ≠ "a \\"b\\""'],
    [
      { op: 'is', column: 'start', value: 1669605302 },
      'start = 2022-11-28 12:15:02 (Asia/Tokyo)',
      'start = 2022-11-28 12:15:02 (Asia/Tokyo)',
    ],
    [{ op: 'find', text: '10.0', zone: null }, 'any column contains "10.0"', 'いずれかの列に "10.0" を含む'],
  ];
  it.each(filters)('names the filter %o in both languages', (filter, en, ja) => {
    const view = { filters: [filter], sort: null };
    expect(linesOf({ view })).toContainEqual({ label: 'Filter', value: en });
    expect(linesOf({ view, language: 'ja' })).toContainEqual({ label: '絞り込み', value: ja });
  });

  it('has the same lines in both languages', () => {
    const all = { view: { filters: [], sort: { column: 'start', descending: false } }, chosen: ['start'], cutCells: 2 };
    expect(linesOf({ ...all, language: 'ja' })).toHaveLength(linesOf(all).length);
  });

  it('begins with the user’s own words, and says what was asked all the same', () => {
    const run = savedRun(1, '/r.sqlite', { title: 'Partner scan?', note: 'OPS-17\nsecond line' });
    expect(linesOf({ run }).slice(0, 4)).toEqual([
      { label: 'Title', value: 'Partner scan?' },
      { label: 'Note', value: 'OPS-17\nsecond line' },
      { label: 'Question', value: '192.168.0.10, destination port 443, REJECT, 12:15–12:30 JST' },
      { label: 'Kind', value: 'Records · 2022-11-28' },
    ]);
    expect(
      linesOf({ run, language: 'ja' })
        .slice(0, 3)
        .map(({ label }) => label),
    ).toEqual(['タイトル', 'メモ', '条件']);
    expect(
      linesOf({})
        .slice(0, 2)
        .map(({ label }) => label),
    ).toEqual(['Title', 'Kind']);
  });

  it('is in whole seconds, in the zone', () => {
    expect(linesOf({})).toContainEqual({ label: 'Exported (Asia/Tokyo)', value: '2022-11-29 09:00:00' });
    const run = savedRun(1, '/r.sqlite', { startedAt: null });
    expect(linesOf({ run })).toContainEqual({ label: 'Run started (Asia/Tokyo)', value: '2022-11-28 12:40:59' });
  });
});

it('cuts a long statement at a line’s end', () => {
  const line = `${'x'.repeat(20_000)}\n`;
  const xml = querySheetXml([{ label: 'SQL', value: line.repeat(3) }], { label: 4, text: 5, count: 6 });
  expect([...xml.matchAll(/<row r="(\d)" /g)].map(([, row]) => row)).toEqual(['1', '2', '3']);
  expect([...xml.matchAll(/x+\n/g)].map(([each]) => each)).toEqual([line, line, line]);
});

it('makes a row as high as its lines, up to what Excel takes', () => {
  const styles = { label: 4, text: 5, count: 6 };
  const heights = ['one', 'one\ntwo', 'x'.repeat(111), '日'.repeat(56), '\n'.repeat(100)].map((value) =>
    Number(/ ht="(\d+)"/.exec(querySheetXml([{ label: 'SQL', value }], styles))?.[1]),
  );
  expect(heights).toEqual([15, 30, 30, 30, 409]);
});
