/** One line of a check: a request that was tried, and what came of it. */
import type { CheckId, CheckLine } from '../../../../preload/contract/check.ts';
import { AppError } from '../../../app-error.ts';
import { permissions } from '../../../flowlogs/permissions.ts';

/** A request that is not answered by then is given up. */
export const WITHIN_MS = 10_000;

export function lineOf(
  id: CheckId,
  resource: string,
  state: CheckLine['state'],
  more: Partial<Pick<CheckLine, 'reason' | 'note' | 'action'>> = {},
): CheckLine {
  const { action, need } = permissions[id];
  return { id, action, resource, need, state, reason: null, note: null, ...more };
}

/** What a failed request says of the permission. @param about the service of the request, for names that AWS gives without it */
export function failedLine(id: CheckId, resource: string, error: unknown): CheckLine {
  if (error instanceof Error && error.name === 'TimeoutError') return lineOf(id, resource, 'failed', { note: 'no_answer' });
  if (!(error instanceof AppError)) throw error;
  if (error.code === 'output_location_missing') return lineOf(id, resource, 'failed', { note: 'no_result_place' });
  const { reason, action, resource: named } = error.details;
  const text = typeof reason === 'string' && reason !== '' ? reason : error.message;
  if (error.code !== 'access_denied') return lineOf(id, resource, 'failed', { reason: text });
  // S3 often names nothing; Athena and KMS name what is missing behind the request.
  const missing = typeof action === 'string' && action.includes(':') ? action : permissions[id].action;
  return lineOf(id, typeof named === 'string' ? named : resource, 'denied', { reason: text, action: missing });
}

/** A statement's own failure: whether it was for want of a permission. */
export function deniedBy(reason: string): { readonly action: string } | null {
  const named = /not authorized to perform:?\s*([\w-]+:\w+)/i.exec(reason)?.[1];
  if (named) return { action: named };
  return /access denied|insufficient permissions|AccessDenied/i.test(reason) ? { action: 's3:PutObject' } : null;
}
