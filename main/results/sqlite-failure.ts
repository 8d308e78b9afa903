import { AppError } from '../app-error.ts';

/** What a failure of SQLite or the file system means for a result file. Anything else is given back as it is. */
export function resultFailure(error: unknown, path: string): unknown {
  const code = codeOf(error);
  if (code === 'SQLITE_FULL' || code === 'ENOSPC' || code === 'EDQUOT') {
    return new AppError('disk_full', 'The disk is full. Make room and run it again; nothing else was lost.', {
      cause: error,
      details: { path },
    });
  }
  if (code === 'SQLITE_CORRUPT' || code === 'SQLITE_NOTADB' || code.startsWith('SQLITE_IOERR')) {
    return new AppError('result_damaged', 'The stored rows are damaged. Run the query again.', { cause: error, details: { path } });
  }
  if (code.startsWith('SQLITE_CANTOPEN') || code === 'ENOENT') {
    return new AppError('result_missing', 'The stored rows are gone. Run the query again.', { cause: error, details: { path } });
  }
  return error;
}

/** better-sqlite3 and the file system name their failures; Node's SQLite numbers them, the general kind in the last byte. */
function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return '';
  if ('errcode' in error && typeof error.errcode === 'number') return KINDS[error.errcode & 0xff] ?? '';
  return 'code' in error ? String(error.code) : '';
}

/** https://www.sqlite.org/rescode.html */
const KINDS: Readonly<Record<number, string>> = {
  10: 'SQLITE_IOERR',
  11: 'SQLITE_CORRUPT',
  13: 'SQLITE_FULL',
  14: 'SQLITE_CANTOPEN',
  26: 'SQLITE_NOTADB',
};
