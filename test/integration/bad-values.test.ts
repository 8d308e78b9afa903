/** Values and shapes that break spreadsheets and parsers, from the source to the pages and the exported files. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { describe, expect, it } from 'vitest';
import { storedRows, terminal } from '../support/terminal.ts';

/** Runs a CSV or a statement over the sample, exports both ways. */
async function answer(from: { readonly csv: string | Buffer } | { readonly sql: string }) {
  const { run, cwd } = terminal();
  if ('csv' in from) writeFileSync(join(cwd, 'in.csv'), from.csv);
  const words = 'csv' in from ? ['--source', 'csv:in.csv'] : ['--source', 'sample', '--sql', from.sql];
  const { code, out, err } = await run('query', ...words, '--json', '--xlsx', 'out.xlsx', '--csv', 'out.csv', '--no-bom', '--raw-times');
  const saved = code === 0 ? (JSON.parse(out) as { readonly resultPath: string }) : null;
  return {
    code,
    err,
    stored: saved && storedRows(saved.resultPath),
    csv: () => readFileSync(join(cwd, 'out.csv'), 'utf8'),
    sheet: async () => {
      const workbook = new ExcelJS.Workbook();
      await workbook.xlsx.readFile(join(cwd, 'out.xlsx'));
      return (workbook.worksheets[0]?.getSheetValues() ?? []).slice(1).map((row) => (Array.isArray(row) ? row.slice(1) : []));
    },
  };
}

const csvOf = (rows: readonly (readonly (string | null)[])[]) =>
  rows.map((row) => `${row.map((value) => (value === null ? '' : `"${value.replaceAll('"', '""')}"`)).join(',')}\n`).join('');

describe('a CSV', () => {
  it('of 1,600 columns', async () => {
    const header = Array.from({ length: 1600 }, (_, index) => `column ${index} ${'x'.repeat(60)}`);
    const row = header.map((_, index) => (index % 3 === 0 ? null : String(index)));
    const { code, stored, sheet, csv } = await answer({ csv: csvOf([header, row]) });
    expect(code).toBe(0);
    expect(stored?.names).toEqual(header);
    expect(stored?.rows).toEqual([row.map((value) => (value === null ? null : Number(value)))]);
    expect((await sheet())[0]).toEqual(header);
    expect(csv().split('\r\n')[1]?.split(',')).toHaveLength(1600);
  });

  it('of more columns than a result can have is refused, and leaves nothing', async () => {
    const { code, err } = await answer({ csv: csvOf([Array.from({ length: 2001 }, (_, index) => `c${index}`)]) });
    expect(code).toBe(1);
    expect(err).toMatch(/2001/);
  });

  it.each([
    ['no rows', [['a', 'b']]],
    ['one column', [['a'], ['1'], ['2']]],
    ['one column of NULLs and empty texts', [['a'], [''], ['x']]],
  ])('with %s', async (_, rows) => {
    const { code, stored, sheet } = await answer({ csv: csvOf(rows) });
    expect(code).toBe(0);
    expect(stored?.rows.map((row) => row.map(String))).toEqual(rows.slice(1));
    expect(await sheet()).toHaveLength(rows.length);
  });

  it('with names that come twice, are empty, differ by case, or are those of the row number', async () => {
    const { code, stored, sheet } = await answer({
      csv: csvOf([
        ['a', 'A', '', 'a', 'rowid', '_rowid_', 'oid'],
        ['1', '2', '3', '4', '5', '6', '7'],
      ]),
    });
    expect(code).toBe(0);
    expect(stored?.names).toEqual(['a', 'A_2', 'column_3', 'a_3', 'rowid', '_rowid__2', 'oid']);
    expect((await sheet())[1]?.map(Number)).toEqual([1, 2, 3, 4, 5, 6, 7]);
  });

  it('with long values, control characters, surrogates and formulas', async () => {
    const long = 'ab'.repeat(20_000);
    const values = [long, 'a\u0001b\u001fc\u007f', '\ud83d\ude00', '=1+1', '-', '@x', '_x000D_', 'two\r\nlines\rthree'];
    const bytes = Buffer.concat([
      Buffer.from(csvOf([values.map((_, index) => `c${index}`), values])),
      Buffer.from([0x22, 0x61, 0xed, 0xa0, 0x80, 0x62, 0x22]),
      Buffer.from(`${',""'.repeat(7)}\n`),
    ]);
    const { code, stored, sheet, csv } = await answer({ csv: bytes });
    expect(code).toBe(0);
    expect(stored?.rows[0]).toEqual(values);
    // A lone surrogate is no UTF-8: its bytes become the sign for that.
    expect(stored?.rows[1]?.[0]).toBe('a\ufffd\ufffd\ufffdb');
    const [, first] = await sheet();
    expect(String(first?.[0]).length).toBeLessThanOrEqual(32_767);
    expect(first?.slice(2, 6)).toEqual(values.slice(2, 6));
    expect(csv()).toContain(long);
  });

  it('with numbers past 2^53: all digits stay', async () => {
    const wide = ['9007199254740993', '-9223372036854775808', '12345678901234567890', '0.1234567890123456789', '1e400'];
    const { code, stored, sheet, csv } = await answer({ csv: csvOf([['bytes', 'b', 'c', 'd', 'e'], wide]) });
    expect(code).toBe(0);
    expect(csv().split('\r\n')[1]).toBe(wide.join(','));
    expect((await sheet())[1]).toEqual(wide);
    expect(stored?.rows).toEqual([[9007199254740993n, ...wide.slice(1)]]);
  });
});

describe('free SQL over files', () => {
  it('with timestamps, arrays, maps, structs, decimals, NULL and bytes: as Athena prints them', async () => {
    const sql = `SELECT TIMESTAMP '2022-11-28 12:15:02.123' AS t, DATE '2022-11-28' AS d, ARRAY['a,"b', NULL, 'c d'] AS list, ARRAY[1, 2] AS numbers,
      ARRAY[ARRAY[1e9, 0.5], ARRAY[]] AS nested, MAP(ARRAY['k', 'l m'], ARRAY[1, NULL]) AS m, CAST(ROW(1, 'x') AS ROW(a INTEGER, b VARCHAR)) AS r,
      CAST(12345678901234567890.12 AS decimal(38,2)) AS money, NULL AS nothing, CAST(NULL AS array(varchar)) AS no_list, 9223372036854775807 AS big,
      1e308 AS large, true AS yes, chr(1) || 'x' AS control, to_utf8('ab') AS bytes_`;
    const { code, err, stored, csv, sheet } = await answer({ sql });
    expect(err).not.toContain('error[');
    expect(code).toBe(0);
    const texts = [
      '2022-11-28 12:15:02.123',
      '2022-11-28',
      '[a,"b, null, c d]',
      '[1, 2]',
      '[[1.0E9, 0.5], []]',
      '{k=1, l m=null}',
      '{a=1, b=x}',
      '12345678901234567890.12',
    ];
    expect(stored?.rows[0]).toEqual([...texts, null, null, 9223372036854775807n, 1e308, 'true', '\u0001x', '61 62']);
    expect(csv()).toContain('"[a,""b, null, c d]"');
    expect((await sheet())[1]?.slice(0, 11)).toEqual([...texts, undefined, undefined, '9223372036854775807']);
  });

  it('of 1,600 columns, and names that come twice', async () => {
    const { code, stored } = await answer({
      sql: `SELECT ${Array.from({ length: 1600 }, (_, index) => `${index} AS c${index}`).join(', ')}`,
    });
    expect([code, stored?.rows[0]?.length]).toEqual([0, 1600]);
    const twice = await answer({ sql: 'SELECT 1 AS a, 2 AS a, 3, 4' });
    expect(twice.stored).toEqual({ names: ['a', 'a_2', '_col2', '_col3'], rows: [[1, 2, 3, 4]] });
  });
});
