import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

vi.mock('electron', () => import('../../../support/electron-double.ts'));

import { closeOnQuit } from '../../../../main/hosts/electron/quit.ts';
import { app, resetElectron } from '../../../support/electron-double.ts';

beforeEach(() => {
  resetElectron();
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const willQuit = () => {
  const event = { preventDefault: vi.fn() };
  app.emit('will-quit', event);
  return event.preventDefault;
};

describe('the end', () => {
  it('comes with the last window', () => {
    closeOnQuit(async () => undefined, vi.fn());
    app.emit('window-all-closed');
    expect(app.quit).toHaveBeenCalledOnce();
  });

  it('waits until everything is put down', async () => {
    let closed: () => void = () => undefined;
    const close = vi.fn(() => new Promise<void>((resolve) => (closed = resolve)));
    closeOnQuit(close, vi.fn());
    expect(willQuit()).toHaveBeenCalled();
    expect(app.releaseSingleInstanceLock).toHaveBeenCalledOnce();
    // Asked again meanwhile.
    expect(willQuit()).toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1000);
    expect(app.exit).not.toHaveBeenCalled();
    closed();
    await vi.advanceTimersByTimeAsync(0);
    expect(app.exit.mock.calls).toEqual([[0]]);
    expect(close).toHaveBeenCalledOnce();
  });

  it('waits ten seconds at most', async () => {
    closeOnQuit(() => new Promise<void>(() => undefined), vi.fn());
    willQuit();
    await vi.advanceTimersByTimeAsync(9999);
    expect(app.exit).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1);
    expect(app.exit.mock.calls).toEqual([[0]]);
  });

  it('comes even when closing fails, and the log says why', async () => {
    const report = vi.fn(() => 'id');
    const failure = new Error('busy');
    closeOnQuit(() => Promise.reject(failure), report);
    willQuit();
    await vi.advanceTimersByTimeAsync(0);
    expect(report).toHaveBeenCalledExactlyOnceWith(failure);
    expect(app.exit.mock.calls).toEqual([[0]]);
  });
});
