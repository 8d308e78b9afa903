/**
 * The ipc half of the bridge: requests of our page to the dispatcher, events to our page.
 * Checklist 17 (validate the sender): any frame in any window could send on the channel, so that every request is held
 * against the one page that may. A refused one is *rejected*; answering `undefined` would look like a success.
 * https://www.electronjs.org/docs/latest/tutorial/security
 */
import { ipcMain, type WebContents } from 'electron';
import type { Result } from '../../../preload/contract/bridge.ts';
import { eventChannel, requestChannel } from '../../../preload/contract/channels.ts';
import type { AppEvent } from '../../../preload/contract/operations.ts';
import type { Dispatch } from '../../rpc/dispatcher.ts';
import { pageOrigin } from './app-protocol.ts';

/** What of `IpcMainInvokeEvent` tells who is asking. */
export interface Sender {
  readonly sender: unknown;
  readonly senderFrame: { readonly origin: string; readonly parent: unknown } | null;
}

/** Whether the main frame of `page` asks, from our own origin. A frame that has navigated away or gone is NULL. */
export function isOwnPage(page: unknown, { sender, senderFrame }: Sender): boolean {
  return sender === page && senderFrame !== null && senderFrame.parent === null && senderFrame.origin === pageOrigin;
}

export interface PageChannel {
  /** Sends an event to the page; nothing when the page is gone. */
  send(event: AppEvent): void;
}

/** @param answered sees every answer before the page does */
export function openPageChannel(
  page: WebContents,
  dispatch: Dispatch,
  answered: (operation: unknown, result: Result) => void,
): PageChannel {
  ipcMain.handle(requestChannel, async (event, operation: unknown, input: unknown) => {
    if (!isOwnPage(page, event)) throw new Error('refused: not the page of Nagare');
    const result = await dispatch(operation, input);
    answered(operation, result);
    return result;
  });
  page.once('destroyed', () => ipcMain.removeHandler(requestChannel));
  return {
    send(event) {
      if (!page.isDestroyed()) page.send(eventChannel, event);
    },
  };
}
