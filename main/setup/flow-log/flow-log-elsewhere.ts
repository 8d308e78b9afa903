/** A flow log as it is made by other hands: AWS CLI, CloudFormation, Terraform. Each makes what the app itself would. */
import type { Elsewhere, FlowLogChoice, Place } from '../../../preload/contract/setup.ts';
import { Block, hclResource, Reference } from '../elsewhere/hcl.ts';
import { awsCommand } from '../elsewhere/shell.ts';
import { logicalId, type TemplateResource, templateText } from '../elsewhere/template.ts';
import { TAG } from '../marks.ts';
import { createFlowLogsInput, encryptionRule, lifecycleRule, PUBLIC_ACCESS_BLOCK, tagsOf } from './flow-log-input.ts';

export function flowLogElsewhere(choice: FlowLogChoice, place: Place & { readonly region: string }): Elsewhere {
  return {
    cli: byCli(choice, place),
    cloudFormation: byCloudFormation(choice, place.region),
    terraform: byTerraform(choice, place.region),
  };
}

function byCli(choice: FlowLogChoice, place: Place & { readonly region: string }): string {
  const { bucket, kmsKey } = choice;
  const input = createFlowLogsInput(choice, choice.resourceIds, place.region);
  const s3 = (operation: string, options: Readonly<Record<string, unknown>>) =>
    awsCommand('s3api', operation, { bucket, ...options }, place);
  const commands = [
    ...(choice.isNewBucket
      ? [
          // The oldest region is the one that has no name of its own here.
          s3('create-bucket', {
            'create-bucket-configuration': place.region === 'us-east-1' ? null : { LocationConstraint: place.region },
          }),
          s3('put-bucket-tagging', { tagging: { TagSet: [{ Key: TAG.key, Value: TAG.value }] } }),
          s3('put-public-access-block', { 'public-access-block-configuration': PUBLIC_ACCESS_BLOCK }),
          s3('put-bucket-encryption', { 'server-side-encryption-configuration': { Rules: [encryptionRule(kmsKey)] } }),
          s3('put-bucket-lifecycle-configuration', { 'lifecycle-configuration': { Rules: [lifecycleRule(choice)] } }),
        ]
      : []),
    awsCommand(
      'ec2',
      'create-flow-logs',
      {
        'resource-type': input.ResourceType,
        'resource-ids': input.ResourceIds,
        'traffic-type': input.TrafficType,
        'log-destination-type': input.LogDestinationType,
        'log-destination': input.LogDestination,
        'log-format': input.LogFormat,
        'max-aggregation-interval': input.MaxAggregationInterval,
        'destination-options': input.DestinationOptions,
        'tag-specifications': input.TagSpecifications,
      },
      place,
    ),
  ];
  return `${commands.join('\n\n')}\n`;
}

function byCloudFormation(choice: FlowLogChoice, region: string): string {
  const { ResourceType, TrafficType, LogDestinationType, LogDestination, LogFormat, MaxAggregationInterval, DestinationOptions } =
    createFlowLogsInput(choice, choice.resourceIds, region);
  const rule = lifecycleRule(choice);
  const bucket: TemplateResource = {
    Type: 'AWS::S3::Bucket',
    // Logs are nothing that goes by itself.
    DeletionPolicy: 'Retain',
    UpdateReplacePolicy: 'Retain',
    Properties: {
      BucketName: choice.bucket,
      PublicAccessBlockConfiguration: PUBLIC_ACCESS_BLOCK,
      BucketEncryption: { ServerSideEncryptionConfiguration: [bucketEncryption(choice.kmsKey)] },
      LifecycleConfiguration: {
        Rules: [
          {
            Id: rule.ID,
            Status: rule.Status,
            Prefix: rule.Filter.Prefix,
            ...(choice.expireDays === null ? {} : { ExpirationInDays: choice.expireDays }),
            AbortIncompleteMultipartUpload: rule.AbortIncompleteMultipartUpload,
          },
        ],
      },
      Tags: [TAG].map(({ key, value }) => ({ Key: key, Value: value })),
    },
  };
  const flowLog = (resourceId: string): TemplateResource => ({
    Type: 'AWS::EC2::FlowLog',
    ...(choice.isNewBucket ? { DependsOn: ['LogBucket'] } : {}),
    Properties: {
      ResourceType,
      ResourceId: resourceId,
      TrafficType,
      LogDestinationType,
      LogDestination,
      LogFormat,
      MaxAggregationInterval,
      DestinationOptions,
      Tags: tagsOf(choice),
    },
  });
  return templateText('VPC flow logs to S3', {
    ...(choice.isNewBucket ? { LogBucket: bucket } : {}),
    ...Object.fromEntries(choice.resourceIds.map((id) => [logicalId('FlowLog', id), flowLog(id)])),
  });
}

/** CloudFormation spells the same rule in its own way. */
function bucketEncryption(kmsKey: string | null) {
  const { ApplyServerSideEncryptionByDefault, ...rest } = encryptionRule(kmsKey);
  return { ServerSideEncryptionByDefault: ApplyServerSideEncryptionByDefault, ...rest };
}

function byTerraform(choice: FlowLogChoice, region: string): string {
  const input = createFlowLogsInput(choice, choice.resourceIds, region);
  const resource = { VPC: 'vpc_id', Subnet: 'subnet_id', NetworkInterface: 'eni_id' }[choice.resourceType];
  const tags = Object.fromEntries(tagsOf(choice).map(({ Key, Value }) => [Key, Value]));
  const bucketId = new Reference('aws_s3_bucket.flow_logs.id');
  const arn = 'aws_s3_bucket.flow_logs.arn';
  const own = new Reference(choice.prefix === '' ? arn : `"\${${arn}}/${choice.prefix}"`);
  const destination = choice.isNewBucket ? own : input.LogDestination;
  const resources = [
    ...(choice.isNewBucket
      ? [
          hclResource('aws_s3_bucket', 'flow_logs', { bucket: choice.bucket, tags: { [TAG.key]: TAG.value } }),
          hclResource('aws_s3_bucket_public_access_block', 'flow_logs', {
            bucket: bucketId,
            block_public_acls: true,
            ignore_public_acls: true,
            block_public_policy: true,
            restrict_public_buckets: true,
          }),
          hclResource('aws_s3_bucket_server_side_encryption_configuration', 'flow_logs', {
            bucket: bucketId,
            rule: new Block({
              ...(choice.kmsKey === null ? {} : { bucket_key_enabled: true }),
              apply_server_side_encryption_by_default: new Block(
                choice.kmsKey === null ? { sse_algorithm: 'AES256' } : { sse_algorithm: 'aws:kms', kms_master_key_id: choice.kmsKey },
              ),
            }),
          }),
          hclResource('aws_s3_bucket_lifecycle_configuration', 'flow_logs', {
            bucket: bucketId,
            rule: new Block({
              id: lifecycleRule(choice).ID,
              status: 'Enabled',
              filter: new Block({ prefix: `${choice.prefix}AWSLogs/` }),
              ...(choice.expireDays === null ? {} : { expiration: new Block({ days: choice.expireDays }) }),
              abort_incomplete_multipart_upload: new Block({ days_after_initiation: 7 }),
            }),
          }),
        ]
      : []),
    ...choice.resourceIds.map((id) =>
      hclResource('aws_flow_log', id.replaceAll('-', '_'), {
        [resource]: id,
        traffic_type: input.TrafficType,
        log_destination_type: input.LogDestinationType,
        log_destination: destination,
        log_format: input.LogFormat,
        max_aggregation_interval: input.MaxAggregationInterval,
        tags,
        destination_options: new Block({
          file_format: choice.fileFormat,
          hive_compatible_partitions: choice.hive,
          per_hour_partition: choice.hourly,
        }),
      }),
    ),
  ];
  return resources.join('\n');
}
