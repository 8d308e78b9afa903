import { useState } from 'react';
import type { Filter } from '../../preload/contract/result.ts';
import type { Reading } from './cell-text.ts';
import { needleOf } from './find-match.ts';
import type { GridColumn } from './grid-column.ts';
import { type CellAt, cellSelection, type Selection } from './selection.ts';
import { useNextMatch } from './use-next-match.ts';
import type { Pages } from './use-pages.ts';

export interface Finding {
  /** What is looked for, as typed; empty: nothing. */
  readonly text: string;
  /** The same, as it is held against the cells. */
  readonly needle: string;
  /** The match that was gone to last. */
  readonly sought: CellAt | null;
  /** Goes to the next match behind the cell, or before it, and selects it. */
  readonly next: (from: CellAt | null, step: 1 | -1) => void;
}

/** What is looked for in the rows of a view, and the way from match to match. @param columns on the screen @param rowCount of the view */
export function useFind(
  filters: readonly Filter[],
  columns: readonly GridColumn[],
  rowCount: number,
  pages: Pages,
  reading: Reading,
  onSelect: (selection: Selection) => void,
): Finding {
  const [sought, setSought] = useState<CellAt | null>(null);
  const nextMatch = useNextMatch(columns, rowCount, pages, reading, (cell) => {
    onSelect(cellSelection(cell));
    setSought(cell);
  });
  const find = filters.find((filter) => filter.op === 'find');
  const text = find?.text ?? '';
  const needle = needleOf(text);
  return { text, needle, sought, next: (from, step) => nextMatch(needle, from, step) };
}
