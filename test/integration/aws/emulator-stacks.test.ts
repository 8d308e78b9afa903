/** The emulator's CloudFormation: stacks made, failed, rolled back and deleted. */
import { DeleteWorkGroupCommand } from '@aws-sdk/client-athena';
import {
  CreateStackCommand,
  DeleteStackCommand,
  DescribeStackEventsCommand,
  DescribeStackResourcesCommand,
  DescribeStacksCommand,
  GetTemplateCommand,
  GetTemplateSummaryCommand,
  ListStackResourcesCommand,
  ListStacksCommand,
  ValidateTemplateCommand,
} from '@aws-sdk/client-cloudformation';
import { describe, expect, it } from 'vitest';
import { VPC } from '../../aws/ec2/network.ts';
import { emulatedClients, runStatement } from '../../support/emulated-clients.ts';

const StackName = 'nagare';

const TEMPLATE = `
AWSTemplateFormatVersion: 2010-09-09
Description: a flow log with its bucket
Parameters:
  Prefix: { Type: String, Default: net }
  Vpc: { Type: String, Description: which }
Resources:
  Log:
    Type: AWS::EC2::FlowLog
    DependsOn: Policy
    Properties:
      ResourceType: VPC
      ResourceId: !Ref Vpc
      TrafficType: ALL
      LogDestinationType: s3
      LogDestination: !Sub '\${Bucket.Arn}/\${Prefix}'
      DestinationOptions: { FileFormat: parquet, HiveCompatiblePartitions: true }
      Tags: [{ Key: Name, Value: !Join ['-', [!Ref AWS::StackName, !Ref AWS::Region]] }]
  Bucket:
    Type: AWS::S3::Bucket
    Properties:
      BucketName: !Sub 'nagare-\${AWS::AccountId}'
      Tags: !Ref AWS::NoValue
      VersioningConfiguration: { Status: Enabled }
  Policy:
    Type: AWS::S3::BucketPolicy
    Properties:
      Bucket: !Ref Bucket
      PolicyDocument:
        Version: 2012-10-17
        Statement: [{ Sid: Own, Effect: Deny, Principal: '*', Action: 's3:*', Resource: !Sub '\${Bucket.Arn}/*' }]
Outputs:
  Id: { Value: !GetAtt Log.Id, Description: of the flow log }
`;
const Parameters = [{ ParameterKey: 'Vpc', ParameterValue: VPC }];
const made = new CreateStackCommand({
  StackName,
  TemplateBody: TEMPLATE,
  Parameters,
  Tags: [{ Key: 'a', Value: 'b' }],
  ClientRequestToken: 't1',
});

describe('a stack', () => {
  it('is under way at first, makes what it needs first, and tells each step, newest first', async () => {
    const { aws, cloudFormation } = await emulatedClients({ isEmpty: true });
    const { StackId = '' } = await cloudFormation.send(made);
    await aws.account.settled();
    const { Stacks: [stack] = [] } = await cloudFormation.send(new DescribeStacksCommand({ StackName }));
    const [flowLog] = aws.account.flowLogs;
    expect(stack).toMatchObject({
      StackId,
      StackStatus: 'CREATE_COMPLETE',
      Description: 'a flow log with its bucket',
      Outputs: [{ OutputKey: 'Id', OutputValue: flowLog?.id, Description: 'of the flow log' }],
      Tags: [{ Key: 'a', Value: 'b' }],
      CreationTime: expect.any(Date),
    });
    expect(stack?.Parameters).toEqual([
      { ParameterKey: 'Prefix', ParameterValue: 'net' },
      { ParameterKey: 'Vpc', ParameterValue: VPC },
    ]);
    expect(flowLog).toMatchObject({
      destination: 'arn:aws:s3:::nagare-123456789012/net',
      isParquet: true,
      isHive: true,
      tags: { Name: 'nagare-ap-northeast-1' },
    });
    const [bucket] = aws.account.snapshot().buckets;
    expect(bucket?.policy).toContain('"Sid":"Own"');
    expect(bucket?.policy).toContain('AWSLogDeliveryWrite');
    const { StackEvents = [] } = await cloudFormation.send(new DescribeStackEventsCommand({ StackName: StackId }));
    expect(StackEvents.map(({ LogicalResourceId, ResourceStatus }) => `${LogicalResourceId} ${ResourceStatus}`)).toEqual([
      'nagare CREATE_COMPLETE',
      ...['Log', 'Policy', 'Bucket'].flatMap((id) => [`${id} CREATE_COMPLETE`, `${id} CREATE_IN_PROGRESS`, `${id} CREATE_IN_PROGRESS`]),
      'nagare CREATE_IN_PROGRESS',
    ]);
    const { StackResources } = await cloudFormation.send(new DescribeStackResourcesCommand({ PhysicalResourceId: flowLog?.id }));
    expect(StackResources).toHaveLength(3);
    const { StackResourceSummaries } = await cloudFormation.send(new ListStackResourcesCommand({ StackName }));
    expect(StackResourceSummaries?.map(({ ResourceType }) => ResourceType)).toEqual([
      'AWS::S3::Bucket',
      'AWS::S3::BucketPolicy',
      'AWS::EC2::FlowLog',
    ]);
    expect((await cloudFormation.send(new GetTemplateCommand({ StackName }))).TemplateBody).toBe(TEMPLATE);
  });

  it('of more than a hundred things lists all of them in pages, and describes the first hundred without a word of the rest', async () => {
    const { aws, cloudFormation } = await emulatedClients({ isEmpty: true });
    const query = { Type: 'AWS::Athena::NamedQuery', Properties: { Name: 'q', Database: 'default', QueryString: 'SELECT 1' } };
    const Resources = Object.fromEntries(Array.from({ length: 101 }, (_, number) => [`Query${number}`, query]));
    await cloudFormation.send(new CreateStackCommand({ StackName, TemplateBody: JSON.stringify({ Resources }) }));
    await aws.account.settled();
    const described = await cloudFormation.send(new DescribeStackResourcesCommand({ StackName }));
    expect(described.StackResources).toHaveLength(100);
    const first = await cloudFormation.send(new ListStackResourcesCommand({ StackName }));
    expect(first.StackResourceSummaries).toHaveLength(100);
    const second = await cloudFormation.send(new ListStackResourcesCommand({ StackName, NextToken: first.NextToken }));
    expect(second.StackResourceSummaries?.map(({ LogicalResourceId }) => LogicalResourceId)).toEqual(['Query100']);
    expect(second.NextToken).toBeUndefined();
  });

  it('can be seen while it goes at its pace', async () => {
    const { aws, cloudFormation } = await emulatedClients({ isEmpty: true, stackPaceMs: 100 });
    await cloudFormation.send(made);
    const { Stacks: [stack] = [] } = await cloudFormation.send(new DescribeStacksCommand({ StackName }));
    expect(stack?.StackStatus).toBe('CREATE_IN_PROGRESS');
    await aws.account.settled();
    expect(aws.account.stacks[0]?.status).toBe('CREATE_COMPLETE');
  });

  it('is made once for a token, and its name is taken until it is deleted; then its id alone is known', async () => {
    const { aws, cloudFormation } = await emulatedClients({ isEmpty: true });
    const before = aws.account.snapshot();
    const { StackId } = await cloudFormation.send(made);
    expect((await cloudFormation.send(made)).StackId).toBe(StackId);
    const other = new CreateStackCommand({ ...made.input, ClientRequestToken: 't2' });
    await expect(cloudFormation.send(other)).rejects.toMatchObject({ name: 'AlreadyExistsException' });
    await aws.account.settled();
    await cloudFormation.send(new DeleteStackCommand({ StackName }));
    await aws.account.settled();
    expect(aws.account.snapshot()).toEqual(before);
    await expect(cloudFormation.send(new DescribeStacksCommand({ StackName }))).rejects.toMatchObject({
      name: 'ValidationError',
      message: 'Stack with id nagare does not exist',
    });
    const { Stacks } = await cloudFormation.send(new DescribeStacksCommand({ StackName: StackId }));
    expect(Stacks).toMatchObject([{ StackStatus: 'DELETE_COMPLETE', DeletionTime: expect.any(Date) }]);
    const { StackSummaries } = await cloudFormation.send(new ListStacksCommand({ StackStatusFilter: ['DELETE_COMPLETE'] }));
    expect(StackSummaries).toHaveLength(1);
    await cloudFormation.send(new DeleteStackCommand({ StackName: 'never' }));
  });

  it('takes away what it made when a resource fails, and says which and why', async () => {
    const { aws, cloudFormation } = await emulatedClients({ isEmpty: true });
    aws.account.takeBucketName('nagare-123456789012');
    const before = aws.account.snapshot();
    await cloudFormation.send(made);
    await aws.account.settled();
    const { Stacks: [stack] = [] } = await cloudFormation.send(new DescribeStacksCommand({ StackName }));
    expect(stack?.StackStatus).toBe('ROLLBACK_COMPLETE');
    const { StackEvents = [] } = await cloudFormation.send(new DescribeStackEventsCommand({ StackName }));
    const reasons = new Map(StackEvents.map((event) => [event.ResourceStatus, event.ResourceStatusReason]));
    expect(reasons.get('CREATE_FAILED')).toMatch(
      /^Resource handler returned message: "The requested bucket name is not available.* \(Service: S3, Status Code: 409/,
    );
    expect(reasons.get('ROLLBACK_IN_PROGRESS')).toBe('The following resource(s) failed to create: [Bucket]. Rollback requested by user.');
    expect({ ...aws.account.snapshot(), stacks: [] }).toEqual(before);
  });

  it('fails by the test’s wish, and keeps or deletes what there is as it was asked to', async () => {
    const { aws, cloudFormation } = await emulatedClients({ isEmpty: true });
    aws.faults.failingResources.set('AWS::EC2::FlowLog', 'Too many.');
    await cloudFormation.send(new CreateStackCommand({ ...made.input, OnFailure: 'DO_NOTHING' }));
    await aws.account.settled();
    expect(aws.account.stacks[0]?.status).toBe('CREATE_FAILED');
    expect(aws.account.snapshot().buckets).toHaveLength(1);
    await cloudFormation.send(new DeleteStackCommand({ StackName }));
    await aws.account.settled();
    await cloudFormation.send(new CreateStackCommand({ ...made.input, OnFailure: 'DELETE' }));
    await aws.account.settled();
    expect(aws.account.stacks.map(({ status }) => status)).toEqual(['DELETE_COMPLETE', 'DELETE_COMPLETE']);
  });

  it('is not made of what cannot be', async () => {
    const { cloudFormation } = await emulatedClients();
    const refused = (body: string, change: object = {}) =>
      expect(cloudFormation.send(new CreateStackCommand({ StackName, TemplateBody: body, ...change }))).rejects;
    await refused('a: [').toMatchObject({ name: 'ValidationError', message: expect.stringContaining('YAML not well-formed') });
    await refused('{}').toMatchObject({ message: 'Template format error: At least one Resources member must be defined.' });
    await refused(TEMPLATE).toMatchObject({ message: 'Parameters: [Vpc] must have values' });
    await refused('{"Resources":{"A":{"Type":"AWS::X::Y"}}}').toMatchObject({ message: expect.stringContaining('[AWS::X::Y]') });
    const lost = '{"Resources":{"A":{"Type":"AWS::S3::Bucket","Properties":{"BucketName":{"Ref":"B"}}}}}';
    await refused(lost).toMatchObject({ message: expect.stringContaining('Unresolved resource dependencies [B]') });
    const role = '{"Resources":{"A":{"Type":"AWS::IAM::Role","Properties":{"AssumeRolePolicyDocument":{}}}}}';
    await refused(role).toMatchObject({ name: 'InsufficientCapabilitiesException', message: 'Requires capabilities : [CAPABILITY_IAM]' });
    await refused(TEMPLATE, { StackName: '1' }).toMatchObject({ name: 'ValidationError' });
    const { Capabilities, Parameters: parameters } = await cloudFormation.send(new ValidateTemplateCommand({ TemplateBody: role }));
    expect([Capabilities, parameters ?? []]).toEqual([['CAPABILITY_IAM'], []]);
    expect(await cloudFormation.send(new GetTemplateSummaryCommand({ TemplateBody: TEMPLATE }))).toMatchObject({
      ResourceTypes: ['AWS::EC2::FlowLog', 'AWS::S3::Bucket', 'AWS::S3::BucketPolicy'],
      Parameters: [
        { ParameterKey: 'Prefix', DefaultValue: 'net' },
        { ParameterKey: 'Vpc', Description: 'which' },
      ],
    });
  });

  it('is refused by name, in the words of the protocol', async () => {
    const { aws, cloudFormation } = await emulatedClients();
    aws.faults.denied.add('cloudformation:CreateStack');
    await expect(cloudFormation.send(made)).rejects.toMatchObject({
      name: 'AccessDenied',
      message: expect.stringContaining('not authorized to perform: cloudformation:CreateStack'),
    });
    aws.faults.throttle('DescribeStacks', 1);
    await expect(cloudFormation.send(new DescribeStacksCommand({}))).rejects.toMatchObject({ name: 'Throttling' });
  });
});

describe('a stack with a workgroup', () => {
  const body = (recursive: boolean) =>
    JSON.stringify({
      Resources: {
        Group: {
          Type: 'AWS::Athena::WorkGroup',
          Properties: {
            Name: 'made',
            RecursiveDeleteOption: recursive,
            WorkGroupConfiguration: { ResultConfiguration: { OutputLocation: 's3://results/made/' } },
          },
        },
        Base: { Type: 'AWS::Glue::Database', Properties: { DatabaseInput: { Name: 'made' }, CatalogId: { Ref: 'AWS::AccountId' } } },
      },
    });
  const used = async (recursive: boolean) => {
    const clients = await emulatedClients();
    const before = clients.aws.account.snapshot();
    await clients.cloudFormation.send(new CreateStackCommand({ StackName, TemplateBody: body(recursive) }));
    await clients.aws.account.settled();
    expect(await runStatement(clients.athena, 'SELECT 1', { workgroup: 'made' })).toMatchObject({ rows: [['1']] });
    const remove = async (change: object = {}) => {
      await clients.cloudFormation.send(new DeleteStackCommand({ StackName, ...change }));
      await clients.aws.account.settled();
      return clients.aws.account.stacks[0];
    };
    return { ...clients, before, remove };
  };

  it('cannot be deleted once queries ran there, until the workgroup is deleted with them', async () => {
    const { aws, athena, cloudFormation, before, remove } = await used(false);
    expect(await remove()).toMatchObject({ status: 'DELETE_FAILED', reason: 'The following resource(s) failed to delete: [Group]. ' });
    const { StackEvents = [] } = await cloudFormation.send(new DescribeStackEventsCommand({ StackName }));
    expect(StackEvents.find((event) => event.LogicalResourceId === 'Group')?.ResourceStatusReason).toMatch(
      /^Resource handler returned message: "Invalid request provided: WorkGroup made is not empty \(Service: Athena, Status Code: 400, Request ID: [\w-]+\)" \(RequestToken: [\w-]+, HandlerErrorCode: InvalidRequest\)$/,
    );
    await athena.send(new DeleteWorkGroupCommand({ WorkGroup: 'made', RecursiveDeleteOption: true }));
    expect(await remove()).toMatchObject({ status: 'DELETE_COMPLETE' });
    const after = aws.account.snapshot();
    // The results are left: they are nobody's but the user's.
    expect(after.buckets.filter(({ name }) => name !== 'results')).toEqual(before.buckets);
    expect({ ...after, buckets: [] }).toEqual({ ...before, buckets: [] });
  });

  it('is deleted with them where the template says so', async () => {
    const { remove } = await used(true);
    expect(await remove()).toMatchObject({ status: 'DELETE_COMPLETE' });
  });

  it('leaves a resource where it is if it is told to, and only after a failure', async () => {
    const { aws, cloudFormation, remove } = await used(false);
    const RetainResources = ['Group'];
    await expect(cloudFormation.send(new DeleteStackCommand({ StackName, RetainResources }))).rejects.toMatchObject({
      name: 'ValidationError',
    });
    await remove();
    expect(await remove({ RetainResources })).toMatchObject({ status: 'DELETE_COMPLETE' });
    expect(aws.account.snapshot().workgroups.map(({ name }) => name)).toContain('made');
  });
});
