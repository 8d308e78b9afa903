/** An object in S3 as one stream of bytes, whatever breaks off in between. */
import { AppError } from '../../app-error.ts';
import type { S3Api } from '../../aws/s3-api.ts';
import { PERSISTENT, type Persistence, persist } from './persist.ts';

export interface ObjectPlace {
  readonly bucket: string;
  readonly key: string;
}

export interface ObjectBody {
  readonly totalBytes: number;
  readonly body: AsyncIterable<Uint8Array>;
}

/** `s3://bucket/key`. NULL for anything else. */
export function objectPlace(url: string | undefined): ObjectPlace | null {
  const match = /^s3:\/\/([^/]+)\/(.+)$/.exec(url ?? '');
  return match?.[1] && match[2] ? { bucket: match[1], key: match[2] } : null;
}

/**
 * Opens the object; `body` then gives every byte once, in order. A connection that breaks off, or ends before the
 * object's length, is followed by another one for the rest, under the condition that the object is still the same.
 * @throws AppError from the call: of AWS's codes. From the body: `result_gone` when the object was changed or deleted
 * meanwhile, `network` when it stays out of reach.
 */
export async function openObject(
  s3: Pick<S3Api, 'getObject'>,
  place: ObjectPlace,
  signal?: AbortSignal,
  persistence: Persistence = PERSISTENT,
): Promise<ObjectBody> {
  const first = await s3.getObject({ Bucket: place.bucket, Key: place.key }, signal);
  const totalBytes = first.ContentLength;
  const etag = first.ETag;
  if (totalBytes === undefined || etag === undefined) throw new AppError('aws_error', 'S3 does not say how long the result is.');

  async function* body(): AsyncGenerator<Uint8Array> {
    const patience = persist(persistence, signal);
    let readBytes = 0;
    let piece: unknown = first.Body;
    for (;;) {
      try {
        piece ??= await rest(readBytes);
        for await (const chunk of piece as AsyncIterable<Uint8Array>) {
          signal?.throwIfAborted();
          readBytes += chunk.byteLength;
          if (readBytes > (totalBytes ?? 0)) throw new AppError('result_gone', 'The result in S3 is not the one that was begun.');
          patience.succeeded();
          yield chunk;
        }
        if (readBytes === totalBytes) return;
        throw brokenOff(readBytes, 'it ended early');
      } catch (error) {
        // Everything is here: how the connection ends is no longer of interest, and there is no rest to ask for.
        if (readBytes === totalBytes && !(error instanceof AppError)) return;
        piece = undefined;
        await patience.failed(error instanceof AppError ? error : brokenOff(readBytes, error));
      }
    }
  }

  async function rest(from: number): Promise<unknown> {
    const answer = await s3.getObject({ Bucket: place.bucket, Key: place.key, Range: `bytes=${from}-`, IfMatch: etag }, signal);
    if (!answer.ContentRange?.startsWith(`bytes ${from}-`)) throw new AppError('aws_error', 'S3 does not send the rest of the result.');
    return answer.Body;
  }

  return { totalBytes, body: body() };
}

function brokenOff(readBytes: number, cause: unknown): AppError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new AppError('network', `The result broke off after ${readBytes} bytes.`, { cause, details: { reason } });
}
