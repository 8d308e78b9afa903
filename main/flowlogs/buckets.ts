/** Intervals of traffic over time: whole minutes, hours or days as they are in the zone. */
import { offsetAt } from './time.ts';

const INTERVALS = [60, 300, 900, 3600, 86_400] as const;
const MOST_BUCKETS = 150;

/** The shortest interval (seconds) that cuts the window into at most 150 pieces; a day for anything longer. */
export function bucketSeconds(from: number, to: number): number {
  return INTERVALS.find((seconds) => (to - from) / seconds <= MOST_BUCKETS) ?? 86_400;
}

/**
 * SQL for the start of the bucket that `epoch` (an SQL expression, Unix seconds) lies in.
 * Offsets of zones are multiples of 15 minutes, so shorter buckets need none. Where the zone's offset changes inside
 * the window, each side of the change has its own, and the bucket of the change is longer or shorter than the others.
 */
export function bucketExpression(epoch: string, from: number, to: number, zone: string): string {
  const seconds = bucketSeconds(from, to);
  if (seconds <= 900) return `${epoch} - ${epoch} % ${seconds}`;
  const pieces: string[] = [];
  // The window may begin on the day of a change, after it: that day's midnight has the offset before.
  const since = from - 86_400;
  let offset = offsetAt(since, zone);
  for (const change of changesOf(since, to, zone)) {
    const after = offsetAt(change, zone);
    const { start, end } = aroundChange(change, offset, after, seconds);
    pieces.push(`WHEN ${epoch} < ${start} THEN ${shifted(epoch, offset, seconds)}`);
    if (start < end) pieces.push(`WHEN ${epoch} < ${end} THEN ${start}`);
    offset = after;
  }
  const last = shifted(epoch, offset, seconds);
  return pieces.length === 0 ? last : `CASE ${pieces.join(' ')} ELSE ${last} END`;
}

/**
 * The bucket that the change is in, of which neither offset alone tells the start and the end; none (start = end) where
 * a whole one ends with the change and a whole one begins. A day with the change inside it is one bucket, an hour that
 * comes twice is two. A day may begin with the change, at 01:00 (Cairo, Havana, Santiago), and an hour at half past (Lord Howe).
 */
function aroundChange(change: number, before: number, after: number, seconds: number): { readonly start: number; readonly end: number } {
  const old = Math.floor((change - 1 + before) / seconds) * seconds;
  const local = Math.floor((change + after) / seconds) * seconds;
  if (old === local && seconds === 86_400) return { start: old - before, end: local + seconds - after };
  return { start: change, end: local === change + after ? change : local + seconds - after };
}

function shifted(epoch: string, offset: number, seconds: number): string {
  const shift = ((offset % seconds) + seconds) % seconds;
  return shift === 0 ? `${epoch} - ${epoch} % ${seconds}` : `${epoch} - (${epoch} + ${shift}) % ${seconds}`;
}

/** The moments in (from, to] at which the zone's offset changes, found hour by hour's halves where two samples differ. */
function changesOf(from: number, to: number, zone: string): readonly number[] {
  const step = 7 * 86_400;
  const changes: number[] = [];
  for (let low = from; low < to; low += step) {
    const high = Math.min(low + step, to);
    if (offsetAt(low, zone) === offsetAt(high, zone)) continue;
    let before = low;
    let after = high;
    while (after - before > 1) {
      const middle = Math.floor((before + after) / 2);
      if (offsetAt(middle, zone) === offsetAt(before, zone)) before = middle;
      else after = middle;
    }
    changes.push(after);
  }
  return changes;
}
