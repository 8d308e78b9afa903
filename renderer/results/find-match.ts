/** Where a text that is looked for stands in what is on the screen. Pure. */
import type { Cell } from '../../preload/contract/result.ts';
import { cellText, type Reading } from './cell-text.ts';
import type { GridColumn } from './grid-column.ts';
import type { CellAt } from './selection.ts';

/** As the filter takes it: blanks around it are of no matter, nor is its case. */
export const needleOf = (text: string): string => text.trim().replace(/\s+/g, ' ').toLowerCase();

/** Parts of a text, in turn beside the needle and the needle itself; one part where it does not stand in it. */
export function partsOf(text: string, needle: string): readonly string[] {
  if (needle === '') return [text];
  const lower = text.toLowerCase();
  // Letters that change their length with their case (İ) would put the mark beside its place.
  if (lower.length !== text.length) return [text];
  const parts: string[] = [];
  let from = 0;
  for (let at = lower.indexOf(needle); at >= 0; at = lower.indexOf(needle, from)) {
    parts.push(text.slice(from, at), text.slice(at, at + needle.length));
    from = at + needle.length;
  }
  return [...parts, text.slice(from)];
}

/** The columns of a row, by their place in the grid, whose value has the needle in it as it is read. */
export function matchesIn(row: readonly Cell[], columns: readonly GridColumn[], reading: Reading, needle: string): readonly number[] {
  return columns.flatMap(({ column, index }, place) => {
    const { text, side } = cellText(column, row[index] ?? null, reading);
    return needle !== '' && (side === '' ? text : `${text} ${side}`).toLowerCase().includes(needle) ? [place] : [];
  });
}

/**
 * The next cell that matches in a row.
 * @param after the place that was last looked at; NULL: none in this row  @param step 1 forward, -1 back
 */
export function nextInRow(matches: readonly number[], after: number | null, step: 1 | -1): number | undefined {
  if (step === 1) return matches.find((place) => after === null || place > after);
  return matches.findLast((place) => after === null || place < after);
}

/** Rows in the order in which they are looked through, round to the first one again. */
export function rowsAfter(from: CellAt | null, rowCount: number, step: 1 | -1, most: number): readonly number[] {
  const start = from?.row ?? (step === 1 ? 0 : rowCount - 1);
  const count = Math.min(most, rowCount + (from === null ? 0 : 1));
  return Array.from({ length: count }, (_, n) => (((start + step * n) % rowCount) + rowCount) % rowCount);
}
