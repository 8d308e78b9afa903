import type { Cell } from '../../preload/contract/result.ts';
import { columnWidths } from './column-widths.ts';
import { cellWriter, sharingWriter, textCell } from './excel-cells.ts';
import { columnLetters, MOST_CELL_CHARACTERS } from './excel-limits.ts';
import { keptCells } from './kept-cells.ts';
import type { PartialFile } from './partial-file.ts';
import { createPieces } from './pieces.ts';
import type { QueryLine } from './query-lines.ts';
import { QUERY_WIDTHS, querySheetXml } from './query-sheet.ts';
import type { RowsFile, RowsPlan } from './rows-file.ts';
import { summarySheetXml, summaryWidths } from './summary-sheet.ts';
import type { SummaryTable } from './summary-tables.ts';
import { createWorkbookStream, type SheetStream } from './workbook-stream.ts';

export interface WorkbookPlan extends RowsPlan {
  /** Data rows on a sheet at most; the header comes on top. */
  readonly rowsPerSheet: number;
  /** What the sheet `Summary` says, with its heading; NULL: there is none. */
  readonly summary: { readonly heading: readonly [string, string]; readonly tables: readonly SummaryTable[] } | null;
  /** What the sheet `Query` says. @param cutCells cells that were longer than Excel takes */
  queryLines(cutCells: number): readonly QueryLine[];
}

/**
 * Writes rows as a workbook: `Flows`, or `Flows 1`, `Flows 2`, ... when there are more than a sheet takes, then
 * `Summary` where it is wanted, and `Query`.
 * Widths come from the first rows that are written.
 * @throws the partial file's failure, from each of its functions
 */
export function createWorkbookFile(file: PartialFile, plan: WorkbookPlan): RowsFile {
  const { columns, rowCount, rowsPerSheet, zone } = plan;
  const workbook = createWorkbookStream(file);
  const cells = columns.map(({ index, form }) => {
    const write = cellWriter(form, zone, workbook.styles);
    const mayShare = form === 'plain' || form === 'account';
    return { index, first: write, later: keptCells(mayShare ? sharingWriter(write, workbook.share) : (value) => write(value, '')) };
  });
  const lastColumn = columnLetters(columns.length - 1);
  let sheet: SheetStream | null = null;
  let sheets = 0;
  /** The last row written on this sheet; the header is row 1. */
  let row = 0;
  let widths: readonly number[] | null = null;
  let cutCells = 0;
  const pieces = createPieces(async (piece) => sheet?.write(piece));

  const closeSheet = async () => {
    await pieces.flush();
    sheet?.close();
    sheet = null;
  };
  const nextSheet = async (rows: readonly (readonly Cell[])[]) => {
    await closeSheet();
    widths ??= columnWidths(columns, rows);
    const left = Math.max(0, rowCount - sheets * rowsPerSheet);
    sheets++;
    const name = rowCount > rowsPerSheet ? `Flows ${sheets}` : 'Flows';
    sheet = workbook.addSheet({ name, widths, filter: `A1:${lastColumn}${Math.min(left, rowsPerSheet) + 1}` });
    row = 1;
    const place = (index: number) => `${index === 0 ? ' r="A1"' : ''} s="${workbook.styles.header}"`;
    await pieces.add(`<row r="1">${columns.map((column, index) => textCell(column.header, place(index))).join('')}</row>`);
  };

  return {
    async write(rows) {
      for (const values of rows) {
        if (!sheet || row > rowsPerSheet) await nextSheet(rows);
        row++;
        let xml = `<row r="${row}">`;
        // Not every reader takes rows without a reference, and every one is content with that of the first cell.
        let place = ` r="A${row}"`;
        for (const { index, first, later } of cells) {
          const value = values[index] ?? null;
          if (typeof value === 'string' && value.length > MOST_CELL_CHARACTERS) cutCells++;
          xml += place === '' ? later(value) : first(value, place);
          place = '';
        }
        const full = pieces.add(`${xml}</row>`);
        if (full) await full;
      }
    },
    async finish() {
      if (!sheet) await nextSheet([]);
      await closeSheet();
      if (plan.summary) {
        const { heading, tables } = plan.summary;
        const summary = workbook.addSheet({ name: 'Summary', widths: summaryWidths(tables), filter: null, isPage: true });
        await summary.write(summarySheetXml(heading, tables, zone, workbook.styles));
        summary.close();
      }
      const query = workbook.addSheet({ name: 'Query', widths: QUERY_WIDTHS, filter: null });
      await query.write(querySheetXml(plan.queryLines(cutCells), workbook.styles));
      query.close();
      await workbook.finish();
    },
  };
}
