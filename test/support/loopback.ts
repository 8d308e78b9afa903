/** The loopback server of a test's own, and clients that say exactly what they are told to. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { type IncomingHttpHeaders, request } from 'node:http';
import { connect } from 'node:net';
import { join } from 'node:path';
import { onTestFinished, vi } from 'vitest';
import { WebSocket } from 'ws';
import { createDownloads } from '../../main/hosts/web/downloads.ts';
import { startWebServer } from '../../main/hosts/web/server.ts';
import { createToken } from '../../main/hosts/web/token.ts';
import type { Result } from '../../preload/contract/bridge.ts';
import type { AppEvent } from '../../preload/contract/operations.ts';
import { tempFolder } from './temp-folder.ts';

export const SECRET = 'what lies outside the page';

/** Started with a page of three files, a secret beside it, and requests that are answered by an echo. */
export async function startLoopback() {
  const top = tempFolder();
  const page = join(top, 'page');
  mkdirSync(join(page, 'assets'), { recursive: true });
  writeFileSync(join(top, 'secret.js'), SECRET);
  writeFileSync(join(page, 'index.html'), '<meta property="csp-nonce" content="__CSP_NONCE__"><p nonce="__CSP_NONCE__">');
  writeFileSync(join(page, 'assets', 'main.js'), 'export {};');
  writeFileSync(join(page, 'notes.txt'), SECRET);
  const token = createToken();
  const downloads = createDownloads(join(top, 'downloads'));
  const windows: number[] = [];
  const report = vi.fn((_error: unknown) => 'log-id');
  const dispatch = vi.fn(async (operation: unknown, input: unknown): Promise<Result> => ({ ok: true, value: { operation, input } }));
  const server = await startWebServer({ page, token, downloads, dispatch, report, onWindows: (count) => windows.push(count) });
  let isClosed = false;
  const close = async () => {
    if (isClosed) return;
    isClosed = true;
    await server.close();
  };
  onTestFinished(close);
  const port = Number(new URL(server.origin).port);
  return { server, close, port, page, token, downloads, windows, dispatch, report, ...clientsOf(port, token) };
}

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** @param port of a server on 127.0.0.1 */
export function clientsOf(port: number, token: string) {
  const host = `127.0.0.1:${port}`;
  const origin = `http://${host}`;

  /** A path as it is written: nothing is resolved or encoded on the way. */
  const get = (path: string, { method = 'GET', headers = {} }: { method?: string; headers?: Record<string, string> } = {}) =>
    new Promise<Answer>((resolve, reject) => {
      const asked = request({ host: '127.0.0.1', port, path, method, headers: { host, ...headers }, agent: false }, (response) => {
        let body = '';
        response.on('data', (chunk) => {
          body += String(chunk);
        });
        response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body }));
        response.on('error', reject);
      });
      asked.on('error', reject).end();
    });

  /** Bytes as they are given; resolves to all that comes back until the server hangs up. */
  const raw = (text: string) =>
    new Promise<string>((resolve, reject) => {
      let said = '';
      const socket = connect(port, '127.0.0.1', () => socket.write(text));
      socket.on('data', (chunk) => {
        said += String(chunk);
      });
      socket.on('close', () => resolve(said));
      socket.on('error', reject);
    });

  interface Dial {
    readonly path?: string;
    readonly protocols?: readonly string[];
    readonly headers?: Readonly<Record<string, string>>;
  }
  const dial = ({ path = '/', protocols = ['nagare', token], headers = {} }: Dial = {}) => {
    const socket = new WebSocket(`ws://${host}${path}`, [...protocols], { headers: { origin, ...headers }, perMessageDeflate: false });
    onTestFinished(() => socket.terminate());
    return socket;
  };

  /** The status with which an upgrade is refused; 101 when it is not. */
  const upgrade = (options: Dial = {}) =>
    new Promise<number>((resolve, reject) => {
      const socket = dial(options);
      socket.on('open', () => resolve(101));
      socket.on('unexpected-response', (_request, response) => resolve(response.statusCode ?? 0));
      socket.on('error', reject);
    });

  return { host, origin, get, raw, dial, upgrade, open: async (options?: Dial) => opened(dial(options)) };
}

type Received = { readonly id: number; readonly result: Result } | { readonly event: AppEvent };

/** A window: what it was sent, and what it asks for. */
function opened(socket: WebSocket) {
  const received: Received[] = [];
  let code: number | null = null;
  let lastId = 0;
  socket.on('message', (data) => received.push(JSON.parse(String(data)) as Received));
  socket.on('close', (closed) => {
    code = closed;
  });
  const answer = (id: number) => received.find((each): each is Extract<Received, { id: number }> => 'id' in each && each.id === id)?.result;
  const window = {
    socket,
    received,
    events: () => received.flatMap((each) => ('event' in each ? [each.event] : [])),
    /** With which code it was closed; NULL while it is open. */
    closedWith: () => code,
    send: (text: string) => socket.send(text),
    request: async (operation: unknown, input: unknown = {}): Promise<Result> => {
      const id = ++lastId;
      socket.send(JSON.stringify({ id, operation, input }));
      await until(() => answer(id) !== undefined);
      return answer(id) as Result;
    },
    close: async () => {
      socket.close();
      await until(() => code !== null);
    },
  };
  return new Promise<typeof window>((resolve, reject) => {
    socket.on('open', () => resolve(window));
    socket.on('error', reject);
  });
}

const PATIENCE_MS = 20_000;

/** Resolves when it is so. Moves no fake timers, as `vi.waitFor` does. */
export async function until(check: () => boolean): Promise<void> {
  const deadline = Date.now() + PATIENCE_MS;
  while (!check()) {
    if (Date.now() > deadline) throw new Error('it did not become so');
    await new Promise((resolve) => setImmediate(resolve));
  }
}
