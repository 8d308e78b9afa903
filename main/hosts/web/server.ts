/**
 * The loopback server: the page, its WebSocket, its downloads. Every web page on this machine can send requests here, so
 * each must name this very host (no DNS rebinding), each WebSocket must come from this very page and carry the token.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import type { AppEvent } from '../../../preload/contract/operations.ts';
import type { Dispatch } from '../../rpc/dispatcher.ts';
import { pageFile, safeHeaders } from '../shared/page-files.ts';
import { type Connections, createConnections } from './connections.ts';
import type { Downloads } from './downloads.ts';
import { isToken } from './token.ts';

export interface WebServerOptions {
  /** The built page. */
  readonly page: string;
  readonly token: string;
  readonly downloads: Downloads;
  readonly dispatch: Dispatch;
  /** Logs a bug in full; returns the id under which the log has it. */
  report(error: unknown): string;
  /** How many windows are connected, whenever that changes. */
  onWindows(count: number): void;
}

export interface WebServer {
  /** `http://127.0.0.1:<port>` */
  readonly origin: string;
  send(event: AppEvent): void;
  close(): Promise<void>;
}

/** A dropped file comes in pieces of 1 MiB as base64; nothing is larger. */
const MOST_BYTES = 2_000_000;
const PROTOCOL = 'nagare';

/** Listens on 127.0.0.1, at a port that the system chooses. */
export async function startWebServer(options: WebServerOptions): Promise<WebServer> {
  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      options.report(error);
      response.destroy();
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const origin = `http://${host}`;
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: MOST_BYTES,
    perMessageDeflate: false,
    // The token is offered as a second subprotocol: only the first is ever said back.
    handleProtocols: () => PROTOCOL,
  });
  const connections: Connections = createConnections(options.dispatch, options.onWindows, options.report);

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.headers.host !== host) return refuse(response, 403);
    // As the client wrote it: `new URL` would have resolved `..` already, and throws where a path begins with `//`.
    const asked = (request.url ?? '/').replace(/[?#].*$/s, '');
    const download = /^\/download\/([0-9a-f]{32})$/.exec(asked);
    if (download?.[1] && request.method === 'GET') return options.downloads.serve(download[1], response);
    const { status, headers, body } = await pageFile(options.page, request.method ?? '', asked, [`ws://${host}`]);
    response.writeHead(status, headers).end(body);
  }

  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const [protocol, token] = (request.headers['sec-websocket-protocol'] ?? '').split(',').map((each) => each.trim());
    const isOurs = request.headers.host === host && request.headers.origin === origin && request.url === '/';
    if (!isOurs || protocol !== PROTOCOL || !isToken(token ?? '', options.token)) {
      // Who is refused may hang up in the middle.
      socket.on('error', () => undefined);
      socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n');
      return;
    }
    sockets.handleUpgrade(request, socket, head, connections.add);
  });

  return {
    origin,
    send: connections.send,
    async close() {
      connections.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function refuse(response: ServerResponse, status: number): void {
  response.writeHead(status, safeHeaders).end();
}
