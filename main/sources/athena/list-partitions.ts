/** All partitions of a table that Glue holds, with their places in S3. */
import type { Partition } from '@aws-sdk/client-glue';
import type { AthenaRef } from '../../../preload/contract/query.ts';
import type { GlueApi } from '../../aws/glue-api.ts';
import { databaseOf } from '../../flowlogs/athena-defaults.ts';
import type { Keep } from './kept.ts';
import { folderUrl, TooManyError } from './object-sizes.ts';

export interface ListedPartition {
  /** In the order of the table's keys. */
  readonly values: readonly string[];
  /** `s3://bucket/folder/`; NULL when the catalogue does not say. */
  readonly url: string | null;
}

/** Glue parts a table into at most ten segments, which can be read side by side. */
const SEGMENTS = 5;
const PAGE = 1000;
/** Eleven years of hours. */
const MOST = 100_000;

/** How long the list of a table's partitions is believed. */
const FRESH_MS = 3 * 60_000;

/** The same, asked at most once in three minutes. @param staleMs as `Keep` has it @throws as `listPartitions` */
export function keptPartitions(
  ref: AthenaRef,
  glue: Pick<GlueApi, 'getPartitions'>,
  keep: Keep,
  staleMs?: number,
): Promise<readonly ListedPartition[]> {
  return keep(JSON.stringify(['partitions', ref]), FRESH_MS, () => listPartitions(ref, glue), staleMs);
}

/** Values of some partitions of each segment: of a table whose list is too long to be waited for. @throws AppError of AWS's codes */
export async function samplePartitions(
  ref: AthenaRef,
  glue: Pick<GlueApi, 'getPartitions'>,
  most: number,
  wanted: { readonly Expression?: string },
  signal?: AbortSignal,
): Promise<readonly (readonly string[])[]> {
  const pages = await Promise.all(
    Array.from({ length: SEGMENTS }, (_, SegmentNumber) =>
      glue.getPartitions(
        {
          DatabaseName: databaseOf(ref),
          TableName: ref.table,
          MaxResults: most,
          ExcludeColumnSchema: true,
          Segment: { SegmentNumber, TotalSegments: SEGMENTS },
          ...wanted,
        },
        signal,
      ),
    ),
  );
  return pages.flatMap(({ Partitions = [] }) => Partitions.map(({ Values = [] }) => Values));
}

/** @throws AppError of AWS's codes; TooManyError */
export async function listPartitions(ref: AthenaRef, glue: Pick<GlueApi, 'getPartitions'>): Promise<readonly ListedPartition[]> {
  let count = 0;
  const segment = async (SegmentNumber: number): Promise<readonly ListedPartition[]> => {
    const found: ListedPartition[] = [];
    let next: string | undefined;
    do {
      const page = await glue.getPartitions({
        DatabaseName: databaseOf(ref),
        TableName: ref.table,
        MaxResults: PAGE,
        ExcludeColumnSchema: true,
        Segment: { SegmentNumber, TotalSegments: SEGMENTS },
        ...(next === undefined ? {} : { NextToken: next }),
      });
      const listed = (page.Partitions ?? []).map(listedOf);
      count += listed.length;
      if (count > MOST) throw new TooManyError('more partitions than are looked through');
      found.push(...listed);
      // A service that gives the same token for ever would be asked for ever.
      next = page.NextToken === next ? undefined : page.NextToken;
    } while (next !== undefined);
    return found;
  };
  return (await Promise.all(Array.from({ length: SEGMENTS }, (_, number) => segment(number)))).flat();
}

const listedOf = ({ Values = [], StorageDescriptor }: Partition): ListedPartition => ({
  values: Values,
  url: folderUrl(StorageDescriptor?.Location),
});
