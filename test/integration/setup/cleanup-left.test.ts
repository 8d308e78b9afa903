/** What a clean-up left on purpose, log files and their bucket, is found later: of flow logs that are gone, in Nagare's own buckets. */
import { expect, it } from 'vitest';
import { AwsFault } from '../../aws/wire.ts';
import { ACCOUNT, cleaning, itemOf, loggedFlows, ownIntegration, statesOf } from '../../support/cleaning.ts';
import { place } from '../../support/setup.ts';

it('goes when it is typed, and the account is then as it was', async () => {
  const here = await cleaning();
  const before = here.aws.account.snapshot();
  const flowLog = await loggedFlows(here);
  await ownIntegration(here, flowLog);
  await here.run(await here.plan([flowLog.id]));
  expect(here.aws.store.keys(flowLog.bucket, '')).toEqual(flowLog.keys);

  const plan = await here.plan([], true);
  expect(statesOf(plan)).toEqual(['log_files planned', 'bucket planned']);
  expect(itemOf(plan, 'log_files')).toMatchObject({
    identity: `s3://${flowLog.bucket}/${flowLog.keys[0]?.replace(/year=.*/, '')}`,
    name: flowLog.id,
    count: 2,
    needsTyped: true,
    isProposed: false,
  });
  expect(itemOf(plan, 'bucket')).toMatchObject({ identity: flowLog.bucket, needsTyped: true, isProposed: false, notes: [] });
  const ids = plan.items.map(({ id }) => id);
  await expect(here.run(plan, ids, [])).rejects.toMatchObject({ code: 'consent_missing' });
  const ended = await here.run(
    plan,
    ids,
    plan.items.map(({ identity }) => identity),
  );
  expect(statesOf(ended)).toEqual(['log_files done', 'bucket done']);
  expect(here.aws.account.snapshot()).toEqual(before);
  expect((await here.plan([], true)).items).toEqual([]);
});

it('is not looked for where a flow log delivers, nor in buckets of others or of other regions', async () => {
  const here = await cleaning();
  const gone = await loggedFlows(here);
  const kept = await loggedFlows(here, { isNewBucket: false, traffic: 'REJECT' });
  await here.run(await here.plan([gone.id]));
  here.aws.account.createBucket('others');
  here.aws.store.put('others', gone.keys[0] ?? '', Buffer.from('records'));
  const elsewhere = here.clients.s3({ ...place, region: 'eu-west-1' });
  await elsewhere.createBucket({ Bucket: 'elsewhere', CreateBucketConfiguration: { LocationConstraint: 'eu-west-1' } });
  await elsewhere.putBucketTagging({ Bucket: 'elsewhere', Tagging: { TagSet: [{ Key: 'created-by', Value: 'nagare' }] } });
  const plan = await here.plan([], true);
  expect(plan).toMatchObject({ items: [], unread: [] });
  expect(here.aws.store.keys(kept.bucket, '')).toEqual(expect.arrayContaining([...gone.keys, ...kept.keys]));
});

it.each([
  ['delivered into the same bucket', (key: string) => key.replaceAll(ACCOUNT, '210987654321')],
  ['copied into a folder of their own', (key: string) => `archive/${key.slice(key.lastIndexOf('/') + 1)}`],
])('is told apart from what others %s', async (_, placed) => {
  const here = await cleaning();
  const gone = await loggedFlows(here);
  await here.run(await here.plan([gone.id]));
  const stranger = placed(gone.keys[0] ?? '');
  here.aws.store.put(gone.bucket, stranger, Buffer.from('records of others'));
  const plan = await here.plan([], true);
  expect(itemOf(plan, 'log_files').count).toBe(2);
  expect(itemOf(plan, 'bucket').notes).toEqual([{ code: 'holds_more', about: stranger }]);
  const ended = await here.run(
    plan,
    plan.items.map(({ id }) => id),
    plan.items.map(({ identity }) => identity),
  );
  expect(itemOf(ended, 'bucket')).toMatchObject({ state: 'failed' });
  expect(here.aws.store.keys(gone.bucket, '')).toEqual([stranger]);
  expect((await here.clients.s3(place).listBuckets({})).Buckets?.map(({ Name }) => Name)).toEqual([gone.bucket]);
});

it('is marked where AWS may deliver from elsewhere, though nothing is there yet', async () => {
  const here = await cleaning();
  const gone = await loggedFlows(here);
  const policy = here.aws.account.snapshot().buckets[0]?.policy ?? '';
  await here.run(await here.plan([gone.id]));
  here.aws.account.setBucketPolicy(gone.bucket, policy.replaceAll(ACCOUNT, '210987654321'));
  expect(itemOf(await here.plan([], true), 'bucket').notes).toEqual([{ code: 'used_elsewhere', about: '210987654321 ap-northeast-1' }]);
});

it('leaves a bucket of which S3 tells nothing out, not the others', async () => {
  const here = await cleaning();
  const gone = await loggedFlows(here);
  await here.run(await here.plan([gone.id]));
  here.aws.account.createBucket('a-strange-one');
  here.aws.faults.beforeNext('GetBucketTagging', () => {
    throw new AwsFault('InvalidBucketState', 'The bucket is in a state of its own.', 409);
  });
  const plan = await here.plan([], true);
  expect(plan.unread.map(({ action }) => action)).toEqual(['s3:GetBucketTagging']);
  expect(statesOf(plan)).toEqual(['log_files planned', 'bucket planned']);
});
