/** Settings are kept; the window follows them at once. */
import { expect, test } from './nagare.ts';
import { goTo } from './steps.ts';

test('language and theme change at once and are there after a restart', async ({ open }) => {
  const first = await open();
  await goTo(first.page, 'settings');
  await first.page.getByText('日本語').click();
  await expect(first.page.getByRole('navigation')).toContainText('履歴');
  await expect(first.page.locator('html')).toHaveAttribute('lang', 'ja');
  await first.page.getByText('ダーク').click();
  await expect(first.page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await first.kill();

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
