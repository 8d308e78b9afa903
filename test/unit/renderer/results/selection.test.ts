import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  blockOf,
  cellSelection,
  clamped,
  type Limits,
  moved,
  movedHead,
  type Selection,
  wholeColumns,
  wholeRows,
} from '../../../../renderer/results/selection.ts';

const limits: Limits = { rows: 1000, columns: 12, page: 20 };
const at = (row: number, column: number): Selection => cellSelection({ row, column });
const focus = (selection: Selection | null) => selection && [selection.focus.row, selection.focus.column];

const grids = fc.record({
  rows: fc.integer({ min: 1, max: 5_000_000 }),
  columns: fc.integer({ min: 1, max: 40 }),
  page: fc.integer({ min: 1, max: 80 }),
});
const cells = fc.record({ row: fc.nat(6_000_000), column: fc.nat(50) });
const keys = fc.constantFrom('ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight', 'PageUp', 'PageDown', 'Home', 'End');

describe('a key', () => {
  it.each([
    ['ArrowDown', false, [6, 3]],
    ['ArrowUp', false, [4, 3]],
    ['ArrowLeft', false, [5, 2]],
    ['ArrowRight', false, [5, 4]],
    ['PageDown', false, [25, 3]],
    ['PageUp', false, [0, 3]],
    ['Home', false, [5, 0]],
    ['End', false, [5, 11]],
    ['ArrowDown', true, [999, 3]],
    ['ArrowUp', true, [0, 3]],
    ['ArrowLeft', true, [5, 0]],
    ['ArrowRight', true, [5, 11]],
    ['Home', true, [0, 0]],
    ['End', true, [999, 11]],
  ])('%s (with Ctrl: %s) leads to %j', (key, far, target) => {
    expect(focus(moved(at(5, 3), key, false, far, limits))).toEqual(target);
  });

  it.each(['a', 'Tab', 'Enter', '', 'constructor', 'toString', '__proto__'])('%j moves nothing', (key) => {
    expect(moved(at(5, 3), key, false, false, limits)).toBeNull();
  });

  it('with Shift keeps the cell where the block was begun; without, the block is one cell', () => {
    fc.assert(
      fc.property(grids, cells, cells, keys, fc.boolean(), (grid, anchor, end, key, far) => {
        const before = clamped({ anchor, focus: end }, grid);
        if (!before) throw new Error('a grid with cells');
        const extended = moved(before, key, true, far, grid);
        const single = moved(before, key, false, far, grid);
        expect(extended?.anchor).toEqual(before.anchor);
        expect(single?.anchor).toEqual(single?.focus);
        expect(extended?.focus).toEqual(single?.focus);
      }),
    );
  });

  it('never leads out of the grid', () => {
    fc.assert(
      fc.property(grids, cells, fc.array(fc.tuple(keys, fc.boolean(), fc.boolean()), { maxLength: 20 }), (grid, start, pressed) => {
        let selection = clamped(cellSelection(start), grid);
        for (const [key, extend, far] of pressed) {
          selection = selection && moved(selection, key, extend, far, grid);
          for (const cell of [selection?.anchor, selection?.focus]) {
            expect(cell?.row).toBeGreaterThanOrEqual(0);
            expect(cell?.row).toBeLessThan(grid.rows);
            expect(cell?.column).toBeGreaterThanOrEqual(0);
            expect(cell?.column).toBeLessThan(grid.columns);
          }
        }
      }),
    );
  });

  it('leads to every cell', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 60 }),
        fc.integer({ min: 1, max: 12 }),
        fc.nat(),
        fc.nat(),
        (rows, columns, rowAt, columnAt) => {
          const grid = { rows, columns, page: 7 };
          const target = { row: rowAt % rows, column: columnAt % columns };
          let selection: Selection | null = at(0, 0);
          for (let step = 0; step < target.row; step++) selection = selection && moved(selection, 'ArrowDown', false, false, grid);
          for (let step = 0; step < target.column; step++) selection = selection && moved(selection, 'ArrowRight', false, false, grid);
          expect(selection?.focus).toEqual(target);
        },
      ),
    );
  });
});

describe('a block', () => {
  it('is the same from whichever corner it was begun', () => {
    fc.assert(
      fc.property(cells, cells, (a, b) => {
        const block = blockOf({ anchor: a, focus: b });
        expect(block).toEqual(blockOf({ anchor: b, focus: a }));
        expect(block).toEqual(blockOf({ anchor: { row: a.row, column: b.column }, focus: { row: b.row, column: a.column } }));
        expect(block.top).toBeLessThanOrEqual(block.bottom);
        expect(block.left).toBeLessThanOrEqual(block.right);
      }),
    );
    expect(blockOf(at(4, 2))).toEqual({ top: 4, bottom: 4, left: 2, right: 2 });
  });

  it('stays inside a grid that has become smaller, and is gone with its last row', () => {
    const selection: Selection = { anchor: { row: 900, column: 11 }, focus: { row: 3, column: 2 } };
    expect(clamped(selection, { rows: 10, columns: 5 })).toEqual({ anchor: { row: 9, column: 4 }, focus: { row: 3, column: 2 } });
    expect(clamped(selection, { rows: 1000, columns: 12 })).toEqual(selection);
    expect(clamped(selection, { rows: 0, columns: 12 })).toBeNull();
    expect(clamped(selection, { rows: 10, columns: 0 })).toBeNull();
    expect(clamped(null, { rows: 10, columns: 5 })).toBeNull();
  });
});

describe('whole rows and columns', () => {
  it('reach from end to end', () => {
    expect(wholeRows({ top: 3, bottom: 5 }, limits)).toEqual({ anchor: { row: 3, column: 0 }, focus: { row: 5, column: 11 } });
    const block = { anchor: { row: 3, column: 4 }, focus: { row: 5, column: 2 } };
    expect(wholeColumns(block, limits)).toEqual({ anchor: { row: 0, column: 4 }, focus: { row: 999, column: 2 } });
  });
});

it('a key leads from header to header, and no further', () => {
  expect(movedHead(3, 'ArrowLeft', 12)).toBe(2);
  expect(movedHead(0, 'ArrowLeft', 12)).toBe(0);
  expect(movedHead(11, 'ArrowRight', 12)).toBe(11);
  expect(movedHead(3, 'Home', 12)).toBe(0);
  expect(movedHead(3, 'End', 12)).toBe(11);
  expect(movedHead(3, 'ArrowUp', 12)).toBeNull();
});
