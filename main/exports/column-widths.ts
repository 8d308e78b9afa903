/** Widths of a sheet's columns, in characters. */
import type { Cell } from '../../preload/contract/result.ts';
import { type ExportColumn, isDate } from './export-columns.ts';

/** How many rows are looked at. */
export const SAMPLE_ROWS = 1000;

const LEAST = 6;
const MOST = 60;
/** `2022-11-28 12:15:02`. */
const DATE = 19;
/** The filter's button, and that the header is bold. */
const HEADER_EXTRA = 3;

/** @param rows the first ones, all columns in file order */
export function columnWidths(columns: readonly ExportColumn[], rows: readonly (readonly Cell[])[]): readonly number[] {
  return columns.map((column) => {
    let most = textWidth(column.header) + HEADER_EXTRA;
    for (const row of rows.slice(0, SAMPLE_ROWS)) {
      const value = row[column.index] ?? null;
      if (value === null) continue;
      most = Math.max(most, isDate(column.form) && typeof value === 'number' ? DATE : textWidth(String(value).slice(0, MOST)));
      if (most >= MOST) return MOST;
    }
    return Math.min(MOST, Math.max(LEAST, most + 1));
  });
}

/** In characters, of which East Asian ones take two. */
export function textWidth(text: string): number {
  let width = text.length;
  for (const char of text)
    if (/[\u1100-\u115F\u2E80-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\uFFE0-\uFFE6]/.test(char)) width++;
  return width;
}
