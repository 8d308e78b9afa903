import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvLine, csvText } from '../../../main/exports/csv-line.ts';
import type { ExportColumn } from '../../../main/exports/export-columns.ts';
import { createCsvReader } from '../../../main/results/csv-reader.ts';
import type { Cell } from '../../../preload/contract/result.ts';

const text = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 12 }),
  fc.constantFrom('', '"', '""', ',', '\n', '\r\n', '\r', 'a"b', '日本語', '-', ' x ', '\t', '=1', '-1', '-1-1', "'", '\uFEFFx'),
);
const cell: fc.Arbitrary<Cell> = fc.oneof(fc.constant(null), text, fc.integer(), fc.double({ noNaN: true }));
const columnsFor = (row: readonly Cell[]): readonly ExportColumn[] =>
  row.map((_, index) => ({ index, name: `c${index}`, header: `c${index}`, form: 'plain' }));

/** What stands in the file for a value. */
const guarded = (value: Cell) => {
  if (value === null) return null;
  if (typeof value === 'number') return String(value);
  return csvText(value).startsWith("'") || csvText(value).startsWith('"\'') ? (value.startsWith("'") ? value : `'${value}`) : value;
};

describe('csvLine', () => {
  it('is read back as the values it was made of, NULL apart from the empty text', () => {
    fc.assert(
      fc.property(fc.array(fc.array(cell, { minLength: 2, maxLength: 2 }), { minLength: 1, maxLength: 6 }), (rows) => {
        const reader = createCsvReader();
        const file = rows.map((row) => csvLine(row, columnsFor(row), 'UTC')).join('');
        const read = [...reader.pushText(file), ...reader.end()];
        expect(read).toEqual(rows.map((row) => row.map(guarded)));
      }),
      { numRuns: 500 },
    );
  });

  it('writes moments as dates, milliseconds where there are some', () => {
    const line = (form: ExportColumn['form'], value: number) =>
      csvLine([value], [{ index: 0, name: 'c', header: 'c', form }], 'Asia/Tokyo').trim();
    expect(line('date', 1_669_605_302)).toBe('2022-11-28 12:15:02');
    expect(line('date-ms', 1_669_605_302_000)).toBe('2022-11-28 12:15:02');
    expect(line('date-ms', 1_669_605_302_007)).toBe('2022-11-28 12:15:02.007');
    // What Excel has no date for stays a number.
    expect(line('date-ms', -9e15)).toBe('-9000000000000000');
  });

  it('has no text field that begins like a formula', () => {
    fc.assert(
      fc.property(text, fc.constantFrom('=', '+', '-', '@', '\t', '\r', '\n', '＝', ''), (rest, sign) => {
        const field = csvText(sign + rest);
        const content = field.startsWith('"') ? field.slice(1, -1).replaceAll('""', '"') : field;
        if (/^[=+@\t\r\n＝＋＠]/.test(content)) throw new Error(`begins with a sign: ${JSON.stringify(field)}`);
        if (content.startsWith('-') && content !== '-' && !Number.isFinite(Number(content))) throw new Error(`not a number: ${field}`);
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    ['-', '-'],
    ['-12', '-12'],
    ['-1.5e-3', '-1.5e-3'],
    ['--', "'--"],
    ['-1+cmd', "'-1+cmd"],
    ['-\n', '"\'-\n"'],
    ['=a,b', '"\'=a,b"'],
    ["'quoted", "'quoted"],
  ])('%j is written as %j', (value, field) => {
    expect(csvText(value)).toBe(field);
  });
});
