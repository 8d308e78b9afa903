/** Whether the folders of a projected table's window hold files: nothing else tells that a partition is missing. */
import type { PartitionKey } from '../../../preload/contract/query.ts';
import { AppError } from '../../app-error.ts';
import type { S3Api } from '../../aws/s3-api.ts';
import { previous, unitOf } from '../../flowlogs/calendar-units.ts';
import type { LookedInto } from '../../flowlogs/missing-partitions.ts';
import { partitionEnd, windowStarts } from '../../flowlogs/partition-window.ts';
import { LATE_SECONDS } from '../../flowlogs/partitions.ts';
import { bounded } from '../../jobs/bounded.ts';
import { type ProjectedTable, projectedPlaces } from './projected-places.ts';

/** Eight days of hours of one account and region: a tenth of a US cent. */
const MOST = 200;
const WIDTH = 24;

/**
 * Looks into the folders of the window's partitions, and of the one before, of every account and region. What
 * is not over yet is left out: its files are still to come.
 * @param window Unix seconds  @param now Unix seconds
 * @returns NULL where the settings do not say where partitions lie, where these are too many, and where S3 does not list them, for whatever reason
 */
export async function lookInto(
  s3: Pick<S3Api, 'listObjects'>,
  table: ProjectedTable,
  keys: readonly PartitionKey[],
  { from, to }: { readonly from: number; readonly to: number },
  now: number,
  signal?: AbortSignal,
): Promise<readonly LookedInto[] | null> {
  const finest = keys.at(-1);
  const within = windowStarts(keys, from, to, MOST);
  if (!finest || !within) return null;
  const starts = [previous(unitOf[finest.pattern], within[0] ?? from), ...within].flatMap((start) => {
    const end = partitionEnd(keys, start);
    return end !== null && end + LATE_SECONDS <= now ? [start] : [];
  });
  const places = projectedPlaces(table, keys, starts);
  if (!places || places.length > MOST) return null;
  try {
    return await bounded(places, WIDTH, async ({ url, start, scope }) => ({
      scope,
      start: start ?? 0,
      url,
      hasFiles: await hasFiles(s3, url, signal),
    }));
  } catch (error) {
    signal?.throwIfAborted();
    // What else is known of the window is worth telling without it.
    if (error instanceof AppError) return null;
    throw error;
  }
}

/** Athena passes over what begins with a dot or an underscore; a folder's own mark has no name of its own. */
async function hasFiles(s3: Pick<S3Api, 'listObjects'>, url: string, signal?: AbortSignal): Promise<boolean> {
  const [, Bucket = '', Prefix = ''] = /^s3:\/\/([^/]+)\/(.*)$/s.exec(url) ?? [];
  const { Contents = [] } = await s3.listObjects({ Bucket, Prefix, MaxKeys: 10 }, signal);
  return Contents.some(({ Key = '' }) => /^[^._]/.test(Key.slice(Prefix.length)));
}
