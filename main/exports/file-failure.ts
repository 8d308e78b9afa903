import { AppError } from '../app-error.ts';

/** The place is missing, closed, in use, read-only, too small for such a file, or its name cannot be. */
const UNWRITABLE: ReadonlySet<string> = new Set([
  'EACCES',
  'EBUSY',
  'EEXIST',
  'EFBIG',
  'EINVAL',
  'EIO',
  'EISDIR',
  'ELOOP',
  'ENAMETOOLONG',
  'ENODEV',
  'ENOENT',
  'ENOTDIR',
  'ENXIO',
  'EPERM',
  'EROFS',
  'ESTALE',
  'ETXTBSY',
  'UNKNOWN',
]);

/** What a failure of the file system means for an export's target. Anything else is given back as it is. */
export function fileFailure(cause: unknown, targetPath: string): unknown {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    return new AppError('disk_full', 'The disk is full. Make room and export again; the run and its rows are kept.', {
      cause,
      details: { path: targetPath },
    });
  }
  return UNWRITABLE.has(code) ? targetUnwritable(targetPath, cause) : cause;
}

export function targetUnwritable(targetPath: string, cause?: unknown): AppError {
  return new AppError('target_unwritable', `${targetPath} cannot be written. Choose another place.`, {
    cause,
    details: { path: targetPath },
  });
}
