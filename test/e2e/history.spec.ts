/** The history: what was asked comes back, and goes when it is told to. */
import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, type Page, test } from './nagare.ts';
import { addToken, footer, goTo, historyTexts, queryTexts, runLines, runToEnd } from './steps.ts';

const t = historyTexts.en;

async function twoRuns(page: Page): Promise<void> {
  await addToken(page, 'address', '192.168.0.10');
  await runToEnd(page);
  await expect(footer(page)).toContainText('700');
  await page.getByRole('button', { name: queryTexts.en.edit }).click();
  await addToken(page, 'port', '443');
  await runToEnd(page);
  await expect(footer(page)).toContainText(/^\d+ rows/);
  await expect(footer(page)).not.toContainText(/^700 rows/);
  await goTo(page, 'history');
  await expect(runLines(page)).toHaveCount(2);
}

test('search finds by what the title says', async ({ open }) => {
  const { page } = await open();
  await goTo(page, 'history');
  await expect(page.getByText(t.empty)).toBeVisible();
  await goTo(page, 'query');
  await twoRuns(page);
  await page.getByRole('searchbox', { name: t.search }).fill('port 443');
  await expect(runLines(page)).toHaveCount(1);
  await page.getByRole('searchbox', { name: t.search }).fill('no such run');
  await expect(page.getByText(t.noMatch)).toBeVisible();
  await page.getByRole('button', { name: t.clearSearch }).click();
  await expect(runLines(page)).toHaveCount(2);
  await page.getByText(t.failed, { exact: true }).click();
  await expect(page.getByText(t.noMatch)).toBeVisible();
});

test('run again makes a new run, edit as new only a question', async ({ open }) => {
  const { page } = await open();
  await twoRuns(page);
  await runLines(page).last().getByRole('button').last().click();
  await page.getByRole('menuitem', { name: t.runAgain }).click();
  await expect(footer(page)).toContainText('700');
  await goTo(page, 'history');
  await expect(runLines(page)).toHaveCount(3);
  await runLines(page).nth(1).click({ button: 'right' });
  await page.getByRole('menuitem', { name: t.editAsNew }).click();
  await expect(page.locator('.sql-panel')).toContainText('443');
  await goTo(page, 'history');
  await expect(runLines(page)).toHaveCount(3);
});

test('a run is called as the user calls it, with a note, by the keyboard alone; and as before once that is taken back', async ({
  open,
}) => {
  const { page } = await open();
  await twoRuns(page);
  const line = runLines(page).last();
  const focusable = line.getByRole('button').first();
  const dialog = page.getByRole('dialog', { name: t.nameTitle });
  await focusable.focus();
  await page.keyboard.press('F2');
  // What it is called is chosen as a whole: what is typed takes its place.
  await expect(dialog.getByRole('textbox', { name: t.title })).toHaveValue(/^192\.168\.0\.10/);
  await page.keyboard.type('Partner scan?');
  await page.keyboard.press('Tab');
  await page.keyboard.type('Ticket OPS-17');
  await page.keyboard.press('Enter');
  await page.keyboard.type('second line');
  await page.keyboard.press('Control+Enter');
  await expect(dialog).toHaveCount(0);
  await expect(focusable).toBeFocused();
  await expect(line.locator('.strong')).toHaveText('Partner scan?');
  await expect(line).toContainText('192.168.0.10, 12:15–12:30 JST · Records');
  await expect(line).toContainText('“Ticket OPS-17 …”');

  await page.getByRole('searchbox', { name: t.search }).fill('ops-17');
  await expect(runLines(page)).toHaveCount(1);
  await runLines(page).getByRole('button').first().click();
  await expect(page.locator('.fold-line')).toContainText('Partner scan?');
  await expect(footer(page)).toContainText('700');
  // The note stands in the result, and is changed there as well.
  await expect(page.locator('.fold-line-note')).toHaveAttribute('title', 'Ticket OPS-17\nsecond line');
  await page.getByRole('button', { name: queryTexts.en.edit }).click();
  await expect(page.locator('.query-note')).toHaveText('Ticket OPS-17\nsecond line');
  await page.keyboard.press('F2');
  await expect(dialog.getByRole('textbox', { name: t.note })).toHaveValue('Ticket OPS-17\nsecond line');
  await page.keyboard.press('Escape');

  await goTo(page, 'history');
  await page.getByRole('searchbox', { name: t.search }).fill('');
  await runLines(page).last().getByRole('button').last().click();
  await page.getByRole('menuitem', { name: t.name }).click();
  await expect(dialog.getByRole('textbox', { name: t.note })).toHaveValue('Ticket OPS-17\nsecond line');
  await dialog.getByRole('textbox', { name: t.title }).fill('');
  await dialog.getByRole('textbox', { name: t.note }).fill('x'.repeat(4001));
  await expect(dialog).toContainText(t.tooLong('4,000', '4,001'));
  await expect(dialog.getByRole('button', { name: t.save })).toBeDisabled();
  await dialog.getByRole('textbox', { name: t.note }).fill('');
  await dialog.getByRole('button', { name: t.save }).click();
  await expect(line.locator('.strong')).toHaveText(/^192\.168\.0\.10/);
  await expect(line).not.toContainText('OPS-17');
});

test('the list is one stop of Tab that has the focus from the beginning; what it opens has it next', async ({ open }) => {
  const { page } = await open();
  await twoRuns(page);
  const lines = runLines(page).locator('.run-line-button');
  const actions = page.getByRole('button', { name: /^Actions for / });
  const grid = page.getByRole('grid');
  await goTo(page, 'query');
  await grid.focus();
  await page.keyboard.press('Control+2');
  await expect(lines.first()).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(lines.last()).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await expect(actions.last()).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('menuitem', { name: t.open })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(actions.last()).toBeFocused();
  await page.keyboard.press('ArrowLeft');
  await expect(lines.last()).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('button', { name: /Bring in/ })).toBeFocused();
  await page.keyboard.press('Shift+Tab');
  await expect(lines.last()).toBeFocused();
  await page.keyboard.press('Shift+F10');
  await expect(page.getByRole('menuitem', { name: t.open })).toBeFocused();
  // A menu gives the focus back once it has gone.
  await page.keyboard.press('Escape');
  await expect(lines.last()).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(grid).toBeFocused();
  await expect(footer(page)).toContainText('700');

  // The same one again, whose rows never went.
  await page.keyboard.press('Control+2');
  await expect(lines.last()).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(grid).toBeFocused();

  // What is being searched for stays where it is.
  await page.keyboard.press('Control+2');
  await page.getByRole('searchbox', { name: t.search }).fill('443');
  await expect(lines).toHaveCount(1);
  await expect(page.getByRole('searchbox', { name: t.search })).toBeFocused();
});

test('deleting asks first, then the rows are gone from the disk', async ({ open, home }) => {
  const { page } = await open();
  await twoRuns(page);
  expect(readdirSync(join(home, 'results'))).toHaveLength(2);
  await runLines(page).first().getByRole('button').first().focus();
  await page.keyboard.press('Delete');
  await page.getByRole('button', { name: t.keep }).click();
  await expect(runLines(page)).toHaveCount(2);
  await runLines(page).first().getByRole('button').first().focus();
  await page.keyboard.press('Delete');
  await page.getByRole('button', { name: t.deleteConfirm, exact: true }).click();
  await expect(runLines(page)).toHaveCount(1);
  expect(readdirSync(join(home, 'results'))).toHaveLength(1);
});

test('a result file that is gone is told, not shown as empty', async ({ open, home }) => {
  const first = await open();
  await addToken(first.page, 'address', '192.168.0.10');
  await runToEnd(first.page);
  await expect(footer(first.page)).toContainText('700');
  await first.kill();
  const folder = join(home, 'results');
  for (const name of readdirSync(folder)) rmSync(join(folder, name));
  const { page } = await open();
  await goTo(page, 'history');
  await runLines(page).getByRole('button').first().click();
  await expect(page.getByText('The stored rows of this run are missing.')).toBeVisible();
  await expect(page.getByRole('button', { name: queryTexts.en.runAgain })).toBeVisible();
});

test('what earlier months have cost is one click away, though nothing was paid for in this one', async ({ open, home }) => {
  const first = await open();
  await goTo(first.page, 'history');
  await expect(first.page.getByText(t.empty)).toBeVisible();
  await expect(first.page.getByRole('button', { name: /scanned/ })).toHaveCount(0);
  await first.close();
  const db = new DatabaseSync(join(home, 'history.db'));
  // In Tokyo the first of them is of January.
  db.exec(`INSERT INTO deleted_spend VALUES (${Date.UTC(2025, 11, 31, 20)}, 2500000000, 0.0125), (${Date.UTC(2025, 10, 1, 12)}, 100, 0.5)`);
  db.close();
  const { page } = await open();
  await goTo(page, 'history');
  await page.getByRole('button', { name: /: 0 runs, 0 B scanned, \$0$/ }).click();
  const table = page.getByRole('dialog', { name: t.spendByMonth }).getByRole('table');
  await expect(table.getByRole('row')).toHaveCount(4);
  await expect(table.getByRole('row').nth(2)).toHaveText(/^January 2026\s*1\s*2\.5 GB\s*\$0\.0125$/);
  await expect(table.getByRole('row').nth(3)).toHaveText(/^November 2025\s*1\s*100 B\s*\$0\.5000$/);
  await page.keyboard.press('Escape');
  await expect(table).toHaveCount(0);
});
