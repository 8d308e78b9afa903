import { formatEpoch } from '../../../../main/flowlogs/time.ts';
import type { UncoveredPart } from '../../../../main/flowlogs/uncovered-parts.ts';
import type { texts } from './texts.ts';

/** What is left out, and why nothing on the page adds it, if so. Pure. */
export function uncoveredText(t: (typeof texts)['en'], { accounts, regions, since, until, cure }: UncoveredPart): string {
  // Days are those of the folders' names.
  const dayOf = (epoch: number) => formatEpoch(epoch, 'UTC').slice(0, 10);
  const what = [
    ...(accounts.length === 0 ? [] : [t.accounts(accounts.join(', '))]),
    ...(regions.length === 0 ? [] : [t.regions(regions.join(', '))]),
    ...(since === null ? [] : [t.days(dayOf(since))]),
    ...(until === null ? [] : [t.daysAfter(dayOf(until))]),
  ].join(t.and);
  const why = cure.kind === 'unnameable' ? t.unnameable : cure.kind === 'another_table' ? t.anotherTable : null;
  return [t.uncovered(what), ...(why === null ? [] : [why])].join(' ');
}
