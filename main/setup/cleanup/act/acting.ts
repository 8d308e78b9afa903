/** What deleting one item works with. */
import type { CleanupNote } from '../../../../preload/contract/cleanup.ts';
import { AppError } from '../../../app-error.ts';
import type { Services } from '../cleanup-context.ts';
import type { ObjectLists } from '../object-lists.ts';

/** `stopped`: somebody asked for it in the middle; what is left is there still. */
export type Outcome = 'done' | 'gone' | 'stopped';

export interface Acting extends Services {
  readonly cleanupId: string;
  readonly itemId: string;
  readonly account: string | null;
  readonly region: string;
  readonly flowLogIds: readonly string[];
  readonly lists: ObjectLists;
  /** When the plan was made, Unix ms: what is newer is not in it. */
  readonly plannedAt: number;
  /** What the plan counted; NULL: nothing was. */
  readonly count: number | null;
  /** Lines of the item's list that an earlier run was done with. */
  readonly position: number;
  isStopping(): boolean;
  /** Kept before it returns. @param change `done`: of the count, how many are gone; where nobody says, all of them are in the end */
  progress(change: { readonly done?: number; readonly position?: number }): void;
  note(code: CleanupNote['code'], about: string): void;
  sleep(ms: number): Promise<void>;
}

/** What is there is not what the plan showed: it stays. */
export function changed(message: string, about: string): AppError {
  return new AppError('cleanup_changed', message, { details: { about } });
}

/** Whether AWS says that the thing is not there, whatever code the service has for that. */
export function isGone(error: unknown): boolean {
  if (!(error instanceof AppError)) return false;
  if (/^(flow_log_not_found|bucket_not_found|table_not_found|result_gone)$/.test(error.code)) return true;
  return error.code === 'aws_error' && /(is|was) not found|does not exist/i.test(String(error.details.reason ?? ''));
}

/** @throws what is no absence */
export async function unlessGone(act: () => Promise<unknown>): Promise<'done' | 'gone'> {
  try {
    await act();
    return 'done';
  } catch (error) {
    if (isGone(error)) return 'gone';
    throw error;
  }
}
