/** Whether a gzip file is whole. DuckDB takes the end of one that was cut for the end of its text, and says nothing. */
import { createReadStream } from 'node:fs';
import { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';

/** Flow logs shrink to a tenth or so; no text becomes smaller than this by gzip's method. */
const MOST_SHRUNK = 1032;

/**
 * A whole file closes with the length of its text. Where that cannot be true the file is read through to be sure: it may
 * be cut, or made of several pieces. Of files that were cut, about one in a hundred still looks right.
 * @param tail the last four bytes
 */
export function looksWhole(sizeBytes: number, tail: Uint8Array): boolean {
  if (tail.length < 4) return false;
  const textBytes = new DataView(tail.buffer, tail.byteOffset, 4).getUint32(0, true);
  return textBytes >= sizeBytes && textBytes <= Math.min(sizeBytes * MOST_SHRUNK, 40_000_000 + sizeBytes * 40);
}

/** Reads all of it. @throws Error of zlib when it is not whole, of the file system when it cannot be read */
export async function readThrough(path: string): Promise<void> {
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  await pipeline(createReadStream(path), createGunzip(), nowhere);
}
