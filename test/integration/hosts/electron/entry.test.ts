/** The entry itself: what Electron runs. */
import { existsSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { beforeEach, describe, expect, it, vi } from 'vitest';

vi.mock('electron', () => import('../../../support/electron-double.ts'));

import { app, BrowserWindow, dialog, order, resetElectron } from '../../../support/electron-double.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

const argv = [...process.argv];
const entry = resolve(import.meta.dirname, '../../../../main/hosts/electron/index.ts');
let starts = 0;
let said = '';

beforeEach(() => {
  resetElectron();
  process.argv = [...argv];
  said = '';
  const write = (text: string | Uint8Array, written?: unknown) => {
    said += String(text);
    if (typeof written === 'function') written();
    return true;
  };
  vi.spyOn(process.stdout, 'write').mockImplementation(write);
  vi.spyOn(process.stderr, 'write').mockImplementation(write);
  return () => {
    process.argv = argv;
    vi.restoreAllMocks();
  };
});

async function start(words: readonly string[], isPackaged: boolean) {
  process.argv = [...words];
  app.isPackaged = isPackaged;
  // A new address, so that the entry runs again.
  await import(/* @vite-ignore */ `${entry}?start=${++starts}`);
  return { codes: app.exit.mock.calls.flat(), windows: BrowserWindow.made.length, order: [...order] };
}

describe('a command of the terminal', () => {
  it.each([
    ['in a package', ['/opt/nagare', 'kinds'], true],
    ['in a checkout', ['/e/electron', '.', 'kinds'], false],
  ])('is over before Electron is ready, and opens no window (%s)', async (_name, words, isPackaged) => {
    const { codes, windows, order } = await start(words, isPackaged);
    expect(said).toMatch(/^records\t/);
    expect([codes, windows, order]).toEqual([[0], 0, []]);
  });

  it('ends with its own exit code', async () => {
    expect((await start(['/opt/nagare', 'query'], true)).codes).toEqual([2]);
    expect(said).toMatch(/^error\[bad_arguments\]: /);
  });
});

describe('a window', () => {
  let home = '';
  beforeEach(() => {
    home = join(tempFolder(), 'data');
    vi.stubEnv('NAGARE_HOME', home);
    return () => vi.unstubAllEnvs();
  });

  it('that cannot open says why and ends with the code of a failure that was told', async () => {
    writeFileSync(home, 'a file, no folder');
    await start(['/opt/nagare'], true);
    await vi.waitFor(() => expect(app.exit).toHaveBeenCalledWith(3));
    expect(dialog.showErrorBox).toHaveBeenCalledExactlyOnceWith('Nagare cannot start', expect.stringContaining(home));
    expect(said).toMatch(/^error\[data_folder\]: /);
  });

  it('is not opened a second time on the same folder', async () => {
    app.hasLock = false;
    await start(['/opt/nagare'], true);
    await vi.waitFor(() => expect(app.exit).toHaveBeenCalledWith(0));
    expect(BrowserWindow.made).toEqual([]);
    expect(said).toContain(`Nagare is open on ${home} already`);
  });

  it('for a smoke test uses a data folder of its own, says what does not work, and ends', async () => {
    // Nobody is in the double's page.
    await start(['/opt/nagare', '--smoke'], true);
    await vi.waitFor(() => expect(app.exit).toHaveBeenCalledWith(1));
    expect(said).toMatch(/^smoke: the page sees more or less than the bridge/);
    expect(existsSync(home)).toBe(false);
    expect(app.paths.get('userData')).toMatch(/nagare-smoke-/);
    expect(existsSync(app.paths.get('userData') ?? '')).toBe(false);
  });
});
