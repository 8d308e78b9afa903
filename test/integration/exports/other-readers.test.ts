/** One workbook, three sheets of rows, in every program that reads such: exceljs, SheetJS, openpyxl and LibreOffice where they are installed. */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { describe, expect, it } from 'vitest';
import * as XLSX from 'xlsx';
import { formatEpoch } from '../../../main/flowlogs/time.ts';
import { createCsvReader } from '../../../main/results/csv-reader.ts';
import type { WriterValue } from '../../../main/results/result-writer.ts';
import { columnsOf, exporting, valuesOf } from '../../support/exporting.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const works = (command: string, ...args: string[]) => spawnSync(command, args, { stdio: 'ignore' }).status === 0;
// A machine may have several, and Debian's own packages only in Debian's own.
const python = ['python3', '/usr/bin/python3'].find((each) => works(each, '-c', 'import openpyxl'));
const office = ['soffice', 'libreoffice'].find((each) => works(each, '--version'));

const columns = columnsOf('a:varchar account_id:varchar bytes:bigint start:bigint note:varchar empty:varchar last:bigint');
/** Each second of five minutes, among them one at which New York's clocks go back. */
const from = Date.parse('2022-11-06T05:57:30Z') / 1000;
const zone = 'America/New_York';
const rows: readonly (readonly WriterValue[])[] = [
  [null, '012345678901', 999999999999999, from, '=1+1', null, 1],
  ['_x0041_', '-', '9007199254740993', null, 'a\nb & <c> "d"', '', 2],
  ['日本語 😀', null, null, from + 1, ' x ', null, 3],
  [null, null, null, null, null, null, null],
  ['\u0001\u001F\uFFFF', '000000000001', -999999999999999, 0, 'line\r\n_x000D_', 'ACCEPT', 4],
  ['\uD800 half', 'ACCEPT', '-9223372036854775808', from - 1, '_x005F_x000D_', '&amp;', 5],
  ...Array.from({ length: 300 }, (_, index): WriterValue[] => ['x', 'y', index, from + index, null, null, index]),
];

async function workbook(): Promise<string> {
  const all = exporting(columns, rows, { zone, rowsPerSheet: 120 });
  expect(await all.run()).toMatchObject({ state: 'done' });
  return all.target;
}
/** Header and rows of the sheets, as every reader should have them; NULL for an empty cell. */
const header = ['a', 'account_id', 'bytes', `start (${zone})`, 'note', 'empty', 'last'];
const expected = rows.map((row) =>
  row.map((value, index) => (index === 3 ? wall(value) : typeof value === 'string' ? value.toWellFormed() : value)),
);
const sheets = [0, 120, 240].map((first) => [header, ...expected.slice(first, first + 120)]);
/** Some readers leave Excel's own escapes of inline strings as they are. */
const unescaped = (value: unknown) =>
  typeof value === 'string' ? value.replaceAll(/_x([0-9A-F]{4})_/g, (_, code) => String.fromCharCode(Number.parseInt(code, 16))) : value;

function wall(epoch: WriterValue | undefined): string | null {
  return typeof epoch === 'number' ? formatEpoch(epoch, zone) : null;
}

it('is the same in SheetJS', async () => {
  const book = XLSX.read(readFileSync(await workbook()), { cellNF: true });
  expect(book.SheetNames).toEqual(['Flows 1', 'Flows 2', 'Flows 3', 'Query']);
  const read = book.SheetNames.slice(0, -1).map((name) => {
    const sheet = book.Sheets[name] ?? {};
    const filled: unknown[][] = XLSX.utils.sheet_to_json(sheet, { header: 1, defval: null, blankrows: true });
    const shown = (row: number) => sheet[XLSX.utils.encode_cell({ r: row, c: 3 })]?.w ?? null;
    return filled.map((row, index) => row.map((value, column) => (column === 3 ? shown(index) : value)));
  });
  expect(read).toEqual(sheets);
  expect(book.Sheets['Flows 1']?.D2).toMatchObject({ t: 'n', z: 'yyyy-mm-dd hh:mm:ss' });
  expect(book.Sheets['Flows 1']?.E2).toMatchObject({ t: 's', v: '=1+1' });
  expect(book.Sheets['Flows 1']?.E2).not.toHaveProperty('f');
});

it('is the same in exceljs', async () => {
  const book = new ExcelJS.Workbook();
  await book.xlsx.readFile(await workbook());
  const shown = (value: unknown) => (value instanceof Date ? value.toISOString().slice(0, 19).replace('T', ' ') : unescaped(value));
  // It reads an empty text as nothing.
  const empty = (value: unknown) => (value === '' ? null : value);
  expect(book.worksheets.slice(0, -1).map((sheet) => valuesOf(sheet).map((row) => row.map(shown)))).toEqual(
    sheets.map((sheet) => sheet.map((row) => row.map(empty))),
  );
});

describe('openpyxl', () => {
  const script = `
import sys, json, datetime, openpyxl
book = openpyxl.load_workbook(sys.argv[1])
def value(cell):
    v = cell.value
    return v.strftime('%Y-%m-%d %H:%M:%S') if isinstance(v, datetime.datetime) else v
print(json.dumps({
  'sheets': book.sheetnames,
  'filters': [s.auto_filter.ref for s in book.worksheets],
  'panes': [s.freeze_panes for s in book.worksheets],
  'format': book.worksheets[0]['D2'].number_format,
  'types': [c.data_type for c in book.worksheets[0][2]],
  'rows': [[[value(c) for c in row] for row in s.iter_rows()] for s in book.worksheets[:-1]],
}))`;

  it('reads every value, and the dates as dates on the wall clock', async ({ skip }) => {
    if (!python) return skip('no Python with openpyxl here');
    const read = JSON.parse(execFileSync(python, ['-c', script, await workbook()], { encoding: 'utf8' }));
    expect(read.sheets).toEqual(['Flows 1', 'Flows 2', 'Flows 3', 'Query']);
    expect(read.filters).toEqual(['A1:G121', 'A1:G121', 'A1:G67', null]);
    expect(read.panes).toEqual(['A2', 'A2', 'A2', null]);
    expect(read.format).toBe('yyyy-mm-dd hh:mm:ss');
    // n: number or nothing, d: date; `=1+1` is a text (s or inlineStr), no formula (f).
    expect(read.types.map((type: string) => (type === 's' ? 'inlineStr' : type))).toEqual([
      'n',
      'inlineStr',
      'n',
      'd',
      'inlineStr',
      'n',
      'n',
    ]);
    expect(read.rows.map((sheet: unknown[][]) => sheet.map((row) => row.map(unescaped)))).toEqual(sheets);
  });
});

describe('LibreOffice', () => {
  it('shows every value, and the dates on the wall clock', async ({ skip }) => {
    if (!office) return skip('no LibreOffice here');
    const path = await workbook();
    const folder = tempFolder();
    // UTF-8, quoted where needed, as shown on the screen, every sheet to a file of its own.
    const filter = 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1';
    execFileSync(
      office,
      [`-env:UserInstallation=file://${folder}/profile`, '--headless', '--convert-to', filter, '--outdir', folder, path],
      {
        stdio: 'ignore',
      },
    );
    const sheet = (name: string) => {
      const file = join(folder, `out-${name}.csv`);
      expect(existsSync(file)).toBe(true);
      const reader = createCsvReader();
      return [...reader.push(readFileSync(file)), ...reader.end()].map((row) => row.map((value) => value ?? ''));
    };
    // Where a line ends with a carriage return too, it ends.
    const shown = sheets.map((lines) => lines.map((row) => row.map((value) => String(value ?? '').replace('\r\n', '\n'))));
    expect(['Flows 1', 'Flows 2', 'Flows 3'].map(sheet)).toEqual(shown);
    expect(sheet('Query').find(([label]) => label === 'Rows in this workbook')?.[1]).toBe('306');
  });
});
