/** The emulator's flow logs, as EC2's own client sees them. */
import {
  CreateFlowLogsCommand,
  DeleteFlowLogsCommand,
  DescribeFlowLogsCommand,
  DescribeNetworkInterfacesCommand,
  DescribeRegionsCommand,
  DescribeSubnetsCommand,
  DescribeVpcsCommand,
} from '@aws-sdk/client-ec2';
import { GetBucketPolicyCommand } from '@aws-sdk/client-s3';
import { expect, it } from 'vitest';
import { formatOf } from '../../aws/ec2/flow-logs.ts';
import { VPC } from '../../aws/ec2/network.ts';
import { emulatedClients } from '../../support/emulated-clients.ts';

const wanted = {
  ResourceType: 'VPC' as const,
  ResourceIds: [VPC],
  TrafficType: 'ALL' as const,
  LogDestinationType: 's3' as const,
  LogDestination: 'arn:aws:s3:::logs',
};

it('has VPCs, subnets and interfaces, by id and by filter', async () => {
  const { ec2 } = await emulatedClients();
  const { Vpcs } = await ec2.send(new DescribeVpcsCommand({}));
  expect(Vpcs?.map(({ IsDefault, Tags }) => [IsDefault, Tags?.[0]?.Value])).toEqual([
    [false, 'production'],
    [true, undefined],
  ]);
  const { Subnets } = await ec2.send(new DescribeSubnetsCommand({ Filters: [{ Name: 'vpc-id', Values: [VPC] }] }));
  expect(new Set(Subnets?.map(({ AvailabilityZone }) => AvailabilityZone)).size).toBe(2);
  const { NetworkInterfaces, NextToken } = await ec2.send(new DescribeNetworkInterfacesCommand({ MaxResults: 5 }));
  expect(NetworkInterfaces).toHaveLength(5);
  expect(NetworkInterfaces?.[0]).toMatchObject({
    VpcId: VPC,
    PrivateIpAddress: '192.168.0.10',
    Attachment: { InstanceId: 'i-05eed221e0f103002' },
  });
  expect((await ec2.send(new DescribeNetworkInterfacesCommand({ MaxResults: 5, NextToken }))).NetworkInterfaces).toHaveLength(1);
  const named = new DescribeNetworkInterfacesCommand({ Filters: [{ Name: 'tag:Name', Values: ['web-*'] }] });
  expect((await ec2.send(named)).NetworkInterfaces).toHaveLength(2);
  await expect(ec2.send(new DescribeVpcsCommand({ VpcIds: ['vpc-0'] }))).rejects.toMatchObject({ name: 'InvalidVpcID.NotFound' });
  expect((await ec2.send(new DescribeRegionsCommand({}))).Regions?.map(({ RegionName }) => RegionName)).toContain('us-east-1');
});

it('has an account with one VPC and nothing else', async () => {
  const { aws, ec2 } = await emulatedClients({ isEmpty: true });
  expect((await ec2.send(new DescribeVpcsCommand({}))).Vpcs).toHaveLength(1);
  expect(aws.account.snapshot()).toMatchObject({ flowLogs: [], stacks: [], databases: [], buckets: [], logGroups: [] });
});

it('makes a flow log once for a token, describes all that was chosen, and lets the delivery write into the bucket', async () => {
  const { aws, ec2, s3 } = await emulatedClients({ isEmpty: true });
  aws.account.createBucket('logs');
  const command = new CreateFlowLogsCommand({
    ...wanted,
    LogDestination: 'arn:aws:s3:::logs/net/',
    LogFormat: formatOf('version srcaddr dstaddr start end'),
    MaxAggregationInterval: 60,
    DestinationOptions: { FileFormat: 'parquet', HiveCompatiblePartitions: true, PerHourPartition: true },
    TagSpecifications: [{ ResourceType: 'vpc-flow-log', Tags: [{ Key: 'Name', Value: 'mine' }] }],
    ClientToken: 'one',
  });
  const first = await ec2.send(command);
  expect(first).toMatchObject({ ClientToken: 'one', FlowLogIds: [expect.stringMatching(/^fl-0[0-9a-f]{16}$/)] });
  expect((await ec2.send(command)).FlowLogIds).toEqual(first.FlowLogIds);
  const { FlowLogs } = await ec2.send(new DescribeFlowLogsCommand({ Filter: [{ Name: 'resource-id', Values: [VPC] }] }));
  expect(FlowLogs).toEqual([
    expect.objectContaining({
      FlowLogStatus: 'ACTIVE',
      DeliverLogsStatus: 'SUCCESS',
      LogDestination: 'arn:aws:s3:::logs/net/',
      MaxAggregationInterval: 60,
      LogFormat: formatOf('version srcaddr dstaddr start end'),
      DestinationOptions: { FileFormat: 'parquet', HiveCompatiblePartitions: true, PerHourPartition: true },
      Tags: [{ Key: 'Name', Value: 'mine' }],
      CreationTime: expect.any(Date),
    }),
  ]);
  const policy = JSON.parse((await s3.send(new GetBucketPolicyCommand({ Bucket: 'logs' }))).Policy ?? '');
  expect(policy).toMatchObject({
    Statement: [
      {
        Sid: 'AWSLogDeliveryWrite',
        Principal: { Service: 'delivery.logs.amazonaws.com' },
        Action: 's3:PutObject',
        Resource: 'arn:aws:s3:::logs/net/AWSLogs/aws-account-id=123456789012/*',
        Condition: {
          StringEquals: { 'aws:SourceAccount': '123456789012', 's3:x-amz-acl': 'bucket-owner-full-control' },
          ArnLike: { 'aws:SourceArn': 'arn:aws:logs:ap-northeast-1:123456789012:*' },
        },
      },
      { Sid: 'AWSLogDeliveryAclCheck', Action: 's3:GetBucketAcl', Resource: 'arn:aws:s3:::logs' },
    ],
  });
  await ec2.send(new CreateFlowLogsCommand(wanted));
  const again = JSON.parse((await s3.send(new GetBucketPolicyCommand({ Bucket: 'logs' }))).Policy ?? '') as {
    Statement: { Sid: string }[];
  };
  expect(again.Statement.map(({ Sid }) => Sid)).toEqual(['AWSLogDeliveryWrite', 'AWSLogDeliveryAclCheck', 'AWSLogDeliveryWrite1']);
});

it('tells of each resource why it has no flow log', async () => {
  const { aws, ec2 } = await emulatedClients({ isEmpty: true, mostFlowLogs: 1 });
  aws.account.createBucket('logs');
  aws.account.takeBucketName('theirs');
  const failure = async (change: object) => {
    const { Unsuccessful, FlowLogIds } = await ec2.send(new CreateFlowLogsCommand({ ...wanted, ...change }));
    expect(FlowLogIds ?? []).toEqual([]);
    return Unsuccessful?.[0]?.Error;
  };
  expect(await failure({ ResourceIds: ['vpc-0'] })).toMatchObject({ Code: 'InvalidVpcID.NotFound' });
  expect(await failure({ LogDestination: 'arn:aws:s3:::nowhere' })).toMatchObject({ Code: 'LogDestinationNotFoundException' });
  const denied = { Code: '400', Message: 'Access Denied for LogDestination: theirs. Please check LogDestination permission' };
  expect(await failure({ LogDestination: 'arn:aws:s3:::theirs' })).toEqual(denied);
  aws.faults.denied.add('s3:PutBucketPolicy');
  expect(await failure({})).toMatchObject({ Message: expect.stringContaining('Access Denied for LogDestination: logs') });
  aws.faults.denied.clear();
  await ec2.send(new CreateFlowLogsCommand(wanted));
  expect(await failure({})).toMatchObject({ Code: 'FlowLogAlreadyExists' });
  expect(await failure({ TrafficType: 'REJECT' })).toMatchObject({ Code: 'FlowLogsLimitExceeded' });
});

it('refuses what cannot be a flow log', async () => {
  const { ec2 } = await emulatedClients();
  const refused = (change: object) => expect(ec2.send(new CreateFlowLogsCommand({ ...wanted, ...change }))).rejects;
  await refused({ LogDestination: 'arn:aws:s3:::logs/AWSLogs/' }).toMatchObject({ name: 'InvalidParameter' });
  await refused({ LogFormat: formatOf('nonsense') }).toMatchObject({ name: 'InvalidParameter' });
  await refused({ MaxAggregationInterval: 61 }).toMatchObject({ name: 'InvalidParameterValue' });
  await refused({ DeliverLogsPermissionArn: 'arn:aws:iam::123456789012:role/r' }).toMatchObject({
    message: 'DeliverLogsPermissionArn is not applicable for s3 delivery',
  });
});

it('deletes flow logs, leaves the policy, and tells of those that are not there', async () => {
  const { aws, ec2 } = await emulatedClients();
  const { FlowLogIds = [] } = await ec2.send(new CreateFlowLogsCommand(wanted));
  const { Unsuccessful } = await ec2.send(new DeleteFlowLogsCommand({ FlowLogIds: [...FlowLogIds, 'fl-0'] }));
  expect(Unsuccessful).toMatchObject([{ ResourceId: 'fl-0', Error: { Code: 'InvalidFlowLogId.NotFound' } }]);
  expect(aws.account.flowLogs).toEqual([]);
  expect(aws.account.snapshot().buckets.find(({ name }) => name === 'logs')?.policy).toContain('AWSLogDeliveryWrite');
});

it('fails as it is told, in the words of the protocol', async () => {
  const { aws, ec2 } = await emulatedClients();
  aws.faults.denied.add('ec2:CreateFlowLogs');
  await expect(ec2.send(new CreateFlowLogsCommand(wanted))).rejects.toMatchObject({
    name: 'UnauthorizedOperation',
    message: expect.stringContaining('is not authorized to perform: ec2:CreateFlowLogs'),
  });
  aws.faults.throttle('DescribeFlowLogs', 1);
  await expect(ec2.send(new DescribeFlowLogsCommand({}))).rejects.toMatchObject({ name: 'RequestLimitExceeded' });
  await expect(ec2.send(new CreateFlowLogsCommand({ ...wanted, DryRun: true }))).rejects.toMatchObject({ name: 'UnauthorizedOperation' });
  aws.faults.denied.clear();
  await expect(ec2.send(new CreateFlowLogsCommand({ ...wanted, DryRun: true }))).rejects.toMatchObject({ name: 'DryRunOperation' });
  aws.faults.credentials = 'expired';
  await expect(ec2.send(new DescribeFlowLogsCommand({}))).rejects.toMatchObject({ name: 'RequestExpired' });
  aws.faults.credentials = 'good';
  aws.faults.breakDown('DescribeFlowLogs', 1);
  await expect(ec2.send(new DescribeFlowLogsCommand({}))).rejects.toMatchObject({ name: 'InternalError' });
  const { FlowLogIds: [id = ''] = [] } = await ec2.send(new CreateFlowLogsCommand(wanted));
  aws.faults.beforeNext('DescribeFlowLogs', () => aws.account.deleteFlowLog(id));
  expect((await ec2.send(new DescribeFlowLogsCommand({}))).FlowLogs).toEqual([]);
});
