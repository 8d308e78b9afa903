/** The other two ways to look at a result: its columns summed up, and drawn. In both languages. */
import { readFileSync } from 'node:fs';
import { expect, type Page, test } from './nagare.ts';
import { addToken, footer, gridOf, type Language, queryTexts, resultTexts, rows, runToEnd } from './steps.ts';

async function withRows(page: Page, language: Language = 'en'): Promise<void> {
  await addToken(page, 'address', '192.168.0.10', language);
  await runToEnd(page);
  await expect(footer(page)).toContainText('700');
  await rows(page).first().waitFor();
}

const tab = (page: Page, name: 'rows' | 'chart' | 'summary', language: Language = 'en') =>
  page.getByRole('tab', { name: resultTexts[language][name], exact: true });

for (const language of ['en', 'ja'] as const) {
  const t = resultTexts[language];

  test(`${language}: the summary tells each column, and a click on a value shows these rows alone`, async ({ open }) => {
    const { page, close } = await open({ language });
    await withRows(page, language);
    await tab(page, 'summary', language).click();
    const action = page.locator('.result-summary-card').filter({ has: page.locator('h3[title="action"]') });
    await expect(action).toContainText('ACCEPT');
    await expect(action.getByRole('listitem')).toHaveText([/ACCEPT\s*640\s*91\.4 %/, /REJECT\s*60\s*8\.6 %/]);
    const start = page.locator('.result-summary-card').filter({ has: page.locator('h3[title="start"]') });
    await expect(start).toContainText('2022-11-28 12:1');
    const protocol = page.locator('.result-summary-card').filter({ has: page.locator('h3[title="protocol"]') });
    await expect(protocol.getByRole('listitem').first()).toContainText('TCP 6');
    await expect(page.getByRole('progressbar')).toHaveCount(0);
    await expect(page.locator('.result-summary-card')).toHaveCount(36);
    await action.getByRole('button', { name: 'REJECT' }).click();
    await expect(footer(page)).toContainText(language === 'ja' ? '60 / 700' : '60 of 700');
    await expect(action.getByRole('listitem')).toHaveText([/REJECT\s*60\s*100 %/]);
    await tab(page, 'rows', language).click();
    await expect(gridOf(page, language).getByRole('gridcell', { name: 'ACCEPT' })).toHaveCount(0);
    await close();
  });

  test(`${language}: the chart is drawn, said, zoomed and saved`, async ({ open, host }) => {
    const { page, close } = await open({ language });
    await withRows(page, language);
    await tab(page, 'chart', language).click();
    const flows = page.getByRole('group', { name: t.flowsOverTime });
    await expect(flows).toHaveAccessibleDescription(/ 700[ 。]/);
    await expect(flows).toHaveAccessibleDescription(/2022-11-28 12:15:00/);
    await expect(flows).toHaveAccessibleDescription(language === 'ja' ? /許可 640 · 拒否 60/ : /640 accepted · 60 rejected/);
    await expect(page.getByRole('group', { name: t.bytesOverTime }).locator('canvas')).toBeVisible();
    await expect.poll(() => hasColours(page)).toBe(true);
    if (host === 'web') {
      const [picture] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: t.savePng }).click()]);
      expect(picture.suggestedFilename()).toMatch(/^flows-192\.168\.0\.10-20221128-1215-JST\.png$/);
      expect(
        readFileSync(await picture.path())
          .subarray(0, 8)
          .toString('latin1'),
      ).toBe('\x89PNG\r\n\x1a\n');
    }
    const over = flows.locator('.u-over');
    const box = await over.boundingBox();
    if (!box) throw new Error('no chart');
    await page.mouse.move(box.x + box.width * 0.3, box.y + 40);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width * 0.6, box.y + 40, { steps: 6 });
    await page.mouse.up();
    await expect(footer(page)).toContainText(language === 'ja' ? '/ 700' : 'of 700');
    await expect(page.locator('.result-chip')).toContainText(/12:(19|2\d)(:\d\d)?–12:2\d/);
    await expect(flows).not.toHaveAccessibleDescription(/ 700[ 。]/);
    await close();
  });
}

test('tabs and the chart work by keys', async ({ open }) => {
  const { page, close } = await open();
  const t = resultTexts.en;
  await withRows(page);
  await tab(page, 'rows').focus();
  await page.keyboard.press('ArrowRight');
  await expect(tab(page, 'chart')).toBeFocused();
  await expect(tab(page, 'chart')).toHaveAttribute('aria-selected', 'true');
  const flows = page.getByRole('group', { name: t.flowsOverTime });
  await flows.focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Shift+ArrowRight');
  await page.keyboard.press('Enter');
  await expect(footer(page)).toContainText('of 700');
  await page.getByRole('button', { name: t.removeFilter('') }).click();
  await expect(footer(page)).toContainText(/^700 rows/);
  await tab(page, 'chart').focus();
  await page.keyboard.press('End');
  await expect(tab(page, 'summary')).toHaveAttribute('aria-selected', 'true');
  await close();
});

test('a click on a pair and on a port shows their rows', async ({ open }) => {
  const { page, close } = await open();
  const t = resultTexts.en;
  await withRows(page);
  await tab(page, 'chart').click();
  await page.getByRole('region', { name: t.talkers }).getByRole('button').first().click();
  await expect(page.locator('.result-chip')).toHaveCount(2);
  await expect(page.getByRole('region', { name: t.talkers }).getByRole('button')).toHaveCount(1);
  await page.getByRole('region', { name: t.ports }).getByRole('button').first().click();
  await expect(page.locator('.result-chip')).toHaveCount(3);
  await expect(footer(page)).toContainText('of 700');
  await close();
});

test('a result without start says that it has no chart over time, and one without rows left how to get them back', async ({ open }) => {
  const { page } = await open();
  const q = queryTexts.en;
  const t = resultTexts.en;
  await page.getByRole('button', { name: q.editSql }).click();
  const editor = page.getByRole('textbox', { name: q.sqlEditor });
  await editor.press('Control+a');
  await editor.pressSequentially('SELECT dstport, count(*) AS flows FROM flow_logs GROUP BY 1');
  await page.keyboard.press('Escape');
  await runToEnd(page);
  await rows(page).first().waitFor();
  await tab(page, 'chart').click();
  await expect(page.getByText(t.noTime.no_start)).toBeVisible();
  await expect(page.getByRole('region', { name: t.ports }).getByRole('button')).toHaveCount(10);
  await page.keyboard.press('Control+f');
  await page.keyboard.type('nowhere to be found');
  await expect(page.getByText(t.noneLeft).last()).toBeVisible();
  await tab(page, 'summary').click();
  await page.getByRole('tabpanel').getByRole('button', { name: t.clearFilters }).click();
  await expect(page.locator('.result-summary-card')).toHaveCount(2);
});

/** Whether something is drawn in the colours of accepted and rejected flows. */
function hasColours(page: Page): Promise<boolean> {
  return page.evaluate(() => {
    const canvas = document.querySelector<HTMLCanvasElement>('.result-chart-frame canvas');
    const context = canvas?.getContext('2d');
    if (!canvas || !context) return false;
    const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
    const seen = new Set<string>();
    for (let at = 0; at < data.length; at += 4) seen.add(`${data[at]},${data[at + 1]},${data[at + 2]}`);
    return seen.has('11,110,104') && seen.has('185,61,11');
  });
}
