import { existsSync, readdirSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createResultWriter, type WriterValue } from '../../../main/results/result-writer.ts';
import { createResults } from '../../../main/results/results.ts';
import type { ColumnType } from '../../../preload/contract/query.ts';
import type { View } from '../../../preload/contract/result.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const plain: View = { filters: [], sort: null };
const flowColumns: readonly ColumnType[] = [
  { name: 'srcaddr', type: 'varchar' },
  { name: 'bytes', type: 'bigint' },
  { name: 'start', type: 'bigint' },
  { name: 'action', type: 'varchar' },
];

function stored(columns: readonly ColumnType[], rows: readonly (readonly WriterValue[])[], folder = tempFolder()) {
  const results = createResults(folder);
  onTestFinished(() => results.close());
  const writer = createResultWriter(results.pathOf('r'), columns);
  writer.insert(rows);
  return { results, folder, written: writer.finish() };
}

const flows = Array.from({ length: 1000 }, (_, index): WriterValue[] => [
  index % 10 === 9 ? null : `10.0.0.${index % 7}`,
  index * 3,
  1669605300 + index,
  index % 5 === 0 ? 'REJECT' : 'ACCEPT',
]);

describe('a result file', () => {
  it('keeps order, types and names for any program that reads SQLite', () => {
    const { results, written } = stored(flowColumns, flows);
    expect(written).toMatchObject({
      rowCount: 1000,
      columns: [{ name: 'srcaddr', storage: 'TEXT', field: 'srcaddr', role: 'plain' }, { storage: 'INTEGER' }, { role: 'time' }, {}],
    });
    const db = new Database(results.pathOf('r'), { readonly: true });
    expect(db.prepare('SELECT rowid, srcaddr, bytes, typeof(bytes) AS t FROM rows ORDER BY rowid LIMIT 2').all()).toEqual([
      { rowid: 1, srcaddr: '10.0.0.0', bytes: 0, t: 'integer' },
      { rowid: 2, srcaddr: '10.0.0.1', bytes: 3, t: 'integer' },
    ]);
    expect(db.prepare('SELECT count(*) AS n FROM columns').get()).toEqual({ n: 4 });
    db.close();
  });

  it('finds integers beyond 2^53 and ids of many digits by their texts, and nothing that only looks alike', async () => {
    const columns = [
      { name: 'n', type: 'bigint' },
      { name: 'id', type: 'varchar' },
    ];
    const { results } = stored(columns, [
      ['9007199254740993', '0000000000000001'],
      ['9007199254740992', '1'],
      ['-9223372036854775808', '1234567890123456789'],
      ['1', '1234567890123456789.0'],
    ]);
    const found = async (column: string, value: string, op: 'is' | 'not' = 'is') =>
      (await results.page('r', { filters: [{ op, column, value }], sort: null }, 0, 10)).length;
    expect(await found('n', '9007199254740993')).toBe(1);
    expect(await found('n', '-9223372036854775808')).toBe(1);
    expect(await found('n', '9007199254740993', 'not')).toBe(3);
    expect(await found('id', '0000000000000001')).toBe(1);
    expect(await found('id', '1234567890123456789')).toBe(1);
    expect(await found('id', '1234567890123456789', 'not')).toBe(3);
  });

  it('keeps integers beyond 2^53, texts that are no numbers, NULL and the empty string', async () => {
    const { results } = stored(
      [
        { name: 'n', type: 'bigint' },
        { name: 't', type: 'varchar' },
        { name: 'd', type: 'double' },
      ],
      [
        ['9007199254740993', '007', '1.5'],
        [9007199254740995n, '', 2],
        ['-', null, 'NaN'],
        ['-9223372036854775808', 'x', null],
        [5, 'y', 0.1],
      ],
    );
    expect(await results.page('r', plain, 0, 10)).toEqual([
      ['9007199254740993', '007', 1.5],
      ['9007199254740995', '', 2],
      ['-', null, 'NaN'],
      ['-9223372036854775808', 'x', null],
      [5, 'y', 0.1],
    ]);
  });

  it('takes names that come twice, differ by case, are empty, or hostile', async () => {
    const names = ['a', 'A', '', 'rowid', 'a', 'x"; DROP TABLE rows; --', '日本語'];
    const { results, written } = stored(
      names.map((name) => ({ name, type: 'bigint' })),
      [names.map((_, index) => index)],
    );
    expect(written.columns.map((column) => column.name)).toEqual([
      'a',
      'A_2',
      'column_3',
      'rowid',
      'a_3',
      'x"; DROP TABLE rows; --',
      '日本語',
    ]);
    expect(await results.page('r', { filters: [], sort: { column: 'x"; DROP TABLE rows; --', descending: true } }, 0, 10)).toEqual([
      [0, 1, 2, 3, 4, 5, 6],
    ]);
  });

  it('can ask for rows when the result has every name of the row number', async () => {
    const { results, written } = stored(
      ['ROWID', '_rowid_', 'oid', 'a'].map((name) => ({ name, type: 'bigint' })),
      [
        [9, 8, 7, 6],
        [5, 4, 3, 2],
      ],
    );
    expect(written.columns.map((column) => column.name)).toEqual(['ROWID', '_rowid__2', 'oid', 'a']);
    expect(await results.page('r', { filters: [], sort: { column: 'a', descending: false } }, 0, 1)).toEqual([[5, 4, 3, 2]]);
  });

  it('finds in 2,000 columns and takes as many filters', async () => {
    const wide = Array.from({ length: 2000 }, (_, index) => ({ name: `c${index}`, type: 'varchar' }));
    const { results } = stored(wide, [wide.map((_, index) => `v${index}`), wide.map(() => 'v')]);
    const find: View = { filters: [{ op: 'find', text: 'V1999', zone: null }], sort: null };
    expect(await results.page('r', find, 0, 10)).toHaveLength(1);
    const many: View = { filters: wide.map(({ name }) => ({ op: 'not', column: name, value: 'v' })), sort: null };
    expect((await results.overview('r', many)).rowCount).toBe(1);
  });

  it('takes 1,600 columns, and refuses more than SQLite does', async () => {
    const wide = Array.from({ length: 1600 }, (_, index) => ({ name: `c${index}`, type: 'bigint' }));
    const { results } = stored(wide, [wide.map((_, index) => index), wide.map(() => null)]);
    const [row] = await results.page('r', plain, 0, 1);
    expect(row?.[1599]).toBe(1599);
    expect(() => createResultWriter(join(tempFolder(), 'x'), Array(2001).fill({ name: 'c', type: 'bigint' }))).toThrowError(
      expect.objectContaining({ code: 'bad_sql' }),
    );
  });

  it('may have no rows', async () => {
    const { results } = stored(flowColumns, []);
    expect(results.columns('r').rowCount).toBe(0);
    expect(await results.page('r', plain, 0, 10)).toEqual([]);
    expect(await results.overview('r', plain)).toEqual({ rowCount: 0, accepted: 0, rejected: 0, strip: null });
  });
});

describe('views', () => {
  it('filters and sorts, NULL last, ties in file order', async () => {
    const { results } = stored(flowColumns, flows);
    const sorted = await results.page('r', { filters: [], sort: { column: 'srcaddr', descending: false } }, 0, 1000);
    const expected = flows.toSorted(
      (a, b) => (a[0] === null ? 1 : 0) - (b[0] === null ? 1 : 0) || String(a[0]).localeCompare(String(b[0])),
    );
    expect(sorted).toEqual(expected);
    const view: View = {
      filters: [
        { op: 'is', column: 'action', value: 'REJECT' },
        { op: 'not', column: 'srcaddr', value: null },
        { op: 'between', column: 'start', from: 1669605400, to: 1669605500 },
        { op: 'find', text: '0.0.3', zone: null },
      ],
      sort: { column: 'bytes', descending: true },
    };
    const wanted = flows.filter(
      ([source, , start, action]) =>
        action === 'REJECT' && source === '10.0.0.3' && Number(start) >= 1669605400 && Number(start) <= 1669605500,
    );
    expect(await results.page('r', view, 0, 100)).toEqual(wanted.toReversed());
    expect(await results.overview('r', view)).toMatchObject({ rowCount: wanted.length, accepted: 0, rejected: wanted.length });
  });

  it('treats wildcards as letters and names an unknown column', async () => {
    const { results } = stored([{ name: 't', type: 'varchar' }], [['100%'], ['100x'], ['a_b'], ['acb']]);
    expect(await results.page('r', { filters: [{ op: 'find', text: '0%', zone: null }], sort: null }, 0, 9)).toEqual([['100%']]);
    expect(await results.page('r', { filters: [{ op: 'find', text: 'A_B', zone: null }], sort: null }, 0, 9)).toEqual([['a_b']]);
    await expect(results.page('r', { filters: [], sort: { column: 'nope', descending: false } }, 0, 9)).rejects.toMatchObject({
      code: 'bad_column',
    });
  });

  it('draws the strip over the window, every row in one bar', async () => {
    const { results } = stored(flowColumns, flows);
    const { strip, accepted, rejected } = await results.overview('r', plain);
    expect([accepted, rejected]).toEqual([800, 200]);
    expect(strip?.intervalSeconds).toBe(10);
    expect(strip?.buckets.reduce((sum, bar) => sum + bar.accepted + bar.rejected + bar.other, 0)).toBe(1000);
  });
});

describe('a file that is not as it was', () => {
  it('is missing, or damaged, and says so', async () => {
    const { results, folder } = stored(flowColumns, flows);
    expect(() => results.columns('other')).toThrowError(expect.objectContaining({ code: 'result_missing' }));
    writeFileSync(join(folder, 'bad.sqlite'), 'not a database at all, whatever its name says');
    expect(() => results.columns('bad')).toThrowError(expect.objectContaining({ code: 'result_damaged' }));
    truncateSync(results.pathOf('r'), 20_000);
    results.forget('r');
    let code = '';
    try {
      results.columns('r');
      await results.page('r', plain, 0, 1000);
    } catch (error) {
      code = error instanceof Error && 'code' in error ? String(error.code) : '';
    }
    expect(code).toBe('result_damaged');
  });

  it('goes with its partial files', () => {
    const { results, folder } = stored(flowColumns, flows);
    writeFileSync(results.partialPathOf('r', 3), '');
    writeFileSync(results.partialPathOf('s', 1), '');
    results.sweep(new Set(['s']));
    expect(readdirSync(folder).sort()).toEqual(['r.sqlite', 's.1.partial']);
    results.remove('r');
    expect(existsSync(results.pathOf('r'))).toBe(false);
  });
});
