/** Windows on the loopback server: which may connect, what they may say, what they are told. */
import { connect } from 'node:net';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { startLoopback } from '../../../support/loopback.ts';

const MOST_BYTES = 2_000_000;

describe('an upgrade', () => {
  it('from the page, with its token, is a window; the token is not said back', async () => {
    const { open, windows } = await startLoopback();
    const window = await open();
    expect(window.socket.protocol).toBe('nagare');
    expect(window.socket.extensions).toBe('');
    await vi.waitFor(() => expect(windows).toEqual([1]));
  });

  it.each([
    ['no token', ['nagare']],
    ['an empty one', ['nagare', '_']],
    ['a wrong one', ['nagare', 'A'.repeat(43)]],
    ['another protocol', ['other', 'TOKEN']],
    ['the token first', ['TOKEN', 'nagare']],
    ['the token alone', ['TOKEN']],
    ['no protocol', []],
    ['the token as a third', ['nagare', 'other', 'TOKEN']],
  ])('with %s is refused', async (_name, protocols) => {
    const { upgrade, token, windows } = await startLoopback();
    expect(await upgrade({ protocols: protocols.map((each) => (each === 'TOKEN' ? token : each)) })).toBe(403);
    expect(windows).toEqual([]);
  });

  it('with a token that is nearly right is refused', async () => {
    const { upgrade, token } = await startLoopback();
    for (const wrong of [token.slice(0, -1), `${token}A`, token.toLowerCase(), [...token].reverse().join('')]) {
      expect(await upgrade({ protocols: ['nagare', wrong] })).toBe(403);
    }
    expect(await upgrade()).toBe(101);
  });

  it.each([
    'https://example.com',
    'http://127.0.0.1',
    'http://127.0.0.1:1',
    'http://localhost:PORT',
    'https://127.0.0.1:PORT',
    'http://127.0.0.1:PORT/',
    'http://127.0.0.1:PORT.example.com',
    'HTTP://127.0.0.1:PORT',
    'null',
    '',
    'file://',
  ])('from the origin %j is refused', async (origin) => {
    const { upgrade, port } = await startLoopback();
    expect(await upgrade({ headers: { origin: origin.replace('PORT', String(port)) } })).toBe(403);
  });

  it.each(['example.com', 'localhost:PORT', '127.0.0.1', '[::1]:PORT'])('that names the host %s is refused', async (host) => {
    const { upgrade, port } = await startLoopback();
    expect(await upgrade({ headers: { host: host.replace('PORT', String(port)) } })).toBe(403);
  });

  it.each(['/x', '/index.html', '/?x=1', '//'])('to %s is refused', async (path) => {
    const { upgrade } = await startLoopback();
    expect(await upgrade({ path })).toBe(403);
  });

  it('without an origin is refused, and says nothing but that', async () => {
    const { raw, host, token } = await startLoopback();
    const lines = [
      'GET / HTTP/1.1',
      `Host: ${host}`,
      'Connection: Upgrade',
      'Upgrade: websocket',
      'Sec-WebSocket-Version: 13',
      'Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==',
      `Sec-WebSocket-Protocol: nagare, ${token}`,
    ];
    expect(await raw(`${lines.join('\r\n')}\r\n\r\n`)).toBe('HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n');
  });

  it('that is refused and then reset harms nobody', async () => {
    const { port, host, get } = await startLoopback();
    for (let time = 0; time < 20; time++) {
      await new Promise<void>((resolve) => {
        const socket = connect(port, '127.0.0.1', () => {
          socket.write(`GET / HTTP/1.1\r\nHost: ${host}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n${'x'.repeat(100_000)}`);
          setTimeout(() => socket.resetAndDestroy(), time % 3);
        });
        socket.on('error', () => undefined).on('close', () => resolve());
      });
    }
    expect((await get('/')).status).toBe(200);
  });
});

describe('a window', () => {
  it('gets the answer to each request, whichever is first', async () => {
    const { open, dispatch } = await startLoopback();
    let release: () => void = () => undefined;
    dispatch.mockImplementationOnce(async () => {
      await new Promise<void>((resolve) => {
        release = resolve;
      });
      return { ok: true, value: 'late' };
    });
    const window = await open();
    const late = window.request('first');
    expect(await window.request('second', { a: [1] })).toEqual({ ok: true, value: { operation: 'second', input: { a: [1] } } });
    release();
    expect(await late).toEqual({ ok: true, value: 'late' });
  });

  it('that asks for what is no operation is told so', async () => {
    const { open, dispatch } = await startLoopback();
    dispatch.mockResolvedValueOnce({ ok: false, error: { code: 'bad_input', message: 'no', details: {} } });
    const window = await open();
    expect(await window.request(null, null)).toMatchObject({ ok: false, error: { code: 'bad_input' } });
    expect(dispatch).toHaveBeenCalledExactlyOnceWith(null, null);
  });

  it.each(['', '{', 'null', '[]', '1', '"x"', '{}', '{"id":"1","operation":"x"}', '{"id":null}', '{"operation":"x","input":{}}'])(
    'that sends %j is let go; the others stay',
    async (text) => {
      const { open, dispatch, windows } = await startLoopback();
      const [bad, good] = [await open(), await open()];
      bad.send(text);
      await vi.waitFor(() => expect(bad.closedWith()).toBe(1007));
      expect(dispatch).not.toHaveBeenCalled();
      expect((await good.request('x')).ok).toBe(true);
      await vi.waitFor(() => expect(windows).toEqual([1, 2, 1]));
    },
  );

  it('that sends more than a piece of a file is let go; the others stay', async () => {
    const { open } = await startLoopback();
    const [bad, good] = [await open(), await open()];
    const frame = (size: number) => JSON.stringify({ id: 7, operation: 'x', input: 'x'.repeat(size - 100) }).padEnd(size);
    bad.socket.on('error', () => undefined);
    good.send(frame(MOST_BYTES));
    bad.send(frame(MOST_BYTES + 1));
    await vi.waitFor(() => expect(bad.closedWith()).toBe(1009));
    await vi.waitFor(() => expect(good.received).toMatchObject([{ id: 7, result: { ok: true } }]));
  });

  it('that breaks the protocol is let go; the others stay', async () => {
    const { open, windows } = await startLoopback();
    const [bad, good] = [await open(), await open()];
    // An unmasked frame, as no client may send.
    (bad.socket as unknown as { _socket: { write(bytes: Buffer): void } })._socket.write(Buffer.from([0x81, 0x01, 0x78]));
    await vi.waitFor(() => expect(windows.at(-1)).toBe(1));
    expect((await good.request('x')).ok).toBe(true);
  });

  it('is answered even where the answer cannot be written down', async () => {
    const { open, dispatch, report } = await startLoopback();
    dispatch.mockResolvedValueOnce({ ok: true, value: 1n });
    const window = await open();
    expect(await window.request('x')).toMatchObject({ ok: false, error: { code: 'internal', details: { logId: 'log-id' } } });
    expect(report).toHaveBeenCalledOnce();
    expect((await window.request('y')).ok).toBe(true);
  });

  it('that is gone before its answer harms nobody', async () => {
    const { open, dispatch, report } = await startLoopback();
    let release: () => void = () => undefined;
    dispatch.mockImplementationOnce(async () => {
      await new Promise<void>((resolve) => {
        release = resolve;
      });
      return { ok: true, value: 1 };
    });
    const [gone, here] = [await open(), await open()];
    gone.send('{"id":1,"operation":"x"}');
    await vi.waitFor(() => expect(dispatch).toHaveBeenCalled());
    await gone.close();
    release();
    expect((await here.request('x')).ok).toBe(true);
    expect(report).not.toHaveBeenCalled();
  });
});

describe('events', () => {
  const event = { name: 'history.changed', payload: {} } as const;

  it('go to every window', async () => {
    const { open, server, windows } = await startLoopback();
    const all = [await open(), await open(), await open()];
    await all[1]?.close();
    await vi.waitFor(() => expect(windows).toEqual([1, 2, 3, 2]));
    server.send(event);
    await vi.waitFor(() => expect(all.map((window) => window.events())).toEqual([[event], [], [event]]));
  });

  it('do not fill the memory for a window that does not read', async () => {
    const { open, server, windows } = await startLoopback();
    const stuck = await open();
    stuck.socket.pause();
    const large = { name: 'menu.chosen', payload: { item: 'x'.repeat(8_000_000) } } as unknown as typeof event;
    for (let time = 0; time < 12; time++) server.send(large);
    await vi.waitFor(() => expect(windows.at(-1)).toBe(0));
  });
});

describe('the end', () => {
  it('closes every window as going away, and nobody can come', async () => {
    const { open, close, get } = await startLoopback();
    const window = await open();
    await close();
    await vi.waitFor(() => expect(window.closedWith()).toBe(1001));
    await expect(get('/')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });

  it('does not wait for a window that does not answer', async () => {
    const { open, close, get } = await startLoopback();
    const stuck = await open();
    stuck.socket.pause();
    await close();
    await expect(get('/')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    // After 30 s the library gives it up by itself.
  }, 25_000);

  it('does not wait for a connection that says nothing', async () => {
    const { port, close } = await startLoopback();
    const idle = connect(port, '127.0.0.1');
    onTestFinished(() => void idle.destroy());
    idle.on('error', () => undefined);
    await new Promise<void>((resolve) => idle.on('connect', () => resolve()));
    await close();
  });
});
