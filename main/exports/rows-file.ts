import type { Cell } from '../../preload/contract/result.ts';
import type { ExportColumn } from './export-columns.ts';

/** What rows are written to. */
export interface RowsFile {
  /** All columns in file order. Resolves when there is room for more. */
  write(rows: readonly (readonly Cell[])[]): Promise<void>;
  /** Resolves when the file is complete, on the disk and closed. */
  finish(): Promise<void>;
}

/** What is known before the first row. */
export interface RowsPlan {
  readonly columns: readonly ExportColumn[];
  readonly rowCount: number;
  /** IANA name. */
  readonly zone: string;
}

/** A piece of text that is handed on at once: large enough to be fast, small enough that it is gone before the collector would keep it. */
export const PIECE_CHARACTERS = 32 * 1024;
