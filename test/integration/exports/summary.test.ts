/** The sheet `Summary`, read back with exceljs. */
import type ExcelJS from 'exceljs';
import { expect, it } from 'vitest';
import type { WriterValue } from '../../../main/results/result-writer.ts';
import { columnsOf, exportedWorkbook, sheetOf, valuesOf } from '../../support/exporting.ts';

const columns = columnsOf('srcaddr:varchar dstaddr:varchar dstport:integer protocol:integer bytes:bigint start:bigint action:varchar');
const at = (text: string) => Date.parse(text) / 1000;
const rows: readonly (readonly WriterValue[])[] = [
  ['10.0.0.1', '10.0.0.2', 443, 6, 1000, at('2022-11-28T03:15:00Z'), 'ACCEPT'],
  ['10.0.0.1', '10.0.0.2', 443, 6, 500, at('2022-11-28T03:15:30Z'), 'ACCEPT'],
  ['10.0.0.3', '10.0.0.2', 22, 6, 4000, at('2022-11-28T03:16:00Z'), 'REJECT'],
  ['2001:db8::1', '10.0.0.2', 53, 17, 100, at('2022-11-28T03:16:59Z'), 'ACCEPT'],
  ['-', '-', null, null, null, at('2022-11-28T03:16:59Z'), null],
];

/** What stands below a title, up to the next empty row. */
function below(sheet: ExcelJS.Worksheet, title: string): ExcelJS.CellValue[][] {
  const all = valuesOf(sheet);
  const first = all.findIndex(([cell]) => String(cell).startsWith(title)) + 1;
  const end = all.findIndex((row, index) => index > first && row.every((cell) => cell === null));
  return all
    .slice(first, end < 0 ? undefined : end)
    .map((row) => row.slice(0, row.findLastIndex((cell) => cell !== null && cell !== '') + 1));
}
const wall = (text: string) => new Date(`${text.replace(' ', 'T')}.000Z`);

it('stands between the rows and the query, and tells of the rows that were exported', async () => {
  const { workbook } = await exportedWorkbook(columns, rows, {
    summary: true,
    columns: ['srcaddr'],
    view: { filters: [{ op: 'not', column: 'dstport', value: 53 }], sort: { column: 'bytes', descending: true } },
  });
  expect(workbook.worksheets.map((sheet) => sheet.name)).toEqual(['Flows', 'Summary', 'Query']);
  const sheet = sheetOf(workbook, 'Summary');
  const heading = valuesOf(sheet).slice(0, 2);
  expect(heading.map(([cell]) => cell)).toEqual(['192.168.0.10, destination port 443, REJECT, 12:15–12:30 JST', 'Records · 2022-11-28']);
  expect(below(sheet, 'Totals').slice(1)).toEqual([
    ['All', null, 4, 5500, 1, 1],
    ['Accepted', null, 2, 1500, 0.5, 1500 / 5500],
    ['Rejected', null, 1, 4000, 0.25, 4000 / 5500],
    ['Neither', null, 1, 0, 0.25, 0],
  ]);
  expect(below(sheet, 'Top talkers by bytes').slice(1)).toEqual([
    ['10.0.0.3', '10.0.0.2', 1, 4000, 4000 / 5500],
    ['10.0.0.1', '10.0.0.2', 2, 1500, 1500 / 5500],
  ]);
  expect(below(sheet, 'Top talkers by flows')[1]).toEqual(['10.0.0.1', '10.0.0.2', 2, 1500, 0.5]);
  expect(below(sheet, 'Top destination ports').slice(1)).toEqual([
    [443, 'TCP', 2, 1500, 0.5],
    [22, 'TCP', 1, 4000, 0.25],
  ]);
});

it('cuts the time as the zone has it, in date cells, with numbers as numbers', async () => {
  const { workbook } = await exportedWorkbook(columns, rows, { summary: true, language: 'ja' });
  const sheet = sheetOf(workbook, 'Summary');
  const time = below(sheet, '時間ごとの通信量');
  expect(time[0]).toEqual([
    '開始（Asia/Tokyo）',
    '終了（Asia/Tokyo）',
    'フロー数',
    'バイト数',
    '許可フロー数',
    '拒否フロー数',
    '許可バイト数',
    '拒否バイト数',
  ]);
  const [first] = time.slice(1);
  expect(first?.slice(0, 1)).toEqual([wall('2022-11-28 12:15:00')]);
  expect(time.slice(1).reduce((sum, row) => sum + Number(row[2]), 0)).toBe(5);
  expect(time.slice(1).reduce((sum, row) => sum + Number(row[7] ?? 0), 0)).toBe(4000);
  const row = valuesOf(sheet).findIndex(([cell]) => cell instanceof Date) + 1;
  expect(sheet.getCell(row, 1).numFmt).toBe('yyyy-mm-dd hh:mm:ss');
  expect(sheet.getCell(row, 3).numFmt).toBe('#,##0');
});

it('says of any result how many rows it has', async () => {
  const { workbook } = await exportedWorkbook(columnsOf('n:bigint'), [[1], [2]], { summary: true });
  expect(below(sheetOf(workbook, 'Summary'), 'Totals')).toEqual([
    [null, null, 'Rows', 'Share of rows'],
    ['All', null, 2, 1],
  ]);
  const none = await exportedWorkbook(columns, [], { summary: true });
  expect(below(sheetOf(none.workbook, 'Summary'), 'Top talkers by bytes')).toEqual([['None']]);
  const plain = await exportedWorkbook(columns, rows);
  expect(plain.workbook.getWorksheet('Summary')).toBeUndefined();
});
