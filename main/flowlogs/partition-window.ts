/** What the partition predicate says in SQL, said of partitions at hand: which of them a window reads. */
import type { PartitionKey } from '../../preload/contract/query.ts';
import { next, startOf, type Unit, unitOf } from './calendar-units.ts';
import { LATE_SECONDS } from './partitions.ts';

/** What one partition lasts; NULL when the table has no time partitions. */
function grainOf(keys: readonly PartitionKey[]): Unit | null {
  const finest = keys.at(-1);
  return finest ? unitOf[finest.pattern] : null;
}

/**
 * Whether a query over the window [from, to] reads the partition that begins at `start` (Unix seconds). NULL, a
 * partition whose values do not say when, counts as read: a bound may be too high, never too low.
 */
export function isInWindow(keys: readonly PartitionKey[], start: number | null, from: number, to: number): boolean {
  const grain = grainOf(keys);
  if (grain === null || start === null) return true;
  return start >= startOf(grain, from) && start <= startOf(grain, to + LATE_SECONDS);
}

/** The starts of the partitions that the window reads, in order; NULL when there are more than `most`, or no time keys. */
export function windowStarts(keys: readonly PartitionKey[], from: number, to: number, most: number): readonly number[] | null {
  const grain = grainOf(keys);
  if (grain === null) return null;
  const last = startOf(grain, to + LATE_SECONDS);
  const starts: number[] = [];
  for (let start = startOf(grain, from); start <= last; start = next(grain, start)) {
    if (starts.length === most) return null;
    starts.push(start);
  }
  return starts;
}

/** The first second after the partition that begins at `start`; NULL when nobody knows. */
export function partitionEnd(keys: readonly PartitionKey[], start: number | null): number | null {
  const grain = grainOf(keys);
  return grain === null || start === null ? null : next(grain, start);
}
