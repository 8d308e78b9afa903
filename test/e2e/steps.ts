/** What a person does, said once; in both languages. */
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, type Page } from 'playwright/test';
import { texts as historyTexts } from '../../renderer/history/texts.ts';
import { texts as queryTexts } from '../../renderer/query/texts.ts';
import { texts as resultTexts } from '../../renderer/results/texts.ts';
import { texts as shellTexts } from '../../renderer/shell/texts.ts';

export type Language = 'en' | 'ja';

/** Types a value into the form's address or port field and makes it a token. */
export async function addToken(page: Page, field: 'address' | 'port', value: string, language: Language = 'en'): Promise<void> {
  const input = page.getByRole('textbox', { name: queryTexts[language][field], exact: true });
  await input.fill(value);
  await input.press('Enter');
}

/**
 * Presses the keys that run, and waits until a run has begun: until then the page still shows the run before, which a
 * spec would take for this one, and what it presses next would come while this one is under way, when nothing begins.
 */
export async function run(page: Page): Promise<void> {
  // Looked for at each change: one that ends at once is seen too.
  const begun = await page.evaluateHandle(() => {
    const hasBegun = () => document.querySelector('.run-progress') !== null;
    const seen = new Promise<void>((resolve) => {
      const observer = new MutationObserver(() => {
        if (!hasBegun()) return;
        observer.disconnect();
        resolve();
      });
      observer.observe(document.body, { childList: true, subtree: true });
    });
    return { seen };
  });
  await page.keyboard.press('Control+Enter');
  await begun.evaluate(({ seen }) => seen);
  await begun.dispose();
}

/** The same, and until its rows are kept: while they still are, a crash begins the run anew, and no other one can begin. */
export async function runToEnd(page: Page): Promise<void> {
  await run(page);
  await kept(page);
}

/** The run that is shown has its rows kept. */
export const kept = (page: Page): Promise<void> => expect(page.locator('.run-bar')).toContainText(/Saved|保存/);

export const rows = (page: Page) => page.locator('.result-row');
export const footer = (page: Page) => page.locator('.result-footer');
export const gridOf = (page: Page, language: Language = 'en') => page.getByRole('grid', { name: resultTexts[language].grid });

/** The text of a cell, by the row's place on the screen and the column's name in the header. */
export async function cell(page: Page, row: number, column: string): Promise<string> {
  const header = page.getByRole('columnheader', { name: column }).first();
  const index = await header.getAttribute('aria-colindex');
  const line = page.locator(`.result-row[aria-rowindex="${row + 2}"]`);
  // It stands there before its values have come.
  await expect(line).not.toHaveText('');
  return (await line.locator(`[aria-colindex="${index}"]`).innerText()).replace(/\s+/g, ' ').trim();
}

export async function goTo(
  page: Page,
  view: 'query' | 'history' | 'setup' | 'tools' | 'settings',
  language: Language = 'en',
): Promise<void> {
  await page.getByRole('navigation').getByText(shellTexts[language][view], { exact: true }).click();
}

/** Adds the emulator's table as a source, through the dialog. */
export async function addTable(page: Page, database = 'vpcdb', table = 'flow_logs'): Promise<void> {
  const t = queryTexts.en;
  await page.getByRole('button', { name: t.sourcePicker }).first().click();
  await page.getByText(t.addTable).click();
  const dialog = page.getByRole('dialog', { name: t.tableTitle });
  await type(page, t.database, database);
  await type(page, t.table, table);
  await dialog.getByRole('button', { name: t.add, exact: true }).click();
  await dialog.waitFor({ state: 'hidden' });
}

/** A table in Athena opens on the last hour: the walk-through's window is typed in. */
export async function setWindow(page: Page, language: Language = 'en'): Promise<void> {
  const t = queryTexts[language];
  for (const [name, time] of [
    [t.from, '202211281215'],
    [t.to, '202211281230'],
  ] as const) {
    const field = page.getByRole('group', { name, exact: true });
    await field.getByRole('spinbutton').first().click();
    await page.keyboard.type(time);
  }
  await expect(page.locator('.sql-panel')).toContainText('1669605300 AND 1669606200');
}

/** Into a field that suggests: Tab takes what was typed and closes the list. */
export async function type(page: Page, label: string, text: string): Promise<void> {
  const field = page.getByRole('dialog').getByRole('combobox', { name: label, exact: true });
  await field.fill(text);
  await field.press('Tab');
}

/** Until which columns are shown stands in the history. */
export async function layoutKept(home: string): Promise<void> {
  const db = new DatabaseSync(join(home, 'history.db'), { readOnly: true });
  const layouts = db.prepare('SELECT kind FROM column_layouts');
  try {
    await expect.poll(() => layouts.all().length).toBeGreaterThan(0);
  } finally {
    db.close();
  }
}

export const runLines = (page: Page) => page.locator('.run-line');
export { historyTexts, queryTexts, resultTexts };
