/** One object, copied to a file: whole and checked under its name, or not there. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { AppError } from '../../app-error.ts';
import type { S3Api } from '../../aws/s3-api.ts';
import { openObject } from '../../sources/athena/object-body.ts';
import { PERSISTENT, type Persistence } from '../../sources/athena/persist.ts';
import { writeFailure } from '../write-failure.ts';
import { makeFolder } from './make-folder.ts';
import type { WindowFile } from './window-files.ts';

export interface Copying {
  readonly s3: Pick<S3Api, 'getObject'>;
  readonly bucket: string;
  readonly file: WindowFile;
  readonly path: string;
  /** Unique among those who write to this folder. */
  readonly partialEnd: string;
  readonly signal: AbortSignal;
  /** Bytes that came, or were given up: then below zero. */
  readonly received: (bytes: number) => void;
  readonly persistence?: Persistence;
}

/** Many small files: each comes by one connection, several files at once. */
const ONE_CONNECTION = { partBytes: 8 << 20, width: 1, isWorth: () => false };

/** @returns `kept`: it was there already, whole. @throws AppError `disk_full`, `target_unwritable`, `result_gone`, and AWS's codes */
export async function copyObject(copying: Copying): Promise<'copied' | 'kept'> {
  const { bucket, file, path, signal, received, persistence = PERSISTENT } = copying;
  const there = await sizeOf(path);
  const md5 = md5Of(file.etag);
  if (there === file.bytes && md5 !== null && (await hashOf(path)) === md5) return 'kept';
  const answer = { isPlain: false, body: null as { destroy?: () => void } | null };
  const s3: Pick<S3Api, 'getObject'> = {
    async getObject(input, stop) {
      // The object that was listed, and no later one of its name.
      const got = await copying.s3.getObject({ ...input, IfMatch: input.IfMatch ?? file.etag }, stop);
      const encryption = got.ServerSideEncryption ?? 'AES256';
      answer.isPlain = encryption === 'AES256' && got.SSECustomerAlgorithm === undefined;
      answer.body = got.Body as { destroy?: () => void };
      return got;
    },
  };
  const { body, totalBytes } = await openObject(s3, { bucket, key: file.key }, signal, persistence, ONE_CONNECTION);
  // With a key of KMS, or in parts, the ETag is no sum of the content: name, size and its being there must do.
  if (there === file.bytes && there === totalBytes && !(answer.isPlain && md5 !== null)) {
    answer.body?.destroy?.();
    return 'kept';
  }
  await write(body, answer.isPlain ? md5 : null, totalBytes).catch((error: unknown) => {
    throw writeFailure(error, path, 'target_unwritable');
  });
  return 'copied';

  async function write(bytes: AsyncIterable<Uint8Array>, sum: string | null, total: number): Promise<void> {
    await makeFolder(dirname(path));
    const partial = join(dirname(path), `.${basename(path)}${copying.partialEnd}`);
    let written = 0;
    try {
      const hash = createHash('md5');
      const handle = await open(partial, 'wx');
      try {
        for await (const chunk of bytes) {
          signal.throwIfAborted();
          hash.update(chunk);
          for (let at = 0; at < chunk.byteLength; ) at += (await handle.write(chunk, at)).bytesWritten;
          written += chunk.byteLength;
          received(chunk.byteLength);
        }
        await handle.sync();
      } finally {
        await handle.close();
      }
      if (written !== total || (sum !== null && hash.digest('hex') !== sum)) {
        throw new AppError('result_gone', `${file.key} did not come as it is in S3. Begin again.`, { details: { key: file.key } });
      }
      signal.throwIfAborted();
      await rename(partial, path);
    } catch (error) {
      received(-written);
      await rm(partial, { force: true }).catch(() => undefined);
      throw error;
    }
  }
}

async function sizeOf(path: string): Promise<number | null> {
  const found = await stat(path).catch(() => null);
  if (found !== null && !found.isFile())
    throw new AppError('target_unwritable', `${path} is no file. Choose another folder.`, { details: { path } });
  return found?.size ?? null;
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash('md5');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}

/** NULL: it is none, that of an upload in parts for one. */
function md5Of(etag: string): string | null {
  return /^"?([0-9a-f]{32})"?$/.exec(etag)?.[1] ?? null;
}
