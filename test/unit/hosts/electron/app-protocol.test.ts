import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, vi } from 'vitest';

vi.mock('electron', () => import('../../../support/electron-double.ts'));

import { answerPage, pageOrigin, registerAppScheme, serveApp } from '../../../../main/hosts/electron/app-protocol.ts';
import { protocol, resetElectron } from '../../../support/electron-double.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

let folder = '';

beforeEach(() => {
  resetElectron();
  const top = tempFolder();
  writeFileSync(join(top, 'secret.js'), 'secret');
  folder = join(top, 'page');
  mkdirSync(join(folder, 'assets'), { recursive: true });
  writeFileSync(join(folder, 'index.html'), '<meta property="csp-nonce" nonce="__CSP_NONCE__">');
  writeFileSync(join(folder, 'assets', 'main.js'), 'export {};');
  writeFileSync(join(folder, 'notes.txt'), 'not of the page');
});

const get = (url: string, method = 'GET') => answerPage(folder, { method, url });

describe('app://nagare/', () => {
  it('is a secure origin of its own, with no way around the policy', () => {
    registerAppScheme();
    expect(protocol.registerSchemesAsPrivileged.mock.calls).toEqual([
      [[{ scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } }]],
    ]);
    expect(pageOrigin).toBe('app://nagare');
  });

  it('serves the page with a strict policy and a nonce that is new each time', async () => {
    const answers = [await get('app://nagare/'), await get('app://nagare/index.html')];
    const nonces = await Promise.all(
      answers.map(async (answer) => {
        expect(answer.status).toBe(200);
        expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
        const policy = answer.headers.get('content-security-policy') ?? '';
        expect(policy).toContain("default-src 'none'");
        expect(policy).toContain("connect-src 'self';");
        expect(policy).not.toContain('unsafe');
        const nonce = /nonce="([^"]+)"/.exec(await answer.text())?.[1] ?? '';
        expect(policy).toContain(`'nonce-${nonce}'`);
        return nonce;
      }),
    );
    expect(nonces[0]).not.toBe(nonces[1]);
  });

  it('serves its scripts', async () => {
    const answer = await get('app://nagare/assets/main.js?x=1#y');
    expect([answer.status, answer.headers.get('content-type'), await answer.text()]).toEqual([
      200,
      'text/javascript; charset=utf-8',
      'export {};',
    ]);
  });

  it.each([
    'app://nagare/../secret.js',
    'app://nagare/%2e%2e/secret.js',
    'app://nagare/..%2fsecret.js',
    'app://nagare/assets/..%5c..%5csecret.js',
    'app://nagare/%2Fetc%2Fpasswd',
    'app://nagare//etc/passwd',
    'app://nagare/assets/main.js%00.js',
    'app://nagare/%',
    'app://nagare/notes.txt',
    'app://nagare/missing.js',
    'app://nagare/assets',
    'app://other/index.html',
    'app://nagare.example/index.html',
    'app://nagare:80/index.html',
    'app://user@nagare/index.html',
    'app:///index.html',
    'app:index.html',
  ])('answers %s with a refusal', async (url) => {
    const answer = await get(url);
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.status).toBeLessThan(500);
    expect(await answer.text()).toBe('');
  });

  it.each(['POST', 'PUT', 'DELETE', 'HEAD', 'OPTIONS'])('takes no %s', async (method) => {
    expect((await get('app://nagare/index.html', method)).status).toBe(405);
  });

  it('is what Electron is given', async () => {
    serveApp(folder);
    expect(protocol.handle).toHaveBeenCalledOnce();
    const [scheme, answer] = protocol.handle.mock.calls[0] ?? [];
    expect(scheme).toBe('app');
    expect((await answer?.(new Request('app://nagare/index.html')))?.status).toBe(200);
  });
});
