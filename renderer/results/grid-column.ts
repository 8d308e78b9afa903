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

/** Where a column that is drawn stands: its position in the grid's order, and its left edge in pixels. */
export interface PlacedCell {
  readonly index: number;
  readonly start: number;
}

/** The id of a cell's element: the grid names the active one. */
export const cellId = (gridId: string, cell: CellAt) => `${gridId}-${cell.row}-${cell.column}`;
