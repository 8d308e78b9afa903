/** Worker task: which files of a folder are flow logs, and what table they make. */
import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { constants, gunzipSync } from 'node:zlib';
import { DuckDBInstance } from '@duckdb/node-api';
import type { ColumnType, PartitionKey, Table } from '../../../preload/contract/query.ts';
import { AppError } from '../../app-error.ts';
import { fieldOf } from '../../flowlogs/fields.ts';
import { quoteLiteral } from '../../flowlogs/quote.ts';
import type { LocalQuery } from '../source.ts';
import { openEngine } from './engine.ts';
import { noFlowLogs } from './find-files.ts';
import { looksWhole, readThrough } from './gzip-end.ts';
import { folderKeys } from './table-view.ts';

/** A table and what a query over it needs. */
export interface Inspection {
  readonly table: Table;
  readonly query: Omit<LocalQuery, 'sql'>;
}

/** @throws AppError `no_flow_logs`, `file_unreadable` with the file's path */
export async function describeFiles({
  folder,
  files,
}: {
  readonly folder: string;
  readonly files: readonly string[];
}): Promise<Inspection> {
  const parquet = files.filter((file) => /\.parquet$/i.test(file));
  const chosen = parquet.length > 0 ? await flowLogParquet(parquet) : await flowLogTexts(files);
  if (chosen.files.length === 0) throw noFlowLogs(folder);
  const query = { folder, format: parquet.length > 0 ? ('parquet' as const) : ('text' as const), ...chosen };
  const engine = await openEngine({ ...query, table: { catalog: null, database: null, name: 'flow_logs' } });
  try {
    const { columns } = await engine.queryOwn('SELECT * FROM flow_logs LIMIT 0');
    return { query, table: await tableOf(columns, query, files.length, engine) };
  } finally {
    engine.close();
  }
}

async function tableOf(
  columns: readonly ColumnType[],
  query: Omit<LocalQuery, 'sql'>,
  seen: number,
  engine: Awaited<ReturnType<typeof openEngine>>,
): Promise<Table> {
  const present = new Set(columns.map((column) => fieldOf(column.name)?.column));
  const newest = present.has('start') ? await firstNumber(engine, 'SELECT max("start") FROM flow_logs') : null;
  return {
    catalog: null,
    database: null,
    table: 'flow_logs',
    columns: [...columns],
    partitionKeys: timeKeys(query.files),
    newestEpoch: newest,
    warnings: query.files.length < seen ? ['files_skipped'] : [],
  };
}

/**
 * `year=/month=/day=[/hour=]` folders, as AWS makes them. Any other scheme is no time partition: every file is read.
 * Only keys that every file has: a predicate on another would leave out the files without.
 */
function timeKeys(files: readonly string[]): PartitionKey[] {
  const patterns = { year: 'yyyy', month: 'MM', day: 'dd', hour: 'HH' } as const;
  const layouts = [...new Set(files.map((file) => folderKeys(file).join('/')))].map((keys) => keys.split('/'));
  const has = (name: string) => layouts.every((keys) => keys.includes(name));
  const found = Object.entries(patterns).filter(([name]) => has(name));
  const complete = ['year', 'month', 'day'].every(has);
  return complete ? found.map(([column, pattern]) => ({ column, pattern, type: 'string', prefix: '' })) : [];
}

async function firstNumber(engine: Awaited<ReturnType<typeof openEngine>>, sql: string): Promise<number | null> {
  const { rows } = await engine.queryOwn(sql);
  for await (const [row] of rows) {
    const value = row?.[0] ?? null;
    return value !== null && /^-?\d+$/.test(String(value)) ? Number(value) : null;
  }
  return null;
}

/** Those whose footer names flow-log columns. A file that ends without a footer was cut short: that is said, not skipped. */
async function flowLogParquet(
  files: readonly string[],
): Promise<{ readonly files: readonly string[]; readonly header: readonly string[] }> {
  for (const file of files) if (!endsAsParquet(file)) throw unreadable(file, 'it is not a complete Parquet file');
  const instance = await DuckDBInstance.create(':memory:', { autoinstall_known_extensions: 'false', autoload_known_extensions: 'false' });
  const connection = await instance.connect();
  try {
    const list = `[${files.map(quoteLiteral).join(', ')}]`;
    const rows = await connection.runAndReadAll(`SELECT file_name, list(name) FROM parquet_schema(${list}) GROUP BY file_name`);
    const names = new Map(
      rows.getRows().map(([file, columns]) => [String(file), (columns as { items: readonly unknown[] }).items.map(String)]),
    );
    return { files: files.filter((file) => isFlowLog(names.get(file) ?? [])), header: [] };
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw unreadable(files.find((file) => reason.includes(file)) ?? files[0] ?? '', reason, cause);
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

/** Those that begin with one and the same header line of field names. One that was cut short is told of, as above. */
async function flowLogTexts(files: readonly string[]): Promise<{ readonly files: readonly string[]; readonly header: readonly string[] }> {
  const headers = files.map((file) => firstLine(file).trim());
  const header = headers.find((line) => isFlowLog(line.split(' ')));
  if (header === undefined) return { files: [], header: [] };
  const chosen = files.filter((_, index) => headers[index] === header);
  for (const file of chosen) if (/\.gz$/i.test(file)) await checkGzip(file);
  return { files: chosen, header: header.split(' ') };
}

async function checkGzip(file: string): Promise<void> {
  const { size } = statSync(file);
  if (looksWhole(size, bytesOf(file, Math.max(0, size - 4), 4))) return;
  await readThrough(file).catch((cause: unknown) => {
    throw unreadable(file, 'it is not a complete gzip file', cause);
  });
}

function isFlowLog(names: readonly string[]): boolean {
  const known = new Set(names.map((name) => fieldOf(name)?.column));
  return known.has('start') || (known.has('srcaddr') && known.has('dstaddr'));
}

function endsAsParquet(file: string): boolean {
  const { size } = statSync(file);
  return size >= 12 && bytesOf(file, size - 4, 4).toString('latin1') === 'PAR1';
}

const HEAD = 16_384;

function firstLine(file: string): string {
  const head = bytesOf(file, 0, HEAD);
  try {
    const text = head[0] === 0x1f && head[1] === 0x8b ? gunzipSync(head, { finishFlush: constants.Z_SYNC_FLUSH }) : head;
    return text.toString('utf8').split('\n', 1)[0] ?? '';
  } catch (cause) {
    throw unreadable(file, 'it is not a complete gzip file', cause);
  }
}

function bytesOf(file: string, from: number, length: number): Buffer {
  try {
    const handle = openSync(file, 'r');
    try {
      const buffer = Buffer.alloc(length);
      return buffer.subarray(0, readSync(handle, buffer, 0, length, from));
    } finally {
      closeSync(handle);
    }
  } catch (cause) {
    throw unreadable(file, cause instanceof Error ? cause.message : String(cause), cause);
  }
}

function unreadable(path: string, reason: string, cause?: unknown): AppError {
  return new AppError('file_unreadable', `${path} cannot be read.`, { cause, details: { path, reason } });
}
