/** The whole Electron host on a real app, with a double of the module electron. */
import { existsSync, mkdirSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

vi.mock('electron', () => import('../../../support/electron-double.ts'));

import { type Opened, openNagare } from '../../../../main/hosts/electron/open-nagare.ts';
import { smoke } from '../../../../main/hosts/electron/smoke.ts';
import { takeWindow } from '../../../../main/hosts/shared/window-lock.ts';
import type { Result } from '../../../../preload/contract/bridge.ts';
import { app, BrowserWindow, dialog, ipcMain, Menu, nativeTheme, order, resetElectron, shell } from '../../../support/electron-double.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

let home = '';
let opened: Opened | null = null;
const crashes = ['uncaughtException', 'unhandledRejection'];
/** The test runner's own listeners. */
const known = new Set(crashes.flatMap((name) => process.rawListeners(name)));

beforeEach(() => {
  resetElectron();
  home = join(tempFolder(), 'data');
});

afterEach(async () => {
  await opened?.close();
  opened = null;
  for (const name of crashes) {
    for (const listener of process.rawListeners(name)) if (!known.has(listener)) process.off(name, listener as () => void);
  }
});

const open = async (options: Partial<Parameters<typeof openNagare>[0]> = {}) => {
  opened = await openNagare({ home, isHidden: false, ...options });
  const window = BrowserWindow.made[0];
  if (!window) throw new Error('no window');
  const page = window.webContents;
  const request = (operation: string, input: unknown) =>
    ipcMain.handlers.get('nagare.request')?.({ sender: page, senderFrame: page.mainFrame }, operation, input) as Promise<Result>;
  return { window, page, request };
};

interface Item {
  readonly label: string;
  readonly submenu: readonly Item[];
  readonly click?: () => void;
}
const menu = () => Menu.setApplicationMenu.mock.lastCall?.[0] as readonly Item[];
const menuLabels = () => menu().map((item) => item.label);
const click = (label: string) =>
  menu()
    .flatMap((item) => item.submenu)
    .find((item) => item.label === label)
    ?.click?.();

describe('opening', () => {
  it('does first what has to come before the app is ready', async () => {
    await open();
    expect(order).toEqual(['sandbox', 'scheme', `lock ${join(home, 'electron')}`, 'ready']);
    expect(existsSync(join(home, 'history.db'))).toBe(true);
  });

  it('does all of it before it first waits', () => {
    app.ready = new Promise(() => undefined);
    void openNagare({ home, isHidden: false });
    expect(order).toEqual(['sandbox', 'scheme', `lock ${join(home, 'electron')}`, 'ready']);
  });

  it('loads the page and answers it', async () => {
    const { window, request } = await open();
    expect(window.loadURL.mock.calls).toEqual([['app://nagare/']]);
    expect(await request('app.read', {})).toMatchObject({ ok: true, value: { host: 'electron', homePath: home } });
    expect(await request('constructor', {})).toMatchObject({ ok: false, error: { code: 'bad_input' } });
  });

  it('shows the window when there is something to see, where it was', async () => {
    const first = (await open()).window;
    expect(first.options).toMatchObject({ width: 1280, height: 800, show: false });
    expect(first.show).not.toHaveBeenCalled();
    first.emit('ready-to-show');
    expect(first.show).toHaveBeenCalledOnce();
    first.isMaximisedNow = true;
    first.emit('close');
    await opened?.close();
    resetElectron();
    const second = (await open()).window;
    expect(second.options).toMatchObject({ x: 10, y: 20, width: 1300, height: 820 });
    second.emit('ready-to-show');
    expect(second.maximize).toHaveBeenCalledOnce();
  });

  it('stays hidden for a smoke test', async () => {
    const { window } = await open({ isHidden: true });
    window.emit('ready-to-show');
    expect(window.show).not.toHaveBeenCalled();
  });

  it('leaves a data folder that has a window, and that window comes to the front', async () => {
    const { window } = await open();
    window.isMinimisedNow = true;
    app.emit('second-instance', {}, [], '/');
    expect([window.restore.mock.calls.length, window.show.mock.calls.length, window.focus.mock.calls.length]).toEqual([1, 1, 1]);
    const running = opened;
    app.hasLock = false;
    expect(await openNagare({ home, isHidden: false })).toBeNull();
    expect(BrowserWindow.made).toHaveLength(1);
    opened = running;
  });

  it('says so where a browser window has the data folder, and takes the folder when that is gone', async () => {
    const taken = await takeWindow(home, 'web');
    if ('holder' in taken) throw new Error('nobody should have it');
    await expect(openNagare({ home, isHidden: false })).rejects.toMatchObject({ code: 'already_open', details: { path: home } });
    expect(BrowserWindow.made).toEqual([]);
    expect(existsSync(join(home, 'history.db'))).toBe(false);
    taken.lock.release();
    await open();
    expect(BrowserWindow.made).toHaveLength(1);
    expect(await takeWindow(home, 'web')).toMatchObject({ holder: { kind: 'electron', pid: process.pid, url: null } });
  });

  it('lets go of the data folder when it fails, and at its end before everything is put down', async () => {
    const lock = join(home, 'window.json');
    mkdirSync(home);
    mkdirSync(join(home, 'history.db'));
    await expect(openNagare({ home, isHidden: false })).rejects.toBeInstanceOf(Error);
    expect(existsSync(lock)).toBe(false);
    rmdirSync(join(home, 'history.db'));
    await open();
    expect(existsSync(lock)).toBe(true);
    app.emit('will-quit', { preventDefault: () => undefined });
    expect(existsSync(lock)).toBe(false);
    await vi.waitFor(() => expect(app.exit).toHaveBeenCalledWith(0));
    opened = null;
  });

  it('fails with a known error on a data folder that cannot be made, or a newer history', async () => {
    writeFileSync(join(home, '..', 'file'), '');
    await expect(openNagare({ home: join(home, '..', 'file', 'data'), isHidden: false })).rejects.toMatchObject({ code: 'data_folder' });
    mkdirSync(home);
    const { default: Database } = await import('better-sqlite3');
    const db = new Database(join(home, 'history.db'));
    db.pragma('user_version = 99');
    db.close();
    await expect(openNagare({ home, isHidden: false })).rejects.toMatchObject({ code: 'history_newer' });
    expect(BrowserWindow.made).toEqual([]);
  });
});

describe('the window', () => {
  it('follows the settings: theme, ground, language of menu and dialogs', async () => {
    const { window, request } = await open();
    expect(menuLabels()).toContain('&File');
    await request('settings.write', { theme: 'dark', language: 'ja' });
    expect(nativeTheme.themeSource).toBe('dark');
    expect(menuLabels()).toContain('ファイル(&F)');
    nativeTheme.shouldUseDarkColors = true;
    nativeTheme.emit('updated');
    expect(window.setBackgroundColor).toHaveBeenLastCalledWith('#131518');
    await request('folder.choose', {});
    expect(dialog.showOpenDialog.mock.calls[0]?.[1]).toMatchObject({ title: 'フローログのフォルダーを選択' });
    await opened?.close();
    resetElectron();
    await open();
    expect([nativeTheme.themeSource, menuLabels().includes('ファイル(&F)')]).toEqual(['dark', true]);
  });

  it('tells the page of events and of the menu', async () => {
    const { page } = await open();
    click('Export…');
    expect(page.send).toHaveBeenLastCalledWith('nagare.event', { name: 'menu.chosen', payload: { item: 'export' } });
  });

  it('opens the documentation in the browser', async () => {
    await open();
    click('VPC Flow Logs Documentation');
    expect(shell.openExternal).toHaveBeenCalledWith(expect.stringMatching(/^https:\/\/docs\.aws\.amazon\.com\//));
  });

  it('ends the app with it, everything put down', async () => {
    await open();
    app.emit('window-all-closed');
    expect(app.quit).toHaveBeenCalledOnce();
    app.emit('will-quit', { preventDefault: () => undefined });
    await vi.waitFor(() => expect(app.exit).toHaveBeenCalledWith(0));
    opened = null;
  });
});

describe('the smoke test', () => {
  const bridge = `undefined undefined onEvent,request`;

  it('passes on a host that works: a call from the page, ten rows, a workbook', async () => {
    const target = join(tempFolder(), 'smoke.xlsx');
    const { page, request } = await open({ isHidden: true, chooseTarget: async () => ({ path: target, download: false }) });
    page.executeJavaScript = vi.fn(async (script: string) => (script.startsWith('typeof') ? bridge : request('app.read', {})));
    if (!opened) throw new Error('not opened');
    const sizeBytes = await smoke({ app: opened.core, inPage: page.executeJavaScript, target });
    expect(sizeBytes).toBeGreaterThan(5000);
    expect(readFileSync(target).subarray(0, 2).toString()).toBe('PK');
    expect(dialog.showSaveDialog).not.toHaveBeenCalled();
  });

  it.each([
    ['Node in the page', () => 'function object onEvent,request'],
    ['no bridge', () => 'undefined undefined '],
    ['no answer', (script: string) => (script.startsWith('typeof') ? bridge : { ok: false, error: { code: 'internal' } })],
  ])('fails on %s', async (_name, answer) => {
    await open({ isHidden: true });
    if (!opened) throw new Error('not opened');
    await expect(smoke({ app: opened.core, inPage: async (script) => answer(script), target: '/none' })).rejects.toThrow('the page');
  });
});
