/**
 * Cells that have been made before. Most columns of flow logs hold the same values again and again: a text, a port, a
 * moment is then turned into XML once.
 */
import type { Cell } from '../../preload/contract/result.ts';

/** Of one column. Bounded, so that a column of a million different texts takes no more memory than one of ten. */
const MOST_KEPT = 8192;

/**
 * The same cells as `make` makes. A column in which less than half of the values come again within what is kept is not
 * looked up any more: that costs more than it saves.
 */
export function keptCells(make: (value: Cell) => string): (value: Cell) => string {
  let kept: Map<Cell, string> | null = new Map();
  let found = 0;
  return (value) => {
    const known = kept?.get(value);
    if (known !== undefined) {
      found++;
      return known;
    }
    const cell = make(value);
    if (kept === null) return cell;
    if (kept.size >= MOST_KEPT) {
      kept = found < MOST_KEPT ? null : new Map();
      found = 0;
    }
    kept?.set(value, cell);
    return cell;
  };
}
