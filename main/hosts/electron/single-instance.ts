/** One window for each data folder: a second start brings the first one's window to the front. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { app } from 'electron';
import { AppError } from '../../app-error.ts';
import { takeWindow, type WindowLock } from '../shared/window-lock.ts';

/**
 * Electron's lock belongs to a `userData` folder, so that this is put into the data folder; what Chromium keeps goes
 * there too. Before the app is ready.
 * @param home the data folder  @param onSecondStart called in the process that holds the lock
 * @returns whether this process may go on: otherwise another one has the folder, and has been told
 * @throws AppError `data_folder` when the folder cannot be made
 */
export function claimDataFolder(home: string, onSecondStart: () => void): boolean {
  const userData = join(home, 'electron');
  try {
    mkdirSync(userData, { recursive: true });
  } catch (cause) {
    throw new AppError('data_folder', `The data folder ${home} cannot be made.`, { cause, details: { path: home } });
  }
  app.setPath('userData', userData);
  if (!app.requestSingleInstanceLock()) return false;
  app.on('second-instance', onSecondStart);
  return true;
}

/**
 * The folder's own lock, after Electron's: a browser window may have the folder, which only its user can bring to the front.
 * @throws AppError `already_open`, `data_folder`
 */
export async function lockDataFolder(home: string): Promise<WindowLock> {
  const taken = await takeWindow(home, 'electron');
  if ('lock' in taken) return taken.lock;
  throw new AppError('already_open', `Nagare is open on ${home} already, in a browser window. Go to that window, or close it first.`, {
    details: { path: home },
  });
}
