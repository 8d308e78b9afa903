import type { Bucket } from '@aws-sdk/client-s3';
import type { S3Api } from '../../aws/s3-api.ts';
import { allPages } from '../all-pages.ts';

/** Names of the account's buckets, of all regions. @throws AppError `access_denied` and S3's other codes */
export async function listBuckets(s3: Pick<S3Api, 'listBuckets'>): Promise<readonly string[]> {
  const buckets = await allPages<Bucket>(async (token) => {
    const page = await s3.listBuckets({ MaxBuckets: 1000, ...(token === undefined ? {} : { ContinuationToken: token }) });
    return { items: page.Buckets, next: page.ContinuationToken };
  });
  return buckets.flatMap(({ Name }) => Name ?? []).sort();
}
