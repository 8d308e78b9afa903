/** The files of the built page: these and nothing else can be had, whatever the address says. */
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { extname, isAbsolute, relative, resolve } from 'node:path';
import { contentSecurityPolicy } from './content-security-policy.ts';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

export interface PageAnswer {
  readonly status: 200 | 400 | 404 | 405;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array<ArrayBuffer>;
}

/** Set on every answer of both windows. */
export const safeHeaders = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Cache-Control': 'no-store',
} as const;

/** @param folder the built page  @param pathname of the address, still percent-encoded  @param connect see `contentSecurityPolicy` */
export async function pageFile(folder: string, method: string, pathname: string, connect: readonly string[]): Promise<PageAnswer> {
  if (method !== 'GET') return refusal(405);
  const path = safePath(folder, pathname);
  if (path === null) return refusal(400);
  const type = types[extname(path)];
  const bytes = type === undefined ? null : await readFile(path).catch(() => null);
  if (type === undefined || bytes === null) return refusal(404);
  if (extname(path) !== '.html') return { status: 200, headers: { ...safeHeaders, 'Content-Type': type }, body: new Uint8Array(bytes) };
  const nonce = randomBytes(16).toString('base64');
  const html = bytes.toString('utf8').replaceAll('__CSP_NONCE__', nonce);
  const headers = { ...safeHeaders, 'Content-Type': type, 'Content-Security-Policy': contentSecurityPolicy(nonce, connect) };
  return { status: 200, headers, body: new Uint8Array(Buffer.from(html)) };
}

/** The file that is meant, or NULL for an address that leads out of the folder, by any spelling. */
function safePath(folder: string, pathname: string): string | null {
  let decoded: string;
  try {
    decoded = decodeURIComponent(pathname);
  } catch {
    return null;
  }
  if (/[\0\\]/.test(decoded) || decoded.split('/').includes('..')) return null;
  // The leading slash would make `resolve` forget the folder.
  const path = resolve(folder, decoded === '/' ? './index.html' : `.${decoded}`);
  const inside = relative(folder, path);
  return inside.startsWith('..') || isAbsolute(inside) ? null : path;
}

function refusal(status: 400 | 404 | 405): PageAnswer {
  return { status, headers: { ...safeHeaders, 'Content-Type': 'text/plain; charset=utf-8' }, body: new Uint8Array() };
}
