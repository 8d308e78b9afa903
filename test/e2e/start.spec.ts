/** `npm start` as a process: what it prints, what it leads to, how it ends. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { test as base, expect } from './nagare.ts';

const root = resolve(import.meta.dirname, '../..');
const ADDRESS = /http:\/\/127\.0\.0\.1:\d+\/#[\w-]{43}/;

interface Started {
  readonly process: ChildProcess;
  /** All that was printed until now. */
  said(): string;
  /** The address of the window, when it has been printed. */
  address(): Promise<string>;
  /** Resolves to the exit code. */
  ended(): Promise<number | null>;
}

type Start = (command: readonly string[], env?: Readonly<Record<string, string | undefined>>) => Started;

const test = base.extend<{ readonly start: Start }>({
  start: async ({ home }, use) => {
    const started: ChildProcess[] = [];
    await use(([executable = '', ...args], env = {}) => {
      const child = spawn(executable, args, {
        cwd: root,
        // No display, and no npm around it, unless a test says so.
        env: {
          ...process.env,
          DISPLAY: undefined,
          WAYLAND_DISPLAY: undefined,
          npm_lifecycle_event: undefined,
          NO_COLOR: undefined,
          FORCE_COLOR: undefined,
          NAGARE_HOME: home,
          ...env,
        },
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      started.push(child);
      let said = '';
      for (const stream of [child.stdout, child.stderr]) {
        stream?.on('data', (chunk) => {
          said += String(chunk);
        });
      }
      return {
        process: child,
        said: () => said,
        address: async () => {
          await expect.poll(() => said).toMatch(ADDRESS);
          return ADDRESS.exec(said)?.[0] ?? '';
        },
        ended: async () => {
          if (child.exitCode === null && child.signalCode === null) await once(child, 'close');
          return child.exitCode;
        },
      };
    });
    // Asked, not killed: each takes with it what it has started.
    for (const child of started) if (child.kill('SIGTERM')) await once(child, 'exit');
  },
});

const launch = [process.execPath, join(root, 'main/launch.ts')];
const isReached = (address: string) =>
  fetch(address).then(
    (answer) => answer.ok,
    () => false,
  );

test.skip(({ host }) => host !== 'web', 'the start is the same for every host: once is enough');
test.skip(process.platform !== 'linux', 'a display that is missing and signals are tested on Linux');

test.describe('without a display', () => {
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) {
    test(`the address is printed with one sentence why, and ${signal} ends everything`, async ({ start, home }) => {
      const started = start(launch);
      const address = await started.address();
      expect(started.said().replace(ADDRESS, 'ADDRESS')).toBe(
        'Nagare is ready. Open this address in a browser (there is no display here):\n\n  ADDRESS\n\nIt ends when its window is closed, or with Ctrl-C.\n',
      );
      expect(await isReached(address)).toBe(true);
      started.process.kill(signal);
      expect(await started.ended()).toBe(0);
      expect(await isReached(address)).toBe(false);
      expect(existsSync(join(home, 'window.json'))).toBe(false);
    });
  }

  test('it ends with npm, which tells nobody but its shell', async ({ start }) => {
    const started = start(['sh', '-c', `"$0" "$1"; true`, ...launch], { npm_lifecycle_event: 'start' });
    const address = await started.address();
    started.process.kill('SIGTERM');
    await expect.poll(() => isReached(address)).toBe(false);
  });
});

test('a second start on the same data folder says where the first is, and ends', async ({ start, home }) => {
  const address = await start(launch).address();
  const second = start(launch);
  expect(await second.ended()).toBe(0);
  expect(second.said()).toBe(
    `Nagare is open on ${home} already. Open this address in a browser (there is no display here):\n\n  ${address}\n\nIt ends when its window is closed.\n`,
  );
  const third = start([process.execPath, join(root, 'dist/main/web.js'), '--no-browser']);
  expect(await third.ended()).toBe(0);
  expect(third.said()).toBe(`Nagare is open on ${home} already: ${address}\n`);
  expect(await isReached(address)).toBe(true);
});

test('a data folder that cannot be used is one sentence and an exit code', async ({ start, home }) => {
  writeFileSync(join(home, 'file'), '');
  const started = start(launch, { NAGARE_HOME: join(home, 'file', 'data') });
  expect(await started.ended()).toBe(1);
  expect(started.said()).toMatch(/^error\[data_folder\]: The data folder .*\n$/);
});

test.describe('with a display', () => {
  /** A program in the place of Electron's. */
  const standIn = (home: string, script: string) => {
    const folder = join(home, 'stand-in');
    mkdirSync(folder);
    writeFileSync(join(folder, 'electron'), `#!/bin/sh\n${script}\n`);
    chmodSync(join(folder, 'electron'), 0o755);
    return { DISPLAY: ':77', ELECTRON_OVERRIDE_DIST_PATH: folder };
  };

  test('Electron is given the app and its words, and its end is the end', async ({ start, home }) => {
    const started = start([...launch, '--lang=ja'], standIn(home, 'printf "%s " "$@"'));
    expect(await started.ended()).toBe(0);
    expect(started.said()).toBe(`${root} --lang=ja `);
  });

  test('a failure that Electron has shown is not shown again', async ({ start, home }) => {
    const started = start(launch, standIn(home, 'exit 3'));
    expect(await started.ended()).toBe(3);
    expect(started.said()).toBe('');
  });

  test('an Electron that dies at its start leads to the browser window, and the sentence says so', async ({ start, home }) => {
    const started = start([...launch, '--no-browser'], standIn(home, 'echo "cannot open display" >&2; exit 1'));
    await started.address();
    expect(started.said()).toContain('Electron ended at its start (code 1): the app opens in a browser window instead.\n');
    started.process.kill('SIGTERM');
    expect(await started.ended()).toBe(0);
  });

  test('so does one that cannot be downloaded', async ({ start, home }) => {
    const env = { DISPLAY: ':77', ELECTRON_OVERRIDE_DIST_PATH: join(home, 'nothing'), ELECTRON_MIRROR: 'http://127.0.0.1:1/' };
    const started = start([...launch, '--no-browser'], { ...env, npm_config_electron_mirror: undefined });
    await started.address();
    expect(started.said()).toContain(
      'Electron is not here, and 127.0.0.1:1, from where it is downloaded, could not be reached within 5 s: the app opens in a browser window instead.\n',
    );
    started.process.kill('SIGTERM');
    expect(await started.ended()).toBe(0);
  });

  test('Ctrl-C at the start of Electron is no reason for a browser window', async ({ start, home }) => {
    const started = start(launch, standIn(home, 'echo here; trap "exit 1" INT; while :; do sleep 0.1; done'));
    await expect.poll(() => started.said()).toBe('here\n');
    started.process.kill('SIGINT');
    expect(await started.ended()).toBe(1);
    expect(started.said()).toBe('here\n');
  });
});
