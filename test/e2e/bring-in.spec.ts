/** Earlier queries of a workgroup: brought into the history, told apart, their rows fetched when they are wanted. */
import { bringInTexts } from '../../renderer/history/bring-in-texts.ts';
import { texts as historyTexts } from '../../renderer/history/texts.ts';
import { RESULT_BUCKET } from '../aws/work-groups.ts';
import { expect, test } from './nagare.ts';
import { footer, goTo, queryTexts, rows, runLines } from './steps.ts';

const b = bringInTexts.en;
const h = historyTexts.en;
const HOUR_MS = 3_600_000;
const outcome = {
  columns: [
    { name: 'srcaddr', type: 'varchar' },
    { name: 'n', type: 'bigint' },
  ],
  lines: ['"10.0.0.1","42"', '"10.0.0.2","7"'],
  isUtility: false,
  scannedBytes: 250_000_000,
};

test('they are brought in, found, opened and fetched; again, only what is new comes', async ({ open, aws, awsEnv }) => {
  const gone = aws.remember({ sql: 'SELECT * FROM vpcdb.archive', submittedAt: Date.now() - 2 * HOUR_MS, outcome });
  aws.remember({ sql: '/* a tool */ SELECT srcaddr, n FROM flow_logs', submittedAt: Date.now() - HOUR_MS, outcome });
  for (let n = 0; n < 150; n++) aws.remember({ sql: `SELECT ${n} FROM flow_logs`, submittedAt: Date.now() - (n + 3) * HOUR_MS });
  const { page } = await open({ env: awsEnv });
  await goTo(page, 'history');
  await page.getByRole('button', { name: b.open }).click();
  const dialog = page.getByRole('dialog', { name: b.title });
  await dialog.getByRole('radio', { name: b.ofDays(30) }).click();
  await dialog.getByRole('button', { name: b.start, exact: true }).click();
  await expect(page.getByText(b.done('152', 'primary'))).toBeVisible();
  await expect(runLines(page).first()).toContainText('SELECT srcaddr, n FROM flow_logs');
  await expect(runLines(page).first()).toContainText(h.broughtIn('vpcdb.flow_logs'));
  await expect(runLines(page).first()).toContainText(h.rowsInAthena);
  await expect(page.getByText(/^Brought in: \d+ quer/)).toBeVisible();

  await page.getByRole('searchbox', { name: h.search }).fill('archive');
  await expect(runLines(page)).toHaveCount(1);
  await page.getByRole('searchbox', { name: h.search }).fill('srcaddr, n');
  await expect(runLines(page)).toHaveCount(1);
  await runLines(page).getByRole('button').first().click();
  await page.getByRole('button', { name: queryTexts.en.fetchRows }).click();
  await expect(rows(page)).toHaveCount(2);
  await expect(footer(page)).toContainText('2');

  await goTo(page, 'history');
  await page.getByRole('button', { name: b.open }).click();
  await dialog.getByRole('button', { name: b.start, exact: true }).click();
  await expect(page.getByText(b.done('0', 'primary'))).toBeVisible();
  await expect(page.getByText(b.leftOut(b.left.known('152')))).toBeVisible();

  // Its result has been deleted from S3 since.
  aws.store.remove(RESULT_BUCKET, `results/${gone.id}.csv`);
  await page.getByRole('searchbox', { name: h.search }).fill('archive');
  await expect(runLines(page)).toHaveCount(1);
  await runLines(page).click({ button: 'right' });
  await page.getByRole('menuitem', { name: h.fetch }).click();
  await expect(runLines(page).first()).toContainText(h.resultGone);
  expect(aws.executions).toEqual([]);
});

test('it can be stopped, and what AWS refuses is said', async ({ open, aws, awsEnv }) => {
  for (let n = 0; n < 500; n++) aws.remember({ sql: `SELECT ${n} FROM flow_logs`, submittedAt: Date.now() - n * HOUR_MS });
  aws.faults.rates.set('ListQueryExecutions', 1);
  const { page } = await open({ env: awsEnv });
  await goTo(page, 'history');
  const start = async () => {
    await page.getByRole('button', { name: b.open }).click();
    await page.getByRole('dialog').getByRole('button', { name: b.start, exact: true }).click();
  };
  await start();
  await expect(page.getByRole('progressbar', { name: b.progress('primary') })).toBeVisible();
  await expect(runLines(page).first()).toContainText('SELECT 0 FROM flow_logs');
  await page.getByRole('button', { name: b.stop, exact: true }).click();
  await expect(page.getByText(/^Stopped\. \d+ queries brought in from primary\./)).toBeVisible();
  aws.faults.denied.add('athena:ListQueryExecutions');
  await start();
  await expect(page.getByRole('alert')).toContainText('ListQueryExecutions');
});
