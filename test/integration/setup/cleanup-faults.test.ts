/** Clean-ups of what is not as one would like it: denied, locked, throttled, shared, versioned, left over, stopped. */
import { CreateMultipartUploadCommand, PutBucketVersioningCommand, S3Client } from '@aws-sdk/client-s3';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { suggestAws } from '../../../main/flowlogs/setup-suggestions.ts';
import { createCleanupStore } from '../../../main/history/cleanup-store.ts';
import { ownIdentity } from '../../../main/history/process-identity.ts';
import { createCleanups } from '../../../main/setup/cleanup/cleanups.ts';
import { awsTemplate, makeAwsStack } from '../../../main/setup/integration/aws-template.ts';
import {
  awsIntegration,
  type Cleaning,
  cleaning,
  itemOf,
  loggedFlows,
  ownIntegration,
  proposed,
  query,
  statesOf,
} from '../../support/cleaning.ts';
import { place } from '../../support/setup.ts';

/** What the app itself never asks of S3. */
function rawS3({ aws }: Cleaning): S3Client {
  const credentials = { accessKeyId: 'emulator', secretAccessKey: 'emulator' };
  const client = new S3Client({ endpoint: aws.url, region: 'ap-northeast-1', credentials, forcePathStyle: true });
  onTestFinished(() => client.destroy());
  return client;
}

describe('a call that is denied', () => {
  it('while planning is told, and the rest is planned all the same', async () => {
    const here = await cleaning();
    const flowLog = await loggedFlows(here);
    await ownIntegration(here, flowLog);
    const lacking: Readonly<Record<string, readonly string[]>> = {
      'sts:GetCallerIdentity': ['workgroup', 'results', 'policy', 'log_files'],
      'ec2:DescribeFlowLogs': ['flow_log', 'policy', 'log_files', 'bucket'],
      'glue:GetDatabases': ['workgroup', 'table', 'database', 'results'],
      'athena:ListWorkGroups': ['workgroup', 'results'],
      'athena:ListNamedQueries': [],
      'cloudformation:DescribeStackResources': [],
      's3:ListBucketVersions': ['results', 'log_files', 'bucket'],
      's3:GetBucketPolicy': ['policy'],
      's3:GetBucketTagging': ['bucket'],
    };
    const whole = statesOf(await here.plan([flowLog.id]));
    for (const [action, missing] of Object.entries(lacking)) {
      here.aws.faults.denied.add(action);
      const plan = await here.plan([flowLog.id]);
      here.aws.faults.denied.clear();
      const left = whole.filter((state) => !missing.includes(state.split(' ')[0] ?? ''));
      expect([action, statesOf(plan)]).toEqual([action, left]);
      expect([action, plan.unread.map(({ error }) => error.code)]).toEqual([action, ['access_denied']]);
      expect(here.cleanups.text({ id: plan.id, language: 'en' })).toContain(`- ${plan.unread[0]?.action}: `);
    }
  }, 30_000);

  it.each(['DescribeStackResources', 'DescribeStacks', 'ListStackResources'])(
    'of a stack is told by its own name (%s)',
    async (operation) => {
      const here = await cleaning();
      const flowLog = await loggedFlows(here);
      await awsIntegration(here, flowLog);
      here.aws.faults.denied.add(`cloudformation:${operation}`);
      const plan = await here.plan([flowLog.id]);
      expect(plan.unread.map(({ action }) => action)).toEqual([`cloudformation:${operation}`]);
      expect(plan.items.filter(({ step }) => step === 'stack')).toEqual([]);
    },
  );

  it('while deleting fails its item alone, which is run later', async () => {
    const here = await cleaning();
    const flowLog = await loggedFlows(here);
    await ownIntegration(here, flowLog);
    const plan = await here.plan([flowLog.id]);
    for (const action of ['athena:DeleteWorkGroup', 's3:PutBucketPolicy', 's3:DeleteBucketPolicy']) here.aws.faults.denied.add(action);
    const [locked = ''] = here.aws.store.keys(flowLog.bucket, 'athena-results/');
    here.aws.faults.lockedKeys.add(locked);
    const first = await here.run(plan);
    expect(first.items.filter(({ state }) => state === 'failed').map(({ step, error }) => `${step} ${error?.code}`)).toEqual([
      'workgroup access_denied',
      'results access_denied',
      'policy access_denied',
    ]);
    expect(itemOf(first, 'results').error?.details).toMatchObject({ resource: locked });
    expect(here.aws.store.keys(flowLog.bucket, 'athena-results/')).toEqual([locked]);
    here.aws.faults.denied.clear();
    here.aws.faults.lockedKeys.clear();
    const second = await here.run(plan);
    expect(second.items.filter(({ isProposed }) => isProposed).every(({ state, error }) => state === 'done' && error === null)).toBe(true);
    expect(here.aws.store.keys(flowLog.bucket, 'athena-results/')).toEqual([]);
  });
});

it('waits out throttling', async () => {
  // The SDK's own patience would hide the app's.
  vi.stubEnv('AWS_RETRY_MODE', 'standard');
  vi.stubEnv('AWS_MAX_ATTEMPTS', '1');
  const here = await cleaning();
  const flowLog = await loggedFlows(here);
  here.aws.faults.throttle('DescribeFlowLogs', 3);
  const plan = await here.plan([flowLog.id]);
  here.aws.faults.throttle('DeleteFlowLogs', 3);
  here.aws.faults.throttle('GetBucketPolicy', 3);
  expect(statesOf(await here.run(plan)).slice(0, 2)).toEqual(['flow_log done', 'policy done']);
}, 30_000);

it('stops where the credentials have run out, and goes on from there with what was agreed to', async () => {
  const here = await cleaning();
  const flowLog = await loggedFlows(here);
  await ownIntegration(here, flowLog);
  const plan = await here.plan([flowLog.id]);
  here.aws.faults.beforeNext('DeleteTable', () => {
    here.aws.faults.credentials = 'expired';
  });
  const files = itemOf(plan, 'log_files');
  const first = await here.run(plan, [...proposed(plan), files.id], [files.identity]);
  expect(first.state).toBe('stopped');
  expect(statesOf(first)).toEqual([
    'flow_log done',
    'workgroup done',
    'table done',
    'database failed',
    'results planned',
    'policy planned',
    'log_files planned',
    'bucket planned',
  ]);
  expect(itemOf(first, 'database').error?.code).toBe('credentials_expired');
  here.aws.faults.credentials = 'good';
  const second = await here.run(plan, []);
  expect(second.state).toBe('ended');
  expect(statesOf(second).filter((state) => !state.endsWith(' done'))).toEqual(['bucket planned']);
  expect(here.aws.store.keys(flowLog.bucket, '')).toEqual([]);
}, 30_000);

it('deletes versions, markers of deletions and unfinished uploads, and only those that belong', async () => {
  const here = await cleaning();
  const flowLog = await loggedFlows(here);
  const { bucket } = flowLog;
  await rawS3(here).send(new PutBucketVersioningCommand({ Bucket: bucket, VersioningConfiguration: { Status: 'Enabled' } }));
  await ownIntegration(here, flowLog);
  const [key = '', other = ''] = here.aws.store.keys(bucket, 'athena-results/');
  here.aws.store.put(bucket, key, Buffer.from('written over'));
  await here.clients.s3(place).deleteObjects({ Bucket: bucket, Delete: { Objects: [{ Key: other }] } });
  const begin = (Key: string) => rawS3(here).send(new CreateMultipartUploadCommand({ Bucket: bucket, Key }));
  await begin(key);
  await begin('backup/mine.bin');
  here.aws.store.put(bucket, 'backup/old.bin', Buffer.from('1'));
  const plan = await here.plan([flowLog.id]);
  const versions = () => here.aws.account.snapshot().buckets[0]?.versions.filter((each) => each.key.startsWith('athena-results/')) ?? [];
  expect(versions().some(({ isMarker }) => isMarker)).toBe(true);
  expect(itemOf(plan, 'results').count).toBe(versions().length + 1);
  // The bucket would not be empty.
  expect(itemOf(plan, 'bucket')).toMatchObject({ isProposed: false, notes: [{ code: 'holds_more', about: 'backup/old.bin (+1)' }] });
  const ended = await here.run(plan);
  expect(itemOf(ended, 'results')).toMatchObject({ state: 'done', done: itemOf(plan, 'results').count });
  expect(versions()).toEqual([]);
  expect(here.aws.account.snapshot().buckets[0]?.uploads).toEqual(['backup/mine.bin']);
  expect(here.aws.store.keys(bucket, 'backup/')).toEqual(['backup/old.bin']);
});

describe('what is somebody else’s', () => {
  it('is not proposed: results of other workgroups stay, what nobody knows is told apart', async () => {
    const here = await cleaning();
    const flowLog = await loggedFlows(here);
    const { bucket } = flowLog;
    await ownIntegration(here, flowLog);
    const forgotten = 'athena-results/0f0e0d0c-0b0a-0908-0706-050403020100.csv';
    here.aws.store.put(bucket, forgotten, Buffer.from('a'));
    here.aws.store.put(bucket, 'athena-results/notes.txt', Buffer.from('a'));
    const plan = await here.plan([flowLog.id]);
    expect(
      plan.items
        .filter(({ step }) => step === 'results')
        .map(({ madeBy, isProposed, needsTyped, count }) => [madeBy, isProposed, needsTyped, count]),
    ).toEqual([
      ['aws', true, false, itemOf(plan, 'results').count],
      ['other', false, false, 1],
      ['other', false, true, 1],
    ]);
    // Another workgroup's results in the same folder: it is nobody's alone.
    await here.clients.athena(place).createWorkGroup({
      Name: 'colleagues',
      Configuration: { EnforceWorkGroupConfiguration: true, ResultConfiguration: { OutputLocation: `s3://${bucket}/athena-results/` } },
    });
    await query(here, { workgroup: 'colleagues' });
    const theirs = here.aws.store.keys(bucket, 'athena-results/').length;
    const again = await here.plan([flowLog.id]);
    expect(again.items.filter(({ step }) => step === 'results').map(({ madeBy }) => madeBy)).toEqual(['aws']);
    const ended = await here.run(again);
    expect(itemOf(ended, 'results').state).toBe('done');
    expect(here.aws.store.keys(bucket, 'athena-results/')).toHaveLength(theirs - (itemOf(again, 'results').count ?? 0));
    expect(here.aws.account.snapshot().workgroups.map(({ name }) => name)).toEqual(['primary', 'colleagues']);
  });

  it('and is shared with another flow log stays: workgroup, database, policy', async () => {
    const here = await cleaning();
    const flowLog = await loggedFlows(here);
    await ownIntegration(here, flowLog);
    const second = await loggedFlows(here, { isNewBucket: false, traffic: 'REJECT' });
    await ownIntegration(here, second);
    const plan = await here.plan([flowLog.id]);
    expect(plan.items.map(({ step, isProposed }) => `${step}${isProposed ? '' : ' not proposed'}`)).toEqual([
      'flow_log',
      'workgroup not proposed',
      'table',
      'database not proposed',
      'log_files not proposed',
      'bucket not proposed',
    ]);
    expect(itemOf(plan, 'bucket').notes).toContainEqual({ code: 'used_elsewhere', about: second.id });
    expect(itemOf(plan, 'workgroup').notes).toEqual([{ code: 'used_elsewhere', about: expect.stringContaining(second.id.slice(3)) }]);
    await here.run(plan);
    expect(here.aws.account.snapshot()).toMatchObject({ flowLogs: [{ id: second.id }], databases: [{ tables: [{}] }] });
    // Then it is the other's alone.
    const both = await here.plan([second.id]);
    expect(statesOf(await here.run(both)).filter((state) => /workgroup|database|policy/.test(state))).toEqual([
      'workgroup done',
      'database done',
      'policy done',
    ]);
  }, 30_000);

  it('and made by a stack together with other things goes only when the stack is typed', async () => {
    const here = await cleaning();
    const flowLog = await loggedFlows(here);
    await here.clients.cloudFormation(place).createStack({
      StackName: 'network',
      TemplateBody: JSON.stringify({
        Resources: {
          Own: { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'own-things' } },
          Group: { Type: 'AWS::Athena::WorkGroup', Properties: { Name: `${flowLog.id.replace('-', '')}dailyWorkGroup` } },
        },
      }),
    });
    await here.aws.account.settled();
    const plan = await here.plan([flowLog.id]);
    const stack = itemOf(plan, 'stack');
    expect(stack).toMatchObject({ madeBy: 'other', needsTyped: true, isProposed: false, notes: [{ code: 'holds_more' }] });
    // Of AWS's name, but not of AWS's making.
    expect(itemOf(plan, 'workgroup')).toMatchObject({ madeBy: 'other', isProposed: false });
    await expect(here.run(plan, [stack.id])).rejects.toMatchObject({ code: 'consent_missing' });
    await here.run(plan);
    expect(here.aws.account.snapshot().stacks).toHaveLength(1);
  });
});

it('finds what is left of flow logs that are gone', async () => {
  const here = await cleaning();
  const flowLog = await loggedFlows(here);
  const kept = await loggedFlows(here, { isNewBucket: false, traffic: 'REJECT' });
  await awsIntegration(here, flowLog);
  await ownIntegration(here, flowLog);
  here.aws.account.deleteFlowLog(flowLog.id);
  expect((await here.plan([])).items).toEqual([]);
  const plan = await here.plan([], true);
  expect(plan.flowLogIds).toEqual([flowLog.id]);
  expect(statesOf(await here.run(plan)).map((state) => state.split(' ')[0])).toEqual([
    'workgroup',
    'workgroup',
    'table',
    'stack',
    'database',
    'log_group',
    'results',
    'template',
    'log_files',
    'bucket',
  ]);
  expect(here.aws.account.snapshot()).toMatchObject({ stacks: [], databases: [], functions: [], flowLogs: [{ id: kept.id }] });
  expect((await here.plan([], true)).items).toEqual([]);
});

it.each([false, true])('finds a stack whose making was taken back by its tag (what is left: %s)', async (leftovers) => {
  const here = await cleaning();
  const flowLog = await loggedFlows(here);
  here.aws.faults.failingResources.set('AWS::Glue::Table', 'Access Denied (Service: Glue)');
  const choice = { ...suggestAws(flowLog), templateLocation: `s3://${flowLog.bucket}/ops/templates/` };
  const { template, capabilities } = await awsTemplate(here.context, choice);
  await makeAwsStack(here.context, choice, template, capabilities);
  await here.aws.account.settled();
  expect(here.aws.account.stacks[0]?.status).toBe('ROLLBACK_COMPLETE');
  if (leftovers) here.aws.account.deleteFlowLog(flowLog.id);
  const plan = await here.plan(leftovers ? [] : [flowLog.id], leftovers);
  expect(itemOf(plan, 'stack')).toMatchObject({ count: 0, madeBy: 'nagare', isProposed: true });
  expect(itemOf(plan, 'template').identity).toContain('/ops/templates/');
  const ended = await here.run(plan);
  expect(itemOf(ended, 'stack').state).toBe('done');
  expect(here.aws.account.snapshot().stacks).toEqual([]);
});

it('is stopped after what is being deleted now, found by the next process, and refused to it while this one runs', async () => {
  const here = await cleaning({ stackPaceMs: 20 });
  const flowLog = await loggedFlows(here);
  await awsIntegration(here, flowLog);
  const other = createCleanups({
    store: createCleanupStore(here.db, ownIdentity(), Date.now),
    clients: here.clients,
    folder: `${here.home}/cleanups`,
    now: Date.now,
    changed: () => undefined,
    report: String,
  });
  const plan = await here.plan([flowLog.id]);
  const ended = here.run(plan);
  await expect.poll(() => itemOf(here.read(plan.id), 'stack').state).toBe('running');
  expect(() => other.run({ id: plan.id, itemIds: [], typed: [] })).toThrow(expect.objectContaining({ code: 'run_taken_over' }));
  expect(() => other.forget(plan.id)).toThrow(expect.objectContaining({ code: 'run_taken_over' }));
  const stopped = await here.cleanups.stop(plan.id);
  expect((await ended).state).toBe('stopped');
  expect(stopped).toMatchObject({ state: 'stopped', finishedAt: expect.any(String) });
  expect(itemOf(stopped, 'stack').state).toBe('planned');
  expect(itemOf(stopped, 'results').state).toBe('planned');
  // CloudFormation went on by itself: the next run finds it at it, or gone.
  const after = await here.run(plan, []);
  expect(after.state).toBe('ended');
  expect(after.items.filter(({ isProposed, state }) => isProposed && state !== 'done' && state !== 'gone')).toEqual([]);
  expect(other.list().map(({ id, state }) => [id, state])).toEqual([[plan.id, 'ended']]);
  other.forget(plan.id);
  expect(here.cleanups.list()).toEqual([]);
  expect(() => other.text({ id: plan.id, language: 'ja' })).toThrow(expect.objectContaining({ code: 'cleanup_not_found' }));
}, 30_000);

it('may be forgotten as soon as it is told to have ended', async () => {
  const here = await cleaning();
  const flowLog = await loggedFlows(here);
  const plan = await here.plan([flowLog.id]);
  let clock = 0;
  const cleanups = createCleanups({
    store: createCleanupStore(here.db, ownIdentity(), Date.now),
    clients: here.clients,
    folder: `${here.home}/cleanups`,
    // Everything is told at once: the end of the last item, and that of the whole.
    now: () => {
      clock += 1000;
      return clock;
    },
    changed: ({ id, state }) => {
      if (state === 'ended') cleanups.forget(id);
    },
    report: String,
  });
  cleanups.run({ id: plan.id, itemIds: [itemOf(plan, 'flow_log').id], typed: [] });
  await expect.poll(() => here.cleanups.list()).toEqual([]);
  await expect(cleanups.close()).resolves.toBeUndefined();
});

it('is stopped by another process too, which does not wait', async () => {
  const here = await cleaning({ stackPaceMs: 80 });
  const flowLog = await loggedFlows(here);
  await awsIntegration(here, flowLog, { frequency: 'none', startDate: '2026-01-31', endDate: '2026-01-31' });
  const other = createCleanupStore(here.db, ownIdentity(), Date.now);
  const plan = await here.plan([flowLog.id]);
  const ended = here.run(plan, [itemOf(plan, 'stack').id, itemOf(plan, 'results').id]);
  other.requestStop(plan.id);
  expect(await ended).toMatchObject({ state: 'stopped' });
  expect(itemOf(here.read(plan.id), 'results').state).toBe('planned');
});

it('stops the queries that run', async () => {
  const here = await cleaning();
  const flowLog = await loggedFlows(here);
  const { workgroup } = await ownIntegration(here, flowLog);
  here.aws.faults.states = Array.from({ length: 1000 }, () => 'RUNNING' as const);
  const { QueryExecutionId } = await here.clients.athena(place).startQueryExecution({ QueryString: 'SELECT 2', WorkGroup: workgroup });
  const plan = await here.plan([flowLog.id]);
  expect(itemOf(plan, 'queries')).toMatchObject({ identity: workgroup, count: 1 });
  const ended = await here.run(plan);
  expect(itemOf(ended, 'queries').state).toBe('done');
  expect(here.aws.requests.some(({ operation }) => operation === 'StopQueryExecution')).toBe(true);
  expect(QueryExecutionId).toBeDefined();
  expect(itemOf(ended, 'workgroup').state).toBe('done');
}, 30_000);
