import type { BrowserWindow as RealWindow } from 'electron';
import { beforeEach, describe, expect, it, vi } from 'vitest';

vi.mock('electron', () => import('../../../support/electron-double.ts'));

import { AppError } from '../../../../main/app-error.ts';
import { logCrashes } from '../../../../main/hosts/electron/crash-log.ts';
import { askWhatNow, sayWhyNot } from '../../../../main/hosts/electron/failure-boxes.ts';
import { startFailure } from '../../../../main/hosts/electron/failure-texts.ts';
import { languageFor } from '../../../../main/hosts/electron/language.ts';
import { app, BrowserWindow, dialog, resetElectron } from '../../../support/electron-double.ts';

beforeEach(() => {
  resetElectron();
  vi.spyOn(process.stderr, 'write').mockReturnValue(true);
});

describe('an app that cannot start', () => {
  it.each(['already_open', 'data_folder', 'history_newer', 'disk_full'] as const)('says %s in both languages, with the path', (code) => {
    const error = new AppError(code, 'English.', { details: { path: '/data/nagare' } });
    const [en, ja] = (['en', 'ja'] as const).map((language) => startFailure(error, '', language).text);
    expect(en).toContain('/data/nagare');
    expect(ja).toContain('/data/nagare');
    expect(ja).toMatch(/[ぁ-ん]/);
    expect(en).not.toMatch(/[ぁ-ん]/);
  });

  it("says it in the system's language, and ends", async () => {
    app.languages = ['fr-FR', 'ja-JP', 'en-US'];
    const report = vi.fn(() => 'id-1');
    await sayWhyNot(new AppError('disk_full', 'The disk is full.'), report);
    expect(dialog.showErrorBox.mock.calls[0]?.[0]).toBe('Nagare を起動できません');
    expect(report).not.toHaveBeenCalled();
    expect(app.exit.mock.calls).toEqual([[3]]);
  });

  it('names the log entry of a bug, and shows no stack', async () => {
    await sayWhyNot(new TypeError('x is not a function'), () => 'id-1');
    const [, text] = dialog.showErrorBox.mock.calls[0] ?? [];
    expect(text).toContain('id-1');
    expect(text).not.toContain('x is not a function');
  });

  it('has no box before the app is ready', async () => {
    let ready: () => void = () => undefined;
    app.ready = new Promise((resolve) => (ready = resolve));
    const said = sayWhyNot(new AppError('disk_full', 'The disk is full.'), () => '');
    await Promise.resolve();
    expect(dialog.showErrorBox).not.toHaveBeenCalled();
    ready();
    await said;
    expect(dialog.showErrorBox).toHaveBeenCalledOnce();
  });
});

describe('a page that died twice', () => {
  const window = () => new BrowserWindow({}) as unknown as RealWindow;

  it('is loaded again, or the app ends, as its user says', async () => {
    const load = vi.fn();
    dialog.showMessageBox.mockResolvedValueOnce({ response: 0 });
    await askWhatNow(window(), load, 'ja');
    expect([load.mock.calls.length, app.quit.mock.calls.length]).toEqual([1, 0]);
    dialog.showMessageBox.mockResolvedValueOnce({ response: 1 });
    await askWhatNow(window(), load, 'en');
    expect([load.mock.calls.length, app.quit.mock.calls.length]).toEqual([1, 1]);
  });
});

it('sends what nobody caught to the log', () => {
  const before = new Map((['uncaughtException', 'unhandledRejection'] as const).map((name) => [name, process.rawListeners(name)]));
  const report = vi.fn(() => 'id');
  logCrashes(report);
  const added = [...before].flatMap(([name, listeners]) => process.rawListeners(name).filter((each) => !listeners.includes(each)));
  expect(added).toHaveLength(2);
  for (const listener of added) {
    listener(new Error('nobody caught it'));
    process.off('uncaughtException', listener as never).off('unhandledRejection', listener as never);
  }
  app.emit('child-process-gone', {}, { type: 'GPU', reason: 'crashed', exitCode: 1 });
  app.emit('child-process-gone', {}, { type: 'Utility', reason: 'clean-exit', exitCode: 0 });
  expect(report).toHaveBeenCalledTimes(3);
});

it.each([
  ['system', ['ja-JP'], 'ja'],
  ['system', ['de-DE', 'en_GB.UTF-8', 'ja'], 'en'],
  ['system', ['zh-CN'], 'en'],
  ['system', [], 'en'],
  ['ja', ['en'], 'ja'],
  ['en', ['ja'], 'en'],
] as const)('%s with %j is %s', (setting, preferred, language) => {
  expect(languageFor(setting, preferred)).toBe(language);
});
