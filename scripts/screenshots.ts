/** `npm run screenshots`: the pictures in docs/, taken of the built app on the sample. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { chromium, type Page } from 'playwright';
import { browserExecutable } from '../test/support/browser.ts';

const root = resolve(import.meta.dirname, '..');
const home = mkdtempSync(join(tmpdir(), 'nagare-screenshots-'));
const executablePath = browserExecutable();
if (executablePath === null) throw new Error('There is no Chromium here. NAGARE_BROWSER may name one.');

/** One window: its language, its theme, and the way through it. `shot` keeps what is on the screen. */
async function take(
  look: { readonly locale: string; readonly colorScheme: 'light' | 'dark' },
  way: (page: Page, shot: (name: string) => Promise<unknown>) => Promise<void>,
): Promise<void> {
  const host = spawn(process.execPath, [join(root, 'dist/main/web.js'), '--no-browser'], {
    env: { ...process.env, NAGARE_HOME: home },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = (await once(createInterface({ input: host.stdout }), 'line')) as [string];
  const args = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const browser = await chromium.launch({ executablePath: executablePath ?? '', args });
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, timezoneId: 'Asia/Tokyo', ...look });
  await page.goto((JSON.parse(line) as { url: string }).url);
  await page.locator('.sql-panel').getByText('ORDER BY').waitFor();
  await way(page, async (name) => {
    // The pointer and the caret are in no picture.
    await page.mouse.move(1279, 799);
    await page.waitForTimeout(400);
    await page.screenshot({ path: join(root, 'docs', `${name}.png`), caret: 'hide' });
  });
  await browser.close();
  const ended = once(host, 'exit');
  host.kill('SIGTERM');
  await ended;
}

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

mkdirSync(join(root, 'docs'), { recursive: true });
await take({ locale: 'en-GB', colorScheme: 'light' }, async (page, shot) => {
  await ask(page, null);
  await shot('result-light-en');
  await page.keyboard.press('Control+E');
  await shot('query-light-en');
  await page.getByText('Rejected by source').click();
  await page.keyboard.press('Control+Enter');
  await page.getByText('0.1 s').or(page.locator('.result-row')).first().waitFor();
  await page.waitForTimeout(1500);
});
await take({ locale: 'ja-JP', colorScheme: 'dark' }, async (page, shot) => {
  await ask(page, '443');
  await page.locator('.result-row').nth(4).locator('.result-cell').nth(2).click();
  await page.keyboard.press('Enter');
  await shot('result-dark-ja');
});
await take({ locale: 'ja-JP', colorScheme: 'light' }, async (page, shot) => {
  await ask(page, '443');
  await page.keyboard.press('Control+s');
  await shot('export-light-ja');
  await page.keyboard.press('Escape');
  await page.locator('.rail-item').nth(1).click();
  await shot('history-light-ja');
});
rmSync(home, { recursive: true, force: true });
