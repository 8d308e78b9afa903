/** Which files are flow logs: sorted into groups that are read alike, and counted by reason where they are none. */
import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { constants, gunzipSync } from 'node:zlib';
import { DuckDBInstance } from '@duckdb/node-api';
import type { TableWarning } from '../../../preload/contract/query.ts';
import { AppError } from '../../app-error.ts';
import { fieldOf } from '../../flowlogs/fields.ts';
import { quoteLiteral } from '../../flowlogs/quote.ts';
import type { FileGroup } from '../source.ts';
import { looksWhole, readThrough } from './gzip-end.ts';

type Reason = Extract<TableWarning, { code: 'files_skipped' }>['reason'];

export interface Sorted {
  /** Parquet first, then texts by their headers in the order of the files; none is empty. */
  readonly groups: readonly FileGroup[];
  /** Files that are no flow logs. */
  readonly skipped: ReadonlyMap<Reason, readonly string[]>;
}

/**
 * A flow log's format cannot be changed: it is deleted and made again, with another header or as Parquet, and the folder
 * then holds both. A file that was cut short is no foreign one: that is said, not skipped.
 * @param files absolute paths
 * @throws AppError `file_unreadable` with the file's path
 */
export async function sortFiles(files: readonly string[]): Promise<Sorted> {
  const isParquet = (file: string) => /\.parquet$/i.test(file);
  const columns = await parquetColumns(files.filter(isParquet));
  const groups = new Map<string, { readonly format: FileGroup['format']; readonly header: readonly string[]; readonly files: string[] }>();
  const skipped = new Map<Reason, string[]>();
  for (const file of files) {
    const header = isParquet(file) ? '' : firstLine(file).trim();
    const names = columns.get(file) ?? header.split(' ');
    if (!isFlowLog(names)) {
      const reason = isParquet(file) ? 'other_columns' : header === '' ? 'empty' : 'no_header';
      const alike = skipped.get(reason) ?? [];
      alike.push(file);
      skipped.set(reason, alike);
      continue;
    }
    if (/\.gz$/i.test(file)) await checkGzip(file);
    const group = groups.get(header) ?? { format: isParquet(file) ? 'parquet' : 'text', header: header === '' ? [] : names, files: [] };
    group.files.push(file);
    groups.set(header, group);
  }
  return { groups: [...groups.values()].sort((left, right) => left.format.localeCompare(right.format)), skipped };
}

function isFlowLog(names: readonly string[]): boolean {
  const known = new Set(names.map((name) => fieldOf(name)?.column));
  return known.has('start') || (known.has('srcaddr') && known.has('dstaddr'));
}

/** The columns that each file's footer names. */
async function parquetColumns(files: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>> {
  if (files.length === 0) return new Map();
  for (const file of files) if (!endsAsParquet(file)) throw unreadable(file, 'it is not a complete Parquet file');
  const instance = await DuckDBInstance.create(':memory:', { autoinstall_known_extensions: 'false', autoload_known_extensions: 'false' });
  const connection = await instance.connect();
  try {
    const list = `[${files.map(quoteLiteral).join(', ')}]`;
    const rows = await connection.runAndReadAll(`SELECT file_name, list(name) FROM parquet_schema(${list}) GROUP BY file_name`);
    return new Map(rows.getRows().map(([file, columns]) => [String(file), (columns as { items: readonly unknown[] }).items.map(String)]));
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw unreadable(files.find((file) => reason.includes(file)) ?? files[0] ?? '', reason, cause);
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

async function checkGzip(file: string): Promise<void> {
  const { size } = statSync(file);
  if (looksWhole(size, bytesOf(file, Math.max(0, size - 4), 4))) return;
  await readThrough(file).catch((cause: unknown) => {
    throw unreadable(file, 'it is not a complete gzip file', cause);
  });
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
