/** Room on the disk: what goes is shown first, pinned runs stay, and rows that went come back. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { texts as settingsTexts } from '../../renderer/settings/texts.ts';
import { texts as shellTexts } from '../../renderer/shell/texts.ts';
import { expect, type Page, test } from './nagare.ts';
import {
  addTable,
  addToken,
  footer,
  goTo,
  historyTexts,
  type Language,
  layoutKept,
  queryTexts,
  resultTexts,
  rows,
  runLines,
  runToEnd,
  setWindow,
} from './steps.ts';

async function runs(page: Page, ports: readonly string[], language: Language = 'en'): Promise<void> {
  for (const [index, port] of ports.entries()) {
    // The first run folds the form; once unfolded by hand it stays so.
    if (index === 1) await page.getByRole('button', { name: queryTexts[language].edit }).click();
    await addToken(page, 'port', port, language);
    await runToEnd(page);
    await expect(footer(page)).toBeVisible();
  }
}

async function pin(page: Page, line: number, language: Language = 'en'): Promise<void> {
  await runLines(page).nth(line).getByRole('button').last().click();
  await page.getByRole('menuitem', { name: historyTexts[language].pin, exact: true }).click();
}

async function limit(page: Page, gigabytes: string, language: Language = 'en'): Promise<void> {
  const t = settingsTexts[language];
  await goTo(page, 'settings', language);
  await page.getByText(t.roomGigabytes, { exact: true }).click();
  await page.getByRole('textbox', { name: t.gigabytes }).fill(gigabytes);
}

function storedBytes(home: string): number {
  const db = new DatabaseSync(join(home, 'history.db'), { readOnly: true });
  const { bytes } = db.prepare('SELECT sum(result_bytes) AS bytes FROM runs').get() as { bytes: number };
  db.close();
  return bytes;
}

for (const language of ['en', 'ja'] as const) {
  test(`what would go is shown before it goes; the run stays and can be run again (${language})`, async ({ open, home }) => {
    // Four runs, one after the other.
    test.slow();
    const { page } = await open({ language });
    const [t, h, q] = [settingsTexts[language], historyTexts[language], queryTexts[language]];
    const stored = () => readdirSync(join(home, 'results'));
    await runs(page, ['443', '53', '22'], language);
    await goTo(page, 'history', language);
    await pin(page, 2, language);
    await expect(runLines(page).nth(2)).toContainText(h.isPinned);
    await page.getByText(h.pinned, { exact: true }).click();
    await expect(runLines(page)).toHaveCount(1);

    await limit(page, '1,000', language);
    await expect(page.getByText(t.gigabytesProblem)).toBeVisible();
    await limit(page, '0.000001', language);
    await expect(page.getByText(t.notInForce(t.roomAll))).toBeVisible();
    // The pinned run and the newest, which is on the screen, stay.
    await expect(page.locator('.settings-room')).toContainText(language === 'en' ? '1 run, ' : '1 件、');
    const named = page.getByRole('region', { name: t.going }).getByRole('row');
    await expect(named).toHaveCount(2);
    await expect(named.last()).toContainText(/53.*(Today|今日).*\d [kM]B/);
    expect(stored()).toHaveLength(3);
    await page.getByRole('button', { name: t.free }).click();
    await expect(page.getByText(t.isKept)).toBeVisible();
    await expect(page.getByText(t.notInForce(t.roomAll))).toHaveCount(0);
    expect(stored()).toHaveLength(2);

    await goTo(page, 'history', language);
    await expect(runLines(page)).toHaveCount(3);
    await expect(runLines(page).nth(1)).toContainText(h.rowsGone);
    await runLines(page).nth(1).getByRole('button').first().click();
    await expect(page.getByText(q.canRunAgain)).toBeVisible();
    await page.getByRole('button', { name: q.runAgain }).click();
    await expect(rows(page).first()).toBeVisible();
    // What was the newest has gone now, as set: said, and nothing more.
    await expect(page.locator('.notice')).toContainText(language === 'en' ? 'The stored rows of 1 run' : '1 件の実行');
    expect(stored()).toHaveLength(2);
    await page.getByRole('button', { name: shellTexts[language].dismiss }).click();
    await expect(page.locator('.notice')).toHaveCount(0);
  });
}

test('columns that were hidden stay hidden for this kind, after a restart too', async ({ open, home }) => {
  const t = resultTexts.en;
  const header = (page: Page, name: string) => page.getByRole('columnheader', { name });
  const first = await open();
  await runs(first.page, ['443']);
  await first.page.locator('.result-row').first().locator('[role=gridcell]').nth(2).click({ button: 'right' });
  await first.page.getByRole('menuitem', { name: t.hideColumn }).click();
  await expect(header(first.page, 'srcaddr')).toHaveCount(0);
  // Written a moment later, while somebody may still be choosing.
  await layoutKept(home);
  await first.kill();
  const { page } = await open();
  await runs(page, ['53']);
  await expect(header(page, 'dstaddr').first()).toBeVisible();
  await expect(header(page, 'srcaddr')).toHaveCount(0);
});

test('the limit holds after a restart, and nothing goes without one', async ({ open, home }) => {
  const first = await open();
  await runs(first.page, ['443', '53']);
  await limit(first.page, '5');
  await expect(first.page.getByText(settingsTexts.en.nothingGoes)).toBeVisible();
  await first.page.getByRole('button', { name: settingsTexts.en.keepTo }).click();
  await expect(first.page.getByText(settingsTexts.en.isKept)).toBeVisible();
  await first.kill();
  const { page } = await open();
  await goTo(page, 'settings');
  await expect(page.getByRole('textbox', { name: settingsTexts.en.gigabytes })).toHaveValue('5');
  expect(readdirSync(join(home, 'results'))).toHaveLength(2);
});

for (const language of ['en', 'ja'] as const) {
  test(`what goes next by itself is told before it does, and a pin keeps it (${language})`, async ({ open, home }) => {
    test.slow();
    const { page } = await open({ language });
    const [t, h] = [settingsTexts[language], historyTexts[language]];
    await runs(page, ['443', '53', '22'], language);
    await goTo(page, 'history', language);
    await expect(runLines(page).first()).not.toContainText(h.goes(null));
    // One tenth more than is stored is nearly used up.
    await limit(page, String((storedBytes(home) * 1.05) / 1e9), language);
    await page.getByRole('button', { name: t.keepTo }).click();
    const next = page.getByRole('region', { name: t.nextByRoom }).getByRole('row');
    // The newest stays.
    await expect(next).toHaveCount(3);
    await expect(next.nth(1)).toContainText('443');
    await goTo(page, 'history', language);
    await expect(runLines(page).last()).toContainText(h.goes(null));
    await expect(runLines(page).first()).not.toContainText(h.goes(null));
    await pin(page, 2, language);
    await expect(runLines(page).last()).toContainText(h.isPinned);
    await expect(runLines(page).last()).not.toContainText(h.goes(null));
    await expect(runLines(page).nth(1)).toContainText(h.goes(null));
    await goTo(page, 'settings', language);
    await page.getByText(t.roomDays, { exact: true }).click();
    await page.getByRole('textbox', { name: t.days }).fill('2');
    await page.getByRole('button', { name: t.keepTo }).click();
    await expect(page.getByRole('region', { name: t.nextByDays }).getByRole('row')).toHaveCount(2);
    await expect(page.getByRole('region', { name: t.nextByDays })).toContainText(t.roomInDays(2));
    await goTo(page, 'history', language);
    await expect(runLines(page).nth(1)).toContainText(h.goes(2));
  });
}

test('a result of Athena is fetched again without a run', async ({ open, aws, awsEnv }) => {
  const { page } = await open({ env: awsEnv });
  await addTable(page);
  await setWindow(page);
  await runs(page, ['443', '53']);
  await limit(page, '0.000001');
  await page.getByRole('button', { name: settingsTexts.en.free }).click();
  await goTo(page, 'history');
  await runLines(page).last().getByRole('button').first().click();
  await expect(page.getByText(queryTexts.en.canFetch)).toBeVisible();
  await page.getByRole('button', { name: queryTexts.en.fetchAgain }).click();
  await expect(rows(page).first()).toContainText('2022-11-28 12:15:0');
  expect(aws.executions).toHaveLength(2);
});
