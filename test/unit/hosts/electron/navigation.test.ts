import { beforeEach, describe, expect, it, vi } from 'vitest';

vi.mock('electron', () => import('../../../support/electron-double.ts'));

import { forbidNavigation } from '../../../../main/hosts/electron/navigation.ts';
import { BrowserWindow, resetElectron, shell } from '../../../support/electron-double.ts';

beforeEach(resetElectron);

function contents() {
  const report = vi.fn(() => 'id');
  forbidNavigation(report);
  return { contents: new BrowserWindow({}).webContents, report };
}

describe('a page', () => {
  it.each(['will-navigate', 'will-frame-navigate', 'will-redirect'])('stays where it is on %s', (name) => {
    for (const url of ['https://example.com/', 'file:///etc/passwd', 'app://other/', 'app://nagare/other.html', 'about:blank']) {
      const details = { url, isMainFrame: true, preventDefault: vi.fn() };
      contents().contents.emit(name, details);
      expect(details.preventDefault, url).toHaveBeenCalled();
    }
  });

  it('may be loaded again, but not into a frame and not by a redirect', () => {
    const emit = (name: string, isMainFrame: boolean) => {
      const details = { url: 'app://nagare/', isMainFrame, preventDefault: vi.fn() };
      contents().contents.emit(name, details);
      return details.preventDefault.mock.calls.length === 0;
    };
    expect(emit('will-navigate', true)).toBe(true);
    expect(emit('will-frame-navigate', true)).toBe(true);
    expect(emit('will-frame-navigate', false)).toBe(false);
    expect(emit('will-redirect', true)).toBe(false);
  });

  it('embeds no other page', () => {
    const event = { preventDefault: vi.fn() };
    contents().contents.emit('will-attach-webview', event, {}, {});
    expect(event.preventDefault).toHaveBeenCalled();
  });

  it('opens no window; a known address goes to the browser', () => {
    const { contents: page } = contents();
    expect(page.openHandler?.({ url: 'https://example.com/' })).toEqual({ action: 'deny' });
    expect(page.openHandler?.({ url: 'file:///etc/passwd' })).toEqual({ action: 'deny' });
    expect(shell.openExternal).not.toHaveBeenCalled();
    expect(page.openHandler?.({ url: 'https://docs.aws.amazon.com/x' })).toEqual({ action: 'deny' });
    expect(shell.openExternal.mock.calls).toEqual([['https://docs.aws.amazon.com/x']]);
  });

  it('has no browser to go to: the log says so', async () => {
    const { contents: page, report } = contents();
    const failure = new Error('no browser');
    shell.openExternal.mockRejectedValueOnce(failure);
    page.openHandler?.({ url: 'https://docs.aws.amazon.com/' });
    await vi.waitFor(() => expect(report).toHaveBeenCalledWith(failure));
  });
});
