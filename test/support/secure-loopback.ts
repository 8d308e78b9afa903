/** AWS as it is met in an office: behind TLS that a private authority signed, and behind a proxy. */
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import { type AddressInfo, connect, createServer as createPlainServer, type Server as NetServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

const folder = join(import.meta.dirname, 'tls');
export const AUTHORITY = join(folder, 'authority.pem');

/** Takes requests for any of AWS's hosts and hands them on. @returns its port */
export async function startSecureFront(emulatorUrl: string): Promise<number> {
  const files = { cert: readFileSync(join(folder, 'server.pem')), key: readFileSync(join(folder, 'server-key.pem')) };
  const server = createSecureServer(files, (incoming: IncomingMessage, outgoing: ServerResponse) => {
    const { method, headers, url } = incoming;
    const onward = request(`${emulatorUrl}${url}`, { method, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    onward.on('error', () => outgoing.destroy());
    incoming.pipe(onward);
  });
  return listening(server);
}

export interface Proxy {
  readonly port: number;
  /** Hosts that a tunnel was asked for, in order. */
  readonly tunnels: string[];
  /** `Proxy-Authorization` of each. */
  readonly authorizations: (string | undefined)[];
}

/** A proxy whose tunnels all end at `port`. @param refusal status that it answers instead */
export async function startProxy(port: number, refusal?: number): Promise<Proxy> {
  const tunnels: string[] = [];
  const authorizations: (string | undefined)[] = [];
  const server = createServer();
  server.on('connect', (asked: IncomingMessage, socket: Socket, head: Buffer) => {
    tunnels.push((asked.url ?? '').replace(/:443$/, ''));
    authorizations.push(asked.headers['proxy-authorization']);
    socket.on('error', () => undefined);
    if (refusal !== undefined)
      return socket.end(`HTTP/1.1 ${refusal} Refused\r\ncontent-type: text/html\r\ncontent-length: 9\r\n\r\n<p>No</p>`);
    const onward = connect(port, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      onward.write(head);
      onward.pipe(socket).pipe(onward);
    });
    onward.on('error', () => socket.destroy());
  });
  return { port: await listening(server), tunnels, authorizations };
}

/** A proxy for plain requests, which it hands on to the emulator. */
export async function startPlainProxy(emulatorUrl: string): Promise<{ readonly port: number; readonly asked: string[] }> {
  const asked: string[] = [];
  const server = createServer((incoming, outgoing) => {
    const { host, pathname, search } = new URL(incoming.url ?? '');
    asked.push(host);
    const { method, headers } = incoming;
    const onward = request(`${emulatorUrl}${pathname}${search}`, { method, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    onward.on('error', () => outgoing.destroy());
    incoming.pipe(onward);
  });
  return { port: await listening(server), asked };
}

/** SOCKS 5 with names, as `ssh -D` has it. All connections end at `port`. */
export async function startSocks(port: number): Promise<Proxy> {
  const tunnels: string[] = [];
  const server = createPlainServer((socket) => {
    socket.on('error', () => undefined);
    socket.once('data', () => {
      socket.write(Buffer.from([5, 0]));
      socket.once('data', (asked) => {
        tunnels.push(asked.subarray(5, 5 + (asked[4] ?? 0)).toString());
        const onward = connect(port, '127.0.0.1', () => {
          socket.write(Buffer.from([5, 0, 0, 1, 127, 0, 0, 1, 0, 0]));
          onward.pipe(socket).pipe(onward);
        });
        onward.on('error', () => socket.destroy());
      });
    });
  });
  return { port: await listening(server), tunnels, authorizations: [] };
}

async function listening(server: NetServer): Promise<number> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(async () => {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  });
  return (server.address() as AddressInfo).port;
}
