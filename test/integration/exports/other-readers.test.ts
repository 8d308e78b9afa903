/** The workbook in programs other than exceljs: openpyxl and LibreOffice, where they are installed. */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { formatEpoch } from '../../../main/flowlogs/time.ts';
import { createCsvReader } from '../../../main/results/csv-reader.ts';
import type { WriterValue } from '../../../main/results/result-writer.ts';
import { columnsOf, exporting } from '../../support/exporting.ts';
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
  ...Array.from({ length: 300 }, (_, index): WriterValue[] => ['x', 'y', index, from + index, null, null, index]),
];

async function workbook(): Promise<string> {
  const all = exporting(columns, rows, { zone, rowsPerSheet: 200 });
  expect(await all.run()).toMatchObject({ state: 'done' });
  return all.target;
}
const wall = (epoch: WriterValue | undefined) => (typeof epoch === 'number' ? formatEpoch(epoch, zone) : null);

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
  'rows': [[value(c) for c in row] for s in book.worksheets[:-1] for row in s.iter_rows()],
}))`;

  it('reads every value, and the dates as dates on the wall clock', async ({ skip }) => {
    if (!python) return skip('no Python with openpyxl here');
    const read = JSON.parse(execFileSync(python, ['-c', script, await workbook()], { encoding: 'utf8' }));
    expect(read.sheets).toEqual(['Flows 1', 'Flows 2', 'Query']);
    expect(read.filters).toEqual(['A1:G201', 'A1:G105', null]);
    expect(read.panes).toEqual(['A2', 'A2', null]);
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
    const header = ['a', 'account_id', 'bytes', `start (${zone})`, 'note', 'empty', 'last'];
    const expected = rows.map((row) => row.map((value, index) => (index === 3 ? wall(value) : value)));
    // openpyxl leaves Excel's own escapes of inline strings as they are.
    const actual = read.rows.map((row: unknown[]) => row.map((value) => (value === '_x005F_x0041_' ? '_x0041_' : (value ?? null))));
    expect(actual).toEqual([header, ...expected.slice(0, 200), header, ...expected.slice(200)]);
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
    const header = ['a', 'account_id', 'bytes', `start (${zone})`, 'note', 'empty', 'last'];
    const expected = rows.map((row) => row.map((value, index) => (index === 3 ? (wall(value) ?? '') : String(value ?? ''))));
    expect(sheet('Flows 1')).toEqual([header, ...expected.slice(0, 200)]);
    expect(sheet('Flows 2')).toEqual([header, ...expected.slice(200)]);
    expect(sheet('Query').find(([label]) => label === 'Rows in this workbook')?.[1]).toBe('304');
  });
});
