/** A plan with what is ticked and typed in it. Pure. */
import { type Cleanup, type CleanupItem, type CleanupStep, cleanupSteps } from '../../preload/contract/cleanup.ts';

/** What can still be run. */
export const isOpen = ({ state }: CleanupItem): boolean => state === 'planned' || state === 'failed';
const isGone = ({ state }: CleanupItem): boolean => state === 'done' || state === 'gone';

/** Marked when a plan is opened: what is proposed and still there; what has to be typed is ticked by hand alone. */
export function openingTicks({ items }: Cleanup): readonly string[] {
  return items.filter((item) => isOpen(item) && item.isProposed && !item.needsTyped).map(({ id }) => id);
}

/** Ticked items that can be run now: those that need it are typed. @param typed by item, as it stands in the field */
export function runnable({ items }: Cleanup, ticks: readonly string[], typed: Readonly<Record<string, string>>): readonly CleanupItem[] {
  return items.filter((item) => isOpen(item) && ticks.includes(item.id) && (!item.needsTyped || typed[item.id]?.trim() === item.identity));
}

/** Whether something is ticked, but not typed: nothing is run then, since that is not what was meant. */
export function isUntyped(cleanup: Cleanup, ticks: readonly string[], typed: Readonly<Record<string, string>>): boolean {
  const ready = runnable(cleanup, ticks, typed);
  return cleanup.items.some((item) => isOpen(item) && ticks.includes(item.id) && !ready.includes(item));
}

/** How much of an item is gone, where that is worth telling: while it goes, and where not all of it went. NULL: all of it, or nothing. */
export function partOf({ count, done, state }: CleanupItem): { readonly done: number; readonly count: number } | null {
  const isPart = count !== null && (state === 'running' ? count > 0 : done > 0 && done < count);
  return isPart ? { done, count } : null;
}

export function countsOf({ items }: Cleanup): {
  readonly done: number;
  readonly failed: number;
  readonly left: number;
  readonly all: number;
} {
  const done = items.filter(isGone).length;
  const failed = items.filter(({ state }) => state === 'failed').length;
  return { done, failed, left: items.length - done - failed, all: items.length };
}

/** The items by step, in the order in which they are carried out. */
export function itemsByStep(
  items: readonly CleanupItem[],
): readonly { readonly step: CleanupStep; readonly items: readonly CleanupItem[] }[] {
  return cleanupSteps.flatMap((step) => {
    const found = items.filter((item) => item.step === step);
    return found.length === 0 ? [] : [{ step, items: found }];
  });
}
