/** What people do without thinking: click right after typing, reload, go back and forth. */
import { cpSync, mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from './nagare.ts';
import { addToken, cell, footer, goTo, historyTexts, queryTexts, resultTexts, rows, runLines, runToEnd, type } from './steps.ts';

const t = queryTexts.en;

test('the first click after typing counts, though the form grows under it', async ({ open }) => {
  const { page } = await open();
  await expect(page.locator('.sql-panel')).toContainText('ORDER BY');
  await page.getByRole('textbox', { name: t.address, exact: true }).fill('192.168.0.10');
  const box = await page.getByRole('button', { name: t.run }).boundingBox();
  if (!box) throw new Error('no Run');
  // As a hand does: the button is where it was when it was pressed.
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.up();
  await expect(footer(page)).toContainText('700');
});

test('a source that was added is there when the menu opens again, and no rows of another stand under its name', async ({ open, home }) => {
  const folder = join(home, 'my logs');
  mkdirSync(folder);
  cpSync(resolve('assets/sample/AWSLogs'), join(folder, 'AWSLogs'), { recursive: true });
  const { page } = await open();
  await addToken(page, 'address', '192.168.0.10');
  await runToEnd(page);
  await expect(footer(page)).toContainText('700');
  for (const attempt of [1, 2]) {
    await page.getByRole('button', { name: t.sourcePicker }).first().click();
    if (attempt === 2) break;
    await page.getByText(t.addFolder).click();
    await type(page, t.folderPath, folder);
    await page.getByRole('dialog').getByRole('button', { name: t.add, exact: true }).click();
    await expect(page.getByRole('button', { name: t.sourcePicker }).first()).toContainText('my logs');
  }
  await expect(
    page
      .getByRole('menuitemradio', { name: /my logs/ })
      .or(page.getByRole('menuitem', { name: /my logs/ }))
      .first(),
  ).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(footer(page)).toHaveCount(0);
  // The folder holds the window that was asked for: it stays.
  await expect(page.locator('.sql-panel')).toContainText('1669605300 AND 1669606200');
});

test('a reload keeps the question and the rows', async ({ open }) => {
  const { page } = await open();
  await addToken(page, 'address', '192.168.0.10');
  await runToEnd(page);
  await expect(footer(page)).toContainText('700');
  await page.reload();
  await expect(footer(page)).toContainText('700');
  await page.getByRole('button', { name: t.edit, exact: true }).click();
  await expect(page.locator('.sql-panel')).toContainText(`"srcaddr" = '192.168.0.10'`);
});

test('a run that is deleted is not shown any longer', async ({ open }) => {
  const { page } = await open();
  await addToken(page, 'address', '192.168.0.10');
  await runToEnd(page);
  await expect(footer(page)).toContainText('700');
  await goTo(page, 'history');
  await runLines(page).getByRole('button').first().focus();
  await page.keyboard.press('Delete');
  await page.getByRole('button', { name: historyTexts.en.deleteConfirm, exact: true }).click();
  await expect(runLines(page)).toHaveCount(0);
  await goTo(page, 'query');
  await expect(footer(page)).toHaveCount(0);
  await expect(page.locator('.sql-panel')).toContainText(`'192.168.0.10'`);
});

test('what is read is found: a clock time, a protocol, a number with its comma', async ({ open }) => {
  const { page } = await open();
  await addToken(page, 'address', '192.168.0.10');
  await runToEnd(page);
  await rows(page).first().waitFor();
  const find = page.getByRole('searchbox', { name: resultTexts.en.find });
  for (const text of ['12:15:02', 'SYN-ACK', '13,633']) {
    await find.fill(text);
    await find.press('Enter');
    await expect(footer(page)).toContainText('of 700');
    await expect(rows(page).first()).toContainText(text);
  }
  await find.fill('');
  await expect(footer(page)).toContainText(/^700 rows/);
  expect(await cell(page, 0, 'start')).toBe('2022-11-28 12:15:02');
});
