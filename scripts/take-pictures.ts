/** A window of the built app for pictures: its language, its theme, its AWS, and the way through it. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { chromium, type Page } from 'playwright';
import { browserExecutable } from '../test/support/browser.ts';

const root = resolve(import.meta.dirname, '..');

export interface Look {
  readonly locale: 'en-GB' | 'ja-JP';
  readonly colorScheme: 'light' | 'dark';
  /** Variables that lead the SDK elsewhere. */
  readonly env?: Readonly<Record<string, string>>;
  /** Data folder; one of its own, removed afterwards, if left out. */
  readonly home?: string;
}

/** @param way through the app; `shot` keeps what is on the screen as `docs/NAME.png` */
export async function takePictures(
  look: Look,
  way: (page: Page, shot: (name: string) => Promise<unknown>) => Promise<void>,
): Promise<void> {
  const executablePath = browserExecutable();
  if (executablePath === null) throw new Error('There is no Chromium here. NAGARE_BROWSER may name one.');
  const { env, locale, colorScheme } = look;
  const home = look.home ?? mkdtempSync(join(tmpdir(), 'nagare-screenshots-'));
  mkdirSync(join(root, 'docs'), { recursive: true });
  const host = spawn(process.execPath, [join(root, 'dist/main/web.js'), '--no-browser'], {
    env: { ...process.env, ...env, NAGARE_HOME: home },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = (await once(createInterface({ input: host.stdout }), 'line')) as [string];
  const browser = await chromium.launch({ executablePath, args: process.getuid?.() === 0 ? ['--no-sandbox'] : [] });
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, timezoneId: 'Asia/Tokyo', locale, colorScheme });
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
  if (look.home === undefined) rmSync(home, { recursive: true, force: true });
}
