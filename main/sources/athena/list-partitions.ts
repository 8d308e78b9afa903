/** All partitions of a table that Glue holds, with their places in S3. */
import type { Partition } from '@aws-sdk/client-glue';
import type { AthenaRef } from '../../../preload/contract/query.ts';
import type { GlueApi } from '../../aws/glue-api.ts';
import { databaseOf } from './defaults.ts';
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
