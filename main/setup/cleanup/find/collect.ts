/** Versions and uploads below some folders, written down as they are listed. */
import type { Found } from '../cleanup-target.ts';
import { listUploads, listVersions } from '../list-versions.ts';
import type { ListedObject } from '../object-lists.ts';
import type { Finding } from './finding.ts';

export interface Collected {
  readonly id: string;
  readonly count: number;
  readonly bytes: number;
}

export interface Sorting {
  readonly step: Found['step'];
  readonly accepts: (key: string) => boolean;
}

/**
 * Lists once, for all of the sortings: each key goes to the first that accepts it.
 * @param prefixes beginnings of keys, in order, none inside another
 * @returns for each sorting what was written down; NULL: nothing
 * @throws AppError of S3's codes; no list is left then
 */
export async function collect(
  { s3, lists, cleanupId, nextId }: Finding,
  bucket: string,
  prefixes: readonly string[],
  sortings: readonly Sorting[],
): Promise<readonly (Collected | null)[]> {
  const open = sortings.map(({ step, accepts }) => {
    const id = nextId(step);
    return { id, accepts, list: lists.create<ListedObject>(cleanupId, id), count: 0, bytes: 0 };
  });
  const add = async (line: ListedObject) => {
    const taker = open.find(({ accepts }) => accepts(line.key));
    if (!taker) return;
    taker.count++;
    taker.bytes += 'bytes' in line ? line.bytes : 0;
    await taker.list.write(line);
  };
  try {
    for (const prefix of prefixes) {
      for await (const { key, versionId, etag, bytes } of listVersions(s3, bucket, prefix)) await add({ key, versionId, etag, bytes });
    }
    // Behind all versions: deleting reads versions in order, then uploads.
    for (const prefix of prefixes) {
      for await (const { key, uploadId } of listUploads(s3, bucket, prefix)) await add({ key, uploadId });
    }
    for (const { list, count } of open) await (count > 0 ? list.close() : list.abandon());
    return open.map(({ id, count, bytes }) => (count > 0 ? { id, count, bytes } : null));
  } catch (error) {
    for (const { list } of open) await list.abandon();
    throw error;
  }
}

/** In S3's order, and without those that lie in another. */
export function outermost(prefixes: readonly string[]): readonly string[] {
  const sorted = [...new Set(prefixes)].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
  return sorted.filter((prefix) => !sorted.some((other) => other !== prefix && prefix.startsWith(other)));
}
