/** What the specs stand on: the app in a data folder of the test's own, opened, closed, killed and opened again. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { type Browser, type BrowserContext, test as base, chromium, _electron as electron, type Page } from 'playwright/test';
import { type Emulator, type EmulatorOptions, startEmulator } from '../aws/emulator.ts';
import { browserExecutable } from '../support/browser.ts';

export { expect } from 'playwright/test';

export interface NagareOptions {
  readonly host: 'web' | 'electron';
  /** What the emulated account is to begin with. */
  readonly account: EmulatorOptions;
}

export interface OpenOptions {
  readonly language?: 'en' | 'ja';
  readonly theme?: 'light' | 'dark';
  readonly width?: number;
  readonly height?: number;
  readonly env?: Readonly<Record<string, string>>;
}

export interface Opened {
  readonly page: Page;
  /** As a person closes the window; resolves when the process has ended. */
  close(): Promise<void>;
  /** As a crash does. */
  kill(): Promise<void>;
}

interface Fixtures {
  /** Data folder. */
  readonly home: string;
  readonly aws: Emulator;
  /** Variables that lead the SDK to the emulator. */
  readonly awsEnv: Readonly<Record<string, string>>;
  readonly open: (options?: OpenOptions) => Promise<Opened>;
}

const root = resolve(import.meta.dirname, '../..');
export const ZONE = 'Asia/Tokyo';

interface WorkerFixtures {
  /** The browser that all specs of a worker share, each in a context of its own. Started when the first asks for it. */
  readonly sharedBrowser: () => Promise<Browser>;
}

export const test = base.extend<Fixtures & NagareOptions, WorkerFixtures>({
  sharedBrowser: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names from here.
    async ({}, use) => {
      const launched: Promise<Browser>[] = [];
      await use(() => {
        launched[0] ??= launchBrowser();
        return launched[0];
      });
      await (await launched[0])?.close();
    },
    { scope: 'worker' },
  ],
  host: ['web', { option: true }],
  account: [{}, { option: true }],
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names from here.
  home: async ({}, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'nagare-e2e-'));
    await use(folder);
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  },
  aws: async ({ account }, use) => {
    const emulator = await startEmulator(account);
    await use(emulator);
    await emulator.close();
  },
  awsEnv: async ({ aws, home }, use) => {
    await use({
      ...aws.env,
      AWS_EC2_METADATA_DISABLED: 'true',
      AWS_CONFIG_FILE: join(home, 'no-config'),
      AWS_SHARED_CREDENTIALS_FILE: join(home, 'no-credentials'),
    });
  },
  open: async ({ home, host, sharedBrowser }, use) => {
    const opened: Opened[] = [];
    await use(async (options = {}) => {
      const app = host === 'web' ? await openInBrowser(home, options, await sharedBrowser()) : await openInElectron(home, options);
      opened.push(app);
      return app;
    });
    for (const app of opened) await app.kill();
  },
});

function launchBrowser(): Promise<Browser> {
  const isRoot = process.getuid?.() === 0;
  const executablePath = browserExecutable();
  return chromium.launch({
    ...(executablePath === null ? {} : { executablePath }),
    // Chromium's sandbox refuses to run as root: in tests only.
    args: [...(isRoot ? ['--no-sandbox'] : []), '--disable-background-networking', '--disable-component-update'],
  });
}

async function openInBrowser(home: string, options: OpenOptions, browser: Browser): Promise<Opened> {
  const host = spawn(process.execPath, [join(root, 'dist/main/web.js'), '--no-browser'], {
    env: { ...process.env, ...options.env, NAGARE_HOME: home },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const url = await urlOf(host);
  const context = await browser.newContext({
    viewport: { width: options.width ?? 1280, height: options.height ?? 800 },
    colorScheme: options.theme ?? 'light',
    locale: options.language === 'ja' ? 'ja-JP' : 'en-GB',
    timezoneId: ZONE,
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  const page = await context.newPage();
  const failures = watch(page);
  await page.goto(url);
  await ready(page);
  const end = async () => {
    await context.close();
    expectNone(failures);
  };
  return {
    page,
    async close() {
      await end();
      // The window is gone: the host follows by itself.
      if (host.exitCode === null) await once(host, 'exit');
    },
    async kill() {
      if (host.exitCode === null && host.signalCode === null) {
        host.kill('SIGKILL');
        await once(host, 'exit');
      }
      await context.close();
    },
  };
}

async function openInElectron(home: string, options: OpenOptions): Promise<Opened> {
  const app = await electron.launch({
    args: ['.', `--lang=${options.language ?? 'en'}`, ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
    cwd: root,
    env: { ...(process.env as Record<string, string>), ...options.env, NAGARE_HOME: home, TZ: ZONE },
    colorScheme: options.theme ?? 'light',
  });
  const page = await app.firstWindow();
  await page.setViewportSize({ width: options.width ?? 1280, height: options.height ?? 800 });
  await ready(page);
  return {
    page,
    close: () => app.close(),
    async kill() {
      app.process().kill('SIGKILL');
      await app.close().catch(() => undefined);
    },
  };
}

async function urlOf(host: ChildProcess): Promise<string> {
  if (!host.stdout) throw new Error('the host has no output');
  const lines = createInterface({ input: host.stdout });
  const [line] = (await Promise.race([once(lines, 'line'), once(host, 'exit').then(() => ['{}'])])) as [string];
  const { url } = JSON.parse(line) as { url?: string };
  if (url === undefined) throw new Error('the host ended at its start');
  return url;
}

/** The source's table is known: the form can be used. */
async function ready(page: Page): Promise<void> {
  await page.locator('.rail').waitFor();
}

/** What nobody should ever see: exceptions in the page, what the CSP had to stop. */
function watch(page: Page): string[] {
  const failures: string[] = [];
  page.on('pageerror', (error) => failures.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') failures.push(message.text());
  });
  return failures;
}

function expectNone(failures: readonly string[]): void {
  if (failures.length > 0) throw new Error(`the page reported: ${failures.join('\n')}`);
}

export type { BrowserContext, Page };
