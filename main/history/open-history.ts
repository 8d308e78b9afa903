/** history.db: opened, checked, migrated. A damaged one is put aside and never overwritten. */
import { copyFileSync, existsSync, mkdirSync, readdirSync, renameSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import { AppError } from '../app-error.ts';
import { historyFailure } from './history-failure.ts';
import { runsMigration } from './migrations/001-runs.ts';
import { spendMigration } from './migrations/002-spend.ts';
import { savedQueriesMigration } from './migrations/003-saved-queries.ts';
import { roomMigration } from './migrations/004-room.ts';
import { columnLayoutsMigration } from './migrations/005-column-layouts.ts';
import { runSearchMigration } from './migrations/006-run-search.ts';
import { columnRolesMigration } from './migrations/007-column-roles.ts';
import { sourceNamesMigration } from './migrations/008-source-names.ts';
import { runNumbersMigration } from './migrations/009-run-numbers.ts';
import { broughtInMigration } from './migrations/010-brought-in.ts';
import { viaWhyMigration } from './migrations/011-via-why.ts';
import { cleanupsMigration } from './migrations/012-cleanups.ts';
import { runNamesMigration } from './migrations/013-run-names.ts';
import { spendByMonthMigration } from './migrations/014-spend-by-month.ts';
import { isTrusted, lookThrough, noteSound, trustNoMore } from './soundness.ts';

/** Forward only; the version of a file is how many of them it has seen. */
const migrations: readonly string[] = [
  runsMigration,
  spendMigration,
  savedQueriesMigration,
  roomMigration,
  columnLayoutsMigration,
  runSearchMigration,
  columnRolesMigration,
  sourceNamesMigration,
  runNumbersMigration,
  broughtInMigration,
  viaWhyMigration,
  cleanupsMigration,
  runNamesMigration,
  spendByMonthMigration,
];

export interface OpenedHistory {
  readonly db: Database.Database;
  /** Where a damaged history was moved to; NULL normally. */
  readonly setAside: string | null;
  /** It was trusted for now: the task `look-through-history` is to be run beside the work. */
  readonly isToLookThrough: boolean;
}

/**
 * Opens or creates the history at `path`.
 * @param later whether the caller looks a large one through afterwards
 * @throws AppError `history_newer` for a file of a later version, `disk_full`, `data_folder` when it cannot be written.
 */
export function openHistory(path: string, later = false): OpenedHistory {
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  } catch (cause) {
    throw new AppError('data_folder', `The data folder ${dirname(path)} cannot be made.`, { cause, details: { path: dirname(path) } });
  }
  try {
    return { ...openChecked(path, later), setAside: null };
  } catch (error) {
    if (!isDamage(error)) throw historyFailure(error, path);
    const setAside = putAside(path);
    trustNoMore(path);
    return { ...openChecked(path, later), setAside };
  }
}

function openChecked(path: string, later: boolean): Pick<OpenedHistory, 'db' | 'isToLookThrough'> {
  if (isEmptied(path)) throw Object.assign(new Error('the file is empty'), { code: 'SQLITE_CORRUPT' });
  const isSound = isTrusted(path);
  if (later) trustNoMore(path);
  const db = new Database(path);
  try {
    db.pragma('busy_timeout = 5000');
    // Before anything is written.
    refuseNewer(db, path);
    db.pragma('journal_mode = WAL');
    db.pragma('synchronous = FULL');
    db.pragma('foreign_keys = ON');
    if (!isSound) {
      lookThrough(db);
      noteSound(path);
    }
    migrate(db, path);
    return { db, isToLookThrough: later && isSound };
  } catch (error) {
    db.close();
    throw error;
  }
}

function refuseNewer(db: Database.Database, path: string): void {
  const version = Number(db.pragma('user_version', { simple: true }));
  if (version <= migrations.length) return;
  throw new AppError('history_newer', 'The history was written by a newer version of Nagare. Update Nagare; nothing was changed.', {
    details: { path, version, known: migrations.length },
  });
}

function migrate(db: Database.Database, path: string): void {
  const version = Number(db.pragma('user_version', { simple: true }));
  if (version === migrations.length) return;
  if (version > 0) {
    db.pragma('wal_checkpoint(TRUNCATE)');
    copyFileSync(path, `${path}.before-${migrations.length}`);
  }
  db.transaction(() => {
    // Another process may have migrated while this one waited for the lock.
    const now = Number(db.pragma('user_version', { simple: true }));
    for (const sql of migrations.slice(now)) db.exec(sql);
    db.pragma(`user_version = ${migrations.length}`);
  }).exclusive();
}

/**
 * A file without a byte is a new database to SQLite, which would delete the journal beside it. It is one that was lost
 * where there is anything of it: its journal, or stored rows. A process that is killed in its first moment leaves neither.
 */
function isEmptied(path: string): boolean {
  if (statSync(path, { throwIfNoEntry: false })?.size !== 0) return false;
  if ((statSync(`${path}-wal`, { throwIfNoEntry: false })?.size ?? 0) > 0) return true;
  const results = join(dirname(path), 'results');
  return existsSync(results) && readdirSync(results).some((name) => name.endsWith('.sqlite'));
}

/** Moves the database with its journal files, so that what can be saved from it can be saved. */
function putAside(path: string): string {
  const target = `${path.replace(/\.db$/, '')}.damaged-${new Date().toISOString().replace(/[:.]/g, '')}.db`;
  for (const suffix of ['', '-wal', '-shm']) {
    if (existsSync(path + suffix)) renameSync(path + suffix, target + suffix);
  }
  return target;
}

const codeOf = (error: unknown): string => (error instanceof Error && 'code' in error ? String(error.code) : '');

function isDamage(error: unknown): boolean {
  return codeOf(error).startsWith('SQLITE_CORRUPT') || codeOf(error) === 'SQLITE_NOTADB';
}
