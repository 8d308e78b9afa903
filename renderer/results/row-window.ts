/**
 * Which rows are on the screen. Browsers end an element at some 33 million pixels, about a million rows; a longer result
 * is scrolled in proportion: the scroll bar's way stays, each pixel of it stands for more. Pure.
 */
export const ROW_HEIGHT = 28;
const TALLEST = 16_000_000;

export interface RowWindow {
  /** Height of all rows together as the scroll bar has it, pixels. */
  readonly height: number;
  /** Row at the upper edge, with its fraction. */
  readonly top: number;
  /** Rows from `first` up to, not including, `end` are to be drawn. */
  readonly first: number;
  readonly end: number;
}

const OVERSCAN = 6;

/** @param viewport pixels for rows */
export function rowWindow(rowCount: number, scrollTop: number, viewport: number): RowWindow {
  const height = contentHeight(rowCount);
  const top = scrollTop * rowsPerPixel(rowCount, viewport);
  const shown = viewport / ROW_HEIGHT;
  return {
    height,
    top,
    first: Math.max(0, Math.floor(top) - OVERSCAN),
    end: Math.min(rowCount, Math.ceil(top + shown) + OVERSCAN),
  };
}

/** Which rows were drawn last, and what is to be taken from a row's number to make the key of its element. */
export interface DrawnRows {
  readonly first: number;
  readonly end: number;
  readonly shift: number;
}

export const noRows: DrawnRows = { first: 0, end: 0, shift: 0 };

/**
 * A row keeps its element while it is in sight. Where a drag has left all of them behind, the elements stay and get
 * other rows, in the same order, which is less work than making new ones.
 */
export function drawnRows(before: DrawnRows, { first, end }: Pick<RowWindow, 'first' | 'end'>): DrawnRows {
  const isApart = first >= before.end || end <= before.first;
  return { first, end, shift: isApart ? before.shift + first - before.first : before.shift };
}

export function contentHeight(rowCount: number): number {
  return Math.min(rowCount * ROW_HEIGHT, TALLEST);
}

/** How many rows one pixel of the scroll bar's way stands for. */
export function rowsPerPixel(rowCount: number, viewport: number): number {
  const height = contentHeight(rowCount);
  if (height === rowCount * ROW_HEIGHT) return 1 / ROW_HEIGHT;
  return Math.max(0, rowCount - viewport / ROW_HEIGHT) / Math.max(1, height - viewport);
}

/** The scroll position that has the row in sight, moved as little as can be. */
export function scrollTopFor(row: number, rowCount: number, scrollTop: number, viewport: number): number {
  const perPixel = rowsPerPixel(rowCount, viewport);
  const top = scrollTop * perPixel;
  const shown = viewport / ROW_HEIGHT;
  if (row < top) return row / perPixel;
  if (row + 1 > top + shown) return Math.max(0, row + 1 - shown) / perPixel;
  return scrollTop;
}

/**
 * The scroll position that keeps the same rows in sight when rows have come behind them: each pixel of the scroll bar's
 * way then stands for more.
 */
export function grownScrollTop(scrollTop: number, from: number, to: number, viewport: number): number {
  const before = rowsPerPixel(from, viewport);
  const after = rowsPerPixel(to, viewport);
  return to <= from || before === after ? scrollTop : Math.round((scrollTop * before) / after);
}

/**
 * A turn of the wheel in whole pixels of the scroll bar's way, and what is left for the next turn: a browser drops
 * fractions, and a slow turn over millions of rows is nothing but fractions.
 * @param delta pixels of rows  @param perPixel pixels of rows that a pixel of the way stands for
 */
export function wheelStep(delta: number, perPixel: number, rest: number): { readonly by: number; readonly rest: number } {
  const exact = delta / perPixel + rest;
  const by = Math.trunc(exact);
  return { by, rest: exact - by };
}
