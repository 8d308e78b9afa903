/** A choice as EC2 and S3 are told it; the app, its plan and what is done elsewhere are made of the same. */
import type { FlowLogChoice } from '../../../preload/contract/setup.ts';
import { arnPartition } from '../../aws/arn-partition.ts';
import { logFormat } from '../../flowlogs/log-format.ts';
import { TAG } from '../marks.ts';

export interface FlowLogPlace {
  readonly region: string;
  readonly account: string;
}

/** The folder of the bucket as an ARN, which is how a flow log's destination is written. */
export function destinationArn({ bucket, prefix }: Pick<FlowLogChoice, 'bucket' | 'prefix'>, region: string): string {
  return `arn:${arnPartition(region)}:s3:::${bucket}${prefix === '' ? '' : `/${prefix}`}`;
}

export function tagsOf(choice: FlowLogChoice): { readonly Key: string; readonly Value: string }[] {
  const name = choice.name.trim();
  return [
    ...(name === '' ? [] : [{ Key: 'Name', Value: name }]),
    ...choice.tags.filter((tag) => tag.key !== TAG.key).map((tag) => ({ Key: tag.key, Value: tag.value })),
    { Key: TAG.key, Value: TAG.value },
  ];
}

/** @returns what CreateFlowLogs takes, but for its token */
export function createFlowLogsInput(choice: FlowLogChoice, resourceIds: readonly string[], region: string) {
  return {
    ResourceType: choice.resourceType,
    ResourceIds: [...resourceIds],
    TrafficType: choice.traffic,
    LogDestinationType: 's3' as const,
    LogDestination: destinationArn(choice, region),
    LogFormat: logFormat(choice.fields),
    MaxAggregationInterval: choice.intervalSeconds,
    DestinationOptions: {
      FileFormat: choice.fileFormat,
      HiveCompatiblePartitions: choice.hive,
      PerHourPartition: choice.hourly,
    },
    TagSpecifications: [{ ResourceType: 'vpc-flow-log' as const, Tags: tagsOf(choice) }],
  };
}

export const PUBLIC_ACCESS_BLOCK = {
  BlockPublicAcls: true,
  IgnorePublicAcls: true,
  BlockPublicPolicy: true,
  RestrictPublicBuckets: true,
} as const;

/** With a key of KMS, one of the bucket's own is made of it: fewer requests to KMS, which cost. */
export function encryptionRule(kmsKey: string | null) {
  return kmsKey === null
    ? { ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' as const } }
    : { ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms' as const, KMSMasterKeyID: kmsKey }, BucketKeyEnabled: true };
}

/** Parts of uploads that never ended cost and show nowhere: they go after a week. */
export function lifecycleRule({ prefix, expireDays }: Pick<FlowLogChoice, 'prefix' | 'expireDays'>) {
  return {
    ID: 'nagare-flow-logs',
    Status: 'Enabled' as const,
    Filter: { Prefix: `${prefix}AWSLogs/` },
    ...(expireDays === null ? {} : { Expiration: { Days: expireDays } }),
    AbortIncompleteMultipartUpload: { DaysAfterInitiation: 7 },
  };
}

/**
 * The statements that AWS adds to the bucket's policy when the flow log is made
 * (docs.aws.amazon.com/vpc/latest/userguide/flow-logs-s3-permissions.html).
 */
export function deliveryStatements(choice: Pick<FlowLogChoice, 'bucket' | 'prefix' | 'hive'>, { region, account }: FlowLogPlace) {
  const partition = arnPartition(region);
  const bucket = `arn:${partition}:s3:::${choice.bucket}`;
  const who = { Effect: 'Allow', Principal: { Service: 'delivery.logs.amazonaws.com' } };
  const from = { ArnLike: { 'aws:SourceArn': `arn:${partition}:logs:${region}:${account}:*` } };
  return [
    {
      Sid: 'AWSLogDeliveryWrite',
      ...who,
      Action: 's3:PutObject',
      Resource: `${bucket}/${choice.prefix}AWSLogs/${choice.hive ? 'aws-account-id=' : ''}${account}/*`,
      Condition: { StringEquals: { 'aws:SourceAccount': account, 's3:x-amz-acl': 'bucket-owner-full-control' }, ...from },
    },
    {
      Sid: 'AWSLogDeliveryAclCheck',
      ...who,
      Action: 's3:GetBucketAcl',
      Resource: bucket,
      Condition: { StringEquals: { 'aws:SourceAccount': account }, ...from },
    },
  ];
}

/** What the policy of a customer's key needs, so that AWS can write with it (the page named above). */
export function keyStatement({ region, account }: FlowLogPlace) {
  return {
    Sid: 'Allow VPC flow logs to use the key',
    Effect: 'Allow',
    Principal: { Service: 'delivery.logs.amazonaws.com' },
    Action: ['kms:Encrypt', 'kms:Decrypt', 'kms:ReEncrypt*', 'kms:GenerateDataKey*', 'kms:DescribeKey'],
    Resource: '*',
    Condition: {
      StringEquals: { 'aws:SourceAccount': account },
      ArnLike: { 'aws:SourceArn': `arn:${arnPartition(region)}:logs:${region}:${account}:*` },
    },
  };
}
