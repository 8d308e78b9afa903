/** Reads a finished result file. Any number of readers at once, in any thread. */
import { existsSync, statSync } from 'node:fs';
import Database from 'better-sqlite3';
import type { Cell, ResultColumn } from '../../preload/contract/result.ts';
import { AppError } from '../app-error.ts';
import { quoteIdentifier } from '../flowlogs/quote.ts';
import { addResultFunctions } from './result-functions.ts';
import { APPLICATION_ID, exactCell, rowidName } from './result-schema.ts';
import { resultFailure } from './sqlite-failure.ts';

export interface ReadColumn extends ResultColumn {
  /** An integer beyond 2^53 occurs. */
  readonly wide: boolean;
}

export interface ResultReader {
  readonly db: Database.Database;
  readonly columns: readonly ReadColumn[];
  readonly rowCount: number;
  /** The row number's name in this file's SQL. */
  readonly rowid: string;
  /** SQL for one column such that its value is a Cell: integers beyond 2^53 as texts. */
  expression(column: ReadColumn): string;
  /** Rows `offset` to `offset + limit` in file order. */
  range(offset: number, limit: number): Cell[][];
  /** The rows with these numbers, in this order. */
  pick(rowids: Uint32Array): Cell[][];
  close(): void;
}

interface ColumnRow {
  readonly name: string;
  readonly type: string;
  readonly storage: ResultColumn['storage'];
  readonly field: string | null;
  readonly role: ResultColumn['role'];
  readonly wide: number;
}

/** @throws AppError `result_missing`, `result_damaged` */
export function openResult(path: string): ResultReader {
  if (!existsSync(path)) {
    throw new AppError('result_missing', 'The stored rows are gone. Run the query again.', { details: { path } });
  }
  let db: Database.Database | null = null;
  try {
    db = new Database(path, { readonly: true, fileMustExist: true });
    db.pragma('mmap_size = 268435456');
    addResultFunctions(db);
    if (db.pragma('application_id', { simple: true }) !== APPLICATION_ID || !isWhole(db, path)) throw damaged(path);
    const columns = db
      .prepare<[], ColumnRow>('SELECT * FROM columns ORDER BY position')
      .all()
      .map(({ name, type, storage, field, role, wide }) => ({ name, type, storage, field, role, wide: wide === 1 }));
    const rowid = rowidName(columns);
    const last = db.prepare<[], { n: number | null }>(`SELECT max(${rowid}) AS n FROM rows`).get();
    return readerOf(db, path, columns, rowid, last?.n ?? 0);
  } catch (error) {
    db?.close();
    const translated = resultFailure(error, path);
    // A file that was cut short fails in many ways: all of them mean the same to whoever wants the rows.
    throw translated instanceof Error && 'code' in translated && String(translated.code).startsWith('SQLITE_')
      ? damaged(path, translated)
      : translated;
  }
}

function readerOf(db: Database.Database, path: string, columns: readonly ReadColumn[], rowid: string, rowCount: number): ResultReader {
  const expression = (column: ReadColumn) => (column.wide ? exactCell(column.name) : quoteIdentifier(column.name));
  const cells = columns.map(expression).join(', ');
  const guarded = <T>(act: () => T): T => {
    try {
      return act();
    } catch (error) {
      throw resultFailure(error, path);
    }
  };
  const ranged = db.prepare(`SELECT ${cells} FROM rows WHERE ${rowid} > ? AND ${rowid} <= ?`).raw();
  // One statement for many rows: a call for each takes twice as long. Under names that no column has, because a result
  // may have a column `key` or `value` too; CROSS JOIN: the numbers come first, and each row is then looked up.
  const names = new Set(columns.map(({ name }) => name.toLowerCase()));
  const free = (name: string): string => (names.has(name) ? free(`${name}_`) : name);
  const [at, row] = [free('nagare_at'), free('nagare_row')];
  const picked = db
    .prepare(
      `SELECT ${cells} FROM (SELECT key AS ${at}, value AS ${row} FROM json_each(?)) AS picked
       CROSS JOIN rows ON rows.${rowid} = picked.${row} ORDER BY picked.${at}`,
    )
    .raw();
  return {
    db,
    columns,
    rowCount,
    rowid,
    expression,
    range: (offset, limit) => guarded(() => ranged.all(offset, offset + limit) as Cell[][]),
    pick: (rowids) => guarded(() => picked.all(`[${rowids.join()}]`) as Cell[][]),
    close: () => db.close(),
  };
}

/** SQLite reads a last page that was cut short as if zeros followed: wrong rows, and no error. */
function isWhole(db: Database.Database, path: string): boolean {
  const pages = Number(db.pragma('page_count', { simple: true }));
  return pages * Number(db.pragma('page_size', { simple: true })) === statSync(path).size;
}

function damaged(path: string, cause?: unknown): AppError {
  return new AppError('result_damaged', 'The stored rows are damaged. Run the query again.', { cause, details: { path } });
}
