/** The same path on Athena, through the real SDK and an emulator; what must hold when things break in the middle. */
import { expect, test } from './nagare.ts';
import { addTable, addToken, footer, goTo, queryTexts, rows, run, runLines, runToEnd, setWindow } from './steps.ts';

const t = queryTexts.en;

test.beforeEach(({ aws }) => {
  aws.faults.states = ['QUEUED', 'RUNNING'];
});

test('a table is added, asked, and its rows are the sample’s', async ({ open, aws, awsEnv }) => {
  const { page } = await open({ env: awsEnv });
  await addTable(page);
  await expect(page.getByRole('button', { name: t.sourcePicker }).first()).toContainText('vpcdb.flow_logs');
  await page.getByRole('button', { name: /around/i }).waitFor();
  await setWindow(page);
  await addToken(page, 'address', '192.168.0.10');
  await run(page);
  await expect(footer(page)).toContainText('700');
  await expect(footer(page)).toContainText(/scanned · [<$]/);
  await expect(rows(page).first()).toContainText('2022-11-28 12:15:02');
  expect(aws.executions).toHaveLength(1);
});

test('a crash in the middle of a run: the next start finishes it, and it is paid for once', async ({ open, aws, awsEnv }) => {
  const first = await open({ env: awsEnv });
  await addTable(first.page);
  await setWindow(first.page);
  await addToken(first.page, 'address', '192.168.0.10');
  const release = aws.faults.hold('GetQueryExecution', 'before');
  await run(first.page);
  await expect.poll(() => aws.executions.length).toBe(1);
  await first.kill();
  release();

  const second = await open({ env: awsEnv });
  await goTo(second.page, 'history');
  await expect(runLines(second.page)).toContainText('Saved');
  await expect(runLines(second.page)).toContainText('700');
  await runLines(second.page).getByRole('button').first().click();
  await expect(rows(second.page).first()).toContainText('2022-11-28 12:15:02');
  expect(aws.executions).toHaveLength(1);
});

test('Cancel stops the execution in Athena too', async ({ open, aws, awsEnv }) => {
  const { page } = await open({ env: awsEnv });
  await addTable(page);
  await setWindow(page);
  aws.faults.states = Array.from({ length: 500 }, () => 'RUNNING' as const);
  await run(page);
  await expect(page.getByText(t.phases.running)).toBeVisible();
  await page.getByRole('button', { name: t.cancel }).click();
  await expect(page.getByText(/^Cancelled/)).toBeVisible();
  await expect(page.getByRole('button', { name: t.run })).toBeVisible();
  expect(aws.requests.filter(({ operation }) => operation === 'StopQueryExecution')).toHaveLength(1);
});

test('a failure says what happened and what Athena said, and the query is kept', async ({ open, aws, awsEnv }) => {
  const { page } = await open({ env: awsEnv });
  await addTable(page);
  await setWindow(page);
  aws.faults.ending = { state: 'FAILED', reason: 'GENERIC_INTERNAL_ERROR: the disk of the worker went away' };
  await run(page);
  await expect(page.getByRole('alert')).toContainText('Athena had an internal failure.');
  await expect(page.getByRole('alert')).toContainText('the disk of the worker went away');
  await page.getByRole('button', { name: t.editQuery }).click();
  await expect(page.getByRole('textbox', { name: t.address, exact: true })).toBeVisible();

  aws.faults.ending = null;
  aws.faults.credentials = 'expired';
  await run(page);
  await expect(page.getByRole('alert')).toContainText('The AWS credentials have expired.');
});

test('rows stay readable when AWS cannot be reached any more', async ({ open, aws, awsEnv }) => {
  const first = await open({ env: awsEnv });
  await addTable(first.page);
  await setWindow(first.page);
  await addToken(first.page, 'address', '192.168.0.10');
  await runToEnd(first.page);
  await expect(footer(first.page)).toContainText('700');
  await first.kill();
  aws.faults.credentials = 'unknown';
  const before = aws.requests.length;
  const second = await open({ env: awsEnv });
  await goTo(second.page, 'history');
  await runLines(second.page).getByRole('button').first().click();
  await expect(footer(second.page)).toContainText('700');
  await expect(rows(second.page).first()).toContainText('2022-11-28 12:15:02');
  const asked = aws.requests.slice(before).filter(({ operation }) => /^GetQuery|^GetObject/.test(operation));
  expect(asked).toEqual([]);
});
