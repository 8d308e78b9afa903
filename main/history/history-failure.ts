/** What SQLite says when the history cannot be written, as the app's own error. */
import { AppError } from '../app-error.ts';

/** @param path of the history, where it is known. Anything else is given back as it is. */
export function historyFailure(error: unknown, path: string | null = null): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const details = path === null ? {} : { path };
  // The index of its journal is made as large as it needs to be before anything is written.
  if (code === 'SQLITE_FULL' || code === 'SQLITE_IOERR_SHMSIZE' || code === 'ENOSPC') {
    return new AppError('disk_full', 'The disk is full: the history cannot be written.', { cause: error, details });
  }
  if (['SQLITE_CANTOPEN', 'SQLITE_READONLY', 'SQLITE_BUSY', 'SQLITE_IOERR'].some((kind) => code.startsWith(kind))) {
    const reason = error instanceof Error ? error.message : '';
    const message = path === null ? 'The history cannot be written.' : `The history at ${path} cannot be opened for writing.`;
    return new AppError('data_folder', message, { cause: error, details: { ...details, reason } });
  }
  if (code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB') {
    const message = 'Part of the history is damaged. Close Nagare and start it again: it is then looked through.';
    return new AppError('history_damaged', message, { cause: error, details: { ...details, inUse: true } });
  }
  return error;
}
