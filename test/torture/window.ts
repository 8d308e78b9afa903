/** A window without a page: it asks the loopback host for what a page would ask. */
import { WebSocket } from 'ws';
import type { Result } from '../../preload/contract/bridge.ts';
import type { AppEvent, OperationInput, OperationName, OperationOutput } from '../../preload/contract/operations.ts';

export interface Window {
  /** @throws Error with code and message of a failure, or when the host is gone */
  ask<O extends OperationName>(operation: O, input: OperationInput<O>): Promise<OperationOutput<O>>;
  /** The body of a one-time download. */
  fetch(path: string): Promise<Uint8Array>;
  /** Calls back for every event from now on. */
  onEvent(listener: (event: AppEvent) => void): void;
  close(): void;
}

/** @param url as the host prints it, its token in the fragment */
export async function openWindow(url: string): Promise<Window> {
  const { host, origin, hash } = new URL(url);
  const socket = new WebSocket(`ws://${host}/`, ['nagare', hash.slice(1)], { headers: { origin }, perMessageDeflate: false });
  const waiting = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
  const listeners = new Set<(event: AppEvent) => void>();
  let lastId = 0;
  let isGone = false;
  const gone = () => {
    isGone = true;
    for (const { reject } of waiting.values()) reject(new Error('the host is gone'));
    waiting.clear();
  };
  socket.on('close', gone).on('message', (data) => {
    const message = JSON.parse(String(data)) as { id?: number; result?: Result; event?: AppEvent };
    if (message.event) for (const listener of listeners) listener(message.event);
    const asked = waiting.get(message.id ?? -1);
    if (!asked || !message.result) return;
    waiting.delete(message.id ?? -1);
    if (message.result.ok) asked.resolve(message.result.value);
    else asked.reject(Object.assign(new Error(message.result.error.message), { code: message.result.error.code }));
  });
  await new Promise<void>((resolve, reject) => socket.once('open', resolve).once('error', reject));
  socket.on('error', gone);
  return {
    ask: (operation, input) =>
      new Promise((resolve, reject) => {
        if (isGone) return reject(new Error('the host is gone'));
        const id = ++lastId;
        waiting.set(id, { resolve: resolve as (value: unknown) => void, reject });
        socket.send(JSON.stringify({ id, operation, input }));
      }),
    fetch: async (path) => new Uint8Array(await (await fetch(`${origin}${path}`)).arrayBuffer()),
    onEvent: (listener) => void listeners.add(listener),
    close: () => socket.close(),
  };
}
