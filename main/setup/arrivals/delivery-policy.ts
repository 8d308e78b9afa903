/** The delivery of flow logs as the policies of a bucket and of a key see it. */
import { arnPartition } from '../../aws/arn-partition.ts';
import type { PolicyRequest } from './policy.ts';

export interface Delivery {
  readonly bucket: string;
  /** Key of the folder that files go to. */
  readonly folder: string;
  readonly account: string;
  readonly region: string;
}

const SERVICE = 'delivery.logs.amazonaws.com';

/** As AWS's own statements say it (docs.aws.amazon.com/vpc/latest/userguide/flow-logs-s3-permissions.html); always with TLS. */
function contextOf({ account, region }: Delivery): PolicyRequest['context'] {
  return {
    'aws:sourceaccount': account,
    'aws:sourcearn': `arn:${arnPartition(region)}:logs:${region}:${account}:*`,
    's3:x-amz-acl': 'bucket-owner-full-control',
    'aws:securetransport': 'true',
    'aws:principalisawsservice': 'true',
    'aws:principalservicename': SERVICE,
  };
}

/** A file is put. */
export function putRequest(delivery: Delivery): PolicyRequest {
  const { bucket, folder, region } = delivery;
  const resource = `arn:${arnPartition(region)}:s3:::${bucket}/${folder}x`;
  return { service: SERVICE, action: 's3:PutObject', resource, context: contextOf(delivery) };
}

/**
 * What a file that is encrypted with a customer's key needs of it: S3 asks KMS for a key of the file's own, and reads the parts
 * of a large file back (docs.aws.amazon.com/vpc/latest/userguide/flow-logs-s3-cmk-policy.html).
 */
export function keyRequests(delivery: Delivery, keyArn: string): readonly PolicyRequest[] {
  return ['kms:GenerateDataKey', 'kms:Decrypt'].map((action) => ({
    service: SERVICE,
    action,
    resource: keyArn,
    context: contextOf(delivery),
  }));
}
