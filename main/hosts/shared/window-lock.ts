/**
 * One window on a data folder, of whichever host: `window.json` says which process has it and where it can be seen. The
 * terminal takes no part: it works beside a window.
 */
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { AppError } from '../../app-error.ts';
import { isAlive, isCertain, ownIdentity, type ProcessIdentity } from '../../history/process-identity.ts';

export interface WindowHolder extends ProcessIdentity {
  readonly kind: 'electron' | 'web';
  /** Where a browser can show it; NULL for a window of Electron's, and while it is just starting. */
  readonly url: string | null;
}

export interface WindowLock {
  /** Writes down where the window can be seen. */
  opened(url: string): void;
  release(): void;
}

/** How often a holder touches its file, ms. */
const BEAT_MS = 2000;
const BEATS_MISSED = 3;
const ANSWER_MS = 3000;
/** A file that cannot be read is being written, unless it is older. */
const WRITING_MS = 2000;
const LOOK_AGAIN_MS = 50;

/**
 * Takes the folder, or says who has it. What a process left that is gone is taken over.
 * @throws AppError `data_folder`
 */
export async function takeWindow(
  home: string,
  kind: WindowHolder['kind'],
  beatMs: number = BEAT_MS,
): Promise<{ readonly lock: WindowLock } | { readonly holder: WindowHolder }> {
  const path = join(home, 'window.json');
  const self: WindowHolder = { ...ownIdentity(), kind, url: null };
  try {
    mkdirSync(home, { recursive: true, mode: 0o700 });
    while (!create(path, JSON.stringify(self))) {
      const text = read(path);
      const holder = holderOf(text);
      if (holder && (await isHeld(holder, path, beatMs))) return { holder };
      if (text !== null && (holder !== null || ageMs(path) > WRITING_MS)) removeStale(path, text);
      await sleep(LOOK_AGAIN_MS);
    }
    return { lock: keep(path, self, beatMs) };
  } catch (cause) {
    throw new AppError('data_folder', `The data folder ${home} cannot be used.`, {
      cause,
      details: { path: home, reason: cause instanceof Error ? cause.message : String(cause) },
    });
  }
}

function keep(path: string, self: WindowHolder, beatMs: number): WindowLock {
  // After a long sleep of the machine somebody else may have taken the folder: the file is theirs then.
  let isReleased = false;
  const ifOwn = (change: () => void) => {
    if (isReleased) return;
    try {
      const holder = holderOf(read(path));
      if (holder?.pid === self.pid && holder.started === self.started) change();
    } catch {
      // A lock that cannot be touched is no reason to stop working.
    }
  };
  const beat = setInterval(() => ifOwn(() => utimesSync(path, new Date(), new Date())), beatMs);
  beat.unref();
  return {
    opened: (url) => ifOwn(() => writeFileSync(path, JSON.stringify({ ...self, url }))),
    release() {
      clearInterval(beat);
      ifOwn(() => rmSync(path, { force: true }));
      isReleased = true;
    },
  };
}

/** Where a process id may have been given to somebody else meanwhile, the window is asked, or its file watched. */
async function isHeld(holder: WindowHolder, path: string, beatMs: number): Promise<boolean> {
  if (!isAlive(holder)) return false;
  if (isCertain(holder)) return true;
  if (holder.url !== null && (await answers(holder.url))) return true;
  const last = ageMs(path);
  if (last < BEATS_MISSED * beatMs) return true;
  // The machine may have slept: its first beat is still to come.
  await sleep(BEATS_MISSED * beatMs);
  return existsSync(path) && ageMs(path) < last;
}

function answers(url: string): Promise<boolean> {
  return fetch(url, { signal: AbortSignal.timeout(ANSWER_MS) }).then(
    () => true,
    () => false,
  );
}

/** Whether the file was made by this call: no two processes both get it. */
function create(path: string, text: string): boolean {
  try {
    // Only its owner may read it: an address carries its token.
    const file = openSync(path, 'wx', 0o600);
    writeFileSync(file, text);
    closeSync(file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** Two processes that find the same stale file: the slower one must not remove what the faster one made in its place. */
function removeStale(path: string, text: string): void {
  const guard = `${path}.taking`;
  if (!create(guard, '')) {
    if (ageMs(guard) > WRITING_MS) rmSync(guard, { force: true });
    return;
  }
  if (read(path) === text) rmSync(path, { force: true });
  rmSync(guard, { force: true });
}

/** @returns NULL when the file is gone */
function read(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

/** Since the file was touched last, ms; none for one that is gone. A clock that was set back counts like one set forward. */
function ageMs(path: string): number {
  const touched = statSync(path, { throwIfNoEntry: false })?.mtimeMs;
  return touched === undefined ? 0 : Math.abs(Date.now() - touched);
}

function holderOf(text: string | null): WindowHolder | null {
  try {
    const { pid, started, kind, url } = JSON.parse(text ?? '') as Partial<WindowHolder>;
    if (!Number.isInteger(pid) || Number(pid) <= 0 || typeof started !== 'string') return null;
    return { pid: Number(pid), started, kind: kind === 'electron' ? kind : 'web', url: typeof url === 'string' ? url : null };
  } catch {
    return null;
  }
}
