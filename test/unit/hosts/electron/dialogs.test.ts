import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BaseWindow } from 'electron';
import { beforeEach, describe, expect, it, vi } from 'vitest';

vi.mock('electron', () => import('../../../support/electron-double.ts'));

import { createDialogs, fileNameFor } from '../../../../main/hosts/electron/dialogs.ts';
import { app, dialog, resetElectron } from '../../../support/electron-double.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

const window = {} as BaseWindow;
let folder = '';

beforeEach(() => {
  resetElectron();
  folder = tempFolder();
  app.paths.set('downloads', folder);
});

const saved = (filePath: string) => dialog.showSaveDialog.mockResolvedValueOnce({ canceled: false, filePath });
const asked = () => dialog.showSaveDialog.mock.calls.map(([, options]) => (options as { defaultPath: string }).defaultPath);

describe('the save dialog', () => {
  it('proposes a name in the downloads folder, then where the last file went', async () => {
    const { chooseTarget } = createDialogs(
      () => window,
      () => 'en',
    );
    const other = tempFolder();
    saved(join(other, 'a.xlsx'));
    expect(await chooseTarget('192.168.0.10, 12:15', 'xlsx')).toEqual({ path: join(other, 'a.xlsx'), download: false });
    expect(dialog.showSaveDialog.mock.calls[0]).toEqual([
      window,
      {
        title: 'Save the export',
        defaultPath: join(folder, '192.168.0.10, 12-15.xlsx'),
        filters: [{ name: 'Excel workbook', extensions: ['xlsx'] }],
        properties: ['createDirectory', 'showOverwriteConfirmation'],
      },
    ]);
    saved(join(other, 'b.csv'));
    await chooseTarget('b.csv', 'csv');
    expect(asked()[1]).toBe(join(other, 'b.csv'));
  });

  it('is dismissed', async () => {
    const { chooseTarget } = createDialogs(
      () => null,
      () => 'ja',
    );
    expect(await chooseTarget('a', 'csv')).toBeNull();
    expect(dialog.showSaveDialog.mock.calls[0]).toMatchObject([{ title: 'エクスポートの保存先' }]);
  });

  it('asks again when the ending it lacks leads to a file that is there', async () => {
    const { chooseTarget } = createDialogs(
      () => window,
      () => 'en',
    );
    writeFileSync(join(folder, 'a.xlsx'), '');
    saved(join(folder, 'a'));
    saved(join(folder, 'A.XLSX'));
    expect(await chooseTarget('x', 'xlsx')).toEqual({ path: join(folder, 'A.XLSX'), download: false });
    expect(asked()).toEqual([join(folder, 'x.xlsx'), join(folder, 'a.xlsx')]);
    saved(join(folder, 'new'));
    expect(await chooseTarget('x', 'xlsx')).toEqual({ path: join(folder, 'new.xlsx'), download: false });
  });

  it.each([
    ['a.xlsx', 'a.xlsx'],
    ['10.0.0.0/8 <x>', '10.0.0.0-8 -x-.xlsx'],
    ['..\\..\\x', '-..-x.xlsx'],
    ['2022:11|28?"*', '2022-11-28---.xlsx'],
    ['...', 'Nagare.xlsx'],
    ['a.csv', 'a.csv.xlsx'],
    ['日本語 12:15', '日本語 12-15.xlsx'],
    ['a\u0000b\n', 'a-b-.xlsx'],
  ])('makes %j a name that every system takes', (suggested, name) => {
    expect(fileNameFor(suggested, 'xlsx')).toBe(name);
  });
});

describe('the folder dialog', () => {
  it('gives the folder, or NULL', async () => {
    const { chooseFolder } = createDialogs(
      () => window,
      () => 'en',
    );
    expect(await chooseFolder()).toBeNull();
    dialog.showOpenDialog.mockResolvedValueOnce({ canceled: false, filePaths: ['/logs'] });
    expect(await chooseFolder()).toBe('/logs');
    expect(dialog.showOpenDialog.mock.calls[0]).toMatchObject([window, { properties: ['openDirectory'] }]);
  });
});
