import type { Bucket } from '@aws-sdk/client-s3';
import type { S3Api } from '../../aws/s3-api.ts';
import { allPages } from '../all-pages.ts';

/** Names of the account's buckets. @param region only those of this one, else of all. @throws AppError `access_denied` and S3's other codes */
export async function listBuckets(s3: Pick<S3Api, 'listBuckets'>, region?: string): Promise<readonly string[]> {
  const only = region === undefined ? {} : { BucketRegion: region };
  const buckets = await allPages<Bucket>(async (token) => {
    const page = await s3.listBuckets({ MaxBuckets: 1000, ...only, ...(token === undefined ? {} : { ContinuationToken: token }) });
    return { items: page.Buckets, next: page.ContinuationToken };
  });
  return buckets.flatMap(({ Name }) => Name ?? []).sort();
}
