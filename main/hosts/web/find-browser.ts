/** A Chromium of the system's, in which the window can be shown. */
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Names by which Chromium, Chrome and Edge are started on Linux. */
const COMMANDS = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge', 'microsoft-edge-stable'];
const MAC = ['Google Chrome', 'Chromium', 'Microsoft Edge'];
const WINDOWS = [
  'Google\\Chrome\\Application\\chrome.exe',
  'Chromium\\Application\\chrome.exe',
  'Microsoft\\Edge\\Application\\msedge.exe',
];

type Env = Readonly<Record<string, string | undefined>>;

/** Every place where a browser may be, best first. NAGARE_BROWSER, when set, is the only one. */
export function browserPlaces(env: Env, platform: NodeJS.Platform): readonly string[] {
  if (env.NAGARE_BROWSER) return [env.NAGARE_BROWSER];
  if (platform === 'darwin') {
    return ['', env.HOME ?? ''].flatMap((folder) => MAC.map((name) => `${folder}/Applications/${name}.app/Contents/MacOS/${name}`));
  }
  if (platform === 'win32') {
    const folders = [env.PROGRAMFILES, env['PROGRAMFILES(X86)'], env.LOCALAPPDATA].filter((folder) => folder !== undefined);
    return WINDOWS.flatMap((name) => folders.map((folder) => `${folder}\\${name}`));
  }
  const folders = (env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  return COMMANDS.flatMap((name) => folders.map((folder) => join(folder, name)));
}

/** @returns the executable's path, or NULL when there is none */
export function findBrowser(env: Env, platform: NodeJS.Platform): string | null {
  return browserPlaces(env, platform).find((path) => existsSync(path)) ?? null;
}
