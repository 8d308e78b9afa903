/** The template that AWS makes for a flow log: refused, stored, made into a stack, queried with rows, deleted. */
import { BatchGetNamedQueryCommand, DeleteWorkGroupCommand, GetWorkGroupCommand, ListNamedQueriesCommand } from '@aws-sdk/client-athena';
import { CreateStackCommand, DeleteStackCommand, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { CreateLogGroupCommand, DeleteLogGroupCommand, DescribeLogGroupsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { CreateFlowLogsCommand, GetFlowLogsIntegrationTemplateCommand } from '@aws-sdk/client-ec2';
import { GetPartitionsCommand, GetTableCommand } from '@aws-sdk/client-glue';
import { ListObjectsV2Command } from '@aws-sdk/client-s3';
import { describe, expect, it } from 'vitest';
import { formatOf } from '../../aws/ec2/flow-logs.ts';
import { VPC } from '../../aws/ec2/network.ts';
import type { EmulatorOptions } from '../../aws/emulator.ts';
import { emulatedClients, runStatement } from '../../support/emulated-clients.ts';

const from = Date.UTC(2024, 1, 28, 23, 50) / 1000;
const FORMAT = formatOf('version interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end action log-status type');

async function withFlowLog(DestinationOptions: object, options: EmulatorOptions = {}) {
  const clients = await emulatedClients({ isEmpty: true, ...options });
  const { aws, ec2 } = clients;
  aws.account.createBucket('logs');
  aws.account.createBucket('results');
  const before = aws.account.snapshot();
  const { FlowLogIds: [FlowLogId = ''] = [] } = await ec2.send(
    new CreateFlowLogsCommand({
      ResourceType: 'VPC',
      ResourceIds: [VPC],
      TrafficType: 'ALL',
      LogDestinationType: 's3',
      LogDestination: 'arn:aws:s3:::logs',
      LogFormat: FORMAT,
      DestinationOptions: DestinationOptions as { FileFormat: 'parquet'; HiveCompatiblePartitions: boolean; PerHourPartition: boolean },
    }),
  );
  const asked = (integration: object = {}) =>
    new GetFlowLogsIntegrationTemplateCommand({
      FlowLogId,
      ConfigDeliveryS3DestinationArn: 'arn:aws:s3:::results/templates/',
      IntegrateServices: {
        AthenaIntegrations: [
          {
            IntegrationResultS3DestinationArn: 'arn:aws:s3:::results/queries/',
            PartitionLoadFrequency: 'none',
            PartitionStartDate: new Date('2024-02-28T00:00:00Z'),
            PartitionEndDate: new Date('2024-03-01T00:00:00Z'),
            ...integration,
          },
        ],
      },
    });
  return { ...clients, before, id: FlowLogId, plainId: FlowLogId.replace('-', ''), asked };
}

type Integrated = Awaited<ReturnType<typeof withFlowLog>>;

async function stackOf({ aws, cloudFormation, ec2, asked }: Integrated, integration: object = {}): Promise<string> {
  const { Result } = await ec2.send(asked(integration));
  const create = new CreateStackCommand({ StackName: 'vpc-flow-logs', TemplateBody: Result, Capabilities: ['CAPABILITY_IAM'] });
  const { StackId = '' } = await cloudFormation.send(create);
  await aws.account.settled();
  const { Stacks: [stack] = [] } = await cloudFormation.send(new DescribeStacksCommand({ StackName: StackId }));
  expect(stack).toMatchObject({ StackStatus: 'CREATE_COMPLETE' });
  return StackId;
}

describe.each([
  ['text by the day', {}, '2024'],
  ['Parquet in Hive’s folders by the hour', { FileFormat: 'parquet', HiveCompatiblePartitions: true, PerHourPartition: true }, 'year=2024'],
])('the integration of %s', (_, options, year) => {
  it('makes a table that has rows, and goes again with all that it brought', async () => {
    const found = await withFlowLog(options);
    const { aws, athena, glue, s3, cloudFormation, logs, plainId, id, before } = found;
    const { rows } = await aws.account.deliver(id, { from, to: from + 1800 });
    const settled = aws.account.snapshot();
    await stackOf(found);
    const database = `vpcflowlogsathenadatabase${plainId}`;
    const table = `${plainId}none2024022820240301`;
    const workgroup = `${table}WorkGroup`;
    expect((await athena.send(new GetWorkGroupCommand({ WorkGroup: workgroup }))).WorkGroup).toMatchObject({
      Description: 'This workgroup has the queries related to vpc flow logs.',
      Configuration: { EnforceWorkGroupConfiguration: true, ResultConfiguration: { OutputLocation: 's3://results/queries/' } },
    });
    const { Table } = await glue.send(new GetTableCommand({ DatabaseName: database, Name: table }));
    expect(Table?.PartitionKeys?.map(({ Name }) => Name)).toEqual(['year', 'month', 'day']);
    const { Partitions = [] } = await glue.send(new GetPartitionsCommand({ DatabaseName: database, TableName: table }));
    expect(Partitions.map(({ Values }) => Values?.[0])).toEqual([year, year, year]);
    const sql = `SELECT "day", count(*) FROM "${database}"."${table}" WHERE log_status IN ('OK', 'NODATA', 'SKIPDATA') GROUP BY "day" ORDER BY "day"`;
    const answer = await runStatement(athena, sql, { workgroup });
    expect(answer.rows.map(([day]) => day?.replace('day=', ''))).toEqual(['28', '29']);
    expect(answer.rows.reduce((sum, [, count]) => sum + Number(count), 0)).toBe(rows);

    const { NamedQueryIds } = await athena.send(new ListNamedQueriesCommand({ WorkGroup: workgroup }));
    const { NamedQueries = [] } = await athena.send(new BatchGetNamedQueryCommand({ NamedQueryIds }));
    const names = NamedQueries.map(({ Name }) => Name);
    expect(names).toContain('VpcFlowLogsTopTalkers');
    expect(names).toContain('VpcFlowLogsIPv4Traffic');
    // It needs `instance-id`, which the flow log has not.
    expect(names).not.toContain('VpcFlowLogsTopTalkingInstances');
    const talkers = NamedQueries.find(({ Name }) => Name === 'VpcFlowLogsTopTalkers')?.QueryString ?? '';
    expect((await runStatement(athena, talkers, { workgroup })).rows.length).toBeGreaterThan(3);

    const { Contents } = await s3.send(new ListObjectsV2Command({ Bucket: 'results', Prefix: 'templates/' }));
    expect(Contents).toHaveLength(1);
    await athena.send(new DeleteWorkGroupCommand({ WorkGroup: workgroup, RecursiveDeleteOption: true }));
    await cloudFormation.send(new DeleteStackCommand({ StackName: 'vpc-flow-logs' }));
    await aws.account.settled();
    // What a stack does not know of stays: results, the template, the function's log.
    const { logGroups: [group] = [] } = await logs.send(new DescribeLogGroupsCommand({ logGroupNamePrefix: '/aws/lambda/' }));
    await logs.send(new DeleteLogGroupCommand({ logGroupName: group?.logGroupName }));
    for (const key of aws.store.keys('results', '')) aws.store.remove('results', key);
    expect(aws.account.snapshot()).toEqual(settled);
    aws.account.deleteFlowLog(id);
    for (const key of aws.store.keys('logs', '')) aws.store.remove('logs', key);
    aws.account.setBucketPolicy('logs', null);
    expect(aws.account.snapshot()).toEqual(before);
  });
});

describe('the template', () => {
  it('loads the partition of the day on a schedule where it has no dates', async () => {
    const found = await withFlowLog({ HiveCompatiblePartitions: true }, { templateFormat: 'json' });
    const { aws, glue, plainId, id } = found;
    await aws.account.deliver(id, { from, to: from + 300 });
    await stackOf(found, { PartitionLoadFrequency: 'daily', PartitionStartDate: undefined, PartitionEndDate: undefined });
    const of = { DatabaseName: `vpcflowlogsathenadatabase${plainId}`, TableName: `${plainId}daily` };
    const days = async () => (await glue.send(new GetPartitionsCommand(of))).Partitions?.map(({ Values }) => Values?.join('/'));
    expect(await days()).toHaveLength(1);
    aws.account.runSchedules(Date.UTC(2024, 1, 29));
    expect((await days())?.at(-1)).toBe('year=2024/month=02/day=29');
    expect(aws.account.snapshot()).toMatchObject({ rules: [expect.any(String)], permissions: [expect.any(String)] });
  });

  it('is refused before anything was delivered, and with dates or buckets that cannot be', async () => {
    const { aws, ec2, asked, id } = await withFlowLog({});
    await expect(ec2.send(asked())).rejects.toMatchObject({ message: expect.stringContaining('has not delivered') });
    await aws.account.deliver(id, { from, to: from + 300 });
    const none = { PartitionStartDate: undefined, PartitionEndDate: undefined };
    await expect(ec2.send(asked(none))).rejects.toMatchObject({ name: 'InvalidParameter' });
    await expect(ec2.send(asked({ PartitionEndDate: new Date(Date.now() + 9e8) }))).rejects.toMatchObject({ name: 'InvalidParameter' });
    await expect(ec2.send(asked({ PartitionLoadFrequency: 'hourly' }))).rejects.toMatchObject({ name: 'InvalidParameterValue' });
    const nowhere = { IntegrationResultS3DestinationArn: 'arn:aws:s3:::nowhere' };
    await expect(ec2.send(asked(nowhere))).rejects.toMatchObject({ message: 'The S3 bucket nowhere does not exist' });
    aws.account.createBucket('far', 'eu-west-1');
    const far = { IntegrationResultS3DestinationArn: 'arn:aws:s3:::far' };
    await expect(ec2.send(asked(far))).rejects.toMatchObject({ message: expect.stringContaining('must be in the region') });
    aws.account.deleteFlowLog(id);
    await expect(ec2.send(asked())).rejects.toMatchObject({ name: 'InvalidFlowLogId.NotFound' });
  });

  it('can be taken from S3 by its address, and needs a capability', async () => {
    const { aws, ec2, s3, cloudFormation, asked, id } = await withFlowLog({});
    await aws.account.deliver(id, { from, to: from + 300 });
    await ec2.send(asked());
    const { Contents: [object] = [] } = await s3.send(new ListObjectsV2Command({ Bucket: 'results' }));
    const create = (host: string, Capabilities?: ['CAPABILITY_NAMED_IAM']) =>
      cloudFormation.send(new CreateStackCommand({ StackName: 's', TemplateURL: `${host}/${object?.Key}`, Capabilities }));
    const host = 'https://results.s3.ap-northeast-1.amazonaws.com';
    await expect(create(host)).rejects.toMatchObject({ name: 'InsufficientCapabilitiesException' });
    await expect(create(`${host}/x`)).rejects.toMatchObject({ message: expect.stringContaining('S3 error') });
    await expect(create('https://example.com')).rejects.toMatchObject({ message: 'TemplateURL must be a supported URL.' });
    await create(host, ['CAPABILITY_NAMED_IAM']);
    await aws.account.settled();
    expect(aws.account.stacks[0]?.status).toBe('CREATE_COMPLETE');
  });
});

it('has log groups', async () => {
  const { logs } = await emulatedClients();
  const create = new CreateLogGroupCommand({ logGroupName: '/aws/lambda/a' });
  await logs.send(create);
  await expect(logs.send(create)).rejects.toMatchObject({ name: 'ResourceAlreadyExistsException' });
  await logs.send(new CreateLogGroupCommand({ logGroupName: '/other' }));
  const described = await logs.send(new DescribeLogGroupsCommand({ logGroupNamePrefix: '/aws/' }));
  expect(described.logGroups).toMatchObject([{ logGroupName: '/aws/lambda/a' }]);
  await logs.send(new DeleteLogGroupCommand({ logGroupName: '/other' }));
  await expect(logs.send(new DeleteLogGroupCommand({ logGroupName: '/other' }))).rejects.toMatchObject({
    name: 'ResourceNotFoundException',
  });
});
