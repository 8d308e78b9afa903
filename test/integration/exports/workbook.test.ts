/** What a person who opens the workbook relies on, read back with exceljs. */
import { describe, expect, it } from 'vitest';
import type { WriterValue } from '../../../main/results/result-writer.ts';
import { columnsOf, exportedWorkbook, sheetOf, valuesOf, walkThrough } from '../../support/exporting.ts';
import { zipEntry } from '../../support/zip-entry.ts';

/** What exceljs makes of a date cell: the wall clock, as though it were UTC. */
const wall = (text: string) => new Date(`${text.replace(' ', 'T')}.000Z`);

describe('the sheet of rows', () => {
  it('writes each kind of value as what it is', async () => {
    const columns = columnsOf(
      'version:integer account_id:varchar bytes:bigint ratio:double cost:decimal(38,18) note:varchar start:bigint end:bigint',
    );
    const { workbook } = await exportedWorkbook(columns, [
      [5, '012345678901', 999999999999999, 0.1, '12.500000000000000000', 'plain', 1669605302, 1669605362],
      [-5, 'unknown', '9007199254740993', 1e300, '12345678901234567.5', '=1+1', 0, -1],
      [null, null, null, null, null, null, null, null],
      [0, '-', 1000000000000000, 'NaN', '-0.07', '', 1669605302000, 253402300800],
      [7, '7', '-', Number.POSITIVE_INFINITY, 'x', ' two\nlines ', '-', 60],
    ]);
    const sheet = sheetOf(workbook, 'Flows');
    expect(valuesOf(sheet)).toEqual([
      ['version', 'account_id', 'bytes', 'ratio', 'cost', 'note', 'start (Asia/Tokyo)', 'end (Asia/Tokyo)'],
      [5, '012345678901', 999999999999999, 0.1, 12.5, 'plain', wall('2022-11-28 12:15:02'), wall('2022-11-28 12:16:02')],
      [-5, 'unknown', '9007199254740993', 1e300, '12345678901234567.5', '=1+1', wall('1970-01-01 09:00:00'), wall('1970-01-01 08:59:59')],
      [null, null, null, null, null, null, null, null],
      // exceljs reads an empty text as nothing. Milliseconds and the year 10000 are no dates to Excel.
      [0, '-', '1000000000000000', 'NaN', -0.07, null, 1669605302000, 253402300800],
      [7, '7', '-', 'Infinity', 'x', ' two\nlines ', '-', wall('1970-01-01 09:01:00')],
    ]);
    expect(sheet.getCell('G2').numFmt).toBe('yyyy-mm-dd hh:mm:ss');
    expect(sheet.getCell('C2').numFmt).toBeUndefined();
    expect(sheet.getCell('F3').formula).toBeUndefined();
  });

  it('keeps every value in its column, wherever NULLs stand', async () => {
    const patterns = Array.from({ length: 16 }, (_, bits) =>
      [0, 1, 2, 3].map((column): WriterValue => ((bits >> column) & 1 ? null : column % 2 ? `t${bits}` : bits)),
    );
    const { workbook } = await exportedWorkbook(columnsOf('a:bigint b:varchar start:bigint d:varchar'), patterns, { zone: 'UTC' });
    const [, ...rows] = valuesOf(sheetOf(workbook, 'Flows'));
    const seconds = (value: WriterValue) => (typeof value === 'number' ? new Date(value * 1000) : value);
    expect(rows).toEqual(patterns.map(([a, b, start, d]) => [a, b, seconds(start ?? null), d]));
  });

  it.each([
    // New York: from UTC-4 to UTC-5 at 06:00 UTC, and from UTC-5 to UTC-4 at 07:00 UTC.
    ['2022-11-06T05:59:59Z', '2022-11-06 01:59:59'],
    ['2022-11-06T06:00:00Z', '2022-11-06 01:00:00'],
    ['2022-03-13T06:59:59Z', '2022-03-13 01:59:59'],
    ['2022-03-13T07:00:00Z', '2022-03-13 03:00:00'],
  ])('takes the offset of each moment: %s is %s in New York', async (moment, expected) => {
    const { workbook } = await exportedWorkbook(columnsOf('start:bigint'), [[Date.parse(moment) / 1000], [1656633600]], {
      zone: 'America/New_York',
    });
    expect(valuesOf(sheetOf(workbook, 'Flows'))).toEqual([['start (America/New_York)'], [wall(expected)], [wall('2022-06-30 20:00:00')]]);
  });

  it('has a bold header that stays, a filter over all rows, and widths that fit', async () => {
    const { workbook, target } = await exportedWorkbook(columnsOf('srcaddr:varchar start:bigint message:varchar'), [
      ['2406:da14:0000:0000:0000:0000:0000:0001', 1669605302, 'x'.repeat(500)],
      ['10.0.0.1', 1669605303, '日本語'],
    ]);
    const sheet = sheetOf(workbook, 'Flows');
    expect(sheet.views).toMatchObject([{ state: 'frozen', ySplit: 1, topLeftCell: 'A2' }]);
    expect(sheet.autoFilter).toBe('A1:C3');
    expect(sheet.getCell('A1').font).toMatchObject({ bold: true });
    expect(sheet.getCell('A2').font?.bold).toBeUndefined();
    expect([1, 2, 3].map((column) => sheet.getColumn(column).width)).toEqual([40, 22, 60]);
    expect(workbook.creator).toBe('Nagare');
    // Names that Excel would refuse make it offer a repair: there are none at all.
    expect(zipEntry(target, 'xl/workbook.xml')).not.toContain('definedName');
  });

  it('gives each row and its first cell a reference, writes no formula, and escapes what XML cannot hold', async () => {
    const { target } = await exportedWorkbook(columnsOf('a:varchar b:varchar'), [
      [null, '=HYPERLINK("http://192.0.2.1")'],
      ['a\u0001\r\n_x000A_', '<&>'],
      [' ', '\uFFFF\t😀'],
    ]);
    const xml = zipEntry(target, 'xl/worksheets/sheet1.xml');
    const rows = [...xml.matchAll(/<row r="(\d+)">(.*?)<\/row>/gs)].map(([, number, cells]) => [number, cells]);
    const text = (value: string, space = '') => `t="inlineStr"><is><t${space}>${value}</t></is></c>`;
    const preserved = ' xml:space="preserve"';
    expect(rows.slice(1)).toEqual([
      // A word that may come again: the workbook's table of strings has it.
      ['2', '<c r="A2" s="2"/><c t="s"><v>0</v></c>'],
      ['3', `<c r="A3" ${text('a_x0001__x000D_\n_x005F_x000A_', preserved)}<c ${text('&lt;&amp;&gt;')}`],
      ['4', `<c r="A4" ${text(' ', preserved)}<c ${text('_xFFFF_\t😀', preserved)}`],
    ]);
    expect(zipEntry(target, 'xl/sharedStrings.xml')).toContain('<si><t>=HYPERLINK(&quot;http://192.0.2.1&quot;)</t></si>');
    expect(xml).not.toContain('<f');
    expect(xml).not.toContain('<hyperlink');
  });

  it('goes on on further sheets, each with its header', async () => {
    const rows = Array.from({ length: 7 }, (_, index) => [index, `t${index}`]);
    const { workbook } = await exportedWorkbook(columnsOf('n:bigint t:varchar'), rows, { rowsPerSheet: 3 });
    expect(workbook.worksheets.map((sheet) => [sheet.name, sheet.autoFilter])).toEqual([
      ['Flows 1', 'A1:B4'],
      ['Flows 2', 'A1:B4'],
      ['Flows 3', 'A1:B2'],
      ['Query', undefined],
    ]);
    const parts = ['Flows 1', 'Flows 2', 'Flows 3'].map((name) => valuesOf(sheetOf(workbook, name)));
    expect(parts.map(([header]) => header)).toEqual(Array(3).fill(['n', 't']));
    expect(parts.flatMap(([, ...rest]) => rest)).toEqual(rows);
  });

  it.each([
    [3, ['Flows', 'Query']],
    [0, ['Flows', 'Query']],
    [4, ['Flows 1', 'Flows 2', 'Query']],
  ])('has no more sheets than %i rows need', async (count, names) => {
    const rows = Array.from({ length: count }, (_, index) => [index]);
    const { workbook } = await exportedWorkbook(columnsOf('n:bigint'), rows, { rowsPerSheet: 3 });
    expect(workbook.worksheets.map((sheet) => sheet.name)).toEqual(names);
    expect(valuesOf(workbook.worksheets[0] ?? sheetOf(workbook, ''))[0]).toEqual(['n']);
  });

  it('has the rows of the view in its order, and the columns asked for in theirs', async () => {
    const rows = [
      [443, 'REJECT', 10],
      [22, 'ACCEPT', 20],
      [22, 'REJECT', 30],
      [80, 'REJECT', 5],
    ];
    const { workbook } = await exportedWorkbook(columnsOf('dstport:integer action:varchar start:bigint'), rows, {
      view: { filters: [{ op: 'is', column: 'action', value: 'REJECT' }], sort: { column: 'dstport', descending: true } },
      columns: ['start', 'dstport'],
      zone: 'UTC',
    });
    expect(valuesOf(sheetOf(workbook, 'Flows'))).toEqual([
      ['start (UTC)', 'dstport'],
      [new Date(10_000), 443],
      [new Date(5000), 80],
      [new Date(30_000), 22],
    ]);
  });
});

describe('the sheet Query', () => {
  it('says in English where the rows came from', async () => {
    const { workbook } = await exportedWorkbook(
      columnsOf('dstport:integer action:varchar start:bigint'),
      [
        [1, 'REJECT', 1669605302],
        [2, 'ACCEPT', 1669605303],
      ],
      {
        view: {
          filters: [
            { op: 'is', column: 'action', value: 'REJECT' },
            { op: 'between', column: 'start', from: 1669605300, to: 1669605400 },
          ],
          sort: { column: 'dstport', descending: true },
        },
        columns: ['start', 'dstport'],
      },
      {
        source: {
          kind: 'athena',
          profile: 'prod',
          region: 'ap-northeast-1',
          workgroup: 'primary',
          catalog: 'AwsDataCatalog',
          database: 'logs',
          table: 'flow_logs',
        },
        executionId: 'e-1',
        scannedBytes: 17_895_424,
        costUsd: 0.00008948,
      },
    );
    const lines = valuesOf(sheetOf(workbook, 'Query'));
    expect(lines.filter(([label]) => !String(label).startsWith('Exported'))).toEqual([
      ['Title', '192.168.0.10, destination port 443, REJECT, 12:15–12:30 JST'],
      ['Kind', 'Records · 2022-11-28'],
      ['Source', 'Athena · prod · ap-northeast-1 · primary · AwsDataCatalog.logs.flow_logs'],
      ['SQL', 'SELECT *\nFROM "flow_logs"'],
      ['Address', '192.168.0.10'],
      ['Port (destination)', '443'],
      ['Action', 'REJECT'],
      ['Flows in the window', 'that start in it'],
      ['Window (Asia/Tokyo)', '2022-11-28 12:15:00 – 2022-11-28 12:30:00'],
      ['Window (UTC)', '2022-11-28 03:15:00 – 2022-11-28 03:30:00'],
      ['Filter', 'action = "REJECT"'],
      ['Filter', '2022-11-28 12:15:00 (Asia/Tokyo) ≤ start ≤ 2022-11-28 12:16:40 (Asia/Tokyo)'],
      ['Sorted by', 'dstport, descending'],
      ['Columns', 'start, dstport'],
      ['Execution ID', 'e-1'],
      ['Rows in the result', 2],
      ['Rows in this workbook', 1],
      ['Bytes scanned', 17_895_424],
      ['Cost (USD, estimate)', 0.00008948],
      ['Run started (Asia/Tokyo)', '2022-11-28 12:41:00'],
      ['Run finished (Asia/Tokyo)', '2022-11-28 12:41:02'],
      ['Nagare version', '1.2.3'],
    ]);
    expect(lines.find(([label]) => label === 'Exported (Asia/Tokyo)')?.[1]).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/);
  });

  it('says it in Japanese', async () => {
    const { workbook } = await exportedWorkbook(columnsOf('n:bigint'), [[1]], { language: 'ja' });
    const lines = new Map(valuesOf(sheetOf(workbook, 'Query')).map(([label, value]) => [label, value]));
    expect(lines.get('タイトル')).toBe('192.168.0.10、宛先ポート 443、REJECT、12:15–12:30 JST');
    expect(lines.get('期間（UTC）')).toBe('2022-11-28 03:15:00 – 2022-11-28 03:30:00');
    expect(lines.get('このブックの行数')).toBe(1);
    expect(valuesOf(sheetOf(workbook, 'Flows'))).toEqual([['n'], [1]]);
  });

  it('tells of texts that were too long for a cell, and keeps a long statement whole', async () => {
    const sql = `SELECT 1 -- ${'長い文。'.repeat(20_000)}`;
    const { workbook } = await exportedWorkbook(
      columnsOf('note:varchar'),
      [['x'.repeat(32_767)], ['y'.repeat(32_768)]],
      {},
      { query: { type: 'sql', sql, zone: 'UTC' }, sql },
    );
    const [, whole, cut] = valuesOf(sheetOf(workbook, 'Flows')).map(([value]) => String(value));
    expect(whole).toBe('x'.repeat(32_767));
    expect(cut).toBe(`${'y'.repeat(32_766)}…`);
    const lines = valuesOf(sheetOf(workbook, 'Query'));
    expect(lines.find(([label]) => label === 'Remark')?.[1]).toMatch(/: 1$/);
    const first = lines.findIndex(([label]) => label === 'SQL');
    const pieces = lines.slice(first, first + 3).map(([, value]) => String(value));
    expect(pieces.every((piece) => piece.length <= 32_767)).toBe(true);
    expect(pieces.join('')).toBe(sql);
  });

  it('has no window for a statement, and no statement for a CSV', async () => {
    const { workbook } = await exportedWorkbook(
      columnsOf('n:bigint'),
      [[1]],
      {},
      { query: { type: 'rows', zone: 'UTC' }, sql: null, source: { kind: 'csv', path: '/data/result.csv' } },
    );
    const labels = valuesOf(sheetOf(workbook, 'Query')).map(([label]) => String(label));
    expect(labels).not.toContain('SQL');
    expect(labels.some((label) => label.startsWith('Window'))).toBe(false);
  });
});

it('takes the zone of the export for the window, not the form’s', async () => {
  const { workbook } = await exportedWorkbook(
    columnsOf('n:bigint'),
    [[1]],
    { zone: 'UTC' },
    { query: { type: 'form', form: { ...walkThrough, zone: 'America/New_York' } } },
  );
  const lines = valuesOf(sheetOf(workbook, 'Query')).filter(([label]) => String(label).startsWith('Window'));
  expect(lines).toEqual([['Window (UTC)', '2022-11-28 03:15:00 – 2022-11-28 03:30:00']]);
});
