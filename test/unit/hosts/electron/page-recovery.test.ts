import type { WebContents } from 'electron';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { recoverPage } from '../../../../main/hosts/electron/page-recovery.ts';
import { BrowserWindow, resetElectron } from '../../../support/electron-double.ts';

beforeEach(resetElectron);

function page() {
  const { webContents } = new BrowserWindow({});
  const clock = { now: 0 };
  const recovery = { load: vi.fn(), giveUp: vi.fn(), report: vi.fn(() => 'id'), now: () => clock.now };
  recoverPage(webContents as unknown as WebContents, recovery);
  const emit = async (name: string, ...words: unknown[]) => {
    webContents.emit(name, {}, ...words);
    await new Promise(setImmediate);
  };
  return { ...recovery, clock, emit };
}

describe('a page that fails', () => {
  it.each([
    ['did-fail-load', [-6, 'ERR_FILE_NOT_FOUND', 'app://nagare/', true]],
    ['did-navigate', ['app://nagare/', 404, 'Not Found']],
    ['render-process-gone', [{ reason: 'crashed', exitCode: 139 }]],
  ] as const)('by %s is logged and loaded again, once', async (name, words) => {
    const { load, giveUp, report, clock, emit } = page();
    await emit(name, ...words);
    expect([load.mock.calls.length, giveUp.mock.calls.length, report.mock.calls.length]).toEqual([1, 0, 1]);
    clock.now = 10_000;
    await emit(name, ...words);
    expect([load.mock.calls.length, giveUp.mock.calls.length, report.mock.calls.length]).toEqual([1, 1, 2]);
  });

  it('again much later is loaded again', async () => {
    const { load, giveUp, clock, emit } = page();
    await emit('render-process-gone', { reason: 'oom', exitCode: 1 });
    clock.now = 100_000;
    await emit('render-process-gone', { reason: 'oom', exitCode: 1 });
    expect([load.mock.calls.length, giveUp.mock.calls.length]).toEqual([2, 0]);
  });

  it.each([
    ['did-fail-load', [-3, 'ERR_ABORTED', 'app://nagare/', true]],
    ['did-fail-load', [-6, 'ERR_FILE_NOT_FOUND', 'app://nagare/x', false]],
    ['did-navigate', ['app://nagare/', 200, 'OK']],
    ['render-process-gone', [{ reason: 'clean-exit', exitCode: 0 }]],
  ] as const)('is not one that ends by %s %j', async (name, words) => {
    const { load, report, emit } = page();
    await emit(name, ...words);
    expect([load.mock.calls.length, report.mock.calls.length]).toEqual([0, 0]);
  });
});
