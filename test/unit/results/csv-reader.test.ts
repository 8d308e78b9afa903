import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createCsvReader } from '../../../main/results/csv-reader.ts';
import { guessTypes } from '../../../main/results/guess-types.ts';
import type { TextRow } from '../../../main/sources/source.ts';

/** As Athena writes: everything quoted, NULL an empty field. */
const written = (rows: readonly TextRow[]) =>
  rows.map((row) => `${row.map((value) => (value === null ? '' : `"${value.replaceAll('"', '""')}"`)).join(',')}\n`).join('');

function read(bytes: Uint8Array, cuts: readonly number[] = []): TextRow[] {
  const reader = createCsvReader();
  const rows: TextRow[] = [];
  let start = 0;
  for (const cut of [...cuts].sort((a, b) => a - b)) {
    rows.push(...reader.push(bytes.subarray(start, cut)));
    start = cut;
  }
  rows.push(...reader.push(bytes.subarray(start)));
  return [...rows, ...reader.end()];
}
const encode = (text: string) => new TextEncoder().encode(text);

const value = fc.oneof(
  fc.constant(null),
  fc.string({ unit: 'grapheme', maxLength: 12 }),
  fc.constantFrom('', '"', '""', ',', '\n', '\r\n', '\r', 'a"b', '日本語', '😀', '-', ' x '),
);
const tables = fc
  .integer({ min: 1, max: 5 })
  .chain((width) => fc.array(fc.array(value, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 8 }));

describe('createCsvReader', () => {
  it('reads back any values, whatever the pieces they come in', () => {
    fc.assert(
      fc.property(tables, fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 6 }), (rows, cuts) => {
        // A header is never NULL; in one column a NULL row and a blank line are one and the same.
        const table = [rows[0]?.map((each) => each ?? 'h') ?? [], ...rows.slice(1)];
        const bytes = encode(written(table));
        expect(
          read(
            bytes,
            cuts.map((cut) => Math.floor(cut * bytes.length)),
          ),
        ).toEqual(table);
      }),
      { numRuns: 500 },
    );
  });

  it('reads one file the same when cut at every place', () => {
    const table = [
      ['srcaddr', 'tag', 'n'],
      ['10.0.0.1', 'a "quoted", 日本語 😀\r\nline', '1'],
      [null, '', null],
      ['', null, '-1'],
    ];
    const bytes = encode(written(table));
    for (let cut = 0; cut <= bytes.length; cut++) expect(read(bytes, [cut])).toEqual(table);
    expect(read(bytes, [...bytes.keys()])).toEqual(table);
  });

  it('keeps NULL apart from the empty string, also in one column', () => {
    expect(read(encode('"a"\n""\n\n"x"\n'))).toEqual([['a'], [''], [null], ['x']]);
    expect(read(encode('"a","b"\n,""\n"",\n'))).toEqual([
      ['a', 'b'],
      [null, ''],
      ['', null],
    ]);
  });

  it('reads what other tools make of it: BOM, CRLF, no quotes, no last line feed, blank lines at the end', () => {
    expect(read(encode('\ufeffa,b\r\n1,x y\r\n,\r\n\r\n'))).toEqual([
      ['a', 'b'],
      ['1', 'x y'],
      [null, null],
    ]);
    expect(read(encode('a,b\n1,"2"'))).toEqual([
      ['a', 'b'],
      ['1', '2'],
    ]);
    expect(read(encode('a,b\n1,'))).toEqual([
      ['a', 'b'],
      ['1', null],
    ]);
  });

  it.each([
    ['"a"\n"un', /ends inside a value/],
    ['"a","b"\n"1","2","3"\n', /3 values/],
    ['"a"\n"x"y\n', /after its closing quote/],
  ])('refuses %j', (text, reason) => {
    expect(() => read(encode(text))).toThrowError(
      expect.objectContaining({ code: 'not_a_csv', details: expect.objectContaining({ reason: expect.stringMatching(reason) }) }),
    );
  });

  it('reads lines that end with CR alone, cut at every place; a CR inside a value stays', () => {
    const table = [
      ['a', 'b\rc'],
      ['1', 'x\ry'],
      [null, ''],
      ['2', 'z'],
    ];
    const quoted = encode('"a","b\rc"\r"1","x\ry"\r,""\r"2","z"\r');
    const plain = encode('a,"b\rc"\r1,"x\ry"\r,""\r2,z');
    for (const bytes of [quoted, plain]) {
      for (let cut = 0; cut <= bytes.length; cut++) expect(read(bytes, [cut])).toEqual(table);
      expect(read(bytes, [...bytes.keys()])).toEqual(table);
    }
    expect(read(encode('a\r'))).toEqual([['a']]);
  });

  it('takes a value of many megabytes in small pieces', () => {
    const long = 'x"'.repeat(2_000_000);
    const bytes = encode(written([['a'], [long]]));
    const reader = createCsvReader();
    const rows: TextRow[] = [];
    for (let at = 0; at < bytes.length; at += 16_384) rows.push(...reader.push(bytes.subarray(at, at + 16_384)));
    rows.push(...reader.end());
    expect(rows[1]?.[0]?.length).toBe(long.length);
  });
});

it('guesses types where there are none, and leaves ids alone', () => {
  expect(
    guessTypes(
      ['start', 'srcaddr', 'n', 'share', 'account', 'empty'],
      [
        ['1', '10.0.0.1', '5', '1', '012345678901', null],
        [null, '10', '-7', '2.5e3', '123456789012', null],
      ],
    ).map((column) => column.type),
  ).toEqual(['bigint', 'varchar', 'bigint', 'double', 'varchar', 'varchar']);
});

it('guesses text where a number would lose digits', () => {
  const type = (...values: readonly string[]) =>
    guessTypes(
      ['n'],
      values.map((value) => [value]),
    )[0]?.type;
  expect(type('9223372036854775807', '5')).toBe('varchar');
  expect(type('9007199254740993', '1.5')).toBe('varchar');
  expect(type('1e400', '1')).toBe('varchar');
  expect(type('12345678901234567.12')).toBe('varchar');
  expect(type('0.30000000000000004', '1.7976931348623157E308', '12')).toBe('double');
  expect(type('123456789012345678', '-1')).toBe('bigint');
});
