/** Whether an export may write to a place, as far as that is known before it is tried. */
import { accessSync, constants, realpathSync, statSync } from 'node:fs';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { AppError } from '../app-error.ts';
import { fileFailure, targetUnwritable } from './file-failure.ts';

/**
 * What is there already must be a file, and one that may be replaced: renaming would replace a device or a closed file
 * too. What Nagare keeps in its data folder is never replaced: the history and the rows of other runs would be lost.
 * @param dataFolder NULL: there is none  @throws AppError `target_unwritable`
 */
export function checkTarget(path: string, dataFolder: string | null): void {
  if (dataFolder !== null && isOwn(path, dataFolder)) throw ownFile(path);
  try {
    const there = statSync(path, { throwIfNoEntry: false });
    if (!there) return;
    if (!there.isFile()) throw targetUnwritable(path);
    accessSync(path, constants.W_OK);
  } catch (error) {
    throw fileFailure(error, path);
  }
}

function ownFile(path: string): AppError {
  return new AppError('target_unwritable', `${path} is where Nagare keeps its own data. Choose another place.`, { details: { path } });
}

/** Folders and files of the data folder (ARCHITECTURE.md); the history has its journal and its copies beside it. */
const OWN = new Set(['results', 'uploads', 'downloads', 'cleanups', 'logs', 'electron', 'browser', 'window.json', 'history']);

/** However the place is written: by links, with `..`, or in capitals where the system does not tell them apart. */
function isOwn(path: string, dataFolder: string): boolean {
  const place = relative(realFolder(dataFolder), join(realFolder(dirname(path)), basename(path)));
  const [first = '', ...rest] = place.toLowerCase().split(sep);
  return OWN.has(rest.length === 0 && first.startsWith('history.') ? 'history' : first);
}

/** With links followed, as far as it is there. */
function realFolder(path: string): string {
  try {
    return realpathSync.native(path);
  } catch {
    return resolve(path);
  }
}
