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
