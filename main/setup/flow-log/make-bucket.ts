/** A bucket of Nagare's own: made, marked, closed to the public, encrypted, emptied by itself. */
import type { FlowLogChoice, FlowLogStepId } from '../../../preload/contract/setup.ts';
import { AppError } from '../../app-error.ts';
import type { S3Api } from '../../aws/s3-api.ts';
import { isAbsent } from '../absent.ts';
import { isMarked, TAG } from '../marks.ts';
import type { Step } from '../steps.ts';
import { destinationArn, encryptionRule, lifecycleRule, PUBLIC_ACCESS_BLOCK } from './flow-log-input.ts';

export function bucketSteps(s3: S3Api, choice: FlowLogChoice, region: string): readonly Step[] {
  const { bucket } = choice;
  const resource = destinationArn({ bucket, prefix: '' }, region);
  const step = (id: FlowLogStepId, act: () => Promise<unknown>): Step => ({
    id,
    resource,
    act: async () => ((await act()) === 'existed' ? 'existed' : 'done'),
  });
  return [
    step('create_bucket', () => createBucket(s3, bucket, region)),
    // Said again of a bucket that was made before: it comes to the same.
    step('block_public_access', () => s3.putPublicAccessBlock({ Bucket: bucket, PublicAccessBlockConfiguration: PUBLIC_ACCESS_BLOCK })),
    step('encrypt_bucket', () =>
      s3.putBucketEncryption({ Bucket: bucket, ServerSideEncryptionConfiguration: { Rules: [encryptionRule(choice.kmsKey)] } }),
    ),
    step('expire_objects', () =>
      s3.putBucketLifecycleConfiguration({ Bucket: bucket, LifecycleConfiguration: { Rules: [lifecycleRule(choice)] } }),
    ),
  ];
}

/** @throws AppError `name_in_use` for one that is there and is not Nagare's: its settings are somebody's own */
async function createBucket(s3: S3Api, bucket: string, region: string): Promise<'done' | 'existed'> {
  let found: 'done' | 'existed' = 'done';
  try {
    await s3.createBucket({
      Bucket: bucket,
      // The oldest region is the one that has no name of its own here.
      ...(region === 'us-east-1' ? {} : { CreateBucketConfiguration: { LocationConstraint: region as 'eu-west-1' } }),
    });
    // The oldest region answers so for one's own bucket, too.
    if (region === 'us-east-1' && (await isForeign(s3, bucket))) throw taken(bucket);
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'name_in_use') throw error;
    if (await isForeign(s3, bucket)) throw taken(bucket);
    found = 'existed';
  }
  await s3.putBucketTagging({ Bucket: bucket, Tagging: { TagSet: [{ Key: TAG.key, Value: TAG.value }] } });
  return found;
}

/**
 * Whether the bucket is another's, or holds another's things. One without a tag, a policy and an object is taken for one
 * that was just made: the app may have ended between making and marking it.
 */
async function isForeign(s3: S3Api, bucket: string): Promise<boolean> {
  const tags = await s3.getBucketTagging({ Bucket: bucket }).catch((error: unknown) => {
    if (isAbsent(error, 'NoSuchTagSet')) return { TagSet: [] };
    if (error instanceof AppError && /^(access_denied|bucket_elsewhere|bucket_not_found)$/.test(error.code)) return null;
    throw error;
  });
  if (tags === null) return true;
  if (isMarked(tags.TagSet)) return false;
  if ((tags.TagSet ?? []).length > 0) return true;
  const policy = await s3.getBucketPolicy({ Bucket: bucket }).catch((error: unknown) => {
    if (isAbsent(error, 'NoSuchBucketPolicy')) return null;
    throw error;
  });
  if (policy !== null) return true;
  return ((await s3.listObjects({ Bucket: bucket, MaxKeys: 1 })).Contents ?? []).length > 0;
}

function taken(bucket: string): AppError {
  return new AppError('name_in_use', `There is a bucket ${bucket} already. Choose it as an existing one, or another name.`, {
    details: { name: bucket },
  });
}
