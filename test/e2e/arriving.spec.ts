/** The first rows are on the screen while the rest of the result is still read. */
import { expect, test } from './nagare.ts';
import { addTable, addToken, cell, footer, gridOf, queryTexts, resultTexts, rows, run, setWindow } from './steps.ts';

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
  await expect(rows(page).first()).toBeVisible({ timeout: 45_000 });
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

test('Cancel while rows come: none are kept, and that is said', async ({ open, aws, awsEnv }) => {
  const { page } = await open({ env: awsEnv });
  await addTable(page);
  await setWindow(page);
  await addToken(page, 'address', '192.168.0.10');
  aws.faults.holdBodies(65_536);
  await run(page);
  await expect(rows(page).first()).toBeVisible({ timeout: 45_000 });
  await page.getByRole('button', { name: queryTexts.en.cancel, exact: true }).click();
  await expect(page.getByText(/^Cancelled/)).toBeVisible();
  await expect(gridOf(page)).toBeHidden();
  expect(aws.executions).toHaveLength(1);
});
