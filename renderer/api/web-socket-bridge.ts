/** The bridge in a browser window: one WebSocket to the loopback host, opened with the token that its address carried. */
import type { Bridge, Result } from '../../preload/contract/bridge.ts';
import type { AppEvent } from '../../preload/contract/operations.ts';

/** What the host sends: the answer to a request, or an event. */
type Received = { readonly id: number; readonly result: Result } | { readonly event: AppEvent };

const TOKEN_KEY = 'nagare.token';

/**
 * The token of this window. It comes in the address's fragment, which no server and no Referer sees; it is moved to
 * the window's own storage, so that it is gone from the address bar and a reload still has it.
 */
function takeToken(): string {
  const fragment = location.hash.slice(1);
  if (fragment !== '') {
    sessionStorage.setItem(TOKEN_KEY, fragment);
    history.replaceState(null, '', location.pathname);
  }
  return sessionStorage.getItem(TOKEN_KEY) ?? '';
}

/** @returns NULL when this window has no token, or the host refuses it */
export function connectWebSocket(onEnd: () => void): Promise<Bridge | null> {
  const token = takeToken();
  // What may stand in a subprotocol; anything else would throw.
  if (!/^[\w-]+$/.test(token)) return Promise.resolve(null);
  const socket = new WebSocket(`ws://${location.host}/`, ['nagare', token]);
  const waiting = new Map<number, (result: Result) => void>();
  const listeners = new Set<(event: AppEvent) => void>();
  let lastId = 0;

  socket.addEventListener('message', (message: MessageEvent<string>) => {
    const received = JSON.parse(message.data) as Received;
    if ('event' in received) {
      for (const listener of listeners) listener(received.event);
      return;
    }
    waiting.get(received.id)?.(received.result);
    waiting.delete(received.id);
  });

  const bridge: Bridge = {
    request: (operation, input) =>
      new Promise((resolve) => {
        // No request hangs: a closed socket answers too.
        if (socket.readyState !== WebSocket.OPEN) return resolve(gone);
        const id = ++lastId;
        waiting.set(id, resolve);
        socket.send(JSON.stringify({ id, operation, input }));
      }),
    onEvent(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };

  return new Promise((resolve) => {
    let opened = false;
    socket.addEventListener('open', () => {
      opened = true;
      resolve(bridge);
    });
    socket.addEventListener('close', () => {
      for (const answer of waiting.values()) answer(gone);
      waiting.clear();
      if (opened) onEnd();
      else resolve(null);
    });
  });
}

const gone: Result = { ok: false, error: { code: 'internal', message: 'The connection to Nagare has ended.', details: {} } };
