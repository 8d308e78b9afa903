/** A run without rows says why, as far as it was checked, and offers one thing to do. In both languages. */
import type { Page } from 'playwright/test';
import { expect, test } from './nagare.ts';
import { addTable, addToken, footer, type Language, queryTexts, resultTexts, rows, runToEnd } from './steps.ts';

async function setWindow(page: Page, language: Language, from: string, to: string): Promise<void> {
  const t = queryTexts[language];
  for (const [name, time] of [
    [t.from, from],
    [t.to, to],
  ] as const) {
    await page.getByRole('group', { name, exact: true }).getByRole('spinbutton').first().click();
    await page.keyboard.type(time);
  }
}

const reasons = (page: Page) => page.locator('.zero-rows li');

for (const language of ['en', 'ja'] as const satisfies readonly Language[]) {
  const t = resultTexts[language];

  test(`outside the records: the last hour that has data is one press away (${language})`, async ({ open }) => {
    const { page } = await open({ language });
    await expect(page.locator('.sql-panel')).toContainText('ORDER BY');
    await setWindow(page, language, '202211301215', '202211301230');
    await runToEnd(page);
    await expect(reasons(page)).toHaveText([
      language === 'en' ? /begins after the last record.*2022-11-29 08:59 JST/ : /最後のレコード.*より後です/,
    ]);
    await expect(footer(page)).toContainText('0');
    await page.getByRole('button', { name: t.useLast.hour }).click();
    // 08:00 to 09:00 in Japan.
    await expect(page.locator('.sql-panel')).toContainText('1669676400 AND 1669680000');
    await runToEnd(page);
    await expect(rows(page).first()).toContainText('2022-11-29 08:00:0');
  });

  test(`filters that exclude each other: one of them is taken out (${language})`, async ({ open }) => {
    const { page } = await open({ language });
    await expect(page.locator('.sql-panel')).toContainText('ORDER BY');
    await addToken(page, 'port', '443', language);
    await page.getByRole('button', { name: new RegExp(`^${queryTexts[language].protocol}`) }).click();
    await page.getByText('ICMP', { exact: true }).click();
    await page.keyboard.press('Escape');
    await runToEnd(page);
    await expect(reasons(page)).toHaveCount(1);
    await page.getByRole('button', { name: t.takeOut.ports_protocol }).click();
    await expect(page.locator('.sql-panel')).not.toContainText('443');
    await runToEnd(page);
    await expect(rows(page).first()).toContainText('ICMP');
  });

  test(`flows in the window that all fail the filters are counted, and the form comes back (${language})`, async ({ open }) => {
    const { page } = await open({ language });
    await expect(page.locator('.sql-panel')).toContainText('ORDER BY');
    await addToken(page, 'address', '203.0.113.99', language);
    await addToken(page, 'port', '9', language);
    await runToEnd(page);
    await expect(reasons(page)).toContainText('5,472');
    await page.getByRole('button', { name: t.changeFilters }).click();
    await expect(page.getByRole('textbox', { name: queryTexts[language].address, exact: true })).toBeVisible();
  });
}

test('on Athena: by the catalogue alone, and the count that costs is put into the editor, not run', async ({ open, aws, awsEnv }) => {
  const { page } = await open({ env: awsEnv });
  await addTable(page);
  await setWindow(page, 'en', '202211301215', '202211301230');
  await expect(page.locator('.sql-panel')).toContainText('1669778100 AND 1669779000');
  await runToEnd(page);
  await expect(reasons(page)).toHaveText([/begins after the last partition, which ends at 2022-11-29 09:00 JST/]);
  await expect(page.getByRole('button', { name: resultTexts.en.countByStatus })).toBeHidden();

  await page.getByRole('button', { name: resultTexts.en.useLast.hour }).click();
  await addToken(page, 'address', '203.0.113.99');
  await runToEnd(page);
  await expect(page.locator('.zero-rows')).toContainText(resultTexts.en.noRows);
  await page.getByRole('button', { name: resultTexts.en.countByStatus }).click();
  await expect(page.locator('.sql-panel')).toContainText('count(*)');
  expect(aws.executions).toHaveLength(2);
});
