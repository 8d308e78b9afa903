import { describe, expect, it } from 'vitest';
import { columnWidths } from '../../../main/exports/column-widths.ts';
import { exportColumns } from '../../../main/exports/export-columns.ts';
import type { ResultColumn } from '../../../preload/contract/result.ts';

const column = (name: string, storage: ResultColumn['storage'] = 'INTEGER', change: Partial<ResultColumn> = {}): ResultColumn => ({
  name,
  type: storage === 'TEXT' ? 'varchar' : storage === 'REAL' ? 'double' : 'bigint',
  storage,
  field: null,
  role: 'plain',
  ...change,
});

describe('exportColumns', () => {
  it.each([
    [column('start', 'INTEGER', { role: 'time' }), 'date', 'start (Asia/Tokyo)'],
    [column('end', 'REAL', { role: 'time' }), 'date', 'end (Asia/Tokyo)'],
    [column('ms', 'INTEGER', { role: 'time_ms' }), 'date-ms', 'ms (Asia/Tokyo)'],
    // A statement made a text of it, in a zone that only the statement knows.
    [column('start', 'TEXT', { role: 'time' }), 'plain', 'start'],
    [column('account_id', 'TEXT'), 'account', 'account_id'],
    [column('owner-account-id'), 'account', 'owner-account-id'],
    [column('accountId'), 'account', 'accountId'],
    [column('share', 'TEXT', { type: 'decimal(38,2)' }), 'decimal', 'share'],
    [column('share', 'REAL'), 'real', 'share'],
    [column('bytes'), 'plain', 'bytes'],
  ])('%o is %s', (each, form, header) => {
    expect(exportColumns([each], null, 'Asia/Tokyo')).toEqual([{ index: 0, name: each.name, form, header }]);
  });

  it('takes the chosen ones in their order', () => {
    const names = (chosen: readonly string[] | null) =>
      exportColumns([column('a'), column('b'), column('c')], chosen, 'UTC').map(({ index, name }) => `${index}${name}`);
    expect(names(null)).toEqual(['0a', '1b', '2c']);
    expect(names(['c', 'a'])).toEqual(['2c', '0a']);
    expect(() => names(['d'])).toThrow(expect.objectContaining({ code: 'bad_column' }));
    expect(() => names([])).toThrow(expect.objectContaining({ code: 'bad_column' }));
  });
});

describe('columnWidths', () => {
  const widthOf = (name: string, values: readonly (string | number | null)[], change: Partial<ResultColumn> = {}) =>
    columnWidths(
      exportColumns([column(name, 'TEXT', change)], null, 'UTC'),
      values.map((value) => [value]),
    )[0];

  it('fits the longest value or the header with its filter, within bounds', () => {
    expect(widthOf('n', [])).toBe(6);
    expect(widthOf('a'.repeat(300), [])).toBe(60);
    expect(widthOf('srcaddr', ['10.0.0.1'])).toBe(11);
    expect(widthOf('srcaddr', [null, '192.168.100.200'])).toBe(16);
    expect(widthOf('note', ['x'.repeat(5000)])).toBe(60);
    expect(widthOf('note', ['日本語のメモ'])).toBe(13);
    expect(widthOf('end', [1669605302], { role: 'time', storage: 'INTEGER' })).toBe(20);
  });

  it('looks at the first 1,000 rows only', () => {
    expect(widthOf('n', [...Array(1000).fill('x'), 'a much longer text'])).toBe(6);
  });
});
