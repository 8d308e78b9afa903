/** What `npm start` decides. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { type AddressInfo, createServer as createSocketServer } from 'node:net';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { downloadElectron, downloadServer } from '../../../main/launch/download-electron.ts';
import { electronBinary } from '../../../main/launch/electron-binary.ts';
import { electronEnd, exitCodeOf, type ProcessEnd } from '../../../main/launch/electron-end.ts';
import { tempFolder } from '../../support/temp-folder.ts';

describe("Electron's executable", () => {
  let folder = '';
  beforeEach(() => {
    folder = tempFolder();
  });
  const put = (path: string, text = '') => {
    mkdirSync(join(folder, path, '..'), { recursive: true });
    writeFileSync(join(folder, path), text);
  };

  it('is where the installer noted it', () => {
    put('path.txt', 'Electron.app/Contents/MacOS/Electron');
    expect(electronBinary(folder, {}, 'darwin')).toBeNull();
    put('dist/Electron.app/Contents/MacOS/Electron');
    expect(electronBinary(folder, {}, 'darwin')).toBe(join(folder, 'dist/Electron.app/Contents/MacOS/Electron'));
  });

  it('is not here before the installer came to its end', () => {
    put('dist/electron');
    expect(electronBinary(folder, {}, 'linux')).toBeNull();
    expect(electronBinary(join(folder, 'missing'), {}, 'linux')).toBeNull();
  });

  it.each([
    ['linux', 'electron'],
    ['win32', 'electron.exe'],
    ['darwin', 'Electron.app/Contents/MacOS/Electron'],
  ] as const)('may be in a folder of the user’s own on %s', (platform, name) => {
    const env = { ELECTRON_OVERRIDE_DIST_PATH: join(folder, 'mine') };
    expect(electronBinary(folder, env, platform)).toBeNull();
    put(`mine/${name}`);
    expect(electronBinary(folder, env, platform)).toBe(join(folder, 'mine', name));
    put('path.txt', name);
    expect(electronBinary(folder, env, platform)).toBe(join(folder, 'mine', name));
  });
});

describe('its download', () => {
  it('comes from where its installer would take it', () => {
    expect(downloadServer({})?.host).toBe('github.com');
    expect(downloadServer({ ELECTRON_MIRROR: '' })?.host).toBe('github.com');
    expect(downloadServer({ ELECTRON_MIRROR: 'https://mirror.example/electron/' })?.href).toBe('https://mirror.example/electron/');
    expect(downloadServer({ ELECTRON_MIRROR: 'https://a.example/', npm_config_electron_mirror: 'https://b.example/' })?.host).toBe(
      'b.example',
    );
    expect(downloadServer({ ELECTRON_MIRROR: 'mirror' })).toBeNull();
  });

  it('is not tried where the server cannot be reached, and the sentence names it', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => server.on('listening', resolve));
    const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
    server.close();
    expect(await downloadElectron('/none', { ELECTRON_MIRROR: `http://${host}/` })).toBe(
      `Electron is not here, and ${host}, from where it is downloaded, could not be reached within 5 s`,
    );
    expect(await downloadElectron('/none', { ELECTRON_MIRROR: 'mirror' })).toContain('no address');
  });

  it('waits 5 s for the server and no longer', async () => {
    const timeout = vi.spyOn(AbortSignal, 'timeout').mockImplementation((ms) => {
      expect(ms).toBe(5000);
      return AbortSignal.abort(new DOMException('', 'TimeoutError'));
    });
    onTestFinished(() => timeout.mockRestore());
    const silent = createSocketServer().listen(0, '127.0.0.1');
    onTestFinished(() => void silent.close());
    await new Promise((resolve) => silent.on('listening', resolve));
    const mirror = `http://127.0.0.1:${(silent.address() as AddressInfo).port}/`;
    expect(await downloadElectron('/none', { ELECTRON_MIRROR: mirror })).toContain('could not be reached within 5 s');
  });

  it.each([
    [0, null],
    [1, 'Electron could not be downloaded from 127.0.0.1'],
  ])('is the work of its installer, which ends with %d', async (code, why) => {
    // Whatever the server says: that it is there is all that is asked.
    const server = createServer((_request, response) => response.writeHead(404).end()).listen(0, '127.0.0.1');
    onTestFinished(() => void server.close());
    await new Promise((resolve) => server.on('listening', resolve));
    const log = vi.spyOn(console, 'log').mockReturnValue(undefined);
    onTestFinished(() => log.mockRestore());
    const folder = tempFolder();
    writeFileSync(join(folder, 'install.js'), `process.exit(${code});`);
    const mirror = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    const said = await downloadElectron(folder, { ELECTRON_MIRROR: mirror });
    if (why === null) expect(said).toBeNull();
    else expect(said).toContain(why);
    expect(log.mock.calls[0]?.[0]).toMatch(/^Downloading Electron from 127\.0\.0\.1:\d+ \.\.\.$/);
  });
});

describe("the end of Electron's process", () => {
  const end = (change: Partial<ProcessEnd>): ProcessEnd => ({
    code: null,
    signal: null,
    error: null,
    ranMs: 500,
    wasAsked: false,
    ...change,
  });

  it.each<[string, Partial<ProcessEnd>, number]>([
    ['its window was closed', { code: 0 }, 0],
    ['its window was closed at once', { code: 0, ranMs: 1 }, 0],
    ['it has shown itself why not', { code: 3 }, 3],
    ['Ctrl-C', { signal: 'SIGINT', wasAsked: true }, 130],
    ['Ctrl-C, and it failed at that', { code: 1, wasAsked: true }, 1],
    ['it was told to end', { signal: 'SIGTERM', wasAsked: true }, 143],
    ['it crashed later', { signal: 'SIGSEGV', ranMs: 20_001 }, 139],
    ['it failed later', { code: 7, ranMs: 60_000 }, 7],
  ])('is the end: %s', (_name, change, exitCode) => {
    expect(electronEnd(end(change))).toEqual({ exitCode });
  });

  it.each<[string, Partial<ProcessEnd>, string]>([
    ['it cannot be run', { error: 'spawn EACCES' }, 'Electron could not be started (spawn EACCES)'],
    ['a library is missing', { code: 127, ranMs: 5 }, 'Electron ended at its start (code 127)'],
    ['it refuses to run as root', { code: 1 }, 'Electron ended at its start (code 1)'],
    ['it crashed', { signal: 'SIGTRAP', ranMs: 19_000 }, 'Electron ended at its start (SIGTRAP)'],
  ])('leads to the browser window, with the reason: %s', (_name, change, why) => {
    expect(electronEnd(end(change))).toEqual({ why });
  });

  it('is told as a shell tells it', () => {
    expect(exitCodeOf({ code: 5, signal: null })).toBe(5);
    expect(exitCodeOf({ code: null, signal: 'SIGKILL' })).toBe(137);
    expect(exitCodeOf({ code: null, signal: null })).toBe(1);
  });
});
