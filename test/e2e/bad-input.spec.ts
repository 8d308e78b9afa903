/** Wrong values: a clear sentence in both languages, and nothing is lost. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from './nagare.ts';
import { addToken, queryTexts, run, type } from './steps.ts';

const wrong = {
  en: { address: 'Not an address: 10.0.0.999', port: 'Not a port: 70000', window: 'The end lies before the start.' },
  ja: { address: 'アドレスではありません: 10.0.0.999', port: 'ポート番号ではありません: 70000', window: '終了が開始より前です。' },
} as const;

for (const language of ['en', 'ja'] as const) {
  const t = queryTexts[language];

  test(`a wrong value is named beside its field, and Run waits (${language})`, async ({ open }) => {
    const { page } = await open({ language });
    await addToken(page, 'address', '10.0.0.999', language);
    await expect(page.getByText(wrong[language].address).first()).toBeVisible();
    await expect(page.getByRole('button', { name: t.run })).toBeDisabled();
    await page.getByRole('button', { name: /10\.0\.0\.999/ }).click();
    await addToken(page, 'port', '70000', language);
    await expect(page.getByText(wrong[language].port).first()).toBeVisible();
    await page.getByRole('button', { name: /70000/ }).click();
    await expect(page.getByRole('button', { name: t.run })).toBeEnabled();

    const to = page.getByRole('group', { name: t.to, exact: true });
    await to.getByRole('spinbutton').first().click();
    await page.keyboard.type('202211271230');
    await expect(page.getByText(wrong[language].window).first()).toBeVisible();
    await expect(page.getByRole('button', { name: t.run })).toBeDisabled();
  });

  test(`SQL that cannot be run is kept (${language})`, async ({ open }) => {
    const { page } = await open({ language });
    await page.getByRole('button', { name: t.editSql }).click();
    const editor = page.getByRole('textbox', { name: t.sqlEditor });
    await editor.press('Control+a');
    await editor.pressSequentially('SELEC nonsense FROM flow_logs');
    await page.keyboard.press('Escape');
    await run(page);
    await expect(page.getByRole('alert')).toContainText(language === 'en' ? 'The SQL could not be run.' : 'SQL を実行できません。');
    await page.getByRole('button', { name: t.editQuery }).click();
    await expect(page.getByRole('textbox', { name: t.sqlEditor })).toContainText('SELEC nonsense FROM flow_logs');
  });
}

test('text in a field never becomes SQL', async ({ open }) => {
  const { page } = await open();
  await expect(page.locator('.sql-panel')).toContainText('ORDER BY');
  const before = await page.locator('.sql-panel .cm-content').innerText();
  for (const hostile of [`'; DROP TABLE flow_logs; --`, `1' OR '1'='1`, '/* nagare */']) {
    await addToken(page, 'address', hostile);
  }
  await expect(page.getByText(/Not an address/).first()).toBeVisible();
  await expect(page.getByRole('button', { name: queryTexts.en.run })).toBeDisabled();
  expect(await page.locator('.sql-panel .cm-content').innerText()).toBe(before);
});

test('a folder without flow logs, one that is not there, an unreadable file', async ({ open, home }) => {
  const empty = join(home, 'empty');
  const broken = join(home, 'broken');
  mkdirSync(empty);
  mkdirSync(broken);
  writeFileSync(join(broken, 'a.parquet'), 'PAR1 this is no Parquet file PAR1');
  const { page } = await open();
  const t = queryTexts.en;
  for (const [path, sentence] of [
    [empty, 'No flow logs in this folder'],
    [join(home, 'nowhere'), 'Folder not found'],
    [broken, /cannot be read|No flow logs/],
  ] as const) {
    await page.getByRole('button', { name: t.sourcePicker }).first().click();
    await page.getByText(t.addFolder).click();
    const dialog = page.getByRole('dialog', { name: t.folderTitle });
    await type(page, t.folderPath, path);
    await dialog.getByRole('button', { name: t.add, exact: true }).click();
    await expect(dialog.getByRole('alert')).toContainText(sentence);
    await dialog.getByRole('button', { name: t.cancel }).click();
  }
  await expect(page.getByRole('button', { name: t.run })).toBeEnabled();
});
