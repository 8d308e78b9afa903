import type { ResultColumn } from '../../preload/contract/result.ts';
import type { CellAt } from './selection.ts';

/** A column as the grid has it. */
export interface GridColumn {
  readonly column: ResultColumn;
  /** Position in the result's rows. */
  readonly index: number;
  /** Pixels. */
  readonly width: number;
}

/** Where a column that is drawn stands: its position in the grid's order, its left edge in pixels, whether it stays there. */
export interface PlacedCell {
  readonly index: number;
  readonly start: number;
  readonly isPinned: boolean;
  /** Behind it the columns scroll. */
  readonly isLastPinned: boolean;
}

/**
 * What is drawn: the pinned columns, and those of the others that are in sight.
 * @param inSight positions and left edges  @param pinned how many stay
 */
export function placedCells(
  columns: readonly GridColumn[],
  inSight: readonly { readonly index: number; readonly start: number }[],
  pinned: number,
): readonly PlacedCell[] {
  let start = 0;
  const stays = columns.slice(0, pinned).map(({ width }, index) => {
    const cell = { index, start, isPinned: true, isLastPinned: index === pinned - 1 };
    start += width;
    return cell;
  });
  const others = inSight.filter(({ index }) => index >= pinned);
  return [...stays, ...others.map((cell) => ({ ...cell, isPinned: false, isLastPinned: false }))];
}

/** Left edges and widths as one style, for header and cells alike. */
export const placeOf = ({ start }: PlacedCell, width: number) => ({ width, left: start });

/** The id of a cell's element: the grid names the active one. */
export const cellId = (gridId: string, cell: CellAt) => `${gridId}-${cell.row}-${cell.column}`;

/** The same of a header. */
export const headId = (gridId: string, column: number) => `${gridId}-head-${column}`;
