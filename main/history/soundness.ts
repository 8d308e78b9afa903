/**
 * Whether a history can be read from its first page to its last. A large one takes a while to look through, so at a
 * start it is trusted where a note beside it says that it was sound: a window takes the note away, looks it through
 * beside its work, and puts the note back. Whatever goes wrong meanwhile, the next start looks first.
 */
import { existsSync, rmSync, statSync, writeFileSync } from 'node:fs';
import Database from 'better-sqlite3';

/** Less takes some ten milliseconds. */
const LARGE_BYTES = 4_000_000;

const notePath = (path: string) => `${path}.sound`;

/** Large, and found sound by the one before. */
export function isTrusted(path: string): boolean {
  return isLarge(path) && existsSync(notePath(path));
}

/** From here on it is not trusted. */
export function trustNoMore(path: string): void {
  rmSync(notePath(path), { force: true });
}

/** It was looked through and found sound. */
export function noteSound(path: string): void {
  if (isLarge(path)) writeFileSync(notePath(path), '');
}

/** @throws an error with the code SQLITE_CORRUPT, or the engine's own */
export function lookThrough(db: Database.Database): void {
  // Not `quick_check`: an index that does not fit its table would only be noticed when something is deleted.
  const found = db.pragma('integrity_check(1)', { simple: true });
  if (found !== 'ok') throw Object.assign(new Error(String(found)), { code: 'SQLITE_CORRUPT' });
}

/** Worker task: looks through a history that is in use. Throws where it is damaged: the next start puts it aside. */
export async function lookThroughHistory({ path }: { readonly path: string }): Promise<void> {
  const db = new Database(path, { readonly: true, fileMustExist: true });
  try {
    lookThrough(db);
  } finally {
    db.close();
  }
  noteSound(path);
}

function isLarge(path: string): boolean {
  return (statSync(path, { throwIfNoEntry: false })?.size ?? 0) > LARGE_BYTES;
}
