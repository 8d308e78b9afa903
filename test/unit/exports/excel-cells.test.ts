import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cellWriter, textCell, xmlText } from '../../../main/exports/excel-cells.ts';

const styles = { date: 1, empty: 2 };

/** As a reader does it: XML's entities and line ends, then Excel's own escapes. */
const readBack = (xml: string) =>
  xml
    .replace(/\r\n?/g, '\n')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
    .replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));

describe('xmlText', () => {
  const pieces = fc.constantFrom(
    '_',
    'x',
    '0041',
    '_x0041_',
    '_x000a_',
    '\u0001',
    '\u0000',
    '\r',
    '\n',
    '\t',
    '&',
    '<',
    '&amp;',
    '\uFFFE',
    '😀',
    'a',
  );
  it('is legal XML, and read back as the text', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary', maxLength: 20 }),
          fc.array(pieces, { maxLength: 12 }).map((each) => each.join('')),
        ),
        (text) => {
          const xml = xmlText(text);
          // biome-ignore lint/suspicious/noControlCharactersInRegex: XML 1.0, production 2
          expect(xml).toMatch(/^[\u0009\u000A\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]*$/u);
          expect(xml).not.toMatch(/<|>|&(?!amp;|lt;|gt;)/);
          expect(readBack(xml)).toBe(text);
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('puts the replacement character for half a character', () => {
    expect(xmlText('a\uD800b')).toBe('a\uFFFDb');
  });
});

describe('textCell', () => {
  it.each([
    ['ACCEPT', ''],
    [' x', ' xml:space="preserve"'],
    ['x ', ' xml:space="preserve"'],
    ['a\nb', ' xml:space="preserve"'],
    ['a b', ''],
  ])('keeps the blanks of %j', (text, space) => {
    expect(textCell(text)).toBe(`<c t="inlineStr"><is><t${space}>${text}</t></is></c>`);
  });

  it('is the same with and without the short way', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme-ascii' }), (text) => {
        const [, inner = ''] = /<t[^>]*>(.*)<\/t>/s.exec(textCell(text)) ?? [];
        expect(inner).toBe(xmlText(text));
      }),
    );
  });
});

describe('cellWriter', () => {
  const written = (form: Parameters<typeof cellWriter>[0], value: string | number | null) => cellWriter(form, 'UTC', styles)(value, '');
  const number = (text: string) => `<c><v>${text}</v></c>`;

  it.each([
    [0, '0'],
    [-999_999_999_999_999, '-999999999999999'],
    [0.1, '0.1'],
  ])('writes the number %d', (value, text) => {
    expect(written('plain', value)).toBe(number(text));
  });

  it.each([1e15, -1e15, 9007199254740991])('writes %d, which has 16 digits, as text', (value) => {
    expect(written('plain', value)).toBe(textCell(String(value)));
  });

  it('writes a floating-point number as a number however large, and none as text', () => {
    expect(written('real', 1e21)).toBe(number('1e+21'));
    expect(written('real', 5e15)).toBe(number('5000000000000000'));
    expect(written('real', Number.NEGATIVE_INFINITY)).toBe(textCell('-Infinity'));
    expect(written('real', Number.NaN)).toBe(textCell('NaN'));
  });

  it.each([
    ['12.50', true],
    ['-0.000000000000001', true],
    ['123456789012345.000', true],
    ['1234567890123456', false],
    ['0.1234567890123456', false],
    ['1e5', false],
    ['', false],
    ['-', false],
    ['.', false],
    ['=1', false],
  ])('writes the decimal %j as a number: %s', (text, isNumber) => {
    expect(written('decimal', text).includes('<v>')).toBe(isNumber);
  });

  it('writes milliseconds as the date cell of their second, with its fraction', () => {
    expect(written('date-ms', 1_669_605_302_000)).toBe(written('date', 1_669_605_302));
    expect(written('date-ms', 1_669_605_302_500)).toBe(written('date', 1_669_605_302.5));
    expect(written('date-ms', null)).toBe(written('date', null));
  });

  it('writes an account as text also where it was stored as a number', () => {
    expect(written('account', 123456789012)).toBe(textCell('123456789012'));
  });

  it('gives empty cells a style, of dates where dates would stand', () => {
    expect(written('plain', null)).toBe('<c s="2"/>');
    expect(written('account', null)).toBe('<c s="2"/>');
    expect(written('date', null)).toBe('<c s="1"/>');
    expect(written('plain', '')).toBe('<c s="2" t="inlineStr"><is><t></t></is></c>');
  });
});
