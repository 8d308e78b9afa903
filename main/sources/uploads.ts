/** Files dropped on the window, written in pieces to a folder of the app's own, gone when their run is at its end. */
import { randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { type FileHandle, open, rename } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { SourceRef } from '../../preload/contract/query.ts';
import { AppError } from '../app-error.ts';

/** Each throws AppError: `disk_full`, `data_folder`, `job_not_found` for an upload that is unknown or over. */
export interface Uploads {
  begin(name: string): Promise<string>;
  append(uploadId: string, bytes: Uint8Array): Promise<number>;
  finish(uploadId: string): Promise<SourceRef>;
  /** Deletes the file if it is one of these, nothing else. */
  discard(source: SourceRef): void;
  /** Deletes every file that none of the sources still needs. */
  sweep(needed: readonly SourceRef[]): void;
}

interface Upload {
  readonly path: string;
  readonly file: FileHandle;
  receivedBytes: number;
}

const PARTIAL = '.partial';

/** @param folder where the files are kept; made when it is first needed */
export function createUploads(folder: string): Uploads {
  const under = new Map<string, Upload>();
  const find = (uploadId: string) => {
    const upload = under.get(uploadId);
    if (!upload) throw new AppError('job_not_found', 'There is no such upload.', { details: { uploadId } });
    return upload;
  };
  return {
    begin: (name) =>
      kept(folder, async () => {
        const uploadId = randomUUID();
        // A folder for each, so that the file keeps its name, which becomes the run's title.
        const path = join(folder, uploadId, safeName(name));
        mkdirSync(dirname(path), { recursive: true });
        under.set(uploadId, { path, file: await open(path + PARTIAL, 'wx'), receivedBytes: 0 });
        return uploadId;
      }),
    async append(uploadId, bytes) {
      const upload = find(uploadId);
      try {
        await kept(folder, () => upload.file.writeFile(bytes));
      } catch (error) {
        under.delete(uploadId);
        await upload.file.close();
        rmSync(dirname(upload.path), { recursive: true, force: true });
        throw error;
      }
      upload.receivedBytes += bytes.byteLength;
      return upload.receivedBytes;
    },
    async finish(uploadId) {
      const upload = find(uploadId);
      under.delete(uploadId);
      await kept(folder, async () => {
        await upload.file.close();
        await rename(upload.path + PARTIAL, upload.path);
      });
      return { kind: 'csv', path: upload.path };
    },
    discard(source) {
      if (source.kind === 'csv' && dirname(dirname(source.path)) === folder) rmSync(dirname(source.path), { recursive: true, force: true });
    },
    sweep(needed) {
      const kept = new Set(needed.flatMap((source) => (source.kind === 'csv' ? [dirname(source.path)] : [])));
      for (const name of entriesOf(folder)) {
        const path = join(folder, name);
        if (!kept.has(path) && !under.has(name)) rmSync(path, { recursive: true, force: true });
      }
    },
  };
}

/** @throws AppError `disk_full`, `data_folder` for what the file system refuses */
async function kept<T>(folder: string, act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (cause) {
    const full = cause instanceof Error && 'code' in cause && cause.code === 'ENOSPC';
    throw new AppError(full ? 'disk_full' : 'data_folder', 'The dropped file could not be kept.', { cause, details: { path: folder } });
  }
}

/** File systems take 255 bytes, and the partial name is longer. */
const MOST_BYTES = 200;

/** The file's own name without anything that a path could mean. */
function safeName(name: string): string {
  const cleaned = basename(name.replaceAll('\\', '/')).replace(/[\p{Cc}<>:"/|?*]/gu, '_');
  let short = '';
  for (const letter of cleaned) {
    if (Buffer.byteLength(short + letter) > MOST_BYTES) break;
    short += letter;
  }
  return /^\.*$/.test(short) ? 'dropped.csv' : short;
}

function entriesOf(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
