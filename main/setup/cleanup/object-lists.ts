/**
 * Exactly what is to be deleted of many things, a line of JSON for each, in files of the data folder. Written under a
 * partial name: a list is whole, or it is not there.
 */
import { once } from 'node:events';
import { createReadStream, createWriteStream, existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { AppError } from '../../app-error.ts';
import { writeFailure } from '../write-failure.ts';

/** A version of an object, or a marker that it was deleted; or an upload in parts that did not end. */
export type ListedObject =
  | { readonly key: string; readonly versionId: string; readonly etag: string | null; readonly bytes: number }
  | { readonly key: string; readonly uploadId: string };

/** Of a workgroup. */
export type ListedContent = { readonly namedQuery: string } | { readonly execution: string };

export interface ListWriter<T> {
  write(line: T): Promise<void>;
  /** It is on the disk, under its name. */
  close(): Promise<void>;
  /** As if it had not been begun. */
  abandon(): Promise<void>;
}

export interface ObjectLists {
  /** @throws AppError `disk_full`, `data_folder` */
  create<T extends object>(cleanupId: string, itemId: string): ListWriter<T>;
  /** @param from lines that are passed over  @throws AppError `cleanup_changed` for a list that is not there, or not what it was */
  read<T extends object>(cleanupId: string, itemId: string, from?: number): AsyncGenerator<T>;
  remove(cleanupId: string): void;
  /** Removes what belongs to no clean-up and is not being written now. */
  sweep(known: ReadonlySet<string>): void;
}

/** A plan is made within a day. */
const ABANDONED_MS = 86_400_000;

/** @param folder `cleanups` in the data folder */
export function createObjectLists(folder: string, now: () => number): ObjectLists {
  const pathOf = (cleanupId: string, itemId: string) => join(folder, cleanupId, `${itemId}.jsonl`);
  return {
    create<T extends object>(cleanupId: string, itemId: string): ListWriter<T> {
      const path = pathOf(cleanupId, itemId);
      let failure: unknown = null;
      try {
        mkdirSync(join(folder, cleanupId), { recursive: true, mode: 0o700 });
      } catch (error) {
        throw writeFailure(error, path, 'data_folder');
      }
      const stream = createWriteStream(`${path}.partial`, { flush: true, mode: 0o600 });
      stream.on('error', (error) => {
        failure = error;
      });
      const end = async () => {
        if (!stream.closed) await new Promise<void>((resolve) => stream.once('close', resolve).end());
        if (failure !== null) throw writeFailure(failure, path, 'data_folder');
      };
      return {
        async write(line) {
          if (failure !== null) throw writeFailure(failure, path, 'data_folder');
          if (!stream.write(`${JSON.stringify(line)}\n`)) await once(stream, 'drain').catch(() => undefined);
        },
        async close() {
          await end();
          renameSync(`${path}.partial`, path);
        },
        async abandon() {
          await end().catch(() => undefined);
          rmSync(`${path}.partial`, { force: true });
        },
      };
    },
    async *read<T extends object>(cleanupId: string, itemId: string, from = 0): AsyncGenerator<T> {
      const path = pathOf(cleanupId, itemId);
      if (!existsSync(path)) throw lost(path);
      const input = createReadStream(path, 'utf8');
      let number = 0;
      try {
        for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
          if (number++ < from || line === '') continue;
          yield parsed<T>(line, path);
        }
      } finally {
        input.destroy();
      }
    },
    remove: (cleanupId) => rmSync(join(folder, cleanupId), { recursive: true, force: true }),
    sweep(known) {
      if (!existsSync(folder)) return;
      for (const name of readdirSync(folder)) {
        const path = join(folder, name);
        const since = statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? now();
        if (!known.has(name) && now() - since > ABANDONED_MS) rmSync(path, { recursive: true, force: true });
      }
    },
  };
}

function parsed<T>(line: string, path: string): T {
  try {
    return JSON.parse(line) as T;
  } catch {
    throw lost(path);
  }
}

function lost(path: string): AppError {
  return new AppError('cleanup_changed', 'The list of what is to be deleted is not there any more. Nothing of it is deleted; plan again.', {
    details: { path },
  });
}
