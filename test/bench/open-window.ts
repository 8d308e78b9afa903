/** The app as a person has it: the built host in a process of its own, its window in a headless Chromium. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { type Browser, chromium, type Page } from 'playwright';
import { browserExecutable } from '../support/browser.ts';

const root = resolve(import.meta.dirname, '../..');

/** @returns NULL where no Chromium is installed */
export async function openBrowser(): Promise<Browser | null> {
  const executablePath = browserExecutable();
  if (executablePath === null) return null;
  return chromium.launch({
    executablePath,
    // A scroll bar to drag. Chromium's sandbox refuses to run as root: in measurements only.
    ignoreDefaultArgs: ['--hide-scrollbars'],
    args: [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), '--disable-background-networking', '--disable-component-update'],
  });
}

export interface Host {
  readonly url: string;
  end(): Promise<void>;
}

/** Resolves when the host says where its window is. @throws Error when it ends instead */
export async function startHost(home: string, env: Readonly<Record<string, string>> = {}): Promise<Host> {
  const host: ChildProcess = spawn(process.execPath, [join(root, 'dist/main/web.js'), '--no-browser'], {
    env: { ...process.env, ...env, NAGARE_HOME: home },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (!host.stdout) throw new Error('the host has no output');
  const lines = createInterface({ input: host.stdout });
  const [line] = (await Promise.race([once(lines, 'line'), once(host, 'exit').then(() => ['{}'])])) as [string];
  const { url } = JSON.parse(line) as { url?: string };
  if (url === undefined) throw new Error('the host ended at its start');
  return {
    url,
    async end() {
      if (host.exitCode !== null || host.signalCode !== null) return;
      host.kill('SIGTERM');
      await once(host, 'exit');
    },
  };
}

export async function newPage(browser: Browser): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: 'en-GB', timezoneId: 'Asia/Tokyo' });
  return context.newPage();
}
