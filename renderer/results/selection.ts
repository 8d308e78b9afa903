/** A block of cells: where it was begun, where it is now. Pure. */
export interface CellAt {
  readonly row: number;
  /** Position in the grid's order. */
  readonly column: number;
}

export interface Selection {
  readonly anchor: CellAt;
  readonly focus: CellAt;
}

export interface Limits {
  readonly rows: number;
  readonly columns: number;
  /** Rows on a screen. */
  readonly page: number;
}

export const cellSelection = (cell: CellAt): Selection => ({ anchor: cell, focus: cell });

/** Rows and columns of the block, both ends included. */
export function blockOf({ anchor, focus }: Selection) {
  return {
    top: Math.min(anchor.row, focus.row),
    bottom: Math.max(anchor.row, focus.row),
    left: Math.min(anchor.column, focus.column),
    right: Math.max(anchor.column, focus.column),
  };
}

/** Keeps the block inside a grid that has become smaller; NULL when nothing is left. */
export function clamped(selection: Selection | null, limits: Pick<Limits, 'rows' | 'columns'>): Selection | null {
  if (!selection || limits.rows === 0 || limits.columns === 0) return null;
  const clamp = ({ row, column }: CellAt) => ({ row: Math.min(row, limits.rows - 1), column: Math.min(column, limits.columns - 1) });
  return { anchor: clamp(selection.anchor), focus: clamp(selection.focus) };
}

/**
 * The block after a key; NULL for a key that moves nothing.
 * @param extend Shift: the anchor stays  @param far Ctrl or Cmd: to the end
 */
export function moved(selection: Selection, key: string, extend: boolean, far: boolean, limits: Limits): Selection | null {
  const { row, column } = selection.focus;
  const lastRow = limits.rows - 1;
  const lastColumn = limits.columns - 1;
  const targets: Readonly<Record<string, CellAt>> = {
    ArrowUp: { row: far ? 0 : row - 1, column },
    ArrowDown: { row: far ? lastRow : row + 1, column },
    ArrowLeft: { row, column: far ? 0 : column - 1 },
    ArrowRight: { row, column: far ? lastColumn : column + 1 },
    PageUp: { row: row - limits.page, column },
    PageDown: { row: row + limits.page, column },
    Home: { row: far ? 0 : row, column: 0 },
    End: { row: far ? lastRow : row, column: lastColumn },
  };
  const target = Object.hasOwn(targets, key) ? targets[key] : undefined;
  if (!target) return null;
  const focus = {
    row: Math.max(0, Math.min(target.row, lastRow)),
    column: Math.max(0, Math.min(target.column, lastColumn)),
  };
  return { anchor: extend ? selection.anchor : focus, focus };
}

/** All cells of the rows; the active one is in the last of them. */
export function wholeRows(rows: { readonly top: number; readonly bottom: number }, limits: Pick<Limits, 'columns'>): Selection {
  return { anchor: { row: rows.top, column: 0 }, focus: { row: rows.bottom, column: limits.columns - 1 } };
}

/** All cells of the block's columns. */
export function wholeColumns({ anchor, focus }: Selection, limits: Pick<Limits, 'rows'>): Selection {
  return { anchor: { row: 0, column: anchor.column }, focus: { row: limits.rows - 1, column: focus.column } };
}

/** The header after a key; NULL for a key that leads to none. */
export function movedHead(column: number, key: string, columns: number): number | null {
  switch (key) {
    case 'ArrowLeft':
      return Math.max(0, column - 1);
    case 'ArrowRight':
      return Math.min(columns - 1, column + 1);
    case 'Home':
      return 0;
    case 'End':
      return columns - 1;
    default:
      return null;
  }
}
