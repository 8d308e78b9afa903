/** `npm run screenshots`: the pictures in docs/, taken of the built app on the sample and on the emulator. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { takeSetupPictures } from './setup-pictures.ts';
import { takePictures } from './take-pictures.ts';

const home = mkdtempSync(join(tmpdir(), 'nagare-screenshots-'));

async function ask(page: Page, port: string | null): Promise<void> {
  const [address, ports] = await page.locator('.query-unit input[type=text], .query-unit input:not([type])').all();
  await address?.fill('192.168.0.10');
  await address?.press('Enter');
  if (port !== null) {
    await ports?.fill(port);
    await ports?.press('Enter');
  }
  await page.keyboard.press('Control+Enter');
  await page.locator('.result-row').first().waitFor();
}

await takePictures({ home, locale: 'en-GB', colorScheme: 'light' }, async (page, shot) => {
  await ask(page, null);
  await shot('result-light-en');
  await page.keyboard.press('Control+E');
  await shot('query-light-en');
  await page.getByText('Rejected by source').click();
  await page.keyboard.press('Control+Enter');
  await page.getByText('0.1 s').or(page.locator('.result-row')).first().waitFor();
  await page.waitForTimeout(1500);
});
await takePictures({ home, locale: 'ja-JP', colorScheme: 'dark' }, async (page, shot) => {
  await ask(page, '443');
  await page.locator('.result-row').nth(4).locator('.result-cell').nth(2).click();
  await page.keyboard.press('Enter');
  await shot('result-dark-ja');
});
await takePictures({ home, locale: 'ja-JP', colorScheme: 'light' }, async (page, shot) => {
  await ask(page, '443');
  await page.keyboard.press('Control+s');
  await shot('export-light-ja');
  await page.keyboard.press('Escape');
  await page.locator('.rail-item').nth(1).click();
  await shot('history-light-ja');
});
rmSync(home, { recursive: true, force: true });
await takeSetupPictures();
