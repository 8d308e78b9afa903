/** Nagare's own programs, as they are built, in processes that can be killed. */
import { type ChildProcess, spawn } from 'node:child_process';
import { join, resolve } from 'node:path';
import { openWindow, type Window } from './window.ts';

const root = resolve(import.meta.dirname, '../..');

export interface Programs {
  /** Folder of `cli.js` and `web.js`. */
  readonly built: string;
  /** Variables by which the programs find the emulator. */
  readonly env: Readonly<Record<string, string>>;
}

export const BUILT: string = join(root, 'dist/main');

export interface Ended {
  /** NULL: it was killed. */
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

export interface Started {
  readonly ended: Promise<Ended>;
  /** Resolves when the words stand on its standard error, or it has ended. */
  said(words: string): Promise<void>;
  /** As a laptop that falls asleep: it does nothing until it is woken. Not on Windows. */
  sleep(): void;
  wake(): void;
  /** `kill -9`; resolves when the process is gone. */
  kill(): Promise<Ended>;
}

export function startNagare({ built, env }: Programs, home: string, words: readonly string[]): Started {
  return watched(spawn(process.execPath, [join(built, 'cli.js'), ...words], { env: environment(env, home), stdio: 'pipe' }));
}

export interface StartedWindow extends Started {
  /** Resolves to a window on it once it can be had. @throws Error with what it said when it ended before */
  window(): Promise<Window>;
}

export function startWindow({ built, env }: Programs, home: string): StartedWindow {
  const child = spawn(process.execPath, [join(built, 'web.js'), '--no-browser'], { env: environment(env, home), stdio: 'pipe' });
  const started = watched(child);
  const url = new Promise<string>((found, failed) => {
    let said = '';
    child.stdout?.on('data', (piece) => {
      said += piece;
      const line = /^(\{.*\})\n/.exec(said)?.[1];
      if (line) found(String((JSON.parse(line) as { url: string }).url));
    });
    void started.ended.then(({ out, err }) => failed(new Error(`the window's process ended: ${out}${err}`)));
  });
  url.catch(() => undefined);
  return { ...started, window: async () => openWindow(await url) };
}

function environment(env: Readonly<Record<string, string>>, home: string): NodeJS.ProcessEnv {
  return { ...process.env, ...env, NAGARE_HOME: home };
}

function watched(child: ChildProcess): Started {
  let out = '';
  let err = '';
  child.stdin?.end();
  child.stdout?.on('data', (piece) => {
    out += piece;
  });
  child.stderr?.on('data', (piece) => {
    err += piece;
  });
  const ended = new Promise<Ended>((resolve) => child.once('close', (code) => resolve({ code, out, err })));
  return {
    ended,
    said: (words) =>
      new Promise((resolve) => {
        const look = () => {
          if (err.includes(words)) resolve();
        };
        child.stderr?.on('data', look);
        look();
        void ended.then(() => resolve());
      }),
    sleep: () => void child.kill('SIGSTOP'),
    wake: () => void child.kill('SIGCONT'),
    kill() {
      child.kill('SIGKILL');
      return ended;
    },
  };
}
