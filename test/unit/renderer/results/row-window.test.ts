import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  contentHeight,
  drawnRows,
  grownScrollTop,
  noRows,
  ROW_HEIGHT,
  rowsPerPixel,
  rowWindow,
  scrollTopFor,
  wheelStep,
} from '../../../../renderer/results/row-window.ts';

/** Browsers end an element there. */
const TALLEST_ELEMENT = 33_554_400;
const FEW_ROWS = 1e-6;

const rowCounts = fc.oneof(
  fc.integer({ min: 1, max: 200 }),
  fc.integer({ min: 571_000, max: 572_000 }),
  fc.integer({ min: 1, max: 5_000_000 }),
  fc.constantFrom(1, 571_428, 571_429, 1_000_000, 5_000_000),
);
const viewports = fc.integer({ min: ROW_HEIGHT, max: 2400 });
const lastPosition = (rowCount: number, viewport: number) => Math.max(0, contentHeight(rowCount) - viewport);
/** The rows at the upper and the lower edge, with their fractions. */
const edges = (rowCount: number, scrollTop: number, viewport: number) => {
  const top = scrollTop * rowsPerPixel(rowCount, viewport);
  return { top, bottom: top + viewport / ROW_HEIGHT };
};

describe('rows that come behind', () => {
  it('leave those in sight where they are, as far as a pixel of the scroll bar can', () => {
    fc.assert(
      fc.property(rowCounts, rowCounts, viewports, fc.double({ min: 0, max: 1, noNaN: true }), (a, b, viewport, share) => {
        const [from, to] = a < b ? [a, b] : [b, a];
        const scrollTop = Math.round(share * lastPosition(from, viewport));
        const next = grownScrollTop(scrollTop, from, to, viewport);
        expect(next).toBeLessThanOrEqual(lastPosition(to, viewport) + 1);
        const moved = Math.abs(edges(to, next, viewport).top - edges(from, scrollTop, viewport).top);
        expect(moved).toBeLessThanOrEqual(rowsPerPixel(to, viewport) / 2 + FEW_ROWS);
      }),
    );
  });

  it('are no reason to move where there are fewer than before', () => {
    expect(grownScrollTop(5000, 1_000_000, 700, 600)).toBe(5000);
  });
});

describe('rows on the screen', () => {
  it('begin with the first and end with the last, exactly, in a result of any length', () => {
    fc.assert(
      fc.property(rowCounts, viewports, (rowCount, viewport) => {
        expect(contentHeight(rowCount)).toBeLessThan(TALLEST_ELEMENT);
        const first = rowWindow(rowCount, 0, viewport);
        expect([first.first, first.top]).toEqual([0, 0]);
        const last = rowWindow(rowCount, lastPosition(rowCount, viewport), viewport);
        expect(last.end).toBe(rowCount);
        const { bottom } = edges(rowCount, lastPosition(rowCount, viewport), viewport);
        // The last row ends at the lower edge, or all rows have room.
        if (rowCount * ROW_HEIGHT > viewport) expect(Math.abs(bottom - rowCount)).toBeLessThan(FEW_ROWS);
        else expect(first.end).toBe(rowCount);
      }),
    );
  });

  it('hold every row that is in sight, and few more', () => {
    fc.assert(
      fc.property(rowCounts, viewports, fc.double({ min: 0, max: 1, noNaN: true }), (rowCount, viewport, part) => {
        const scrollTop = Math.round(lastPosition(rowCount, viewport) * part);
        const shown = rowWindow(rowCount, scrollTop, viewport);
        const { top, bottom } = edges(rowCount, scrollTop, viewport);
        expect(shown.first).toBeLessThanOrEqual(Math.floor(top));
        expect(shown.end).toBeGreaterThanOrEqual(Math.min(rowCount, Math.ceil(bottom - FEW_ROWS)));
        expect(shown.first).toBeGreaterThanOrEqual(0);
        expect(shown.end).toBeLessThanOrEqual(rowCount);
        expect(shown.end - shown.first).toBeLessThanOrEqual(viewport / ROW_HEIGHT + 14);
      }),
    );
  });

  it('move on with each pixel and never back', () => {
    fc.assert(
      fc.property(rowCounts, viewports, fc.nat(), (rowCount, viewport, at) => {
        const scrollTop = at % (lastPosition(rowCount, viewport) + 1);
        const [here, next] = [rowWindow(rowCount, scrollTop, viewport), rowWindow(rowCount, scrollTop + 1, viewport)];
        expect(next.top).toBeGreaterThan(here.top);
        // No row is jumped over: what is in sight after a pixel touches what was before.
        expect(next.top - here.top).toBeLessThan(viewport / ROW_HEIGHT);
      }),
    );
  });

  it('are none of an empty result', () => {
    expect(rowWindow(0, 0, 500)).toMatchObject({ height: 0, first: 0, end: 0 });
  });

  it('are a pixel each while the scroll bar is as long as they are', () => {
    const most = Math.floor(16_000_000 / ROW_HEIGHT);
    expect(rowsPerPixel(most, 560)).toBe(1 / ROW_HEIGHT);
    expect(contentHeight(most)).toBe(most * ROW_HEIGHT);
    expect(rowsPerPixel(most + 1, 560)).toBeCloseTo(1 / ROW_HEIGHT, 6);
  });
});

describe('a row that is to be seen', () => {
  it('can be reached from anywhere: the whole of it is in sight', () => {
    fc.assert(
      fc.property(rowCounts, viewports, fc.nat(), fc.nat(), (rowCount, viewport, rowAt, from) => {
        const row = rowAt % rowCount;
        const last = lastPosition(rowCount, viewport);
        const scrollTop = scrollTopFor(row, rowCount, from % (last + 1), viewport);
        expect(scrollTop).toBeGreaterThanOrEqual(0);
        expect(scrollTop).toBeLessThanOrEqual(last + 1e-3);
        const { top, bottom } = edges(rowCount, scrollTop, viewport);
        expect(row).toBeGreaterThanOrEqual(top - FEW_ROWS);
        expect(row + 1).toBeLessThanOrEqual(bottom + FEW_ROWS);
      }),
    );
  });

  it('is drawn even when the browser takes whole pixels, and at most half of it is cut off', () => {
    fc.assert(
      fc.property(rowCounts, viewports, fc.nat(), fc.nat(), (rowCount, viewport, rowAt, from) => {
        const row = rowAt % rowCount;
        const last = lastPosition(rowCount, viewport);
        const scrollTop = Math.min(last, Math.round(scrollTopFor(row, rowCount, from % (last + 1), viewport)));
        const shown = rowWindow(rowCount, scrollTop, viewport);
        expect(row).toBeGreaterThanOrEqual(shown.first);
        expect(row).toBeLessThan(shown.end);
        const { top, bottom } = edges(rowCount, scrollTop, viewport);
        expect(row).toBeGreaterThanOrEqual(top - 0.5);
        expect(row + 1).toBeLessThanOrEqual(bottom + 0.5);
      }),
    );
  });

  it('moves nothing when it is in sight already', () => {
    expect(scrollTopFor(3, 1000, 28, 280)).toBe(28);
    expect(scrollTopFor(1, 1000, 28, 280)).toBe(28);
    expect(scrollTopFor(10, 1000, 28, 280)).toBe(28);
  });

  it('moves as little as can be', () => {
    expect(scrollTopFor(0, 1000, 28, 280)).toBe(0);
    expect(scrollTopFor(11, 1000, 28, 280)).toBe(56);
    expect(scrollTopFor(4_999_999, 5_000_000, 0, 560)).toBeCloseTo(16_000_000 - 560, 3);
    expect(scrollTopFor(0, 5_000_000, 16_000_000 - 560, 560)).toBe(0);
  });
});

describe('a turn of the wheel', () => {
  it('comes to as many rows in small steps as in one', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -300, max: 300, noNaN: true }), { maxLength: 200 }),
        fc.double({ min: 1.01, max: 100, noNaN: true }),
        (deltas, perPixel) => {
          let at = 0;
          let rest = 0;
          for (const delta of deltas) {
            const step = wheelStep(delta, perPixel, rest);
            expect(Number.isInteger(step.by)).toBe(true);
            at += step.by;
            rest = step.rest;
          }
          expect(Math.abs(at - deltas.reduce((sum, delta) => sum + delta, 0) / perPixel)).toBeLessThanOrEqual(1 + 1e-6);
        },
      ),
    );
  });
});

describe('the element of a row', () => {
  it('stays while the row is in sight; after a leap all elements stay, and the keys go up with the rows', () => {
    const window = fc.record({ first: fc.nat(200), length: fc.integer({ min: 1, max: 20 }) });
    fc.assert(
      fc.property(fc.array(window, { minLength: 2, maxLength: 20 }), (windows) => {
        let before = noRows;
        for (const { first, length } of windows) {
          const drawn = drawnRows(before, { first, end: first + length });
          const isApart = drawn.first >= before.end || drawn.end <= before.first;
          if (isApart) expect(drawn.first - drawn.shift).toBe(before.first - before.shift);
          else expect(drawn.shift).toBe(before.shift);
          before = drawn;
        }
      }),
    );
  });
});
