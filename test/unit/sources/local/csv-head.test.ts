import { describe, expect, it } from 'vitest';
import { csvHead, otherFormat } from '../../../../main/sources/local/csv-head.ts';

describe('csvHead', () => {
  it.each([
    ['a,b\n1,2\n', ['a', 'b']],
    ['"a","b ""c"", d"\r\n', ['a', 'b "c", d']],
    ['a,b\r1,2\r', ['a', 'b']],
    ['"two\nlines",b\n', ['two\nlines', 'b']],
    ['"",\n', ['', '']],
  ])('%j', (text, names) => {
    expect(csvHead(text, false)?.names).toEqual(names);
  });

  it('waits for the end of the line, unless the file is at its own', () => {
    expect(csvHead('a,b', false)).toBeNull();
    expect(csvHead('a,"b\n', false)).toBeNull();
    expect(csvHead('a,b', true)?.names).toEqual(['a', 'b']);
  });

  it('takes a line of megabytes', () => {
    const names = Array.from({ length: 2000 }, (_, index) => `${index}${'x'.repeat(2000)}`);
    expect(csvHead(`${names.map((name) => `"${name}"`).join(',')}\n`, false)?.names).toEqual(names);
  });
});

it.each([
  [Buffer.from('\ufeffa,b\n', 'utf16le'), 'UTF-16'],
  [Buffer.from([0xfe, 0xff, 0, 0x61]), 'UTF-16'],
  [Buffer.from('PK\x03\x04'), 'workbook'],
  [Buffer.from([0x1f, 0x8b, 8]), 'compressed'],
  [Buffer.from('PAR1....'), 'Parquet'],
  [Buffer.from('a,b\0\n'), 'no text'],
])('another format is named', (bytes, word) => {
  expect(otherFormat(bytes)).toContain(word);
  expect(otherFormat(Buffer.from('\ufeffa,b\n'))).toBeNull();
});
