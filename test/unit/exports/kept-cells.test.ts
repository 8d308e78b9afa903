import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cellWriter, sharingWriter } from '../../../main/exports/excel-cells.ts';
import { keptCells } from '../../../main/exports/kept-cells.ts';
import type { Cell } from '../../../preload/contract/result.ts';

const made = (value: Cell) => `${typeof value} ${String(value)}`;

describe('kept cells', () => {
  it('are the cells that are made for each value', () => {
    const value = fc.oneof(fc.integer({ min: -5, max: 5 }), fc.double(), fc.constantFrom('1', 'a', '', 'null'), fc.constant(null));
    fc.assert(
      fc.property(fc.array(value), (values) => {
        const kept = keptCells(made);
        expect(values.map(kept)).toEqual(values.map(made));
      }),
    );
  });

  it('are made once where values come again, and forgotten where they do not', () => {
    let times = 0;
    const counting = (value: Cell) => {
      times++;
      return made(value);
    };
    const few = keptCells(counting);
    for (let row = 0; row < 100_000; row++) few(row % 50);
    expect(times).toBe(50);
    times = 0;
    const all = keptCells(counting);
    for (let row = 0; row < 100_000; row++) expect(all(row)).toBe(`number ${row}`);
    for (let row = 0; row < 10; row++) all(1);
    // No more than was kept is known, and after that nothing is looked up.
    expect(times).toBe(100_010);
  });
});

describe('shared texts', () => {
  const styles = { date: 1, empty: 2 };
  const table: string[] = [];
  const share = (text: string) => (table.length < 2 ? table.push(text) - 1 : null);
  const write = sharingWriter(cellWriter('plain', 'UTC', styles), share);
  const inline = (text: string, space = '') => `<c t="inlineStr"><is><t${space}>${text}</t></is></c>`;

  it('are short words without anything to escape', () => {
    expect(write('ACCEPT')).toBe('<c t="s"><v>0</v></c>');
    expect(write('a b')).toBe(inline('a b'));
    expect(write('<a>')).toBe(inline('&lt;a&gt;'));
    expect(write('_x0041_')).toBe(inline('_x005F_x0041_'));
    expect(write(' ')).toBe(inline(' ', ' xml:space="preserve"'));
    expect(write('x'.repeat(101))).toBe(inline('x'.repeat(101)));
    expect(write('')).toBe('<c s="2" t="inlineStr"><is><t></t></is></c>');
    expect(write(null)).toBe('<c s="2"/>');
    expect(write(7)).toBe('<c><v>7</v></c>');
    expect(table).toEqual(['ACCEPT']);
  });

  it('stand in their cell when the table has no more room', () => {
    expect(write('REJECT')).toBe('<c t="s"><v>1</v></c>');
    expect(write('OK')).toBe(inline('OK'));
  });
});
