import { textWidth } from './column-widths.ts';
import { numberCell, textCell } from './excel-cells.ts';
import { MOST_CELL_CHARACTERS } from './excel-limits.ts';
import type { QueryLine } from './query-lines.ts';
import type { CellStyles } from './workbook-stream.ts';

/** Of the label and of its value, in characters. */
export const QUERY_WIDTHS = [30, 110] as const;

/** Points. Excel takes no row that is higher than the last of them. */
const LINE_HEIGHT = 15;
const MOST_HEIGHT = 409;

/** The rows of the sheet `Query`. A value longer than a cell, as a statement may be, goes on in the rows below. */
export function querySheetXml(lines: readonly QueryLine[], styles: Pick<CellStyles, 'label' | 'text' | 'count'>): string {
  let xml = '';
  let row = 0;
  for (const { label, value } of lines) {
    const pieces = typeof value === 'string' ? cellPieces(value) : [value];
    for (const [index, piece] of pieces.entries()) {
      row++;
      const valueXml =
        typeof piece === 'string'
          ? textCell(piece, ` s="${styles.text}"`)
          : numberCell(piece, ` s="${Number.isInteger(piece) ? styles.count : styles.text}"`);
      const labelXml = textCell(index === 0 ? label : '', ` r="A${row}" s="${styles.label}"`);
      xml += `<row r="${row}" ht="${heightOf(String(piece))}" customHeight="1">${labelXml}${valueXml}</row>`;
    }
  }
  return xml;
}

/** Not every program makes a row as high as its wrapped text. */
function heightOf(text: string): number {
  const lines = text.split('\n').reduce((sum, line) => sum + Math.max(1, Math.ceil(textWidth(line) / QUERY_WIDTHS[1])), 0);
  return Math.min(MOST_HEIGHT, lines * LINE_HEIGHT);
}

/** Cut after a line's end where there is one, else anywhere but within a character. */
function cellPieces(text: string): readonly string[] {
  const pieces: string[] = [];
  let rest = text;
  while (rest.length > MOST_CELL_CHARACTERS) {
    const lineEnd = rest.lastIndexOf('\n', MOST_CELL_CHARACTERS - 1) + 1;
    const splits = /[\uD800-\uDBFF]/.test(rest.charAt(MOST_CELL_CHARACTERS - 1));
    const end = lineEnd > 0 ? lineEnd : MOST_CELL_CHARACTERS - (splits ? 1 : 0);
    pieces.push(rest.slice(0, end));
    rest = rest.slice(end);
  }
  return [...pieces, rest];
}
