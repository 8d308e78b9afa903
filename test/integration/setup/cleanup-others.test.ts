/** Clean-ups beside other people's things: what they use, keep, put in the place of something, or hold in their own account stays. */
import { describe, expect, it } from 'vitest';
import { suggestTable } from '../../../main/flowlogs/setup-suggestions.ts';
import { makeFlowLog } from '../../../main/setup/flow-log/make-flow-log.ts';
import { makeTable } from '../../../main/setup/integration/make-table.ts';
import { AwsFault } from '../../aws/wire.ts';
import { ACCOUNT, awsIntegration, cleaning, itemOf, loggedFlows, ownIntegration, proposed, statesOf } from '../../support/cleaning.ts';
import { choiceOf, place, REGION } from '../../support/setup.ts';

const since = Date.UTC(2026, 0, 1) / 1000;
const refuse = (code: string, message: string, status: number) => () => {
  throw new AwsFault(code, message, status);
};

it('a workgroup of AWS’s integration that another flow log’s table uses is marked, and not proposed', async () => {
  const here = await cleaning();
  const flowLog = await loggedFlows(here);
  const second = await loggedFlows(here, { isNewBucket: false, traffic: 'REJECT' });
  const { workgroup } = await awsIntegration(here, flowLog);
  const choice = { ...suggestTable(second, { accounts: [ACCOUNT], regions: [REGION], since }, since), workgroup };
  await makeTable(here.context, choice, 'ddl');
  const plan = await here.plan([flowLog.id]);
  const about = `${choice.database}.${choice.table}`;
  expect(itemOf(plan, 'workgroup')).toMatchObject({ isProposed: false, notes: [{ code: 'used_elsewhere', about }] });
  expect(itemOf(plan, 'stack')).toMatchObject({ isProposed: false, notes: [{ code: 'used_elsewhere', about }] });
  await here.run(plan);
  expect(here.aws.account.snapshot().workgroups.map(({ name }) => name)).toContain(workgroup);
});

it('a stack of which the table is gone is marked, where another flow log’s table uses its workgroup', async () => {
  const here = await cleaning();
  const flowLog = await loggedFlows(here);
  const second = await loggedFlows(here, { isNewBucket: false, traffic: 'REJECT' });
  const { database, table, workgroup } = await ownIntegration(here, flowLog, 'stack');
  const choice = { ...suggestTable(second, { accounts: [ACCOUNT], regions: [REGION], since }, since), database: 'others', workgroup };
  await makeTable(here.context, choice, 'ddl');
  await here.clients.glue(place).deleteTable({ DatabaseName: database, Name: table });
  const plan = await here.plan([flowLog.id]);
  expect(itemOf(plan, 'stack')).toMatchObject({
    isProposed: false,
    notes: [{ code: 'used_elsewhere', about: `others.${choice.table}` }],
  });
});

it('a bucket that a flow log came to write to since stays, though it is empty', async () => {
  const here = await cleaning();
  const flowLog = await loggedFlows(here);
  const plan = await here.plan([flowLog.id]);
  const typed = plan.items.filter(({ needsTyped }) => needsTyped);
  here.aws.faults.beforeNext('DeleteObjects', async () => {
    await makeFlowLog(here.context, choiceOf({ isNewBucket: false, bucket: flowLog.bucket, prefix: 'new/' }));
  });
  const ended = await here.run(
    plan,
    [...proposed(plan), ...typed.map(({ id }) => id)],
    typed.map(({ identity }) => identity),
  );
  expect(itemOf(ended, 'bucket')).toMatchObject({ state: 'failed', error: { code: 'still_in_use' } });
  expect(here.aws.account.snapshot().buckets.map(({ name }) => name)).toEqual([flowLog.bucket]);
});

it('a stack that an update gave other things in the place of those that were planned stays', async () => {
  const here = await cleaning();
  const flowLog = await loggedFlows(here);
  const { stackId } = await awsIntegration(here, flowLog);
  const plan = await here.plan([flowLog.id]);
  const stack = here.aws.account.stacks.find(({ id }) => id === stackId);
  const [logicalId, lambda] = [...(stack?.resources ?? [])].find(([, { type }]) => type === 'AWS::Lambda::Function') ?? [];
  Object.assign(lambda ?? {}, { physicalId: 'payroll' });
  const ended = await here.run(plan, [itemOf(plan, 'stack').id]);
  expect(itemOf(ended, 'stack')).toMatchObject({
    state: 'failed',
    error: { code: 'cleanup_changed', details: { about: `${logicalId} payroll` } },
  });
  expect(here.aws.account.stacks).toHaveLength(1);
});

it('a table that was made anew under its name, over the same files, stays', async () => {
  const here = await cleaning();
  const flowLog = await loggedFlows(here);
  const { database, table } = await ownIntegration(here, flowLog);
  const plan = await here.plan([flowLog.id]);
  await here.clients.glue(place).deleteTable({ DatabaseName: database, Name: table });
  const columns = 'a string) STORED AS PARQUET LOCATION';
  await here.runElsewhere(`CREATE EXTERNAL TABLE ${database}.${table} (${columns} 's3://${flowLog.bucket}/${flowLog.prefix}AWSLogs/'`);
  const ended = await here.run(plan, [itemOf(plan, 'table').id]);
  expect(itemOf(ended, 'table')).toMatchObject({ state: 'failed', error: { code: 'cleanup_changed' } });
  expect(here.aws.account.snapshot().databases).toMatchObject([{ tables: [{ name: table }] }]);
});

describe('what S3 refuses', () => {
  it('of a bucket in another account leaves the rest of the plan', async () => {
    const here = await cleaning();
    const flowLog = await loggedFlows(here);
    await ownIntegration(here, flowLog);
    const whole = statesOf(await here.plan([flowLog.id]));
    const message = 'The specified method is not allowed against this resource.';
    here.aws.faults.beforeNext('GetBucketPolicy', refuse('MethodNotAllowed', message, 405));
    const plan = await here.plan([flowLog.id]);
    expect(plan.unread.map(({ action, error }) => `${action} ${error.code}`)).toEqual(['s3:GetBucketPolicy bucket_elsewhere']);
    expect(statesOf(plan)).toEqual(whole.filter((state) => !state.startsWith('policy')));
  });

  it('of a template under a key of the customer’s leaves the rest of the plan', async () => {
    const here = await cleaning();
    const flowLog = await loggedFlows(here);
    await awsIntegration(here, flowLog);
    const whole = statesOf(await here.plan([flowLog.id]));
    const message = 'The object was stored using a form of Server Side Encryption.';
    here.aws.faults.beforeNext('GetObject', refuse('InvalidRequest', message, 400));
    const plan = await here.plan([flowLog.id]);
    expect(plan.unread.map(({ action, error }) => `${action} ${error.code}`)).toEqual(['s3:GetObject aws_error']);
    expect(statesOf(plan)).toEqual(whole.filter((state) => !state.startsWith('template')));
    // Something is in the bucket that no item names.
    expect(itemOf(plan, 'bucket').notes).toEqual([{ code: 'holds_more', about: expect.stringMatching(/\.(ya?ml|template|json)$/) }]);
  });
});
