/** Who has a data folder, between real processes. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { ownIdentity } from '../../../../main/history/process-identity.ts';
import { takeWindow, type WindowHolder } from '../../../../main/hosts/shared/window-lock.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

let home = '';
let path = '';
const BEAT_MS = 40;

beforeEach(() => {
  home = join(tempFolder(), 'data');
  path = join(home, 'window.json');
});

/** As it was left there by somebody. */
const leave = (holder: Partial<WindowHolder> | string, touchedAgoMs = 0) => {
  mkdirSync(home, { recursive: true });
  writeFileSync(path, typeof holder === 'string' ? holder : JSON.stringify({ kind: 'web', url: null, ...holder }));
  const touched = new Date(Date.now() - touchedAgoMs);
  utimesSync(path, touched, touched);
};
const take = async (kind: WindowHolder['kind'] = 'web') => {
  const taken = await takeWindow(home, kind, BEAT_MS);
  if ('lock' in taken) onTestFinished(() => taken.lock.release());
  return taken;
};
const takeIt = async () => {
  const taken = await take();
  if (!('lock' in taken)) throw new Error(`process ${taken.holder.pid} has it`);
  return taken.lock;
};
const written = () => JSON.parse(readFileSync(path, 'utf8')) as WindowHolder;

/** A process of its own. @returns what it says on its first line */
const other = async () => {
  const script = resolve(import.meta.dirname, '../../../support/takes-window.ts');
  const child: ChildProcess = spawn(process.execPath, [script, home], { stdio: ['ignore', 'pipe', 'inherit'] });
  const end = async () => {
    if (child.exitCode === null && child.signalCode === null && child.kill('SIGKILL')) await once(child, 'exit');
  };
  onTestFinished(end);
  if (!child.stdout) throw new Error('no output');
  const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
  return { said: JSON.parse(line) as { readonly pid?: number; readonly holder?: number }, end };
};

/** The process id of somebody who lives and has nothing to do with it. */
const stranger = () => {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => undefined, 1000)'], { stdio: 'ignore' });
  onTestFinished(() => void child.kill('SIGKILL'));
  return child.pid ?? 0;
};

describe('a data folder', () => {
  it('belongs to the first, and says where the window is to its owner alone', async () => {
    const lock = await takeIt();
    expect(await take('electron')).toEqual({ holder: { ...ownIdentity(), kind: 'web', url: null } });
    lock.opened('http://127.0.0.1:5/#token');
    expect(await take()).toMatchObject({ holder: { url: 'http://127.0.0.1:5/#token' } });
    if (process.platform !== 'win32') expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  it('is free again when it was let go of', async () => {
    (await takeIt()).release();
    expect(readdirSync(home)).toEqual([]);
    await takeIt();
  });

  it('belongs to another process while that lives, whatever that does not answer', async () => {
    const { said, end } = await other();
    // As old as after a night's sleep, with an address where nobody is.
    leave({ ...written(), url: 'http://127.0.0.1:1/' }, 3_600_000);
    expect(await take()).toMatchObject({ holder: { pid: said.pid } });
    await end();
    await takeIt();
    expect(written().pid).toBe(process.pid);
    expect(readdirSync(home)).toEqual(['window.json']);
  });

  it('goes to exactly one of several that start at once, over what a dead one left', async () => {
    leave({ pid: 2 ** 22 + 1, started: '1' });
    const said = (await Promise.all([other(), other(), other(), other()])).map((each) => each.said);
    const winners = said.filter((each) => each.pid !== undefined);
    expect(winners).toHaveLength(1);
    expect(said.filter((each) => each.holder === winners[0]?.pid)).toHaveLength(3);
    expect(written().pid).toBe(winners[0]?.pid);
  });

  it('that cannot be used is an error that says why', async () => {
    writeFileSync(join(home, '..', 'file'), '');
    await expect(takeWindow(join(home, '..', 'file', 'data'), 'web')).rejects.toMatchObject({ code: 'data_folder' });
    mkdirSync(path, { recursive: true });
    await expect(takeWindow(home, 'web')).rejects.toMatchObject({ code: 'data_folder', details: { path: home } });
  });
});

describe('what was left behind is taken over', () => {
  it('when its process is gone', async () => {
    leave({ pid: 2 ** 22 + 1, started: '1', url: 'http://127.0.0.1:1/#old' });
    await takeIt();
    expect(written()).toMatchObject({ ...ownIdentity(), url: null });
  });

  it.runIf(process.platform === 'linux')('when its process id is somebody else’s by now', async () => {
    leave({ pid: stranger(), started: 'long ago' });
    await takeIt();
  });

  it.each(['', '{"pid": 1', 'null', '{}', '{"pid":"1","started":"2"}', '{"pid":-1,"started":"2"}'])(
    'when it cannot be read and nobody is writing it: %j',
    async (text) => {
      leave(text, 60_000);
      await takeIt();
    },
  );

  it('when a start died in the middle of taking over', async () => {
    leave({ pid: 2 ** 22 + 1, started: '1' });
    writeFileSync(`${path}.taking`, '');
    const before = new Date(Date.now() - 60_000);
    utimesSync(`${path}.taking`, before, before);
    await takeIt();
    expect(readdirSync(home)).toEqual(['window.json']);
  });
});

it('is not taken from a process that is writing its file just now', async () => {
  leave('');
  const taking = take();
  await vi.waitFor(() => expect(existsSync(path)).toBe(true));
  writeFileSync(path, JSON.stringify({ ...ownIdentity(), kind: 'electron', url: null }));
  expect(await taking).toMatchObject({ holder: { kind: 'electron', pid: process.pid } });
});

describe('where the system does not tell when a process was started', () => {
  const unsure = () => ({ pid: stranger(), started: 'unknown' });

  it('a window that answers has the folder', async () => {
    const server = createServer((_request, response) => response.writeHead(403).end()).listen(0, '127.0.0.1');
    onTestFinished(() => void server.close());
    await once(server, 'listening');
    const holder = { ...unsure(), url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/#token` };
    leave(holder, 3_600_000);
    expect(await take()).toMatchObject({ holder });
  });

  it('a file that was touched lately belongs to whoever lives', async () => {
    const holder = { ...unsure(), kind: 'electron' as const };
    leave(holder);
    expect(await takeWindow(home, 'web', 60_000)).toMatchObject({ holder });
  });

  it('a process that wakes from sleep touches its file again, and keeps the folder', async () => {
    leave(unsure(), 3_600_000);
    const waking = setInterval(() => utimesSync(path, new Date(), new Date()), 10);
    onTestFinished(() => clearInterval(waking));
    expect(await take()).toHaveProperty('holder');
  });

  it('a file that nobody touches is left of somebody whose process id was given away', async () => {
    leave({ ...unsure(), url: 'http://127.0.0.1:1/#old' }, 3_600_000);
    await takeIt();
  });
});

describe('a holder', () => {
  it('touches its file', async () => {
    await takeIt();
    const before = new Date(Date.now() - 3_600_000);
    utimesSync(path, before, before);
    await vi.waitFor(() => expect(statSync(path).mtimeMs).toBeGreaterThan(Date.now() - 60_000));
  });

  it('leaves alone what is no longer its own', async () => {
    const lock = await takeIt();
    const theirs = { pid: 1, started: 'x', kind: 'electron', url: null } as const;
    leave(theirs);
    lock.opened('http://127.0.0.1:5/#token');
    lock.release();
    expect(written()).toEqual(theirs);
  });

  it('lets go once: a later holder in the same process keeps the folder', async () => {
    const first = await takeIt();
    first.release();
    await takeIt();
    first.release();
    first.opened('http://127.0.0.1:5/#first');
    expect(written().url).toBeNull();
  });

  it('is not disturbed by a folder that was taken away under it', async () => {
    const lock = await takeIt();
    rmSync(home, { recursive: true });
    expect(() => lock.opened('http://127.0.0.1:5/')).not.toThrow();
    expect(() => lock.release()).not.toThrow();
  });
});
