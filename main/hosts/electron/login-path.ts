/**
 * The PATH of the user's own shell. An app that is started from the Dock or a menu has the system's alone, and a
 * `credential_process` that a package manager installed is not found there. Asked for when such a program is to be run,
 * once; whatever goes wrong, the PATH stays as it is.
 */
import { spawn } from 'node:child_process';
import { userInfo } from 'node:os';
import { delimiter } from 'node:path';

export interface LoginPathOptions {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** A shell that waits for somebody to type is not waited for. */
  readonly withinMs: number;
}

/** Stands before and after what is asked for: a shell's own files may print whatever they like. */
const MARK = '__NAGARE_PATH__';
/** More than any PATH, with the greetings of a shell. */
const MOST_CHARS = 1_000_000;

/** @returns the shell's places, then those here that it lacks; NULL: as it is here */
export async function loginPath({ platform, env, withinMs }: LoginPathOptions): Promise<string | null> {
  // Windows gives every program the user's whole PATH.
  if (platform === 'win32') return null;
  const shell = env.SHELL || shellOfUser() || (platform === 'darwin' ? '/bin/zsh' : '/bin/sh');
  const said = await run(shell, env, withinMs).catch(() => '');
  const path = said.split(MARK)[1]?.trim() ?? '';
  return path === '' ? null : joined(path, env.PATH ?? '');
}

/** Places in the order of both, each once. */
export function joined(first: string, second: string): string {
  return [...new Set([...first.split(delimiter), ...second.split(delimiter)].filter((place) => place !== ''))].join(delimiter);
}

function shellOfUser(): string | null {
  try {
    return userInfo().shell;
  } catch {
    return null;
  }
}

function run(shell: string, env: LoginPathOptions['env'], withinMs: number): Promise<string> {
  // A login shell that is interactive reads all the files that a terminal's does. `printenv` and not `$PATH`: fish has a list.
  const line = `printf %s ${MARK}; /usr/bin/env printenv PATH; printf %s ${MARK}`;
  // The C shell takes no other option beside `-l`.
  const options = /\/t?csh$/.test(shell) ? ['-i', '-c', line] : ['-i', '-l', '-c', line];
  return new Promise((resolve, reject) => {
    // In a session of its own: it may neither read this terminal nor stop this program.
    const child = spawn(shell, options, { env: { ...env, TERM: env.TERM ?? 'dumb' }, stdio: ['ignore', 'pipe', 'ignore'], detached: true });
    let said = '';
    const end = () => {
      clearTimeout(timer);
      child.stdout.destroy();
      resolve(said);
    };
    const timer = setTimeout(() => {
      killAll(child.pid);
      end();
    }, withinMs);
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      // The shell's last word: what it leaves running in the background is none of ours.
      if (said.split(MARK).length > 2 || said.length > MOST_CHARS) end();
    });
    child.once('error', (error) => {
      clearTimeout(timer);
      reject(error);
    });
    child.once('close', end);
    child.unref();
  });
}

/** The shell, and what it has started. */
function killAll(pid: number | undefined): void {
  try {
    if (pid !== undefined) process.kill(-pid, 'SIGKILL');
  } catch {
    // It has just ended.
  }
}
