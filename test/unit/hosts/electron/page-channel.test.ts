import { beforeEach, describe, expect, it, vi } from 'vitest';

vi.mock('electron', () => import('../../../support/electron-double.ts'));

import type { WebContents } from 'electron';
import { openPageChannel } from '../../../../main/hosts/electron/page-channel.ts';
import { BrowserWindow, ipcMain, resetElectron } from '../../../support/electron-double.ts';

function open() {
  const page = new BrowserWindow({}).webContents;
  const dispatch = vi.fn(async () => ({ ok: true, value: 'answer' }) as const);
  const answered = vi.fn();
  const channel = openPageChannel(page as unknown as WebContents, dispatch, answered);
  const request = async (event: unknown) => ipcMain.handlers.get('nagare.request')?.(event, 'app.read', {});
  return { page, dispatch, answered, channel, request };
}

beforeEach(resetElectron);

describe('the channel of the page', () => {
  it('hands a request of our page to the dispatcher, and its answer back', async () => {
    const { page, dispatch, answered, request } = open();
    expect(await request({ sender: page, senderFrame: page.mainFrame })).toEqual({ ok: true, value: 'answer' });
    expect(dispatch).toHaveBeenCalledExactlyOnceWith('app.read', {});
    expect(answered).toHaveBeenCalledExactlyOnceWith('app.read', { ok: true, value: 'answer' });
  });

  const own = { origin: 'app://nagare', parent: null };
  it.each([
    ['other contents', { isOther: true, senderFrame: own }],
    ['a frame inside the page', { senderFrame: { origin: 'app://nagare', parent: own } }],
    ['another origin', { senderFrame: { origin: 'https://example.com', parent: null } }],
    ['another host of the scheme', { senderFrame: { origin: 'app://other', parent: null } }],
    ['an origin that only begins like ours', { senderFrame: { origin: 'app://nagare.example', parent: null } }],
    ['an opaque origin', { senderFrame: { origin: 'null', parent: null } }],
    ['a frame that is gone', { senderFrame: null }],
  ])('rejects a request of %s', async (_name, { senderFrame, ...from }) => {
    const { page, dispatch, request } = open();
    await expect(request({ sender: 'isOther' in from ? new BrowserWindow({}).webContents : page, senderFrame })).rejects.toThrow('refused');
    expect(dispatch).not.toHaveBeenCalled();
  });

  it('sends events to the page, and to nobody when it is gone', () => {
    const { page, channel } = open();
    channel.send({ name: 'history.changed', payload: {} });
    page.isDestroyed = () => true;
    channel.send({ name: 'history.changed', payload: {} });
    expect(page.send.mock.calls).toEqual([['nagare.event', { name: 'history.changed', payload: {} }]]);
  });

  it('closes with the page', () => {
    const { page } = open();
    page.emit('destroyed');
    expect(ipcMain.handlers.size).toBe(0);
  });
});
