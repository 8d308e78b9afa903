import fc from 'fast-check';
import { expect, it } from 'vitest';
import { tsv } from '../../../../renderer/results/tsv.ts';

/** As a spreadsheet reads what is pasted: tabs, line feeds, quoted values. */
function paste(text: string): string[][] {
  const rows: string[][] = [[]];
  let at = 0;
  while (at <= text.length) {
    let value = '';
    if (text[at] === '"') {
      at++;
      while (text[at] !== '"' || text[at + 1] === '"') {
        if (at >= text.length) throw new Error('a quote that does not end');
        at += text[at] === '"' ? 1 : 0;
        value += text[at++];
      }
      at++;
    } else while (at < text.length && text[at] !== '\t' && text[at] !== '\n') value += text[at++];
    rows.at(-1)?.push(value);
    if (text[at] === '\n') rows.push([]);
    at++;
  }
  return rows;
}

it('is what spreadsheets paste', () => {
  expect(
    tsv([
      ['start', 'srcaddr'],
      ['2022-11-28 12:15:02', '10.0.0.1'],
    ]),
  ).toBe('start\tsrcaddr\n2022-11-28 12:15:02\t10.0.0.1');
  expect(tsv([['a\tb', 'say "x"', 'two\nlines', 'old\rmac', 'plain, with comma']])).toBe(
    '"a\tb"\t"say ""x"""\t"two\nlines"\t"old\rmac"\tplain, with comma',
  );
  expect(tsv([['', '']])).toBe('\t');
});

it('keeps every value in its own cell, whatever is in it', () => {
  const values = fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom('\t', '\n', '\r', '"', 'a', '') }));
  const tables = fc
    .integer({ min: 1, max: 5 })
    .chain((width) => fc.array(fc.array(values, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 5 }));
  fc.assert(
    fc.property(tables, (rows) => {
      expect(paste(tsv(rows))).toEqual(rows);
    }),
  );
});
