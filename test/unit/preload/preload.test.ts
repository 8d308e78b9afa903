import { beforeAll, expect, it, vi } from 'vitest';

vi.mock('electron', () => import('../../support/electron-double.ts'));

import type { Bridge } from '../../../preload/contract/bridge.ts';
import { contextBridge, ipcRenderer } from '../../support/electron-double.ts';

let exposed: readonly (readonly [string, Bridge])[] = [];
let bridge: Bridge;

beforeAll(async () => {
  await import('../../../preload/index.ts');
  exposed = contextBridge.exposeInMainWorld.mock.calls as unknown as [string, Bridge][];
  bridge = exposed[0]?.[1] as Bridge;
});

it('exposes the bridge and nothing else', () => {
  expect(exposed.map(([name, value]) => [name, Object.keys(value).sort()])).toEqual([['nagare', ['onEvent', 'request']]]);
});

it('sends requests on one channel, whatever the page asks', async () => {
  ipcRenderer.invoke.mockResolvedValueOnce({ ok: true, value: 1 });
  expect(await bridge.request('run.read', { runId: 'r' })).toEqual({ ok: true, value: 1 });
  expect(ipcRenderer.invoke.mock.calls).toEqual([['nagare.request', 'run.read', { runId: 'r' }]]);
});

it("gives listeners the value and never Electron's event, until they leave", () => {
  const listener = vi.fn();
  const leave = bridge.onEvent(listener);
  ipcRenderer.emit('nagare.event', { sender: 'ipc' }, { name: 'history.changed', payload: {} });
  ipcRenderer.emit('other', { sender: 'ipc' }, 'x');
  expect(listener.mock.calls).toEqual([[{ name: 'history.changed', payload: {} }]]);
  expect(leave()).toBeUndefined();
  ipcRenderer.emit('nagare.event', {}, { name: 'history.changed', payload: {} });
  expect(listener).toHaveBeenCalledOnce();
});
