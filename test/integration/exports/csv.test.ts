/** What whoever reads the CSV relies on. */
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { createCsvReader } from '../../../main/results/csv-reader.ts';
import type { WriterValue } from '../../../main/results/result-writer.ts';
import type { ColumnType } from '../../../preload/contract/query.ts';
import { columnsOf, type Exporting, exporting } from '../../support/exporting.ts';

async function exportedCsv(
  columns: readonly ColumnType[],
  rows: readonly (readonly WriterValue[])[],
  change: Partial<Exporting['request']> = {},
): Promise<string> {
  const all = exporting(columns, rows, { format: 'csv', ...change });
  expect(await all.run()).toMatchObject({ state: 'done', done: rows.length });
  return readFileSync(all.target, 'utf8');
}

it('is UTF-8 with its mark, dates in the zone, NULL an empty field and the empty text quoted', async () => {
  const text = await exportedCsv(columnsOf('account_id:varchar note:varchar bytes:bigint start:bigint ratio:double'), [
    ['012345678901', '日本語', '9007199254740993', 1669605302, 0.5],
    [null, '', null, null, null],
    ['-', 'a,"b"\r\nc', -5, 1669605302000, 1e-7],
  ]);
  expect(text).toBe(
    [
      '\uFEFFaccount_id,note,bytes,start (Asia/Tokyo),ratio',
      '012345678901,日本語,9007199254740993,2022-11-28 12:15:02,0.5',
      ',"",,,',
      '-,"a,""b""\r\nc",-5,1669605302000,1e-7',
      '',
    ].join('\r\n'),
  );
});

it('without the mark and with raw dates, when asked', async () => {
  const rows = [[1669605302, 1]];
  const columns = columnsOf('start:bigint bytes:bigint');
  expect(await exportedCsv(columns, rows, { bom: false })).toBe('start (Asia/Tokyo),bytes\r\n2022-11-28 12:15:02,1\r\n');
  expect(await exportedCsv(columns, rows, { bom: false, rawTimes: true })).toBe('start,bytes\r\n1669605302,1\r\n');
});

it('has only its header when there are no rows', async () => {
  expect(await exportedCsv(columnsOf('n:bigint'), [])).toBe('\uFEFFn\r\n');
});

it('takes the offset of each moment across a clock change', async () => {
  const moments = ['2022-11-06T05:59:59Z', '2022-11-06T06:00:00Z'].map((moment) => [Date.parse(moment) / 1000]);
  expect(await exportedCsv(columnsOf('end:bigint'), moments, { zone: 'America/New_York' })).toBe(
    '\uFEFFend (America/New_York)\r\n2022-11-06 01:59:59-04:00\r\n2022-11-06 01:00:00-05:00\r\n',
  );
});

it('guards text and headers that a program would take for a formula', async () => {
  const text = await exportedCsv(
    [
      { name: '=cmd', type: 'varchar' },
      { name: 'n', type: 'bigint' },
    ],
    [
      ['=1+1', -1],
      ['+81', 2],
      ['-', 3],
      ['-1.5', 4],
      ['-1+1', 5],
      ['@SUM(A1)', 6],
    ],
  );
  expect(text).toBe("\uFEFF'=cmd,n\r\n'=1+1,-1\r\n'+81,2\r\n-,3\r\n-1.5,4\r\n'-1+1,5\r\n'@SUM(A1),6\r\n");
});

it('has the rows of the view, in its order, and the columns asked for', async () => {
  const rows = [
    [1, 'b'],
    [2, 'a'],
    [3, 'b'],
  ];
  const text = await exportedCsv(columnsOf('n:bigint t:varchar'), rows.slice(), {
    view: { filters: [], sort: { column: 't', descending: false } },
    columns: ['t', 'n'],
  });
  expect(text).toBe('\uFEFFt,n\r\na,2\r\nb,1\r\nb,3\r\n');
});

it('keeps every row when the text comes in many pieces', async () => {
  const rows = Array.from({ length: 3000 }, (_, index) => [index, 'x'.repeat(index % 997)]);
  const reader = createCsvReader();
  const text = await exportedCsv(columnsOf('n:bigint t:varchar'), rows);
  const read = [...reader.push(new TextEncoder().encode(text)), ...reader.end()];
  expect(read.slice(1)).toEqual(rows.map(([n, t]) => [String(n), t]));
});
