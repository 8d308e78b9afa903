/** One window on a data folder: `window.json` says which process has it and where it can be seen. */
import { closeSync, mkdirSync, openSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '../../app-error.ts';
import { isAlive, ownIdentity, type ProcessIdentity } from '../../history/process-identity.ts';

export interface WindowLock {
  /** Writes down where the window can be seen. */
  opened(url: string): void;
  release(): void;
}

/** A host that has not opened its window after so long never will. */
const STARTING_MS = 60_000;
const ANSWER_MS = 3000;

interface Holder extends ProcessIdentity {
  readonly url: string | null;
}

/**
 * Takes the folder, or says who has it: then `url` is where that window can be seen, NULL when it is just starting.
 * @throws AppError `data_folder`
 */
export async function takeWindow(home: string): Promise<WindowLock | { readonly url: string | null }> {
  const path = join(home, 'window.json');
  const self = ownIdentity();
  try {
    mkdirSync(home, { recursive: true });
    for (;;) {
      if (create(path, { ...self, url: null })) break;
      const holder = read(path);
      if (holder && (await isHeld(holder, path))) return { url: holder.url };
      // Left by a process that is gone.
      rmSync(path, { force: true });
    }
  } catch (cause) {
    throw new AppError('data_folder', `The data folder ${home} cannot be used.`, {
      cause,
      details: { path: home, reason: cause instanceof Error ? cause.message : String(cause) },
    });
  }
  return {
    // Only its owner may read it: the address carries the token.
    opened: (url) => writeFileSync(path, JSON.stringify({ ...self, url }), { mode: 0o600 }),
    release: () => rmSync(path, { force: true }),
  };
}

/** Where a process id may have been given to somebody else meanwhile, the window itself is asked. */
async function isHeld(holder: Holder, path: string): Promise<boolean> {
  if (!isAlive(holder)) return false;
  if (holder.url === null) return Date.now() - statSync(path).mtimeMs < STARTING_MS;
  return fetch(new URL('/', holder.url), { signal: AbortSignal.timeout(ANSWER_MS) }).then(
    () => true,
    () => false,
  );
}

/** Whether the file was made by this call: no two processes both get it. */
function create(path: string, holder: Holder): boolean {
  try {
    const file = openSync(path, 'wx', 0o600);
    writeFileSync(file, JSON.stringify(holder));
    closeSync(file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

function read(path: string): Holder | null {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Holder;
  } catch {
    return null;
  }
}
