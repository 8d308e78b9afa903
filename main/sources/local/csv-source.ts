/** A CSV that somebody downloaded from Athena: its rows are the answer, nothing is asked. */
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import { AppError } from '../../app-error.ts';
import { fieldOf } from '../../flowlogs/fields.ts';
import type { DirectSource } from '../source.ts';

const HEAD = 65_536;
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
        newestEpoch: null,
        warnings: names.some((name) => fieldOf(name)) ? [] : ['not_flow_logs'],
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
  const file = await open(path, 'r').catch((cause: unknown) => {
    const gone = cause instanceof Error && 'code' in cause && (cause.code === 'ENOENT' || cause.code === 'ENOTDIR');
    throw gone ? new AppError('file_not_found', `There is no file ${path}.`, { cause, details: { path } }) : unreadable(path, cause);
  });
  try {
    const { bytesRead, buffer } = await file.read(Buffer.alloc(HEAD), 0, HEAD, 0).catch((cause: unknown) => {
      throw unreadable(path, cause);
    });
    const text = buffer
      .subarray(0, bytesRead)
      .toString('utf8')
      .replace(/^\ufeff/, '');
    const line = text.split(/\r?\n/, 1)[0] ?? '';
    const names = line.split(',').map((name) => name.replace(/^"|"$/g, '').replaceAll('""', '"'));
    // One line of plain text is a note, not a result: a result of one column without rows has its name in quotes.
    const isNote = !/[",]/.test(line) && text.trim() === line.trim() && !fieldOf(line.trim());
    if (line.trim() === '' || text.includes('\0') || isNote) {
      throw new AppError('not_a_csv', `${path} is no CSV: it has no header row.`, {
        details: { name: basename(path), reason: isNote ? 'a line of text without rows' : 'no header row' },
      });
    }
    return { names, sizeBytes: (await file.stat()).size };
  } finally {
    await file.close();
  }
}

function unreadable(path: string, cause: unknown): AppError {
  return new AppError('file_unreadable', `${path} cannot be read.`, { cause, details: { path } });
}
