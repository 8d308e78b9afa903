/** The Chromium that end-to-end tests run in: NAGARE_BROWSER, else Playwright's own, else the system's. */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { chromium } from 'playwright';
import { findBrowser } from '../../main/hosts/web/find-browser.ts';
import { electronBinary } from '../../main/launch/electron-binary.ts';

/** @returns the executable's path, or NULL when there is none */
export function browserExecutable(): string | null {
  if (process.env.NAGARE_BROWSER) return existsSync(process.env.NAGARE_BROWSER) ? process.env.NAGARE_BROWSER : null;
  const own = chromium.executablePath();
  return existsSync(own) ? own : findBrowser(process.env, process.platform);
}

/** The same, but where there is none one is installed: by Playwright, else by Debian for root. @returns NULL when neither could */
export function ensureBrowser(): string | null {
  const found = browserExecutable();
  if (found !== null || process.env.NAGARE_BROWSER) return found;
  console.log('No Chromium here: trying to install one with Playwright ...');
  const cli = join(dirname(createRequire(import.meta.url).resolve('playwright/package.json')), 'cli.js');
  run(process.execPath, [cli, 'install', 'chromium']);
  if (browserExecutable() === null && process.getuid?.() === 0 && isDebian()) {
    console.log("... then Debian's package ...");
    run('apt-get', ['update']);
    run('apt-get', ['install', '-y', '--no-install-recommends', 'chromium', 'fonts-noto-cjk']);
  }
  return browserExecutable();
}

function run(command: string, args: readonly string[]): void {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const { status, stderr } = spawnSync(command, args, { stdio: ['ignore', 'ignore', 'pipe'], env, timeout: 10 * 60_000 });
  if (status !== 0) console.log(`${command} ended with ${status}: ${String(stderr).trim().split('\n').at(-1) ?? ''}`);
}

function isDebian(): boolean {
  try {
    return /^ID(_LIKE)?=.*(debian|ubuntu)/m.test(readFileSync('/etc/os-release', 'utf8'));
  } catch {
    return false;
  }
}

/** Electron's executable if it has been downloaded. It is never downloaded by a test. */
export function electronExecutable(): string | null {
  const folder = dirname(createRequire(import.meta.url).resolve('electron/package.json'));
  return electronBinary(folder, process.env, process.platform);
}
