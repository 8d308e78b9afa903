/** In which browser the window is shown, and how. */
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { browserPlaces, findBrowser } from '../../../../main/hosts/web/find-browser.ts';
import { noWindowReason, openBrowser } from '../../../../main/hosts/web/open-browser.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

describe('a browser', () => {
  it('is looked for in every folder of PATH, Chromium first', () => {
    const places = browserPlaces({ PATH: ['/a', '', '/b'].join(delimiter) }, 'linux');
    expect(places.slice(0, 2)).toEqual([join('/a', 'chromium'), join('/b', 'chromium')]);
    expect(places).toContain(join('/b', 'microsoft-edge'));
    expect(places.every((path) => path.startsWith('/'))).toBe(true);
    expect(browserPlaces({}, 'linux')).toEqual([]);
  });

  it('is an application on macOS, of the machine or the user', () => {
    const places = browserPlaces({ HOME: '/Users/aya' }, 'darwin');
    expect(places[0]).toBe('/Applications/Google Chrome.app/Contents/MacOS/Google Chrome');
    expect(places).toContain('/Users/aya/Applications/Chromium.app/Contents/MacOS/Chromium');
  });

  it('is installed for the machine or the user on Windows', () => {
    const env = {
      PROGRAMFILES: 'C:\\Program Files',
      'PROGRAMFILES(X86)': 'C:\\Program Files (x86)',
      LOCALAPPDATA: 'C:\\Users\\aya\\Local',
    };
    const places = browserPlaces(env, 'win32');
    expect(places[0]).toBe('C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe');
    expect(places).toContain('C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe');
    expect(places).toContain('C:\\Users\\aya\\Local\\Chromium\\Application\\chrome.exe');
    expect(browserPlaces({}, 'win32')).toEqual([]);
  });

  it.each(['linux', 'darwin', 'win32'] as const)('is the one that is named, and no other, on %s', (platform) => {
    const folder = tempFolder();
    writeFileSync(join(folder, 'chromium'), '');
    const env = { PATH: folder, NAGARE_BROWSER: join(folder, 'mine') };
    expect(browserPlaces(env, platform)).toEqual([join(folder, 'mine')]);
    expect(findBrowser(env, platform)).toBeNull();
    writeFileSync(join(folder, 'mine'), '');
    expect(findBrowser(env, platform)).toBe(join(folder, 'mine'));
  });

  it('is found where it is, best first', () => {
    const [first, second] = [tempFolder(), tempFolder()];
    const env = { PATH: [first, second].join(delimiter) };
    expect(findBrowser(env, 'linux')).toBeNull();
    writeFileSync(join(first, 'google-chrome'), '');
    expect(findBrowser(env, 'linux')).toBe(join(first, 'google-chrome'));
    writeFileSync(join(second, 'chromium'), '');
    expect(findBrowser(env, 'linux')).toBe(join(second, 'chromium'));
  });
});

it.each([
  ['linux', {}, false, 'display'],
  ['linux', { DISPLAY: '' }, false, 'display'],
  ['linux', {}, true, 'display'],
  ['linux', { DISPLAY: ':0' }, false, null],
  ['linux', { WAYLAND_DISPLAY: 'wayland-0' }, false, null],
  ['linux', { DISPLAY: ':0' }, true, 'root'],
  ['freebsd', { DISPLAY: ':0' }, true, 'root'],
  ['darwin', {}, false, null],
  ['darwin', {}, true, null],
  ['win32', {}, false, null],
] as const)('on %s with %j (root: %s) no window can be opened: %s', (platform, env, isRoot, reason) => {
  expect(noWindowReason(env, platform, isRoot)).toBe(reason);
});

describe.skipIf(process.platform === 'win32')('opening', () => {
  it('shows the address in a window of its own, away from the user’s own browser', async () => {
    const folder = tempFolder();
    const said = join(folder, 'said');
    const browser = join(folder, 'browser');
    writeFileSync(browser, `#!/bin/sh\nprintf '%s\\n' "$@" > '${said}.new' && mv '${said}.new' '${said}'\n`);
    chmodSync(browser, 0o755);
    const url = "http://127.0.0.1:5/#a-b_c'$(id)";
    expect(await openBrowser(browser, url, join(folder, 'profile'))).toBe(true);
    const words = await vi.waitFor(() => readFileSync(said, 'utf8').trim().split('\n'));
    expect(words).toContain(`--app=${url}`);
    expect(words).toContain(`--user-data-dir=${join(folder, 'profile')}`);
    expect(words).not.toContain('--no-sandbox');
  });

  it('says so where the browser cannot be started', async () => {
    const folder = tempFolder();
    writeFileSync(join(folder, 'no-program'), '', { mode: 0o600 });
    mkdirSync(join(folder, 'folder'));
    for (const name of ['no-program', 'missing', 'folder']) {
      expect(await openBrowser(join(folder, name), 'http://127.0.0.1:5/', join(folder, 'profile'))).toBe(false);
    }
  });
});
