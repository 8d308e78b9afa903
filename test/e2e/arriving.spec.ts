/** The first rows are on the screen while the rest of the result is still read. */
import { openHistory } from '../../main/history/open-history.ts';
import { createSettingsStore } from '../../main/history/settings-store.ts';
import { expect, test } from './nagare.ts';
import { addTable, addToken, cell, footer, goTo, gridOf, queryTexts, resultTexts, rows, run, runLines, setWindow } from './steps.ts';

const t = resultTexts.en;

test.slow();

test('rows come in sight while the body is held, their number grows, and the view stays as it is when all are saved', async ({
  open,
  aws,
  awsEnv,
}) => {
  const { page } = await open({ env: awsEnv });
  await addTable(page);
  await setWindow(page);
  await addToken(page, 'address', '192.168.0.10');
  const first = aws.faults.holdBodies(65_536);
  await run(page);
  await expect(rows(page).first()).toBeVisible();
  await expect(footer(page)).toContainText(t.rowsYet);
  await expect(page.locator('.run-bar').getByText(queryTexts.en.phases.fetching)).toBeVisible();
  const grid = gridOf(page);
  const count = async () => Number(await grid.getAttribute('aria-rowcount')) - 1;
  const early = await count();
  expect(early).toBeGreaterThan(50);
  const topLeft = await cell(page, 0, 'start');

  // What needs all rows waits, and says so.
  await expect(page.getByText(t.arriving)).toBeVisible();
  await expect(page.getByRole('button', { name: t.export })).toBeDisabled();
  await expect(page.getByRole('searchbox', { name: t.find })).toBeDisabled();
  await expect(page.getByRole('tab', { name: t.chart })).toHaveAttribute('aria-disabled', 'true');
  await expect(page.getByRole('columnheader', { name: 'start' }).first().getByRole('button')).toBeDisabled();

  // The last row that has come, chosen by key.
  await rows(page).first().locator('[data-cell]').first().click();
  await page.keyboard.press('Control+ArrowDown');
  const scrollTop = () => grid.evaluate((element) => element.scrollTop);
  await expect.poll(scrollTop).toBeGreaterThan(0);
  await expect(page.locator(`.result-row[aria-rowindex="${early + 1}"]`)).toContainText(/\d/);
  const scrolledTo = await scrollTop();

  const second = aws.faults.holdBodies(131_072);
  first();
  await expect.poll(count).toBeGreaterThan(early);
  expect(await scrollTop()).toBe(scrolledTo);
  // What came behind the last row is there to be seen.
  await expect(page.locator(`.result-row[aria-rowindex="${early + 3}"]`)).toContainText(/\d/);

  second();
  await expect(page.locator('.run-bar')).toContainText('Saved');
  await expect(footer(page)).not.toContainText(t.rowsYet);
  await expect(page.getByText(t.arriving)).toBeHidden();
  await expect(page.getByRole('button', { name: t.export })).toBeEnabled();
  expect(await scrollTop()).toBe(scrolledTo);
  const focused = await grid.getAttribute('aria-activedescendant');
  expect(focused).toContain(String(early - 1));
  await page.keyboard.press('Control+Home');
  expect(await cell(page, 0, 'start')).toBe(topLeft);
  expect(aws.executions).toHaveLength(1);
});

test('Cancel while rows come: none are kept, that is said, and they can be fetched without a run', async ({ open, aws, awsEnv }) => {
  const { page } = await open({ env: awsEnv });
  await addTable(page);
  await setWindow(page);
  await addToken(page, 'address', '192.168.0.10');
  const release = aws.faults.holdBodies(65_536);
  await run(page);
  await expect(rows(page).first()).toBeVisible();
  await page.getByRole('button', { name: queryTexts.en.cancel, exact: true }).click();
  await expect(page.getByText(/^Cancelled/)).toContainText(queryTexts.en.rowsNotFetched);
  await expect(gridOf(page)).toBeHidden();
  release();
  await page.getByRole('button', { name: queryTexts.en.fetchAgain }).click();
  await expect(footer(page)).toContainText('700');
  expect(aws.executions).toHaveLength(1);
});

test('a very large result is asked about in its place; the answer can wait for another day', async ({ open, aws, awsEnv }) => {
  const first = await open({ env: awsEnv });
  await addTable(first.page);
  await setWindow(first.page);
  await addToken(first.page, 'address', '192.168.0.10');
  aws.faults.claimedBytes = 98.7e12;
  await run(first.page);
  const question = first.page.locator('.query-answer');
  await expect(question).toContainText('98.7 TB');
  await expect(question).toContainText(queryTexts.en.noRoom);
  await expect(first.page.getByRole('button', { name: queryTexts.en.run })).toBeVisible();
  await first.kill();

  aws.faults.claimedBytes = null;
  const { page } = await open({ env: awsEnv });
  await goTo(page, 'history');
  await runLines(page).getByRole('button').first().click();
  await page.getByRole('button', { name: queryTexts.en.fetchAnyway }).click();
  await expect(footer(page)).toContainText('700');
  expect(aws.executions).toHaveLength(1);
});

for (const language of ['en', 'ja'] as const) {
  test(`very many rows that come through Athena are asked about as well (${language})`, async ({ open, aws, awsEnv, home }) => {
    const t = queryTexts[language];
    const { db } = openHistory(`${home}/history.db`);
    const place = { profile: null, region: null, workgroup: null, catalog: null, database: 'vpcdb', table: 'flow_logs' };
    createSettingsStore(db).write({ source: { kind: 'athena', ...place } });
    db.close();
    const { page } = await open({ env: awsEnv, language });
    await setWindow(page, language);
    await addToken(page, 'address', '192.168.0.10', language);
    aws.faults.denied.add('s3:GetObject');
    aws.faults.claimedRows = 12_345_678;
    await run(page);
    const question = page.locator('.query-answer');
    await expect(question).toContainText(t.largeResult);
    await expect(question).toContainText(`${t.rowsToFetch}12,345,678`);
    await page.getByRole('button', { name: t.fetchRows }).click();
    await expect(footer(page)).toContainText('700');
    expect(aws.executions).toHaveLength(1);
  });
}
