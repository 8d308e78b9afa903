/** The sheet `Summary` as XML. */
import { textWidth } from './column-widths.ts';
import { numberCell, textCell } from './excel-cells.ts';
import { columnLetters, excelSerial } from './excel-limits.ts';
import type { SummaryCell, SummaryTable } from './summary-tables.ts';
import type { CellStyles } from './workbook-stream.ts';

const LEAST_WIDTH = 12;
const MOST_WIDTH = 48;
/** `2022-11-28 12:15:02`. */
const MOMENT_WIDTH = 19;

/** In characters; titles and notes stand over the columns beside them. */
export function summaryWidths(tables: readonly SummaryTable[]): readonly number[] {
  const widths: number[] = [];
  const take = (column: number, width: number) => {
    widths[column] = Math.min(MOST_WIDTH, Math.max(widths[column] ?? LEAST_WIDTH, width + 2));
  };
  for (const { head, rows } of tables) {
    for (const line of [head.map((each): SummaryCell => ({ as: 'text', text: each })), ...rows]) {
      for (const [column, cell] of line.entries()) take(column, cell === null ? 0 : widthOf(cell));
    }
  }
  return widths;
}

function widthOf(cell: NonNullable<SummaryCell>): number {
  if (cell.as === 'text') return textWidth(cell.text);
  if (cell.as === 'moment') return MOMENT_WIDTH;
  return cell.as === 'share' ? 6 : cell.value.toLocaleString('en-US').length;
}

/** @param heading of the whole, one line each  @param zone of moments */
export function summarySheetXml(
  heading: readonly [string, string],
  tables: readonly SummaryTable[],
  zone: string,
  styles: CellStyles,
): string {
  let xml = '';
  let row = 0;
  const line = (cells: (place: (column: number) => string) => string) => {
    row++;
    xml += `<row r="${row}">${cells((column) => ` r="${columnLetters(column)}${row}"`)}</row>`;
  };
  const gap = () => {
    row++;
  };
  line((place) => textCell(heading[0], `${place(0)} s="${styles.title}"`));
  if (heading[1] !== '') line((place) => textCell(heading[1], `${place(0)} s="${styles.note}"`));
  for (const table of tables) {
    gap();
    line((place) => textCell(table.title, `${place(0)} s="${styles.section}"`));
    if (table.head.length > 0 && table.note === null) {
      const style = (column: number) => (isNumeric(table, column) ? styles.headRight : styles.head);
      line((place) => table.head.map((text, column) => textCell(text, `${place(column)} s="${style(column)}"`)).join(''));
    }
    const { note } = table;
    if (note !== null) line((place) => textCell(note, `${place(0)} s="${styles.note}"`));
    for (const cells of table.rows)
      line((place) => cells.map((cell, column) => (cell === null ? '' : cellXml(cell, place(column), zone, styles))).join(''));
  }
  return xml;
}

/** Their heads stand over them at the right, as the numbers do. */
function isNumeric({ rows }: SummaryTable, column: number): boolean {
  const cell = rows[0]?.[column];
  return cell?.as === 'count' || cell?.as === 'share';
}

function cellXml(cell: NonNullable<SummaryCell>, place: string, zone: string, styles: CellStyles): string {
  switch (cell.as) {
    case 'text':
      return textCell(cell.text, place);
    case 'moment': {
      const serial = excelSerial(cell.value, zone);
      return serial === null ? numberCell(cell.value, place) : numberCell(serial, `${place} s="${styles.dateLeft}"`);
    }
    case 'count':
      return numberCell(cell.value, `${place} s="${styles.thousands}"`);
    case 'share':
      return numberCell(cell.value, `${place} s="${styles.percent}"`);
    case 'number':
      return numberCell(cell.value, `${place} s="${styles.numberLeft}"`);
  }
}
