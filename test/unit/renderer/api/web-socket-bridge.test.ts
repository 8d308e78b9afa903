/** The browser window's way to the host. */
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Result } from '../../../../preload/contract/bridge.ts';
import { connectWebSocket } from '../../../../renderer/api/web-socket-bridge.ts';

/** Stands in for the browser's WebSocket: what is sent is written down, what the host would do is emitted. */
class Socket extends EventTarget {
  static readonly OPEN = 1;
  static made: Socket[] = [];
  readyState = 0;
  readonly sent: { id: number; operation: string; input: unknown }[] = [];
  readonly url: string;
  readonly protocols: readonly string[];
  constructor(url: string, protocols: readonly string[]) {
    super();
    this.url = url;
    this.protocols = protocols;
    Socket.made.push(this);
  }
  send(text: string): void {
    this.sent.push(JSON.parse(text) as (typeof this.sent)[number]);
  }
  opens(): void {
    this.readyState = 1;
    this.dispatchEvent(new Event('open'));
  }
  says(message: unknown): void {
    this.dispatchEvent(new MessageEvent('message', { data: JSON.stringify(message) }));
  }
  closes(): void {
    this.readyState = 3;
    this.dispatchEvent(new Event('close'));
  }
}

const stored = new Map<string, string>();
const replaceState = vi.fn();
const TOKEN = 'A-b_'.repeat(10);

beforeEach(() => {
  Socket.made = [];
  stored.clear();
  replaceState.mockClear();
  vi.stubGlobal('WebSocket', Socket);
  vi.stubGlobal('history', { replaceState });
  vi.stubGlobal('sessionStorage', {
    getItem: (key: string) => stored.get(key) ?? null,
    setItem: (key: string, value: string) => stored.set(key, value),
  });
  return () => vi.unstubAllGlobals();
});

const at = (hash: string) => vi.stubGlobal('location', { host: '127.0.0.1:5', pathname: '/', hash });
const open = async (hash = `#${TOKEN}`) => {
  at(hash);
  const onEnd = vi.fn();
  const connecting = connectWebSocket(onEnd);
  const [socket] = Socket.made;
  if (!socket) throw new Error('nothing was opened');
  socket.opens();
  const bridge = await connecting;
  if (!bridge) throw new Error('refused');
  return { bridge, socket, onEnd };
};

describe('the token', () => {
  it('leaves the address bar at once, and is said as a subprotocol', async () => {
    const { socket } = await open();
    expect(replaceState).toHaveBeenCalledExactlyOnceWith(null, '', '/');
    expect([socket.url, socket.protocols]).toEqual(['ws://127.0.0.1:5/', ['nagare', TOKEN]]);
  });

  it('is kept for a reload', async () => {
    await open();
    Socket.made = [];
    const { socket } = await open('');
    expect(socket.protocols).toEqual(['nagare', TOKEN]);
  });

  it.each(['', '#', '#%22%20bad', '#a b', '#a,b'])('that is none (%j) opens nothing: the window is refused', async (hash) => {
    at(hash);
    expect(await connectWebSocket(() => undefined)).toBeNull();
    expect(Socket.made).toEqual([]);
  });

  it('that the host does not take is a window that is refused, and nothing that ended', async () => {
    at('#wrong');
    const onEnd = vi.fn();
    const connecting = connectWebSocket(onEnd);
    Socket.made[0]?.closes();
    expect(await connecting).toBeNull();
    expect(onEnd).not.toHaveBeenCalled();
  });
});

describe('a request', () => {
  it('gets its own answer, whichever comes first', async () => {
    const { bridge, socket } = await open();
    const [first, second] = [bridge.request('app.read', {}), bridge.request('history.list', {})];
    expect(socket.sent.map(({ operation }) => operation)).toEqual(['app.read', 'history.list']);
    const answer = (index: number): Result => ({ ok: true, value: index });
    for (const index of [1, 0]) socket.says({ id: socket.sent[index]?.id, result: answer(index) });
    expect(await Promise.all([first, second])).toEqual([answer(0), answer(1)]);
  });

  it('is answered when the host is gone: those that wait, and those to come', async () => {
    const { bridge, socket, onEnd } = await open();
    const waiting = bridge.request('app.read', {});
    socket.closes();
    expect(await waiting).toMatchObject({ ok: false, error: { code: 'internal' } });
    expect(await bridge.request('app.read', {})).toMatchObject({ ok: false });
    expect(socket.sent).toHaveLength(1);
    expect(onEnd).toHaveBeenCalledOnce();
  });
});

it('tells every listener of an event until it has had enough', async () => {
  const { bridge, socket } = await open();
  const [first, second] = [vi.fn(), vi.fn()];
  const stop = bridge.onEvent(first);
  bridge.onEvent(second);
  const event = { name: 'history.changed', payload: {} } as const;
  socket.says({ event });
  stop();
  socket.says({ event });
  expect([first.mock.calls.length, second.mock.calls.length]).toEqual([1, 2]);
  expect(second).toHaveBeenLastCalledWith(event);
});
