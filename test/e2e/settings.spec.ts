/** Settings are kept; the window follows them at once. */
import { texts } from '../../renderer/settings/texts.ts';
import { expect, test } from './nagare.ts';
import { addTable, goTo, setWindow } from './steps.ts';

test('language and theme change at once and are there after a restart', async ({ open }) => {
  const first = await open();
  await goTo(first.page, 'settings');
  await first.page.getByText('日本語').click();
  await expect(first.page.getByRole('navigation')).toContainText('履歴');
  await expect(first.page.locator('html')).toHaveAttribute('lang', 'ja');
  await first.page.getByText('ダーク').click();
  await expect(first.page.locator('html')).toHaveAttribute('data-theme', 'dark');
  // A crash might come before it is written.
  await first.close();

  const second = await open();
  await expect(second.page.getByRole('navigation')).toContainText('履歴');
  await expect(second.page.locator('html')).toHaveAttribute('data-theme', 'dark');
});

test('the zone of the window is the zone of the rows', async ({ open }) => {
  const { page } = await open();
  await expect(page.locator('.sql-panel')).toContainText('ORDER BY');
  const zone = page.locator('.top-bar').getByRole('button').last();
  await zone.click();
  await page.keyboard.type('new york');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(zone).toContainText('America/New_York');
  await page.keyboard.press('Control+Enter');
  await expect(page.locator('.result-row').first()).toContainText('2022-11-27 22:15:0');
});

test('a region has a price of its own, which the estimate takes', async ({ open, awsEnv }) => {
  const t = texts.en;
  const { page } = await open({ env: awsEnv });
  await addTable(page);
  await setWindow(page);
  const estimate = page.locator('.estimate');
  await expect(estimate).toContainText('about $0.0001');
  await goTo(page, 'settings');
  await page.getByRole('combobox', { name: t.priceRegion }).fill('AP-northeast-1');
  await page.keyboard.press('Tab');
  const price = page.getByRole('textbox', { name: t.priceUnit, exact: true });
  await price.fill('x');
  await expect(page.getByText(t.priceProblem)).toBeVisible();
  await price.fill('500');
  await page.getByRole('button', { name: t.priceAdd }).click();
  await expect(page.getByRole('textbox', { name: t.priceIn('ap-northeast-1') })).toHaveValue('500');
  await goTo(page, 'query');
  await expect(estimate).toContainText('about $0.0050');
  await goTo(page, 'settings');
  await page.getByRole('button', { name: t.priceRemove('ap-northeast-1') }).click();
  await goTo(page, 'query');
  await expect(estimate).toContainText('about $0.0001');
});
