/** Whether a table over a flow log gives what one expects of it. Pure; the page and the terminal go by the same. */
import type { Integration } from '../../preload/contract/integration.ts';

/**
 * It fits the log, leaves out none of the logs where it looks, and reads nothing besides that makes rows wrong or counts
 * flows twice.
 */
export function isSound({
  misfits,
  uncovered,
  alsoReads,
  countedTwice,
}: Pick<Integration, 'misfits' | 'uncovered' | 'alsoReads' | 'countedTwice'>): boolean {
  return misfits.length === 0 && uncovered === null && countedTwice.length === 0 && alsoReads.every(({ isReadable }) => isReadable);
}
