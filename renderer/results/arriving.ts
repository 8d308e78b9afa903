/** A result whose rows are still coming: they can be looked at, what needs all of them waits. Pure. */
import type { Run } from '../../preload/contract/run.ts';
import type { MenuEntry } from '../ui/menu.tsx';

/** Whether rows have come and more are on their way. */
export const isArriving = (run: Run): boolean => run.state === 'fetching' && (run.rowCount ?? 0) > 0;

/** Filters and orders are of all rows, or they would change under the eyes of whoever reads them. */
const NEED_ALL: ReadonlySet<string> = new Set(['only', 'not', 'filter', 'ascending', 'descending', 'unsorted']);

/** The entries of a menu while rows arrive. */
export function whileArriving(entries: readonly MenuEntry[]): readonly MenuEntry[] {
  return entries.map((entry) => (entry !== null && 'onAction' in entry && NEED_ALL.has(entry.id) ? { ...entry, isDisabled: true } : entry));
}
