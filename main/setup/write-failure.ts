/** What a failure of the file system means to who wanted a file written. */

import type { ErrorCode } from '../../preload/contract/errors.ts';
import { AppError } from '../app-error.ts';

/** @param otherwise for every failure of the file system but a full disk. Anything else is given back as it is */
export function writeFailure(cause: unknown, path: string, otherwise: Extract<ErrorCode, 'target_unwritable' | 'data_folder'>): unknown {
  if (cause instanceof AppError || !(cause instanceof Error) || !('syscall' in cause || 'errno' in cause)) return cause;
  const code = 'code' in cause ? String(cause.code) : '';
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    return new AppError('disk_full', 'The disk is full. Make room and begin again; what is there already is kept.', {
      cause,
      details: { path },
    });
  }
  return new AppError(otherwise, `${path} cannot be written. Choose another place.`, { cause, details: { path } });
}
