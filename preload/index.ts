/**
 * All that Electron's page can reach: `window.nagare`, exactly `{request, onEvent}`, on two fixed channels.
 * A listener gets the event's value and never the ipc event, whose `sender` would be a way around the bridge.
 */
import { contextBridge, type IpcRendererEvent, ipcRenderer } from 'electron';
import type { Bridge } from './contract/bridge.ts';
import { eventChannel, requestChannel } from './contract/channels.ts';
import type { AppEvent } from './contract/operations.ts';

const bridge: Bridge = {
  request: (operation, input) => ipcRenderer.invoke(requestChannel, operation, input),
  onEvent: (listener) => {
    const pass = (_event: IpcRendererEvent, value: AppEvent) => listener(value);
    ipcRenderer.on(eventChannel, pass);
    return () => {
      ipcRenderer.removeListener(eventChannel, pass);
    };
  },
};

contextBridge.exposeInMainWorld('nagare', bridge);
