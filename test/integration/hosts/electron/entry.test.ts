/** The entry itself: what Electron runs. */
import { resolve } from 'node:path';
import { beforeEach, describe, expect, it, vi } from 'vitest';

vi.mock('electron', () => import('../../../support/electron-double.ts'));

import { app, BrowserWindow, order, resetElectron } from '../../../support/electron-double.ts';

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
