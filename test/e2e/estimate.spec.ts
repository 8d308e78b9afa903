/** What a query will cost, before it runs; what is asked before it costs much; what the month has cost. */
import { texts } from '../../renderer/query/estimate/texts.ts';
import { LOG_BUCKET } from '../aws/catalog.ts';
import { expect, type Page, test } from './nagare.ts';
import { addTable, addToken, footer, goTo, historyTexts, kept, queryTexts, run, runLines, runToEnd, setWindow } from './steps.ts';

const t = texts.en;
const hour = 'AWSLogs/aws-account-id=123456789012/aws-service=vpcflowlogs/aws-region=ap-northeast-1/year=2022/month=11/day=28/hour=03/';
const line = (page: Page, language: 'en' | 'ja' = 'en') => page.getByRole('group', { name: texts[language].estimate });

/** The form's statement is replaced by this one. */
async function typeSql(page: Page, sql: string): Promise<void> {
  await page.getByRole('button', { name: queryTexts.en.editSql }).click();
  await page.getByRole('textbox', { name: queryTexts.en.sqlEditor }).click();
  await page.keyboard.press('Control+a');
  await page.keyboard.insertText(sql);
}

test('partitions, bytes and money stand beside Run, and follow the window', async ({ open, aws, awsEnv }) => {
  aws.store.putListed(LOG_BUCKET, `${hour}more.parquet`, 18_000_000_000);
  const { page } = await open({ env: awsEnv });
  await addTable(page);
  await setWindow(page);
  await expect(line(page)).toHaveText(/^1 of 24 partitions\s*at most 18\.0 GB\s*about \$0\.09\d\d$/);
  // Filters read no less, and ask nothing again.
  const asked = aws.requests.length;
  await addToken(page, 'address', '192.168.0.10');
  await expect(line(page)).toContainText('18.0 GB');
  expect(aws.requests.length).toBe(asked);
  await page.getByRole('group', { name: queryTexts.en.to, exact: true }).getByRole('spinbutton').nth(3).click();
  await page.keyboard.type('13');
  await expect(line(page)).toContainText('2 of 24 partitions');
  expect(aws.executions).toHaveLength(0);
});

test('the sample counts files, and costs nothing', async ({ open }) => {
  const { page } = await open({ language: 'ja' });
  await expect(line(page, 'ja')).toHaveText(/^1 \/ 24 ファイル\s*最大 \d+\.\d [kM]B$/);
});

test('what is unknown says why', async ({ open, aws, awsEnv }) => {
  aws.faults.denied.add('s3:ListObjectsV2');
  const { page } = await open({ env: awsEnv });
  await addTable(page);
  await setWindow(page);
  await expect(line(page)).toContainText('1 of 24 partitions');
  await line(page).getByRole('button', { name: t.unknown }).focus();
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('tooltip')).toHaveText(t.reasons.denied);
});

test('a whole table is asked about, and read only after a yes', async ({ open, aws, awsEnv }) => {
  aws.store.putListed(LOG_BUCKET, `${hour}more.parquet`, 2_000_000_000);
  const { page } = await open({ env: awsEnv });
  await addTable(page);
  await setWindow(page);
  await typeSql(page, 'SELECT count(*) AS n FROM flow_logs');
  await expect(line(page)).toContainText(t.wholeTable);
  await expect(line(page)).toContainText('24 of 24 partitions');
  await run(page);
  const dialog = page.getByRole('alertdialog', { name: t.confirmTitle });
  await expect(dialog).toContainText('vpcdb.flow_logs');
  await expect(dialog).toContainText('2.0 GB, about $0.0100');
  await dialog.getByRole('button', { name: t.confirmCancel }).click();
  await expect(dialog).toBeHidden();
  expect(aws.executions).toHaveLength(0);
  await goTo(page, 'history');
  await expect(page.getByText(historyTexts.en.empty)).toBeVisible();
  await goTo(page, 'query');

  await page.getByRole('button', { name: queryTexts.en.run }).click();
  await dialog.getByRole('button', { name: t.confirmRun }).click();
  await expect(footer(page)).toContainText(/^1 row/);
  await kept(page);
  expect(aws.executions).toHaveLength(1);

  // With a condition on a partition nothing is asked.
  await page.getByRole('button', { name: queryTexts.en.edit }).click();
  await page.getByRole('textbox', { name: queryTexts.en.sqlEditor }).click();
  await page.keyboard.press('Control+End');
  await page.keyboard.insertText(" WHERE hour = '04'");
  await expect(line(page)).toContainText('1 of 24 partitions');
  await run(page);
  await expect.poll(() => aws.executions.length).toBe(2);
});

test('an earlier result is used when it is asked for, it is said, and the month counts what was scanned', async ({ open, aws, awsEnv }) => {
  const { page } = await open({ env: awsEnv });
  await addTable(page);
  await page.getByRole('button', { name: queryTexts.en.moreFilters }).click();
  // It opens on the last hour, where records may still come.
  await expect(page.getByRole('button', { name: t.reuse })).toBeDisabled();
  await setWindow(page);
  await addToken(page, 'address', '192.168.0.10');
  await runToEnd(page);
  await expect(footer(page)).toContainText('700');
  await expect(page.locator('.run-bar')).not.toContainText('earlier result');

  await page.getByRole('button', { name: queryTexts.en.edit, exact: true }).click();
  await page.getByRole('button', { name: t.reuse }).click();
  await page.getByRole('option', { name: t.hours(1) }).click();
  await run(page);
  await expect(page.locator('.run-bar')).toContainText('from an earlier result');
  await expect(footer(page)).toContainText('700');
  await expect(footer(page)).toContainText('0 B scanned · $0');
  expect(aws.executions.map((execution) => execution.isReused)).toEqual([false, true]);

  await goTo(page, 'history');
  await expect(runLines(page)).toHaveCount(2);
  await expect(page.locator('.month-spend')).toHaveText(/^[A-Z][a-z]+: 2 runs, .*B scanned, [<$]/);
});
