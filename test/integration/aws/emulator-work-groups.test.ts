/** The emulator's workgroups and the queries they keep: made, changed, tagged, deleted. */
import {
  CreateNamedQueryCommand,
  CreateWorkGroupCommand,
  DeleteNamedQueryCommand,
  DeleteWorkGroupCommand,
  GetNamedQueryCommand,
  GetQueryExecutionCommand,
  GetWorkGroupCommand,
  ListQueryExecutionsCommand,
  ListTagsForResourceCommand,
  ListWorkGroupsCommand,
  TagResourceCommand,
  UpdateWorkGroupCommand,
} from '@aws-sdk/client-athena';
import { expect, it } from 'vitest';
import { emulatedClients, runStatement } from '../../support/emulated-clients.ts';

const WorkGroup = 'made';
const create = new CreateWorkGroupCommand({
  Name: WorkGroup,
  Description: 'mine',
  Configuration: { ResultConfiguration: { OutputLocation: 's3://results/made/' }, BytesScannedCutoffPerQuery: 10_000_000 },
  Tags: [{ Key: 'a', Value: 'b' }],
});
const ResourceARN = 'arn:aws:athena:ap-northeast-1:123456789012:workgroup/made';

it('are made once, changed and tagged', async () => {
  const { athena } = await emulatedClients();
  await athena.send(create);
  await expect(athena.send(create)).rejects.toMatchObject({ name: 'InvalidRequestException' });
  const described = async () => (await athena.send(new GetWorkGroupCommand({ WorkGroup }))).WorkGroup;
  expect(await described()).toMatchObject({
    State: 'ENABLED',
    Description: 'mine',
    Configuration: {
      ResultConfiguration: { OutputLocation: 's3://results/made/' },
      EnforceWorkGroupConfiguration: true,
      BytesScannedCutoffPerQuery: 10_000_000,
    },
  });
  await athena.send(
    new UpdateWorkGroupCommand({
      WorkGroup,
      State: 'DISABLED',
      ConfigurationUpdates: {
        ResultConfigurationUpdates: { OutputLocation: 's3://results/other/' },
        RemoveBytesScannedCutoffPerQuery: true,
      },
    }),
  );
  expect(await described()).toMatchObject({
    State: 'DISABLED',
    Configuration: { ResultConfiguration: { OutputLocation: 's3://results/other/' } },
  });
  expect((await described())?.Configuration?.BytesScannedCutoffPerQuery).toBeUndefined();
  await expect(runStatement(athena, 'SELECT 1', { workgroup: WorkGroup })).rejects.toMatchObject({
    message: 'WorkGroup made is disabled.',
  });
  expect((await athena.send(new ListWorkGroupsCommand({}))).WorkGroups?.map(({ Name }) => Name)).toEqual(['primary', 'made']);
  await athena.send(new TagResourceCommand({ ResourceARN, Tags: [{ Key: 'c', Value: 'd' }] }));
  expect((await athena.send(new ListTagsForResourceCommand({ ResourceARN }))).Tags).toEqual([
    { Key: 'a', Value: 'b' },
    { Key: 'c', Value: 'd' },
  ]);
  const small = new CreateWorkGroupCommand({ Name: 'small', Configuration: { BytesScannedCutoffPerQuery: 1 } });
  await expect(athena.send(small)).rejects.toMatchObject({ name: 'InvalidRequestException' });
});

it('are deleted only when they are empty, or with everything in them', async () => {
  const { athena, aws } = await emulatedClients();
  const before = aws.account.snapshot().workgroups;
  await athena.send(create);
  const query = new CreateNamedQueryCommand({
    WorkGroup,
    Name: 'q',
    Database: 'vpcdb',
    QueryString: 'SELECT 1',
    ClientRequestToken: 'x'.repeat(32),
  });
  const { NamedQueryId = '' } = await athena.send(query);
  expect((await athena.send(query)).NamedQueryId).toBe(NamedQueryId);
  expect((await athena.send(new GetNamedQueryCommand({ NamedQueryId }))).NamedQuery).toMatchObject({ Name: 'q', WorkGroup });
  const remove = (RecursiveDeleteOption = false) => athena.send(new DeleteWorkGroupCommand({ WorkGroup, RecursiveDeleteOption }));
  await expect(remove()).rejects.toMatchObject({ name: 'InvalidRequestException', message: 'WorkGroup made is not empty' });
  await athena.send(new DeleteNamedQueryCommand({ NamedQueryId }));
  await expect(athena.send(new DeleteNamedQueryCommand({ NamedQueryId }))).rejects.toMatchObject({ name: 'InvalidRequestException' });
  const { id } = await runStatement(athena, 'SELECT 1', { workgroup: WorkGroup });
  await expect(remove()).rejects.toMatchObject({ message: 'WorkGroup made is not empty' });
  await remove(true);
  await expect(athena.send(new GetQueryExecutionCommand({ QueryExecutionId: id }))).rejects.toMatchObject({
    name: 'InvalidRequestException',
  });
  await expect(athena.send(new ListQueryExecutionsCommand({ WorkGroup }))).rejects.toMatchObject({
    message: 'WorkGroup made is not found.',
  });
  expect(aws.executions).toHaveLength(1);
  expect(aws.account.snapshot().workgroups).toEqual(before);
  const primary = new DeleteWorkGroupCommand({ WorkGroup: 'primary', RecursiveDeleteOption: true });
  await expect(athena.send(primary)).rejects.toMatchObject({ name: 'InvalidRequestException' });
});

it('write results only into a bucket that there is', async () => {
  const { athena, aws } = await emulatedClients({ openBuckets: false });
  await athena.send(create);
  await expect(runStatement(athena, 'SELECT 1', { workgroup: WorkGroup })).rejects.toMatchObject({
    message: 'Unable to verify/create output bucket results',
  });
  aws.account.createBucket('results');
  expect(await runStatement(athena, 'SELECT 1', { workgroup: WorkGroup })).toMatchObject({ rows: [['1']] });
});
