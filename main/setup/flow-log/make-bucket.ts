/** A bucket of Nagare's own: made, marked, closed to the public, encrypted, emptied by itself. */
import type { LifecycleRule } from '@aws-sdk/client-s3';
import type { FlowLogChoice, FlowLogStepId } from '../../../preload/contract/setup.ts';
import { AppError } from '../../app-error.ts';
import type { S3Api } from '../../aws/s3-api.ts';
import { keyOfBucket } from '../about-bucket.ts';
import { isAbsent } from '../absent.ts';
import { isMarked, TAG } from '../marks.ts';
import type { Step } from '../steps.ts';
import { destinationArn, encryptionRule, lifecycleRule, PUBLIC_ACCESS_BLOCK } from './flow-log-input.ts';

/** What a bucket of Nagare's has already is left as it is: an earlier flow log, or its owner, wanted it so. */
export function bucketSteps(s3: S3Api, choice: FlowLogChoice, region: string): readonly Step[] {
  const { bucket } = choice;
  const resource = destinationArn({ bucket, prefix: '' }, region);
  const step = (id: FlowLogStepId, act: Step['act']): Step => ({ id, resource, act });
  let wasThere = false;
  return [
    step('create_bucket', async () => {
      const outcome = await createBucket(s3, bucket, region);
      wasThere = outcome === 'existed';
      return outcome;
    }),
    // Said again of a bucket that was made before: it comes to the same.
    step('block_public_access', async () => {
      await s3.putPublicAccessBlock({ Bucket: bucket, PublicAccessBlockConfiguration: PUBLIC_ACCESS_BLOCK });
      return 'done';
    }),
    step('encrypt_bucket', async () => {
      if (wasThere && (await keyOfBucket(s3, bucket)) !== null) return 'existed';
      const Rules = [encryptionRule(choice.kmsKey)];
      await s3.putBucketEncryption({ Bucket: bucket, ServerSideEncryptionConfiguration: { Rules } });
      return 'done';
    }),
    step('expire_objects', async () => {
      const rules = wasThere ? await lifecycleRules(s3, bucket) : [];
      const rule = lifecycleRule(choice);
      if (rules.some(({ Filter }) => Filter?.Prefix === rule.Filter.Prefix)) return 'existed';
      // One for each folder: S3 takes all rules of a bucket at once, and no name twice.
      const ID = rules.some((each) => each.ID === rule.ID) ? `${rule.ID} ${choice.prefix}`.slice(0, 255) : rule.ID;
      await s3.putBucketLifecycleConfiguration({ Bucket: bucket, LifecycleConfiguration: { Rules: [...rules, { ...rule, ID }] } });
      return 'done';
    }),
  ];
}

async function lifecycleRules(s3: S3Api, bucket: string): Promise<readonly LifecycleRule[]> {
  try {
    return (await s3.getBucketLifecycleConfiguration({ Bucket: bucket })).Rules ?? [];
  } catch (error) {
    if (isAbsent(error, 'NoSuchLifecycleConfiguration')) return [];
    throw error;
  }
}

/** @throws AppError `name_in_use` for one that is there and is not Nagare's: its settings are somebody's own */
async function createBucket(s3: S3Api, bucket: string, region: string): Promise<'done' | 'existed'> {
  let isNew = true;
  try {
    await s3.createBucket({
      Bucket: bucket,
      // The oldest region is the one that has no name of its own here.
      ...(region === 'us-east-1' ? {} : { CreateBucketConfiguration: { LocationConstraint: region as 'eu-west-1' } }),
    });
    // It answers so for one's own bucket, too.
    if (region === 'us-east-1') isNew = false;
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'name_in_use') throw error;
    isNew = false;
  }
  const owner = isNew ? 'nobody' : await ownerOf(s3, bucket);
  if (owner === 'other') throw taken(bucket);
  if (owner === 'nagare') return 'existed';
  await s3.putBucketTagging({ Bucket: bucket, Tagging: { TagSet: [{ Key: TAG.key, Value: TAG.value }] } });
  return 'done';
}

/**
 * Whose the bucket is, or whose things it holds. One without a tag, a policy and an object is taken for one that was just
 * made: the app may have ended between making and marking it.
 */
async function ownerOf(s3: S3Api, bucket: string): Promise<'nagare' | 'nobody' | 'other'> {
  const tags = await s3.getBucketTagging({ Bucket: bucket }).catch((error: unknown) => {
    if (isAbsent(error, 'NoSuchTagSet')) return { TagSet: [] };
    if (error instanceof AppError && /^(access_denied|bucket_elsewhere|bucket_not_found)$/.test(error.code)) return null;
    throw error;
  });
  if (tags === null) return 'other';
  if (isMarked(tags.TagSet)) return 'nagare';
  if ((tags.TagSet ?? []).length > 0) return 'other';
  const policy = await s3.getBucketPolicy({ Bucket: bucket }).catch((error: unknown) => {
    if (isAbsent(error, 'NoSuchBucketPolicy')) return null;
    throw error;
  });
  if (policy !== null) return 'other';
  return ((await s3.listObjects({ Bucket: bucket, MaxKeys: 1 })).Contents ?? []).length > 0 ? 'other' : 'nobody';
}

function taken(bucket: string): AppError {
  return new AppError('name_in_use', `There is a bucket ${bucket} already. Choose it as an existing one, or another name.`, {
    details: { name: bucket },
  });
}
