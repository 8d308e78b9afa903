/**
 * The edge to exceljs: a workbook that is written as it is made, sheet after sheet, its rows handed over as XML text.
 * exceljs makes everything around the rows (styles, columns, views, relations, the zip); its own row API is a tenth as fast.
 */
import type { Writable } from 'node:stream';
import ExcelJS from 'exceljs';
import { drained, orAborted, type PartialFile } from './partial-file.ts';

/** Indexes of the cell styles. */
export interface CellStyles {
  readonly date: number;
  readonly empty: number;
  readonly header: number;
  /** What stands before a text that may be several lines high. */
  readonly label: number;
  /** Wrapped text, at the left also when it is a number. */
  readonly text: number;
  /** A number of things, at the left. */
  readonly count: number;
  /** Of a sheet that is read like a page: its title, what follows below it, a part's title, heads of columns. */
  readonly title: number;
  readonly note: number;
  readonly section: number;
  readonly head: number;
  readonly headRight: number;
  /** Whole numbers, shares of 1, and moments and other numbers that name a line, at the left. */
  readonly thousands: number;
  readonly percent: number;
  readonly dateLeft: number;
  readonly numberLeft: number;
}

export interface SheetOptions {
  readonly name: string;
  /** In characters, one a column. */
  readonly widths: readonly number[];
  /** The range with a filter, `A1:C10`; its first row stays in view. NULL: none. */
  readonly filter: string | null;
  /** Read and printed like a page: no lines between the cells, as wide as the paper. */
  readonly isPage?: boolean;
}

export interface SheetStream {
  /** `<row>` elements. Resolves when they are on their way to the file. @throws the partial file's failure */
  write(xml: string | Buffer): Promise<void>;
  /** No more rows. */
  close(): void;
}

export interface WorkbookStream {
  readonly styles: CellStyles;
  /** A text's place in the table of strings; NULL when it has no more room: the text then stands in its cell. */
  share(text: string): number | null;
  /** One sheet at a time: the one before must be closed. */
  addSheet(options: SheetOptions): SheetStream;
  /** Ends the workbook; resolves when the file is closed. @throws the partial file's failure */
  finish(): Promise<void>;
}

/** What exceljs 4.4.0 has beyond its types. */
interface WriterInternals {
  readonly zip: NodeJS.EventEmitter;
  readonly styles: { addStyleModel(style: object): number };
  /** Written at the end, so that it is in memory until then. */
  readonly sharedStrings: { readonly count: number; add(text: string): number };
}
interface SheetInternals {
  readonly stream: {
    /** What it passes everything on to, in order: the zip's entry. */
    readonly pipes: readonly Writable[];
    /** Passes on what it still holds. */
    uncork(): void;
  };
}

/** Some megabytes in memory, and in Excel's. */
const MOST_SHARED = 50_000;

const DATE_FORMAT = 'yyyy-mm-dd hh:mm:ss';
const FONT = { name: 'Calibri', family: 2, scheme: 'minor', size: 11, color: { theme: 1 } };
const PAGE: Partial<ExcelJS.AddWorksheetOptions> = {
  views: [{ showGridLines: false }],
  pageSetup: { orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 0 },
};
const HEAD = {
  font: { ...FONT, bold: true },
  fill: { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFF2F2F2' } },
  border: { bottom: { style: 'thin', color: { argb: 'FFA6A6A6' } } },
};

/**
 * @param level of deflate. 1: a sheet's XML is so repetitive that the rest costs more time than it saves room
 */
export function createWorkbookStream(file: PartialFile, level = 1): WorkbookStream {
  const author = { creator: 'Nagare', lastModifiedBy: 'Nagare' };
  const workbook = quietly(
    () => new ExcelJS.stream.xlsx.WorkbookWriter({ ...author, stream: file.stream, useStyles: true, zip: { zlib: { level } } }),
  );
  // Without one Excel takes its own word for which sheet is in front.
  workbook.views = [{ x: 0, y: 0, width: 28_800, height: 17_600, firstSheet: 0, activeTab: 0, visibility: 'visible' }];
  const { zip, styles, sharedStrings } = workbook as unknown as WriterInternals;
  zip.on('error', (error: unknown) => file.fail(error));

  return {
    styles: {
      date: styles.addStyleModel({ numFmt: DATE_FORMAT }),
      // As the default style, but not its index.
      empty: styles.addStyleModel({ alignment: { vertical: 'bottom' } }),
      header: styles.addStyleModel({ font: { ...FONT, bold: true } }),
      label: styles.addStyleModel({ font: { ...FONT, bold: true }, alignment: { vertical: 'top' } }),
      text: styles.addStyleModel({ alignment: { horizontal: 'left', vertical: 'top', wrapText: true } }),
      count: styles.addStyleModel({ numFmt: '#,##0', alignment: { horizontal: 'left', vertical: 'top' } }),
      title: styles.addStyleModel({ font: { ...FONT, bold: true, size: 14 } }),
      note: styles.addStyleModel({ font: { ...FONT, color: { argb: 'FF595959' } } }),
      section: styles.addStyleModel({ font: { ...FONT, bold: true, size: 12 } }),
      head: styles.addStyleModel({ ...HEAD, alignment: { horizontal: 'left' } }),
      headRight: styles.addStyleModel({ ...HEAD, alignment: { horizontal: 'right' } }),
      thousands: styles.addStyleModel({ numFmt: '#,##0' }),
      percent: styles.addStyleModel({ numFmt: '0.0%' }),
      dateLeft: styles.addStyleModel({ numFmt: DATE_FORMAT, alignment: { horizontal: 'left' } }),
      numberLeft: styles.addStyleModel({ alignment: { horizontal: 'left' } }),
    },
    share: (text) => (sharedStrings.count < MOST_SHARED ? sharedStrings.add(text) : null),
    addSheet({ name, widths, filter, isPage = false }) {
      const sheet = workbook.addWorksheet(name, isPage ? PAGE : filter === null ? {} : { views: [{ state: 'frozen', ySplit: 1 }] });
      sheet.columns = widths.map((width) => ({ width }));
      if (filter !== null) sheet.autoFilter = filter;
      // An empty row is not written, but what stands before the rows is.
      sheet.addRow([]).commit();
      const entry = entryOf((sheet as unknown as SheetInternals).stream);
      return {
        async write(xml) {
          file.signal.throwIfAborted();
          if (!entry.write(xml)) await drained(entry, file.signal);
        },
        close: () => sheet.commit(),
      };
    },
    async finish() {
      await orAborted(workbook.commit(), file.signal);
      await orAborted(file.closed(), file.signal);
    },
  };
}

/**
 * The sheet's own stream takes everything and never says stop, so a million rows would be in memory before the first is
 * on the disk. The stream that it is piped into says stop, and waits for deflate, the archive and the file.
 */
function entryOf(stream: SheetInternals['stream']): Writable {
  stream.uncork();
  const [entry, ...others] = stream.pipes;
  if (!entry || others.length > 0) throw new Error('exceljs no longer pipes a sheet into one entry of the archive');
  return entry;
}

/** exceljs's archiver still says `new Buffer`, once. Who exports at a terminal should not have to read about it. */
function quietly<T>(act: () => T): T {
  const before = process.noDeprecation ?? false;
  process.noDeprecation = true;
  try {
    return act();
  } finally {
    process.noDeprecation = before;
  }
}
