/** What S3 tells of a bucket as a whole. */
import { AppError } from '../app-error.ts';
import type { S3Api } from '../aws/s3-api.ts';
import { isAbsent } from './absent.ts';

/** The key of KMS that a bucket encrypts with: an ARN, an id or an alias. NULL: S3's own keys. @throws AppError of S3's codes */
export async function keyOfBucket(s3: Pick<S3Api, 'getBucketEncryption'>, bucket: string): Promise<string | null> {
  try {
    const { ServerSideEncryptionConfiguration: settings } = await s3.getBucketEncryption({ Bucket: bucket });
    const found = settings?.Rules?.map((rule) => rule.ApplyServerSideEncryptionByDefault).find((rule) => rule?.SSEAlgorithm !== 'AES256');
    return found ? (found.KMSMasterKeyID ?? 'alias/aws/s3') : null;
  } catch (error) {
    if (isAbsent(error, 'ServerSideEncryptionConfigurationNotFoundError')) return null;
    throw error;
  }
}

/** NULL: nobody tells. @throws AppError `bucket_not_found` */
export async function regionOfBucket(s3: Pick<S3Api, 'getBucketLocation'>, bucket: string): Promise<string | null> {
  try {
    const { LocationConstraint } = await s3.getBucketLocation({ Bucket: bucket });
    // Names of before there were regions.
    if (!LocationConstraint) return 'us-east-1';
    return LocationConstraint === 'EU' ? 'eu-west-1' : LocationConstraint;
  } catch (error) {
    if (error instanceof AppError && (error.code === 'access_denied' || error.code === 'bucket_elsewhere')) return null;
    throw error;
  }
}
