/**
 * `npm run dev`: the app in a browser window that follows the sources. A change is built, the host started again when
 * its own code changed or the page loaded anew; the data folder stays. Ctrl-C or closing the window ends it.
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { watch } from 'node:fs';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { chromium, type Page } from 'playwright';
import { browserExecutable } from '../test/support/browser.ts';

const root = resolve(import.meta.dirname, '..');
const QUIET_MS = 200;

const build = () => spawnSync(process.execPath, [join(root, 'scripts/build.ts')], { stdio: 'inherit' }).status === 0;

async function startHost(): Promise<{ readonly host: ChildProcess; readonly url: string }> {
  const host = spawn(process.execPath, [join(root, 'dist/main/web.js'), '--no-browser'], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = (await once(createInterface({ input: host.stdout }), 'line')) as [string];
  if (!line.startsWith('{')) throw new Error(line);
  return { host, url: (JSON.parse(line) as { url: string }).url };
}

async function stop(host: ChildProcess): Promise<void> {
  if (host.exitCode !== null) return;
  const ended = once(host, 'exit');
  host.kill('SIGTERM');
  await ended;
}

/** The window; NULL without a display: then the address is printed, and opened by hand after each change. */
async function openWindow(): Promise<Page | null> {
  const executablePath = browserExecutable();
  if (executablePath === null || (process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY)) return null;
  const browser = await chromium.launch({ executablePath, headless: false, args: process.getuid?.() === 0 ? ['--no-sandbox'] : [] });
  const page = await browser.newPage({ viewport: null });
  page.on('close', () => process.exit(0));
  return page;
}

if (!build()) process.exit(1);
let { host, url } = await startHost();
const page = await openWindow();
const show = async () => {
  if (page) await page.goto(url);
  else console.log(url);
};
await show();
process.on('SIGINT', () => void stop(host).then(() => process.exit(0)));

let changed = false;
for (const folder of ['main', 'preload', 'renderer']) {
  watch(join(root, folder), { recursive: true }, () => {
    changed = true;
  });
}
for (;;) {
  await sleep(QUIET_MS);
  if (!changed) continue;
  changed = false;
  // An editor writes more than once: what comes while this is built is built next.
  if (!build()) continue;
  await stop(host);
  ({ host, url } = await startHost());
  await show();
}
