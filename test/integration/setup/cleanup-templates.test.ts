/** The template of AWS's integration is found wherever it was put, as far as something tells, or it lies in a bucket of Nagare's own. */
import { expect, it } from 'vitest';
import { awsIntegration, type Cleaning, cleaning, itemOf, loggedFlows, proposed } from '../../support/cleaning.ts';

const THEIRS = 'templates-of-the-company';

const yamlKeys = (here: Cleaning, bucket: string) => here.aws.store.keys(bucket, '').filter((key) => /\.(yaml|template)$/.test(key));

it.each([
  ['a bucket of its own', THEIRS, 'x/y/'],
  ['a folder deep in the bucket of the logs', null, 'ops/templates/'],
  ['the very bucket', THEIRS, ''],
])('is found in %s by the tag of its stack', async (_, chosen, folder) => {
  const here = await cleaning();
  here.aws.account.createBucket(THEIRS);
  const before = here.aws.account.snapshot();
  const flowLog = await loggedFlows(here);
  const bucket = chosen ?? flowLog.bucket;
  // As somebody types it.
  await awsIntegration(here, flowLog, { templateLocation: ` s3://${bucket}/${folder.slice(0, -1)}` });
  const [key] = yamlKeys(here, bucket);
  const plan = await here.plan([flowLog.id]);
  expect(itemOf(plan, 'template')).toMatchObject({ identity: `s3://${bucket}/${key}`, isProposed: true });
  expect(itemOf(plan, 'bucket').notes).toEqual([]);
  const typed = plan.items.filter(({ needsTyped }) => needsTyped);
  await here.run(
    plan,
    [...proposed(plan), ...typed.map(({ id }) => id)],
    typed.map(({ identity }) => identity),
  );
  expect(here.aws.account.snapshot()).toEqual(before);
});

it.each([`s3://${THEIRS}/what's (mine)/`, `s3://${THEIRS}/${'deep/'.repeat(60)}`])(
  'is not told by a stack where no tag can hold the place, and the stack is made all the same: %s',
  async (templateLocation) => {
    const here = await cleaning();
    here.aws.account.createBucket(THEIRS);
    const flowLog = await loggedFlows(here);
    await awsIntegration(here, flowLog, { templateLocation });
    expect(here.aws.account.stacks[0]?.tags).toEqual({ 'created-by': 'nagare', 'nagare-flow-log': flowLog.id });
    expect((await here.plan([flowLog.id])).items.filter(({ step }) => step === 'template')).toEqual([]);
  },
);

it('is found in a bucket that Nagare made, when nothing else names its flow log any more; that of another flow log stays', async () => {
  const here = await cleaning();
  const gone = await loggedFlows(here);
  const kept = await loggedFlows(here, { bucket: 'another-bucket', traffic: 'REJECT' });
  const templateLocation = `s3://${gone.bucket}/ops/of-2026/templates/`;
  await awsIntegration(here, gone, { templateLocation });
  await awsIntegration(here, kept, { templateLocation });
  const [key = '', theirs = ''] = yamlKeys(here, gone.bucket).toSorted((a, b) => Number(b.includes(gone.id)) - Number(a.includes(gone.id)));
  // A part of the plan: the template was left out.
  const plan = await here.plan([gone.id]);
  await here.run(
    plan,
    proposed(plan).filter((id) => !id.startsWith('template')),
  );
  const left = await here.plan([], true);
  expect(left.flowLogIds).toEqual([]);
  expect(left.items.filter(({ step }) => step === 'template').map(({ identity }) => identity)).toEqual([`s3://${gone.bucket}/${key}`]);
  await here.run(left);
  expect(yamlKeys(here, gone.bucket)).toEqual([theirs]);
});

it('that names a flow log which stays is somebody’s own', async () => {
  const here = await cleaning();
  const flowLog = await loggedFlows(here);
  const kept = await loggedFlows(here, { isNewBucket: false, traffic: 'REJECT' });
  await awsIntegration(here, flowLog);
  const [key = ''] = yamlKeys(here, flowLog.bucket);
  const text = Buffer.from(here.aws.store.get(flowLog.bucket, key)?.bytes ?? []).toString('utf8');
  const both = `${text}\n# vpcflowlogsathenadatabase${kept.id.replace('-', '')}\n`;
  here.aws.store.put(flowLog.bucket, key, Buffer.from(both));
  expect(itemOf(await here.plan([flowLog.id]), 'template')).toMatchObject({ madeBy: 'other', isProposed: false });
});

it('is told to be looked for in part where there is too much', async () => {
  const here = await cleaning();
  const flowLog = await loggedFlows(here);
  for (let number = 0; number < 301; number++) here.aws.store.put(flowLog.bucket, `notes/${number}.json`, Buffer.from('{}'));
  for (let number = 0; number < 31; number++) here.aws.store.put(flowLog.bucket, `folder-${number}/x`, Buffer.from('x'));
  const plan = await here.plan([flowLog.id]);
  // The 31 folders and `notes/` are more than are looked into, and the last of them is not.
  expect(plan.unread.map(({ action, error }) => [action, error.code])).toEqual([[`s3://${flowLog.bucket}/`, 'partly_read']]);
  for (let number = 0; number < 10; number++) here.aws.store.remove(flowLog.bucket, `folder-${number}/x`);
  const again = await here.plan([flowLog.id]);
  expect(again.unread.map(({ action }) => action)).toEqual([`s3://${flowLog.bucket}/notes/`]);
  expect(here.cleanups.text({ id: again.id, language: 'en' })).toContain(`- s3://${flowLog.bucket}/notes/: Only a part of`);
});
