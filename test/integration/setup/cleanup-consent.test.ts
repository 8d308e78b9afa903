/** What is typed is consent to one item of a plan, and to no other. */
import { expect, it } from 'vitest';
import { awsIntegration, type Cleaning, cleaning, itemOf, loggedFlows } from '../../support/cleaning.ts';

async function twoInOneFolder(here: Cleaning, isNewBucket = true) {
  const first = await loggedFlows(here, { isNewBucket });
  const second = await loggedFlows(here, { isNewBucket: false, traffic: 'REJECT' });
  const folder = `s3://${first.bucket}/${first.keys[0]?.replace(/year=.*/, '')}`;
  return { first, second, folder };
}

it('log files of two flow logs in one folder are typed each by its flow log', async () => {
  const here = await cleaning();
  const { first, second, folder } = await twoInOneFolder(here);
  const plan = await here.plan([first.id, second.id]);
  const files = plan.items.filter(({ step }) => step === 'log_files');
  expect(files.map(({ identity }) => identity)).toEqual([`${folder}#${first.id}`, `${folder}#${second.id}`]);
  const ids = files.map(({ id }) => id);
  for (const typed of [[folder], [`${folder}#${first.id}`]]) {
    await expect(here.run(plan, ids, typed)).rejects.toMatchObject({ code: 'consent_missing' });
  }
  const [id = ''] = ids;
  await here.run(plan, [id], [`${folder}#${first.id}`]);
  expect(here.aws.store.keys(first.bucket, '')).toEqual(second.keys);
  expect(here.cleanups.text({ id: plan.id, language: 'en' })).toContain(`${second.id} — ${folder}#${second.id}`);
});

it('log files of one flow log are typed by their folder', async () => {
  const here = await cleaning();
  const { first, folder } = await twoInOneFolder(here);
  expect(itemOf(await here.plan([first.id]), 'log_files').identity).toBe(folder);
});

it('no two items that are typed have one name', async () => {
  const here = await cleaning();
  const gone = await loggedFlows(here);
  await awsIntegration(here, gone);
  here.aws.account.deleteFlowLog(gone.id);
  const { first, second } = await twoInOneFolder(here, false);
  here.aws.store.put(first.bucket, 'athena-results/notes.txt', Buffer.from('a'));
  const plan = await here.plan([first.id, second.id], true);
  const typed = plan.items.filter(({ needsTyped }) => needsTyped).map(({ identity }) => identity);
  expect(typed.length).toBeGreaterThanOrEqual(5);
  expect(new Set(typed).size).toBe(typed.length);
});

it('a plan of before, in which two have one name, is made anew', async () => {
  const here = await cleaning();
  const { first, second, folder } = await twoInOneFolder(here);
  const plan = await here.plan([first.id, second.id]);
  here.db.prepare("UPDATE cleanup_items SET identity = ? WHERE step = 'log_files'").run(folder);
  await expect(here.run(plan, [itemOf(plan, 'log_files').id], [folder])).rejects.toMatchObject({ code: 'cleanup_changed' });
  expect(here.aws.store.keys(first.bucket, '')).toEqual([...first.keys, ...second.keys].sort());
});
