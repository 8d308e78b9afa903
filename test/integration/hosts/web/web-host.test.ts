/** The whole app over loopback: one host for a data folder, from its first window to the end of its last. */
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { startWebHost } from '../../../../main/hosts/web/web-host.ts';
import { operations } from '../../../../preload/contract/operations.ts';
import { clientsOf, until } from '../../../support/loopback.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

const LINGER_MS = 5000;
const root = resolve(import.meta.dirname, '../../../..');
let home = '';
let page = '';

beforeEach(() => {
  const top = tempFolder();
  home = join(top, 'data');
  page = join(top, 'page');
  mkdirSync(page);
  writeFileSync(join(page, 'index.html'), '<p nonce="__CSP_NONCE__">');
});

const options = () => ({ home, assets: join(root, 'assets'), page, version: '1.2.3', lingerMs: LINGER_MS });
const start = async () => {
  const host = await startWebHost(options());
  if ('openAlready' in host) throw new Error('somebody has the folder');
  onTestFinished(async () => {
    host.close();
    await host.ended;
  });
  const { port, hash, pathname, search } = new URL(host.url);
  const token = hash.slice(1);
  return { ...clientsOf(Number(port), token), host, token, pathname, search };
};
const lockFile = () => join(home, 'window.json');

describe('the address', () => {
  it('is loopback, with 256 random bits in the fragment and nowhere else', async () => {
    const { host, token, pathname, search } = await start();
    expect(host.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/#[\w-]{43}$/);
    expect(Buffer.from(token, 'base64url')).toHaveLength(32);
    expect([pathname, search]).toEqual(['/', '']);
    host.close();
    await host.ended;
    expect((await start()).token).not.toBe(token);
  });

  it('is written down for its owner alone, in the lock and in no other file', async () => {
    const { host, open, token } = await start();
    const window = await open();
    await window.request('run.start', { token });
    expect(JSON.parse(readFileSync(lockFile(), 'utf8'))).toMatchObject({ pid: process.pid, kind: 'web', url: host.url });
    if (process.platform !== 'win32') expect(statSync(lockFile()).mode & 0o777).toBe(0o600);
    const others = readdirSync(home, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name !== 'window.json')
      .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'latin1'));
    expect(others.length).toBeGreaterThan(0);
    for (const text of others) expect(text).not.toContain(token);
  });
});

describe('a request', () => {
  it('is answered by the app, with no word of the token', async () => {
    const { open, token } = await start();
    const window = await open();
    expect(await window.request('app.read')).toMatchObject({ ok: true, value: { version: '1.2.3', host: 'web', homePath: home } });
    for (const name of Object.keys(operations)) await window.request(name, { search: '', filter: 'all', offset: 0, limit: 10 });
    expect(JSON.stringify(window.received)).not.toContain(token);
    expect(window.closedWith()).toBeNull();
  });

  it.each([
    '',
    'no.such',
    'constructor',
    '__proto__',
    'toString',
    'hasOwnProperty',
    'valueOf',
    'app',
    'app.read ',
    'APP.READ',
    7,
    null,
    {},
    ['app.read'],
    true,
  ])('for %j is answered: there is no such operation', async (name) => {
    const { open } = await start();
    const window = await open();
    expect(await window.request(name)).toMatchObject({ ok: false, error: { code: 'bad_input', message: 'There is no such operation.' } });
    expect((await window.request('app.read')).ok).toBe(true);
  });

  it.each(['__proto__', 'constructor', 'toString'])('whose input holds %s changes nothing', async (name) => {
    const { open } = await start();
    const window = await open();
    window.send(`{"id":99,"operation":"settings.write","input":{"${name}":{"theme":"dark","polluted":true}}}`);
    await vi.waitFor(() => expect(window.received).toHaveLength(1));
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
    expect(await window.request('app.read')).toMatchObject({ value: { settings: { theme: 'system' } } });
  });

  it('may bring a piece of a file of 1 MiB', async () => {
    const { open } = await start();
    const window = await open();
    const begun = await window.request('upload.begin', { name: 'flows.csv', sizeBytes: 1024 * 1024 });
    if (!begun.ok) throw new Error(begun.error.message);
    const { uploadId } = begun.value as { uploadId: string };
    const piece = Buffer.alloc(1024 * 1024, 'srcaddr\n').toString('base64');
    expect(await window.request('upload.append', { uploadId, base64: piece })).toEqual({ ok: true, value: { receivedBytes: 1024 * 1024 } });
  });
});

it('tells every window what happens in one', async () => {
  const { open } = await start();
  const [first, second] = [await open(), await open()];
  const query = { type: 'sql', sql: 'SELECT 1 AS one', zone: 'UTC' };
  const started = await first.request('run.start', { source: { kind: 'sample' }, query });
  expect(started).toMatchObject({ ok: true });
  const isSaved = (window: typeof first) =>
    window.events().some((event) => event.name === 'run.changed' && event.payload.state === 'saved');
  await vi.waitFor(() => expect([isSaved(first), isSaved(second)]).toEqual([true, true]));
});

describe('one host for a data folder', () => {
  it('a second start is told where the first one is', async () => {
    const { host } = await start();
    expect(await startWebHost(options())).toMatchObject({ openAlready: { kind: 'web', url: host.url, pid: process.pid } });
  });

  it('the folder is free when the host has ended, and nobody answers there', async () => {
    const { host, get } = await start();
    expect((await get('/')).status).toBe(200);
    host.close();
    host.close();
    await host.ended;
    expect(existsSync(lockFile())).toBe(false);
    await expect(get('/')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    await start();
  });

  it('the folder is free when the host could not start', async () => {
    mkdirSync(home);
    const { default: Database } = await import('better-sqlite3');
    const db = new Database(join(home, 'history.db'));
    db.pragma('user_version = 99');
    db.close();
    await expect(startWebHost(options())).rejects.toMatchObject({ code: 'history_newer' });
    expect(existsSync(lockFile())).toBe(false);
  });
});

describe('the host ends', () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  /** The host, whether it has ended, and the moment when it has seen that no window is left. */
  const watched = async () => {
    const started = await start();
    let isEnded = false;
    void started.host.ended.then(() => {
      isEnded = true;
    });
    const settle = () => new Promise((done) => setImmediate(done));
    return {
      ...started,
      lingering: () => until(() => vi.getTimerCount() === 1),
      notLingering: () => until(() => vi.getTimerCount() === 0),
      isEnded: async () => {
        await settle();
        return isEnded;
      },
    };
  };

  it('some time after its last window, and not while one is reloaded', async () => {
    const { host, open, lingering, notLingering, isEnded } = await watched();
    const [first, second] = [await open(), await open()];
    await first.close();
    expect(vi.getTimerCount()).toBe(0);
    await second.close();
    await lingering();
    vi.advanceTimersByTime(LINGER_MS - 1);
    const reloaded = await open();
    await notLingering();
    vi.advanceTimersByTime(10 * LINGER_MS);
    expect(await isEnded()).toBe(false);
    expect((await reloaded.request('app.read')).ok).toBe(true);
    await reloaded.close();
    await lingering();
    vi.advanceTimersByTime(LINGER_MS);
    await host.ended;
    expect(existsSync(lockFile())).toBe(false);
  });

  it('not before its first window, nor for a window that was refused', async () => {
    const { upgrade, isEnded } = await watched();
    expect(await upgrade({ protocols: ['nagare', 'wrong'] })).toBe(403);
    vi.advanceTimersByTime(10 * LINGER_MS);
    expect(vi.getTimerCount()).toBe(0);
    expect(await isEnded()).toBe(false);
  });
});
