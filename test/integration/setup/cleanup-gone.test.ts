/** A flow log that somebody deleted before: what it left in a bucket that is not Nagare's is found by the tables that read it. */
import { describe, expect, it } from 'vitest';
import type { FlowLogChoice } from '../../../preload/contract/setup.ts';
import {
  awsIntegration,
  type Cleaning,
  cleaning,
  itemOf,
  type LoggedFlows,
  loggedFlows,
  ownIntegration,
  proposed,
  statesOf,
} from '../../support/cleaning.ts';

const BUCKET = 'logs-of-the-company';

async function companys(): Promise<Cleaning> {
  const here = await cleaning();
  here.aws.account.createBucket(BUCKET);
  return here;
}

const inBucket = (here: Cleaning, change: Partial<FlowLogChoice> = {}) =>
  loggedFlows(here, { isNewBucket: false, bucket: BUCKET, prefix: 'net/', ...change });

const policyOf = (here: Cleaning) => here.aws.account.snapshot().buckets.find(({ name }) => name === BUCKET)?.policy ?? '';
const logKeys = (here: Cleaning) => here.aws.store.keys(BUCKET, '').filter((key) => key.includes('AWSLogs/'));

type Integrate = (here: Cleaning, flowLog: LoggedFlows) => Promise<unknown>;
const ways: readonly [string, boolean, Integrate][] = [
  ['Nagare’s table', true, ownIntegration],
  ['Nagare’s table', false, ownIntegration],
  ['AWS’s integration', true, awsIntegration],
  ['AWS’s integration', false, awsIntegration],
];

describe('its log files and its statements', () => {
  it.each(ways)('are in a plan of it, and of what is left (%s, Hive %s)', async (_, hive, integrate) => {
    const here = await companys();
    const flowLog = await inBucket(here, { hive });
    await integrate(here, flowLog);
    here.aws.account.deleteFlowLog(flowLog.id);
    const [byId, left] = [await here.plan([flowLog.id]), await here.plan([], true)];
    for (const plan of [byId, left]) {
      expect(itemOf(plan, 'policy')).toMatchObject({ name: `s3://${BUCKET}/net/`, count: 2, madeBy: 'aws', isProposed: true, notes: [] });
      expect(itemOf(plan, 'log_files')).toMatchObject({ name: flowLog.id, count: 2, needsTyped: true, isProposed: false });
      expect(plan.items.filter(({ step }) => step === 'bucket' || step === 'flow_log')).toEqual([]);
    }
    expect(statesOf(byId)).toEqual(statesOf(left));
    const files = itemOf(left, 'log_files');
    const ended = await here.run(left, [...proposed(left), files.id], [files.identity]);
    expect(ended.items.filter(({ state }) => state !== 'done')).toEqual([]);
    expect(policyOf(here)).toBe('');
    expect(here.aws.store.keys(BUCKET, '')).toEqual([]);
  });

  it('stay where another flow log delivers: its files, and the statements that it comes by', async () => {
    const here = await companys();
    const gone = await inBucket(here);
    const kept = await inBucket(here, { traffic: 'REJECT' });
    await ownIntegration(here, gone);
    here.aws.account.deleteFlowLog(gone.id);
    const before = policyOf(here);
    const plan = await here.plan([gone.id]);
    expect(plan.items.filter(({ step }) => step === 'policy')).toEqual([]);
    const files = itemOf(plan, 'log_files');
    expect(files.count).toBe(2);
    await here.run(plan, [...proposed(plan), files.id], [files.identity]);
    expect(logKeys(here)).toEqual(kept.keys);
    expect(policyOf(here)).toBe(before);
  });

  it('are not proposed where another delivers into the bucket elsewhere, and leave its statements when they are ticked', async () => {
    const here = await companys();
    const gone = await inBucket(here);
    const kept = await inBucket(here, { prefix: 'other/' });
    await ownIntegration(here, gone);
    here.aws.account.deleteFlowLog(gone.id);
    const plan = await here.plan([], true);
    const policy = itemOf(plan, 'policy');
    expect(policy).toMatchObject({ count: 1, isProposed: false, notes: [{ code: 'used_elsewhere', about: kept.id }] });
    const ended = await here.run(plan, [policy.id]);
    expect(itemOf(ended, 'policy')).toMatchObject({ state: 'done', done: 1 });
    expect(policyOf(here)).toContain(`${BUCKET}/other/AWSLogs/`);
    expect(policyOf(here)).toContain('s3:GetBucketAcl');
    expect(policyOf(here)).not.toContain(`${BUCKET}/net/AWSLogs/`);
  });

  it('are not proposed where it cannot be seen whether other logs come by them', async () => {
    const here = await companys();
    const gone = await inBucket(here);
    await ownIntegration(here, gone);
    here.aws.account.deleteFlowLog(gone.id);
    here.aws.faults.denied.add('s3:ListBucket');
    const policy = itemOf(await here.plan([gone.id]), 'policy');
    expect(policy).toMatchObject({ isProposed: false, notes: [{ code: 'used_elsewhere', about: `s3://${BUCKET}/net/AWSLogs/` }] });
  });

  it('are not looked for while flow logs may not be read: nobody knows then that it is gone', async () => {
    const here = await companys();
    const flowLog = await inBucket(here);
    await ownIntegration(here, flowLog);
    here.aws.account.deleteFlowLog(flowLog.id);
    here.aws.faults.denied.add('ec2:DescribeFlowLogs');
    expect((await here.plan([flowLog.id], true)).items.filter(({ step }) => step === 'policy' || step === 'log_files')).toEqual([]);
  });
});

it('a bucket of Nagare’s is in a plan of it too', async () => {
  const here = await cleaning();
  const before = here.aws.account.snapshot();
  const flowLog = await loggedFlows(here);
  await ownIntegration(here, flowLog);
  here.aws.account.deleteFlowLog(flowLog.id);
  const plan = await here.plan([flowLog.id]);
  expect(itemOf(plan, 'bucket').notes).toEqual([]);
  // Its files once, though both the table and the bucket tell of them.
  expect((await here.plan([], true)).items.filter(({ step }) => step === 'log_files')).toHaveLength(1);
  await here.run(
    plan,
    plan.items.map(({ id }) => id),
    plan.items.map(({ identity }) => identity),
  );
  expect(here.aws.account.snapshot()).toEqual(before);
});
