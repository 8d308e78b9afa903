/** Sizes of the objects below folders of S3: listed in parallel, kept for a while, with an end to what is asked for. */
import { AppError } from '../../app-error.ts';
import type { S3Api } from '../../aws/s3-api.ts';
import { bounded } from '../../jobs/bounded.ts';
import type { Keep } from './kept.ts';

/** A folder of S3 whose objects Athena reads. */
export interface Folder {
  /** `s3://bucket/folder/`, with the slash at its end. */
  readonly url: string;
  /** No more files are expected in it: an hour that is long over. */
  readonly isFinished: boolean;
  /** How often they are read. */
  readonly times: number;
}

const WIDTH = 24;
/** Requests for one estimate, each of up to 1,000 objects: half a US cent. */
const MOST_REQUESTS = 1000;
/** With so many folders those of a day or a month are listed together. */
const MANY = 64;
const FRESH_MS = 3 * 60_000;
const FINISHED_FRESH_MS = 6 * 3_600_000;

/** There is more to look through than an estimate is worth. */
export class TooManyError extends Error {}

/** `s3://bucket/folder/` of a location in the catalogue, or NULL when it is none in S3. */
export function folderUrl(location: string | undefined): string | null {
  const match = /^s3[an]?:\/\/([^/]+)(\/.*)?$/i.exec(location ?? '');
  if (!match) return null;
  const path = (match[2] ?? '/').replace(/\/+$/, '');
  return `s3://${match[1]}${path}/`;
}

/**
 * Bytes of all objects below the folders, as often as they are read; hidden ones (`_` or `.` in front), which Athena passes over, are left out.
 * @throws AppError `access_denied` and S3's other codes; TooManyError
 */
export async function sumOfSizes(folders: readonly Folder[], s3: Pick<S3Api, 'listObjects'>, keep: Keep): Promise<number> {
  const budget = { left: MOST_REQUESTS };
  const listings = new Map<string, Promise<ReadonlyMap<string, number>>>();
  const together = folders.length > MANY ? parentsOf(folders) : new Map<string, ReadonlySet<string>>();
  const sizes = await bounded(folders, WIDTH, ({ url, isFinished }) =>
    keep(`objects ${url}`, isFinished ? FINISHED_FRESH_MS : FRESH_MS, async () => {
      const parent = parentOf(url);
      const siblings = together.get(parent);
      const top = siblings ? parent : url;
      const listing = listings.get(top) ?? list(s3, top, siblings ?? new Set([url]), budget);
      listings.set(top, listing);
      return (await listing).get(url) ?? 0;
    }),
  );
  return sizes.reduce((sum, size, index) => sum + size * (folders[index]?.times ?? 1), 0);
}

const parentOf = (url: string): string => url.replace(/[^/]+\/$/, '');

/** Parents of four folders or more: below one that is listed whole there is little that is not wanted. */
function parentsOf(folders: readonly Folder[]): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>();
  for (const { url } of folders) {
    const parent = parentOf(url);
    const siblings = found.get(parent);
    if (siblings) siblings.add(url);
    else found.set(parent, new Set([url]));
  }
  return new Map([...found].filter(([parent, siblings]) => siblings.size >= 4 && /^s3:\/\/[^/]+\/./.test(parent)));
}

/** Bytes for each of the wanted folders that has objects, from one listing of what is below `top`. */
async function list(
  s3: Pick<S3Api, 'listObjects'>,
  top: string,
  wanted: ReadonlySet<string>,
  budget: { left: number },
): Promise<ReadonlyMap<string, number>> {
  const [, bucket = '', prefix = ''] = /^s3:\/\/([^/]+)\/(.*)$/s.exec(top) ?? [];
  const sums = new Map<string, number>();
  let next: string | undefined;
  do {
    if (budget.left-- <= 0) throw new TooManyError('more objects than are listed');
    const page = await s3.listObjects({ Bucket: bucket, Prefix: prefix, ...(next === undefined ? {} : { ContinuationToken: next }) });
    for (const { Key = '', Size = 0 } of page.Contents ?? []) {
      if (/(^|\/)[_.][^/]*$/.test(Key)) continue;
      const folder = ownerOf(`s3://${bucket}/${Key}`, wanted);
      if (folder !== null) sums.set(folder, (sums.get(folder) ?? 0) + Size);
    }
    next = page.IsTruncated ? page.NextContinuationToken : undefined;
  } while (next !== undefined);
  return sums;
}

/** The wanted folder that the object lies in, at any depth. */
function ownerOf(url: string, wanted: ReadonlySet<string>): string | null {
  for (let end = url.lastIndexOf('/'); end > 's3://'.length; end = url.lastIndexOf('/', end - 1)) {
    const folder = url.slice(0, end + 1);
    if (wanted.has(folder)) return folder;
  }
  return null;
}

/** Why nobody tells how much there is, where that is an answer and no failure. */
export function unlistedBy(error: unknown): 'denied' | 'unlistable' | 'too_many' | null {
  if (error instanceof TooManyError) return 'too_many';
  if (!(error instanceof AppError)) return null;
  if (error.code === 'access_denied') return 'denied';
  return error.code === 'result_gone' || error.code === 'aws_error' ? 'unlistable' : null;
}
