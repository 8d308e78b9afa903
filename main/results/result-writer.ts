/** Writes a result file: fast, because until it is finished it is a partial file that nobody misses. */
import { closeSync, fsyncSync, openSync, rmSync, statSync } from 'node:fs';
import type { ColumnType } from '../../preload/contract/query.ts';
import type { Cell, ResultColumn } from '../../preload/contract/result.ts';
import { quoteIdentifier } from '../flowlogs/quote.ts';
import { type BulkDatabase, type BulkValue, openBulk } from './bulk-database.ts';
import { planColumns } from './column-plan.ts';
import { APPLICATION_ID, columnsTable, exactCell, RESULT_VERSION, rowidName, rowsTable } from './result-schema.ts';
import { createRowInserter } from './row-inserter.ts';
import { resultFailure } from './sqlite-failure.ts';

export type WriterValue = BulkValue;

export interface WrittenResult {
  readonly rowCount: number;
  readonly sizeBytes: number;
  readonly columns: readonly ResultColumn[];
}

export interface ResultWriter {
  readonly rowCount: number;
  readonly columns: readonly ResultColumn[];
  /** Appends rows in order. Text for a number column becomes the number, unless values are taken as given. @throws AppError `disk_full`; the file is gone then */
  insert(rows: readonly (readonly WriterValue[])[]): void;
  /** Rows `offset` to `offset + limit` of those written so far. @throws AppError `result_damaged`, `disk_full` */
  read(offset: number, limit: number): Cell[][];
  /** Puts everything on the disk and closes the file. */
  finish(): WrittenResult;
  /** Closes and deletes the file. */
  abandon(): void;
}

/**
 * @param path the partial file; a file that is there is replaced
 * @param isAsGiven numbers come as numbers, and any text stays a text
 * @throws AppError `disk_full`, `bad_sql` for too many columns
 */
export function createResultWriter(path: string, columns: readonly ColumnType[], isAsGiven = false): ResultWriter {
  const planned = planColumns(columns);
  rmSync(path, { force: true });
  const db = open(path);
  try {
    db.exec(`PRAGMA page_size = 16384; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA locking_mode = EXCLUSIVE;
      PRAGMA cache_size = -16000; PRAGMA application_id = ${APPLICATION_ID}; PRAGMA user_version = ${RESULT_VERSION}`);
    db.exec(`${columnsTable}; ${rowsTable(planned, isAsGiven)}; BEGIN`);
  } catch (error) {
    db.close();
    rmSync(path, { force: true });
    throw resultFailure(error, path);
  }

  const width = planned.length;
  const integers = planned.flatMap((column, index) => (column.storage === 'INTEGER' ? [index] : []));
  const wide = new Uint8Array(width);
  const insertRows = createRowInserter(db, planned);
  let rowCount = 0;
  let select: ReturnType<BulkDatabase['select']> | null = null;

  const abandon = () => {
    db.close();
    rmSync(path, { force: true });
  };

  /** SQLite's column affinity turns the text of a number into the number, exactly; here is only noted which do not fit a double. */
  const noteWide = (row: readonly WriterValue[]) => {
    for (const index of integers) {
      const value = row[index];
      if (typeof value === 'string' ? value.length >= 16 && isWide(value) : typeof value === 'bigint' && !isSafe(value)) wide[index] = 1;
    }
  };

  return {
    get rowCount() {
      return rowCount;
    },
    columns: planned.map(publicColumn),
    insert(rows) {
      try {
        for (const row of rows) noteWide(row);
        insertRows(rows);
        rowCount += rows.length;
      } catch (error) {
        abandon();
        throw resultFailure(error, path);
      }
    },
    read(offset, limit) {
      try {
        select ??= db.select(selectRows(planned), width);
        return select(offset, offset + limit);
      } catch (error) {
        throw resultFailure(error, path);
      }
    },
    finish() {
      try {
        const insert = db.prepare('INSERT INTO columns VALUES (?, ?, ?, ?, ?, ?, ?, ?)');
        for (const [position, column] of planned.entries()) {
          insert([position, column.name, column.sourceName, column.type, column.storage, column.field, column.role, wide[position] ?? 0]);
        }
        db.exec('COMMIT');
        db.close();
        flush(path);
        return { rowCount, sizeBytes: statSync(path).size, columns: planned.map(publicColumn) };
      } catch (error) {
        abandon();
        throw resultFailure(error, path);
      }
    },
    abandon,
  };
}

function selectRows(columns: readonly ResultColumn[]): string {
  const cells = columns.map(
    ({ name, storage }, index) => `${storage === 'INTEGER' ? exactCell(name) : quoteIdentifier(name)} AS c${index}`,
  );
  const rowid = rowidName(columns);
  return `SELECT ${cells.join(', ')} FROM rows WHERE ${rowid} > ? AND ${rowid} <= ?`;
}

function open(path: string): BulkDatabase {
  try {
    return openBulk(path);
  } catch (error) {
    throw resultFailure(error, path);
  }
}

function flush(path: string): void {
  const file = openSync(path, 'r+');
  fsyncSync(file);
  closeSync(file);
}

const isSafe = (value: bigint) => value <= BigInt(Number.MAX_SAFE_INTEGER) && value >= BigInt(Number.MIN_SAFE_INTEGER);
const isWide = (text: string) => /^[+-]?\d+$/.test(text) && !isSafe(BigInt(text));

function publicColumn({ name, type, storage, field, role }: ResultColumn): ResultColumn {
  return { name, type, storage, field, role };
}
