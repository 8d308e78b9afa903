/** The page over loopback: to whom, with which headers, and nothing beside it. */
import { request } from 'node:http';
import { networkInterfaces } from 'node:os';
import { describe, expect, it } from 'vitest';
import { SECRET, startLoopback } from '../../../support/loopback.ts';

/** `default-src 'none'` as a map of directives. */
const directives = (policy: string) =>
  new Map(policy.split('; ').map((each) => [each.split(' ')[0] ?? '', each.split(' ').slice(1)] as const));

describe('the page', () => {
  it('comes with a strict policy, and a nonce that is new for each load and the one in the HTML', async () => {
    const { get, host } = await startLoopback();
    const nonces = new Set<string>();
    for (const path of ['/', '/', '/index.html', '/?x=1', '/index.html?x=%2e%2e']) {
      const { status, headers, body } = await get(path);
      expect(status).toBe(200);
      const policy = String(headers['content-security-policy']);
      expect(policy).not.toMatch(/unsafe|\*|http:|https:|blob:/);
      const found = [...body.matchAll(/(?:nonce|content)="([^"]+)"/g)].map((match) => match[1]);
      expect(new Set(found).size).toBe(1);
      const [nonce = ''] = found;
      expect(Buffer.from(nonce, 'base64')).toHaveLength(16);
      nonces.add(nonce);
      expect(Object.fromEntries(directives(policy))).toEqual({
        'default-src': ["'none'"],
        'script-src': ["'self'"],
        'style-src': ["'self'", `'nonce-${nonce}'`],
        'img-src': ["'self'", 'data:'],
        'font-src': ["'self'"],
        'connect-src': ["'self'", `ws://${host}`],
        'base-uri': ["'none'"],
        'form-action': ["'none'"],
        'frame-ancestors': ["'none'"],
        'object-src': ["'none'"],
      });
    }
    expect(nonces.size).toBe(5);
  });

  it('serves its scripts', async () => {
    const { get } = await startLoopback();
    expect(await get('/assets/main.js?v=1')).toMatchObject({
      status: 200,
      headers: { 'content-type': 'text/javascript; charset=utf-8' },
      body: 'export {};',
    });
  });
});

describe('every answer', () => {
  it('is opened to no other origin, cached by nobody, sniffed by nobody', async () => {
    const { get, token, host } = await startLoopback();
    const other = { headers: { origin: 'https://example.com', 'access-control-request-method': 'GET' } };
    const answers = [
      await get('/', other),
      await get('/assets/main.js', other),
      await get('/missing.js', other),
      await get('/../secret.js', other),
      await get('/', { ...other, method: 'OPTIONS' }),
      await get('/', { headers: { host: 'example.com' } }),
      await get('/download/00000000000000000000000000000000', other),
      await get(`/?${token}`),
      await get(`/${token}`),
    ];
    expect(answers.map((each) => each.status)).toEqual([200, 200, 404, 400, 405, 403, 404, 200, 404]);
    for (const { headers, body } of answers) {
      expect(Object.keys(headers).filter((name) => name.startsWith('access-control') || name === 'set-cookie')).toEqual([]);
      expect(headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'cross-origin-opener-policy': 'same-origin',
        'cross-origin-resource-policy': 'same-origin',
        'cache-control': 'no-store',
      });
      expect(`${JSON.stringify(headers)} ${body}`).not.toContain(token);
    }
    expect(host).toMatch(/^127\.0\.0\.1:\d+$/);
  });
});

describe('a request', () => {
  it.each(['example.com', 'localhost:PORT', '127.0.0.1', '127.0.0.1:1', '127.0.0.1:PORT.example.com', '[::1]:PORT', '0.0.0.0:PORT'])(
    'that names %s and not this host is refused',
    async (name) => {
      const { get, port, downloads, page } = await startLoopback();
      const headers = { host: name.replace('PORT', String(port)) };
      const offered = downloads.offer(`${page}/assets/main.js`, 'main.js');
      for (const path of ['/', '/assets/main.js', offered]) {
        expect(await get(path, { headers })).toMatchObject({ status: 403, body: '' });
      }
      expect((await get(offered)).status).toBe(200);
    },
  );

  it('without a host is refused', async () => {
    const { raw } = await startLoopback();
    expect(await raw('GET / HTTP/1.0\r\n\r\n')).toMatch(/^HTTP\/1\.1 403 /);
    expect(await raw('GET / HTTP/1.1\r\nConnection: close\r\n\r\n')).toMatch(/^HTTP\/1\.1 400 /);
  });

  it.each(['HEAD', 'POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH', 'TRACE'])('by %s gets nothing', async (method) => {
    const { get, downloads, page } = await startLoopback();
    const offered = downloads.offer(`${page}/assets/main.js`, 'main.js');
    for (const path of ['/', '/assets/main.js', offered]) expect(await get(path, { method })).toMatchObject({ status: 405, body: '' });
    expect((await get(offered)).status).toBe(200);
  });

  it('reaches this machine’s loopback only', async () => {
    const { port } = await startLoopback();
    const outside = Object.values(networkInterfaces())
      .flatMap((each) => each ?? [])
      .filter((each) => !each.internal && each.family === 'IPv4');
    const addresses = ['127.0.0.2', ...outside.map((each) => each.address)];
    for (const address of addresses) {
      const failure = await new Promise((resolve) => {
        request({ host: address, port, agent: false }, () => resolve('answered'))
          .on('error', () => resolve('refused'))
          .end();
      });
      expect([address, failure]).toEqual([address, 'refused']);
    }
  });
});

describe('what is not of the page', () => {
  it.each([
    '/../secret.js',
    '/assets/../../secret.js',
    '/%2e%2e/secret.js',
    '/%2E%2E/secret.js',
    '/.%2e/secret.js',
    '/..%2fsecret.js',
    '/..%2Fsecret.js',
    '/assets/..%5c..%5csecret.js',
    '/%5c%5chost%5csecret.js',
    '/..%5csecret.js',
    '/..\\secret.js',
    '/%252e%252e/secret.js',
    '/%252e%252e%252fsecret.js',
    '/%c0%ae%c0%ae/secret.js',
    '/%u002e%u002e/secret.js',
    '/%2Fetc%2Fpasswd',
    '//etc/passwd',
    '///etc/passwd',
    '/C:/Windows/win.ini',
    '/assets/main.js%00',
    '/assets/main.js%00.js',
    '/%00',
    '/%',
    '/%zz',
    '//',
    '///',
    '//example.com/',
    '//[',
    '//:0',
    '/\\',
    '/assets',
    '/assets/',
    '/notes.txt',
    '/missing.js',
    '/index.html%2f..',
    '/.index.html',
    '/__proto__',
    '/constructor.js',
    '/download/',
    '/download/../index.html',
    '/download/%2e%2e%2fsecret.js',
    `/${'a'.repeat(8000)}.js`,
  ])('is not had by %s', async (path) => {
    const { get } = await startLoopback();
    const { status, body } = await get(path);
    expect([400, 404]).toContain(status);
    expect(body).toBe('');
    expect((await get('/')).status).toBe(200);
  });

  it.each([
    'GET secret.js HTTP/1.1',
    'GET * HTTP/1.1',
    'GET ../secret.js HTTP/1.1',
    'GET http://127.0.0.1/../secret.js HTTP/1.1',
    'GET file:///etc/passwd HTTP/1.1',
    'GET /\u0000 HTTP/1.1',
    'GET /assets/ä.js HTTP/1.1',
    'CONNECT example.com:443 HTTP/1.1',
    'GET',
    '\u0000\u0001\u0002',
  ])('is not had by %j', async (line) => {
    const { raw, get, host } = await startLoopback();
    const said = await raw(`${line}\r\nHost: ${host}\r\nConnection: close\r\n\r\n`);
    expect(said).not.toMatch(/^HTTP\/1\.1 [23]/);
    expect(said).not.toContain(SECRET);
    expect((await get('/')).status).toBe(200);
  });
});
