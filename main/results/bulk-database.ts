/**
 * The connection that fills a result file. Node's own SQLite takes values in less than half the time of better-sqlite3,
 * which goes through Node-API for each; everything that reads stays with better-sqlite3. Where Node was built without
 * SQLite the rows go through better-sqlite3 here too.
 */
import Database from 'better-sqlite3';
import type { Cell } from '../../preload/contract/result.ts';

export type BulkValue = string | number | bigint | null;

export interface BulkDatabase {
  /** Runs statements without parameters. */
  exec(sql: string): void;
  /** Prepares a statement with as many `?` as each row that it is then called with has values. */
  prepare(sql: string): (row: readonly BulkValue[]) => void;
  /** Prepares a SELECT of columns named `c0`, `c1`, ...; each call gives its rows, what was written but not committed included. */
  select(sql: string, width: number): (...parameters: readonly number[]) => Cell[][];
  /** Closing twice does no harm. */
  close(): void;
}

/** @throws the engine's own error, which `resultFailure` understands, from here and from every function */
export function openBulk(path: string): BulkDatabase {
  const own = ownSqlite();
  if (!own) return throughPackage(path);
  const db = new own.DatabaseSync(path, unguarded);
  let isOpen = true;
  return {
    exec: (sql) => db.exec(sql),
    prepare(sql) {
      const statement = db.prepare(sql);
      return (row) => {
        statement.run(...row);
      };
    },
    select(sql, width) {
      const statement = db.prepare(sql);
      return (...parameters) => statement.all(...parameters).map((row) => valuesOf(row, width));
    },
    close() {
      if (isOpen) db.close();
      isOpen = false;
    },
  };
}

/** SQLite's guard against its own dangerous settings takes `journal_mode = OFF` for one: without a word there would be a journal. */
const unguarded = { defensive: false };

/** The same through better-sqlite3. */
export function throughPackage(path: string): BulkDatabase {
  const db = new Database(path);
  db.unsafeMode(true);
  return {
    exec(sql) {
      db.exec(sql);
    },
    prepare(sql) {
      const statement = db.prepare(sql);
      return (row) => {
        statement.run(row);
      };
    },
    select(sql, width) {
      const statement = db.prepare<unknown[], Readonly<Record<string, unknown>>>(sql);
      return (...parameters) => statement.all(...parameters).map((row) => valuesOf(row, width));
    },
    close() {
      db.close();
    },
  };
}

/** Not by the row's own order: JavaScript puts names that are numbers first. */
function valuesOf(row: Readonly<Record<string, unknown>>, width: number): Cell[] {
  return Array.from({ length: width }, (_, index) => row[`c${index}`] as Cell);
}

/** Loaded without the warning that it may still change, which would stand between a terminal's lines. */
function ownSqlite(): typeof import('node:sqlite') | undefined {
  const warn = process.emitWarning;
  process.emitWarning = () => {};
  try {
    return process.getBuiltinModule('node:sqlite');
  } finally {
    process.emitWarning = warn;
  }
}
