/** The windows that are connected: requests in, answers and events out. */
import type { WebSocket } from 'ws';
import type { Result } from '../../../preload/contract/bridge.ts';
import type { AppEvent } from '../../../preload/contract/operations.ts';
import type { Dispatch } from '../../rpc/dispatcher.ts';

export interface Connections {
  add(socket: WebSocket): void;
  send(event: AppEvent): void;
  close(): void;
}

/** A window that does not read is let go before its events fill the memory. */
const MOST_WAITING_BYTES = 32_000_000;
/** Going away: the host ends. */
const GOING_AWAY = 1001;
/** A window that does not say goodbye is not waited for, ms. */
const GOODBYE_MS = 1000;
const UNREADABLE = 1007;

/** @param onCount called with the number of windows whenever it changes  @param report logs a bug; returns its id */
export function createConnections(dispatch: Dispatch, onCount: (count: number) => void, report: (error: unknown) => string): Connections {
  const sockets = new Set<WebSocket>();

  const answer = async (socket: WebSocket, text: string) => {
    const request = readRequest(text);
    if (!request) return socket.close(UNREADABLE);
    const result: Result = await dispatch(request.operation, request.input);
    if (socket.readyState === socket.OPEN) socket.send(written(request.id, result));
  };

  /** No request hangs: an answer that is no JSON, which is a bug, is told as such. */
  const written = (id: number, result: Result): string => {
    try {
      return JSON.stringify({ id, result });
    } catch (error) {
      const failure = { code: 'internal', message: 'Something went wrong inside Nagare.', details: { logId: report(error) } };
      return JSON.stringify({ id, result: { ok: false, error: failure } });
    }
  };

  return {
    add(socket) {
      sockets.add(socket);
      onCount(sockets.size);
      // A message that is too large, or a broken frame: ws closes the socket by itself.
      socket.on('error', () => undefined);
      socket.on('message', (data) => void answer(socket, data.toString()));
      socket.on('close', () => {
        sockets.delete(socket);
        onCount(sockets.size);
      });
    },
    send(event) {
      const text = JSON.stringify({ event });
      for (const socket of sockets) {
        if (socket.bufferedAmount > MOST_WAITING_BYTES) socket.terminate();
        else if (socket.readyState === socket.OPEN) socket.send(text);
      }
    },
    close() {
      for (const socket of sockets) {
        socket.close(GOING_AWAY);
        setTimeout(() => socket.terminate(), GOODBYE_MS).unref();
      }
    },
  };
}

function readRequest(text: string): { readonly id: number; readonly operation: unknown; readonly input: unknown } | null {
  try {
    const message = JSON.parse(text) as { id?: unknown; operation?: unknown; input?: unknown } | null;
    return typeof message?.id === 'number' ? { id: message.id, operation: message.operation, input: message.input } : null;
  } catch {
    return null;
  }
}
