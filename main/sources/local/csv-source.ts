/** A CSV that somebody downloaded from Athena: its rows are the answer, nothing is asked. */
import { constants, createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import { AppError } from '../../app-error.ts';
import { fieldOf } from '../../flowlogs/fields.ts';
import type { DirectSource } from '../source.ts';
import { type CsvHead, csvHead, otherFormat } from './csv-head.ts';

const HEAD = 65_536;
/** Names of 255 letters for as many columns as a result can have, and more. */
const MOST_HEADER = 4_000_000;
const CHUNK = 1 << 20;

export function createCsvSource({ path }: { readonly path: string }): DirectSource {
  return {
    mode: 'direct',
    async describe() {
      const { names } = await headOf(path);
      return {
        catalog: null,
        database: null,
        table: basename(path),
        columns: names.map((name) => ({ name, type: fieldOf(name)?.type === 'string' || !fieldOf(name) ? 'varchar' : 'bigint' })),
        partitionKeys: [],
        scopeKeys: [],
        newestEpoch: null,
        warnings: names.some((name) => fieldOf(name)) ? [] : [{ code: 'not_flow_logs' }],
      };
    },
    async readBound() {
      const { sizeBytes } = await headOf(path);
      return { partitions: null, files: { read: 1, all: 1 }, bytes: sizeBytes, unknown: null, cutoffBytes: null, isPruned: true };
    },
    async open() {
      const { sizeBytes } = await headOf(path);
      return { via: 'csv', columns: null, totalBytes: sizeBytes, body: bytesOf(path) };
    },
  };
}

async function* bytesOf(path: string): AsyncIterable<Uint8Array> {
  try {
    yield* createReadStream(path, { highWaterMark: CHUNK }) as AsyncIterable<Buffer>;
  } catch (cause) {
    throw unreadable(path, cause);
  }
}

/** The header, without reading the rest: enough to see that this is no picture. */
async function headOf(path: string): Promise<{ readonly names: readonly string[]; readonly sizeBytes: number }> {
  const file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK).catch((cause: unknown) => {
    const gone = cause instanceof Error && 'code' in cause && (cause.code === 'ENOENT' || cause.code === 'ENOTDIR');
    throw gone ? new AppError('file_not_found', `There is no file ${path}.`, { cause, details: { path } }) : unreadable(path, cause);
  });
  try {
    const found = await file.stat();
    // A pipe or a device never comes to an end, or reads as nothing.
    if (!found.isFile()) throw unreadable(path, null, found.isDirectory() ? 'it is a folder' : 'it is no ordinary file');
    const decoder = new TextDecoder();
    let text = '';
    for (let at = 0; at <= MOST_HEADER; ) {
      const { bytesRead, buffer } = await file.read(Buffer.alloc(HEAD), 0, HEAD, at).catch((cause: unknown) => {
        throw unreadable(path, cause);
      });
      const bytes = buffer.subarray(0, bytesRead);
      const other = otherFormat(bytes);
      if (other !== null) throw notCsv(path, other);
      at += bytesRead;
      text += decoder.decode(bytes, { stream: true });
      const head = csvHead(text, bytesRead === 0);
      if (head) return { names: checkedNames(path, head, text), sizeBytes: found.size };
    }
    throw notCsv(path, 'its first line does not end');
  } finally {
    await file.close();
  }
}

/** One line of plain text is a note, not a result: a result of one column without rows has its name in quotes. */
function checkedNames(path: string, { line, names }: CsvHead, text: string): readonly string[] {
  if (line.trim() === '') throw notCsv(path, 'no header row');
  const isNote = !/[",]/.test(line) && text.trim() === line.trim() && !fieldOf(line.trim());
  if (isNote) throw notCsv(path, 'a line of text without rows');
  return names;
}

function notCsv(path: string, reason: string): AppError {
  return new AppError('not_a_csv', `${path} is no CSV with a header row: ${reason}.`, { details: { name: basename(path), reason } });
}

function unreadable(path: string, cause: unknown, reason = ''): AppError {
  return new AppError('file_unreadable', `${path} cannot be read.`, { cause, details: { path, ...(reason === '' ? {} : { reason }) } });
}
