/** Two runs of the history held against each other, by keyboard; and back from the rows of one. */
import { texts } from '../../renderer/compare/texts.ts';
import { expect, type Page, test } from './nagare.ts';
import { addToken, footer, goTo, historyTexts, queryTexts, rows, runLines, runToEnd } from './steps.ts';

const t = texts.en;
const lines = (page: Page) => page.locator('.compare-line-button');

async function twoPorts(page: Page): Promise<void> {
  await addToken(page, 'port', '443');
  await runToEnd(page);
  await expect(footer(page)).toContainText(/^[\d,]+ rows/);
  await page.getByRole('button', { name: queryTexts.en.edit }).click();
  await addToken(page, 'port', '22');
  await runToEnd(page);
  await goTo(page, 'history');
  await expect(page.locator('.run-line-saved')).toHaveCount(2);
}

test('who is new in the second run, and the rows behind it', async ({ open }) => {
  const { page } = await open();
  await twoPorts(page);
  await runLines(page).last().getByRole('button').first().focus();
  await page.keyboard.press('c');
  await expect(page.getByText(historyTexts.en.pick('').slice(-16))).toBeVisible();
  await page.keyboard.press('Escape');
  await page.keyboard.press('c');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Enter');
  await expect(lines(page).first()).toBeVisible();
  // The second run asked for port 22 too: its other flows are the same.
  await expect(page.getByRole('radio', { name: `${t.changes.gone} 0` })).toBeVisible();
  await expect(page.getByText(t.otherQuestion)).toBeVisible();
  await page.getByText(/^New [1-9]/).click();
  await expect(lines(page).first()).toContainText(t.changes.new);

  await page.getByText(t.ways.source, { exact: true }).click();
  await page.getByText(/^All /).click();
  await expect(page.locator('.compare-table[aria-busy="false"]')).toContainText(t.names.source);
  await expect(lines(page).first().locator('.mono').first()).not.toContainText('→');
  await lines(page).first().focus();
  await page.keyboard.press('Enter');
  const name = (await lines(page).first().locator('.mono').first().innerText()).trim();
  await page.getByRole('menuitem', { name: t.showIn('B') }).click();
  await expect(rows(page).first()).toContainText(name);
  await expect(footer(page)).toContainText(/of [\d,]+/);

  // The comparison is still there.
  await goTo(page, 'history');
  await expect(lines(page).first()).toBeVisible();
  await page.getByRole('button', { name: t.swap }).click();
  await expect(page.getByRole('radio', { name: `${t.changes.new} 0` })).toBeVisible();
  await page.getByRole('button', { name: t.back, exact: true }).click();
  await expect(runLines(page)).toHaveCount(2);
});
