/** SQL by hand: suggestions, the error's place, formatting, values, saved queries, the workgroup's queries. */
import { texts as sqlTexts } from '../../renderer/query/sql/texts.ts';
import { expect, type Page, test } from './nagare.ts';
import { addTable, footer, goTo, kept, type Language, queryTexts, rows, run, runLines } from './steps.ts';

/** The editor with this text in it: typed as a whole, so that no suggestion is taken on the way. */
async function typeSql(page: Page, sql: string, language: Language = 'en'): Promise<void> {
  const t = queryTexts[language];
  const editor = page.getByRole('textbox', { name: t.sqlEditor });
  if (!(await editor.isVisible())) await page.getByRole('button', { name: t.editSql }).click();
  await editor.press('Control+a');
  await editor.press('Delete');
  await page.keyboard.insertText(sql);
  await page.keyboard.press('Escape');
  await expect(editor).toContainText(sql.split('\n').at(-1) ?? '');
}

const marked = (page: Page) => page.locator('.sql-error-word');
const editorOf = (page: Page, language: Language = 'en') => page.getByRole('textbox', { name: queryTexts[language].sqlEditor });

for (const language of ['en', 'ja'] as const) {
  const t = sqlTexts[language];
  const q = queryTexts[language];

  test(`columns come with their meaning, functions with their signature (${language})`, async ({ open }) => {
    const { page, close } = await open({ language });
    await typeSql(page, 'select', language);
    await page.keyboard.type(' srcad');
    const first = page.locator('.cm-tooltip-autocomplete li').first();
    await expect(first).toContainText('srcaddr');
    await expect(first).toContainText('varchar');
    await expect(page.locator('.cm-completionInfo')).toContainText(language === 'en' ? 'Source address' : '送信元アドレス');
    // CodeMirror takes no key in its first moments: so that a list that pops up catches nothing that was meant for the text.
    await page.waitForTimeout(150);
    await page.keyboard.press('Enter');
    await expect(editorOf(page, language)).toContainText('select "srcaddr"');
    await page.keyboard.type(', from_uni');
    await expect(page.locator('.cm-tooltip-autocomplete li').first()).toContainText('(unixtime) → timestamp(3) with time zone');
    await close();
  });

  test(`values for ? are asked for, typed, and kept with the run (${language})`, async ({ open }) => {
    const { page, close } = await open({ language });
    await typeSql(page, 'select srcaddr, dstport from flow_logs where dstport = ? and "start" between ? and ? and srcaddr <> ?', language);
    await expect(page.getByText(t.missing(1))).toBeVisible();
    await page.getByRole('textbox', { name: t.parameter(1) }).fill('x');
    await expect(page.getByText(t.bad(1))).toBeVisible();
    await page.getByRole('textbox', { name: t.parameter(1) }).fill('443');
    // The moments are the form's window already.
    await expect(page.getByText(t.missing(4))).toBeVisible();
    await page.getByRole('textbox', { name: t.parameter(4) }).fill("it's");
    await run(page);
    await expect(rows(page).first()).toContainText('443');
    await goTo(page, 'history', language);
    await expect(runLines(page)).toContainText('where dstport = 443 and');
    await runLines(page).getByRole('button').first().click();
    await page.getByRole('button', { name: q.edit, exact: true }).click();
    await expect(page.getByRole('textbox', { name: t.parameter(4) })).toHaveValue("it's");
    await expect(editorOf(page, language)).toContainText('srcaddr <> ?');
    await close();
  });

  test(`a query is saved, found again after a restart, run, renamed, deleted (${language})`, async ({ open }) => {
    const today = await open({ language });
    await typeSql(today.page, 'select count(*) as flows from flow_logs', language);
    await today.page.getByRole('button', { name: t.queries }).click();
    const dialog = today.page.getByRole('dialog', { name: t.queriesTitle });
    await expect(dialog).toContainText(t.noneSaved);
    await dialog.getByRole('textbox', { name: t.saveAs }).fill('How many');
    await dialog.getByRole('textbox', { name: t.saveAs }).press('Enter');
    await expect(dialog.getByRole('row', { name: 'How many' })).toContainText('select count(*)');
    await dialog.getByRole('textbox', { name: t.saveAs }).fill('How many');
    await expect(dialog.getByRole('button', { name: t.replace })).toBeVisible();
    await today.close();

    const { page, close } = await open({ language });
    await page.getByRole('button', { name: t.queries }).click();
    const again = page.getByRole('dialog', { name: t.queriesTitle });
    await again.getByRole('row', { name: 'How many' }).getByRole('button', { name: t.run, exact: true }).click();
    await expect(footer(page)).toContainText(language === 'en' ? '1 row' : '1 行');
    // By its name, by keys alone.
    await page.keyboard.press('Control+e');
    await page.getByRole('button', { name: t.queries }).click();
    await page.keyboard.type('nothing like it');
    await expect(again).toContainText(t.noMatch);
    await page.keyboard.press('Control+a');
    await page.keyboard.type('how');
    await again.getByRole('button', { name: t.actions('How many') }).click();
    await page.getByRole('menuitem', { name: t.rename }).click();
    await page.getByRole('textbox', { name: t.newName }).fill('how many flows');
    await page.keyboard.press('Enter');
    const renamed = again.getByRole('row', { name: 'how many flows' });
    await expect(renamed).toBeVisible();
    await again.getByRole('searchbox', { name: t.search }).focus();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await expect(again).toBeHidden();
    await expect(editorOf(page, language)).toContainText('select count(*) as flows from flow_logs');
    await page.getByRole('button', { name: t.queries }).click();
    await again.getByRole('button', { name: t.actions('how many flows') }).click();
    await page.getByRole('menuitem', { name: t.remove }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: t.remove }).click();
    await expect(again).toContainText(t.noneSaved);
    await close();
  });
}

test('the place that the engine names is marked until the text is changed', async ({ open, awsEnv }) => {
  const { page, close } = await open({ env: awsEnv });
  await typeSql(page, 'select srcaddr,\n  nope\nfrom flow_logs');
  await run(page);
  await expect(marked(page)).toHaveText('nope');
  await expect(page.getByRole('alert')).toContainText('line 2, column 3');
  await editorOf(page).press('End');
  await page.keyboard.type(' ');
  await expect(marked(page)).toHaveCount(0);

  // Athena speaks of the complete statement: the mark is in the text as typed.
  await addTable(page);
  await typeSql(page, 'select ? as a,\n  nope from vpcdb.flow_logs');
  await page.getByRole('textbox', { name: sqlTexts.en.parameter(1) }).fill('a value that is longer than its mark');
  await run(page);
  await expect(page.getByRole('alert')).toContainText('COLUMN_NOT_FOUND: line 2:3');
  await expect(marked(page)).toHaveText('nope');
  // What Athena refuses before it runs anything.
  await typeSql(page, 'select srcaddr\nfrom flow_logs\nwhere dstport = = 1');
  await run(page);
  await expect(page.getByRole('alert')).toContainText('line 3:17');
  await expect(marked(page)).toHaveText('=');
  await close();
});

test('formatting keeps comments and leaves alone what it cannot read; several statements are not sent', async ({ open }) => {
  const t = sqlTexts.en;
  const { page, close } = await open();
  await typeSql(page, "select srcaddr, count(*) as n from flow_logs -- by source\nwhere action = 'a;b' group by srcaddr order by n desc");
  await editorOf(page).press('Control+Shift+F');
  await expect(page.locator('.sql-editor .cm-line').first()).toHaveText('select');
  await expect(editorOf(page)).toContainText('-- by source');
  await run(page);
  await expect(footer(page)).toContainText('0 rows');
  await page.keyboard.press('Control+e');
  await typeSql(page, 'select (1');
  await page.getByRole('button', { name: t.format }).click();
  await expect(page.getByText(t.formatFailed)).toBeVisible();
  await expect(editorOf(page)).toContainText('select (1');
  await typeSql(page, "select ';' as x; select 2");
  await expect(page.getByText(t.formatFailed)).toHaveCount(0);
  await expect(page.getByText(t.several)).toBeVisible();
  await expect(page.getByRole('button', { name: queryTexts.en.run })).toBeDisabled();
  await close();
});

test('the workgroup’s named queries are listed, opened, and run', async ({ open, awsEnv }) => {
  const t = sqlTexts.en;
  const { page, close } = await open({ env: awsEnv });
  await addTable(page);
  await page.getByRole('button', { name: t.queries }).click();
  const dialog = page.getByRole('dialog', { name: t.queriesTitle });
  const list = dialog.getByRole('grid', { name: t.workgroup('primary') });
  await expect(list.getByRole('row')).toHaveCount(16);
  await dialog.getByRole('searchbox', { name: t.search }).fill('toptalkers');
  await expect(list.getByRole('row')).toHaveCount(2);
  await list.getByRole('row', { name: 'VpcFlowLogsTopTalkers', exact: true }).getByRole('button', { name: t.run }).click();
  await expect(footer(page)).toContainText('50 rows');
  await kept(page);
  // One that asks for a value is opened, and waits for it.
  await page.getByRole('button', { name: queryTexts.en.edit, exact: true }).click();
  await page.getByRole('button', { name: t.queries }).click();
  await dialog.getByRole('row', { name: 'VpcFlowLogsTrafficToDstAddr' }).click();
  await expect(editorOf(page)).toContainText('WHERE dstaddr = ?');
  await expect(page.getByText(t.missing(1))).toBeVisible();
  await page.getByRole('textbox', { name: t.parameter(1) }).fill('192.168.0.10');
  await run(page);
  await expect(rows(page).first()).toContainText('192.168.0.10');
  await close();
});
