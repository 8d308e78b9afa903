import type { Session, WebContents } from 'electron';
import { beforeEach, expect, it, vi } from 'vitest';
import { denyPermissions } from '../../../../main/hosts/electron/permissions.ts';
import { resetElectron, session } from '../../../support/electron-double.ts';

beforeEach(resetElectron);

const page = {} as WebContents;
const { defaultSession } = session;

function answers(contents: WebContents | null, permission: string): readonly unknown[] {
  denyPermissions(defaultSession as unknown as Session, (each) => each === page);
  const requested = vi.fn();
  defaultSession.setPermissionRequestHandler.mock.lastCall?.[0](contents, permission, requested);
  return [requested.mock.lastCall?.[0], defaultSession.setPermissionCheckHandler.mock.lastCall?.[0](contents, permission, 'app://nagare/')];
}

it('lets our page write text to the clipboard, and nobody else', () => {
  expect(answers(page, 'clipboard-sanitized-write')).toEqual([true, true]);
  expect(answers({} as WebContents, 'clipboard-sanitized-write')).toEqual([false, false]);
  expect(answers(null, 'clipboard-sanitized-write')).toEqual([false, false]);
});

it.each([
  'notifications',
  'geolocation',
  'media',
  'clipboard-read',
  'openExternal',
  'fullscreen',
  'fileSystem',
  'display-capture',
  'unknown',
])('denies %s, asked and checked', (permission) => {
  expect(answers(page, permission)).toEqual([false, false]);
});

it('denies devices', () => {
  answers(page, 'usb');
  expect(defaultSession.setDevicePermissionHandler.mock.lastCall?.[0]()).toBe(false);
});

it.each([
  ['blob:app://nagare/7a0e', 'image/png', true],
  ['blob:app://nagare/7a0e', 'text/html', false],
  ['blob:app://nagare/7a0e', 'application/octet-stream', false],
  ['blob:app://nagare.example/7a0e', 'image/png', false],
  ['blob:https://example.com/7a0e', 'image/png', false],
  ['app://nagare/picture.png', 'image/png', false],
  ['https://example.com/picture.png', 'image/png', false],
  ['data:image/png;base64,AAAA', 'image/png', false],
])('lets the page save pictures of its own alone: %s of %s', (url, type, isLet) => {
  answers(page, 'usb');
  const download = (contents: unknown) => {
    const event = { preventDefault: vi.fn() };
    defaultSession.emit('will-download', event, { getURL: () => url, getMimeType: () => type }, contents);
    return event.preventDefault.mock.calls.length === 0;
  };
  expect(download(page)).toBe(isLet);
  expect(download({})).toBe(false);
});
