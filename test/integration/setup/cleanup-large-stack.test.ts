/** Stacks of more things than CloudFormation tells at once: what comes after the first hundred counts as well. */
import { describe, expect, it } from 'vitest';
import { findIntegrations } from '../../../main/setup/integration/find-integrations.ts';
import { readStack } from '../../../main/setup/integration/make-stack.ts';
import { ACCOUNT, type Cleaning, cleaning, itemOf, type LoggedFlows, loggedFlows, proposed, query } from '../../support/cleaning.ts';
import { place, REGION } from '../../support/setup.ts';

const THEIRS = 'payroll-of-others';
const HUNDRED_AND_MORE = 132;

/** An integration of a flow log under AWS's names, saved queries, and at its end what these are. */
async function largeStack(here: Cleaning, flowLog: LoggedFlows, last: Readonly<Record<string, unknown>>): Promise<string> {
  const id = flowLog.id.replace('-', '');
  const database = `vpcflowlogsathenadatabase${id}`;
  const query = { Name: 'q', Database: database, QueryString: 'SELECT 1', WorkGroup: `${id}dailyWorkGroup` };
  const queries = Array.from({ length: HUNDRED_AND_MORE }, (_, number) => [
    `Query${number}`,
    { Type: 'AWS::Athena::NamedQuery', DependsOn: 'Group', Properties: query },
  ]);
  const { StackId = '' } = await here.clients.cloudFormation(place).createStack({
    StackName: 'integration-and-more',
    TemplateBody: JSON.stringify({
      Resources: {
        Database: { Type: 'AWS::Glue::Database', Properties: { CatalogId: ACCOUNT, DatabaseInput: { Name: database } } },
        Group: {
          Type: 'AWS::Athena::WorkGroup',
          Properties: {
            Name: `${id}dailyWorkGroup`,
            Description: 'This workgroup has the queries related to vpc flow logs.',
            RecursiveDeleteOption: true,
          },
        },
        ...Object.fromEntries(queries),
        ...last,
      },
    }),
  });
  await here.aws.account.settled();
  return StackId;
}

const bucketsOf = (here: Cleaning) => here.aws.account.snapshot().buckets.map(({ name }) => name);

describe('a stranger’s bucket behind the hundredth thing of a stack', () => {
  it('is in the plan, and keeps the stack until that is typed', async () => {
    const here = await cleaning();
    const flowLog = await loggedFlows(here);
    await largeStack(here, flowLog, { Theirs: { Type: 'AWS::S3::Bucket', Properties: { BucketName: THEIRS } } });
    const [plan, withLeftovers] = [await here.plan([flowLog.id]), await here.plan([flowLog.id], true)];
    for (const each of [plan, withLeftovers]) {
      expect(itemOf(each, 'stack')).toMatchObject({
        count: HUNDRED_AND_MORE + 3,
        madeBy: 'other',
        needsTyped: true,
        isProposed: false,
        notes: [{ code: 'holds_more', about: `AWS::S3::Bucket ${THEIRS}` }],
      });
      await expect(here.run(each, [itemOf(each, 'stack').id])).rejects.toMatchObject({ code: 'consent_missing' });
    }
    await here.run(plan, proposed(plan));
    expect(bucketsOf(here)).toContain(THEIRS);
  }, 30_000);

  it('that came by an update after the plan keeps the stack', async () => {
    const here = await cleaning();
    const flowLog = await loggedFlows(here);
    const stackId = await largeStack(here, flowLog, {});
    const plan = await here.plan([flowLog.id]);
    expect(itemOf(plan, 'stack')).toMatchObject({ madeBy: 'aws', isProposed: true });
    here.aws.account.createBucket(THEIRS);
    const stack = here.aws.account.stacks.find(({ id }) => id === stackId);
    const made = stack?.resources.get('Database');
    if (!stack || !made) throw new Error('no stack');
    stack.resources.set('Theirs', { ...made, logicalId: 'Theirs', type: 'AWS::S3::Bucket', physicalId: THEIRS });
    const ended = await here.run(plan, [itemOf(plan, 'stack').id]);
    expect(itemOf(ended, 'stack')).toMatchObject({
      state: 'failed',
      error: { code: 'cleanup_changed', details: { about: `Theirs ${THEIRS}` } },
    });
    expect(bucketsOf(here)).toContain(THEIRS);
  }, 30_000);
});

it('what could not be deleted first of more than a hundred things is found among the events', async () => {
  const here = await cleaning();
  const flowLog = await loggedFlows(here);
  const name = `${flowLog.id.replace('-', '')}weeklyWorkGroup`;
  const WorkGroupConfiguration = { ResultConfiguration: { OutputLocation: `s3://${flowLog.bucket}/athena-results/` } };
  await largeStack(here, flowLog, { Late: { Type: 'AWS::Athena::WorkGroup', Properties: { Name: name, WorkGroupConfiguration } } });
  await query(here, { workgroup: name });
  const plan = await here.plan([flowLog.id]);
  const ended = await here.run(plan, [itemOf(plan, 'stack').id]);
  expect(itemOf(ended, 'stack')).toMatchObject({
    state: 'done',
    notes: [{ code: 'not_empty', about: expect.stringContaining(`${name} is not empty`) }],
  });
}, 30_000);

it('a table behind the hundredth thing of a stack is its source, and its workgroup is known', async () => {
  const here = await cleaning();
  const flowLog = await loggedFlows(here);
  const id = flowLog.id.replace('-', '');
  const database = `vpcflowlogsathenadatabase${id}`;
  const stackId = await largeStack(here, flowLog, {
    Table: {
      Type: 'AWS::Glue::Table',
      DependsOn: 'Database',
      Properties: {
        CatalogId: ACCOUNT,
        DatabaseName: database,
        TableInput: {
          Name: `${id}daily`,
          StorageDescriptor: { Columns: [{ Name: 'srcaddr', Type: 'string' }], Location: `s3://${flowLog.bucket}/AWSLogs/` },
        },
      },
    },
  });
  // The stack's first hundred are saved queries: its workgroup is none of them.
  const stack = here.aws.account.stacks.find((each) => each.id === stackId);
  const group = stack?.resources.get('Group');
  if (!stack || !group) throw new Error('no stack');
  stack.resources.delete('Group');
  stack.resources.set('Group', group);
  expect(await readStack(here.context, stackId)).toMatchObject({
    state: 'ready',
    source: { database, table: `${id}daily`, workgroup: `${id}dailyWorkGroup` },
  });
  const found = await findIntegrations(here.context, flowLog, { ...flowLog, account: ACCOUNT, region: REGION });
  expect(found.integrations).toMatchObject([{ kind: 'aws', table: `${id}daily`, workgroup: `${id}dailyWorkGroup` }]);
});
