/** Failures that no page can show, in boxes of the system. */
import { app, type BrowserWindow, dialog } from 'electron';
import { AppError } from '../../app-error.ts';
import { startFailedCode } from '../start-failed-code.ts';
import { pageGone, startFailure } from './failure-texts.ts';
import { type Language, languageFor } from './language.ts';

/** The app cannot start: says why, in the system's language, and ends it. @param report logs a bug; returns its id */
export async function sayWhyNot(error: unknown, report: (error: unknown) => string): Promise<void> {
  const logId = error instanceof AppError ? '' : report(error);
  // Before that Linux has no boxes.
  await app.whenReady();
  const { title, text } = startFailure(error, logId, languageFor('system', app.getPreferredSystemLanguages()));
  process.stderr.write(`error[${error instanceof AppError ? error.code : 'internal'}]: ${title}. ${text.replace(/\n+/g, ' ')}\n`);
  dialog.showErrorBox(title, text);
  app.exit(startFailedCode);
}

/** The page died twice: its user decides. */
export async function askWhatNow(window: BrowserWindow, load: () => unknown, language: Language): Promise<void> {
  if (window.isDestroyed()) return;
  const { title, text, again, quit } = pageGone(language);
  const { response } = await dialog.showMessageBox(window, {
    type: 'error',
    message: title,
    detail: text,
    buttons: [again, quit],
    defaultId: 0,
    cancelId: 1,
    noLink: true,
  });
  if (response === 0) load();
  else app.quit();
}
