import { useRef } from 'react';
import type { Reading } from './cell-text.ts';
import { matchesIn, needleOf, nextInRow, rowsAfter } from './find-match.ts';
import type { GridColumn } from './grid-column.ts';
import type { CellAt } from './selection.ts';
import type { Pages } from './use-pages.ts';

/** A match may stand in a column that is hidden: so many rows without one on the screen are passed by. */
const MOST_ROWS = 400;

/** Goes from one cell that has the text in it to the next. @param onFound the cell; never called where there is none */
export function useNextMatch(
  columns: readonly GridColumn[],
  rowCount: number,
  pages: Pages,
  reading: Reading,
  onFound: (cell: CellAt) => void,
): (text: string, from: CellAt | null, step: 1 | -1) => void {
  // Only the last wish counts: rows may have to be fetched on the way.
  const wish = useRef(0);
  const search = async (text: string, from: CellAt | null, step: 1 | -1) => {
    const mine = ++wish.current;
    const needle = needleOf(text);
    if (needle === '' || rowCount === 0) return;
    for (const [turn, row] of rowsAfter(from, rowCount, step, MOST_ROWS).entries()) {
      const [values] = await pages.read(row, row + 1);
      if (wish.current !== mine) return;
      const after = turn === 0 && from !== null ? from.column : null;
      const column = nextInRow(matchesIn(values ?? [], columns, reading, needle), after, step);
      if (column !== undefined) return onFound({ row, column });
    }
  };
  // What could not be read is asked for again with the next press.
  return (text, from, step) => void search(text, from, step).catch(() => undefined);
}
