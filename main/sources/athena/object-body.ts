/** An object in S3 as one stream of bytes, whatever breaks off in between. */
import { AppError } from '../../app-error.ts';
import type { S3Api } from '../../aws/s3-api.ts';
import { type PartsOptions, partsInOrder, type Stretch } from './parts-in-order.ts';
import { PERSISTENT, type Persistence, persist } from './persist.ts';

export interface ObjectPlace {
  readonly bucket: string;
  readonly key: string;
  /** The account that has to own the bucket, else S3 refuses; left out: any. */
  readonly owner?: string;
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

export interface Ranges extends PartsOptions {
  /** Whether it is the connection that is slow, and not what is done with the bytes. Both in ms, of the last part. */
  isWorth(waitedMs: number, busyMs: number): boolean;
}

/** 32 MB at most are held; S3 itself advises parts of 8 to 16 MB. */
const RANGES: Ranges = { partBytes: 8 << 20, width: 4, isWorth: (waitedMs, busyMs) => waitedMs > busyMs };

/**
 * Opens the object; `body` then gives every byte once, in order. A connection that breaks off, or ends before the
 * object's length, is followed by another one for the rest, under the condition that the object is still the same.
 * It begins with one connection. Where its bytes are waited for longer than they take to be used, and several parts are
 * left, these are read at once: S3 limits each connection, hardly all of them together.
 * @throws AppError from the call: of AWS's codes. From the body: `result_gone` when the object was changed or deleted
 * meanwhile, `network` when it stays out of reach.
 */
export async function openObject(
  s3: Pick<S3Api, 'getObject'>,
  place: ObjectPlace,
  signal?: AbortSignal,
  persistence: Persistence = PERSISTENT,
  ranges: Ranges = RANGES,
): Promise<ObjectBody> {
  const asked = {
    Bucket: place.bucket,
    Key: place.key,
    ...(place.owner === undefined ? {} : { ExpectedBucketOwner: place.owner }),
  };
  const first = await s3.getObject(asked, signal);
  const { ContentLength: totalBytes, ETag: etag } = first;
  if (totalBytes === undefined || etag === undefined) throw new AppError('aws_error', 'S3 does not say how long the result is.');

  async function* body(total: number): AsyncGenerator<Uint8Array> {
    const whole = stretch({ from: 0, to: total }, signal, first.Body);
    let readBytes = 0;
    let lookAt = ranges.partBytes;
    let waitedMs = 0;
    let busyMs = 0;
    try {
      for (;;) {
        const askedAt = performance.now();
        const { value: chunk, done } = await whole.next();
        const cameAt = performance.now();
        if (done) return;
        readBytes += chunk.byteLength;
        yield chunk;
        waitedMs += cameAt - askedAt;
        busyMs += performance.now() - cameAt;
        if (readBytes < lookAt) continue;
        if (total - readBytes >= 2 * ranges.partBytes && ranges.isWorth(waitedMs, busyMs)) break;
        lookAt = readBytes + ranges.partBytes;
        waitedMs = 0;
        busyMs = 0;
      }
    } finally {
      // Its connection is let go of, whoever stops reading.
      await whole.return(undefined);
    }
    yield* partsInOrder({ from: readBytes, to: total }, ranges, stretch, signal);
  }

  /** @param opened the body of an answer that begins where the stretch does */
  async function* stretch({ from, to }: Stretch, stop: AbortSignal | undefined, opened?: unknown): AsyncGenerator<Uint8Array> {
    const patience = persist(persistence, stop);
    let at = from;
    let piece = opened;
    for (;;) {
      try {
        piece ??= await rest(at, to, stop);
        for await (const chunk of piece as AsyncIterable<Uint8Array>) {
          stop?.throwIfAborted();
          at += chunk.byteLength;
          if (at > to) throw new AppError('result_gone', 'The result in S3 is not the one that was begun.');
          patience.succeeded();
          yield chunk;
        }
        if (at === to) return;
        throw brokenOff(at, 'it ended early');
      } catch (error) {
        // Everything is here: how the connection ends is no longer of interest, and there is no rest to ask for.
        if (at === to && !(error instanceof AppError)) return;
        piece = undefined;
        await patience.failed(error instanceof AppError ? error : brokenOff(at, error));
      }
    }
  }

  async function rest(from: number, to: number, stop: AbortSignal | undefined): Promise<unknown> {
    const Range = `bytes=${from}-${to === totalBytes ? '' : to - 1}`;
    const answer = await s3.getObject({ ...asked, Range, IfMatch: etag }, stop);
    if (!answer.ContentRange?.startsWith(`bytes ${from}-`)) throw new AppError('aws_error', 'S3 does not send the rest of the result.');
    return answer.Body;
  }

  return { totalBytes, body: body(totalBytes) };
}

function brokenOff(readBytes: number, cause: unknown): AppError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new AppError('network', `The result broke off after ${readBytes} bytes.`, { cause, details: { reason } });
}
