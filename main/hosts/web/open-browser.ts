/** Shows the app in a window without an address bar. */
import { spawn } from 'node:child_process';
import { hasDisplay } from '../shared/has-display.ts';

/**
 * @param profile folder of the browser's own: no extension sees the page, and no window that is open already swallows it
 * @returns whether the browser could be started
 */
export function openBrowser(executable: string, url: string, profile: string): Promise<boolean> {
  const args = [
    `--app=${url}`,
    `--user-data-dir=${profile}`,
    '--window-size=1280,800',
    '--no-first-run',
    '--no-default-browser-check',
    '--disable-background-networking',
    '--disable-sync',
  ];
  return new Promise((resolve) => {
    const browser = spawn(executable, args, { stdio: 'ignore', detached: true });
    browser.once('error', () => resolve(false));
    browser.once('spawn', () => {
      browser.unref();
      resolve(true);
    });
  });
}

/** Why no window can be opened here; NULL when one can. A browser's sandbox refuses to run as root. */
export function noWindowReason(
  env: Readonly<Record<string, string | undefined>>,
  platform: NodeJS.Platform,
  isRoot: boolean,
): 'display' | 'root' | null {
  if (!hasDisplay(env, platform)) return 'display';
  return isRoot && platform !== 'darwin' ? 'root' : null;
}
