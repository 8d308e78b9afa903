/**
 * Whether a partition holds one unit of its finest key, or several: of a table with partitions 00, 06, 12 and 18 none is
 * called 03, and a predicate for that hour finds nothing.
 */
import type { PartitionKey } from '../../preload/contract/query.ts';
import { next, type Unit, unitOf } from './calendar-units.ts';
import { partitionStart } from './partition-starts.ts';

/** Moments are told of in whole units since some beginning. */
const counted: Readonly<Record<Unit, (epoch: number) => number>> = {
  hour: (epoch) => epoch / 3600,
  day: (epoch) => epoch / 86_400,
  month: (epoch) => new Date(epoch * 1000).getUTCFullYear() * 12 + new Date(epoch * 1000).getUTCMonth(),
  year: (epoch) => new Date(epoch * 1000).getUTCFullYear(),
};

/**
 * The keys down to the finest whose partitions do not all lie several units apart.
 * @param partitions what each partition's value of a column is
 */
export function withoutCoarse(
  keys: readonly PartitionKey[],
  partitions: Iterable<(column: string) => string | undefined>,
): readonly PartitionKey[] {
  let sure = keys;
  while (sure.length > 0 && isCoarse(sure, partitions)) sure = sure.slice(0, -1);
  return sure;
}

/**
 * Two partitions some days apart may be all that there is of a table by days; two within a day, or three with one and the
 * same step, are no accident. Where it is one after all, more is read than was needed, and nothing left out.
 */
function isCoarse(keys: readonly PartitionKey[], partitions: Iterable<(column: string) => string | undefined>): boolean {
  const finest = keys.at(-1);
  const unit = finest && unitOf[finest.pattern];
  if (!unit || unit === 'year') return false;
  const places = new Set<number>();
  let first: number | null = null;
  let step = 0;
  for (const value of partitions) {
    const start = partitionStart(keys, value);
    if (start === null) continue;
    const place = counted[unit](start);
    first ??= place;
    places.add(place);
    step = divisor(step, Math.abs(place - first));
    if (step === 1) return false;
  }
  return places.size > (unit === 'hour' ? 1 : 2);
}

function divisor(left: number, right: number): number {
  return right === 0 ? left : divisor(right, left % right);
}

/** How many values there are of a part by itself. */
const all: Partial<Readonly<Record<PartitionKey['pattern'], number>>> = { MM: 12, dd: 31, HH: 24 };

/** Whether a list of a key's values, each of which the key can write, leaves none out. */
export function isComplete(key: PartitionKey, values: readonly string[]): boolean {
  const count = all[key.pattern];
  if (count !== undefined) return new Set(values.map((value) => Number(value.slice(key.prefix.length)))).size === count;
  const unit = unitOf[key.pattern];
  const starts = new Set(values.map((value) => partitionStart([key], () => value)));
  const ends = [...starts].filter((start) => start === null || !starts.has(next(unit, start)));
  // One day by itself does not tell how long it lasts.
  return ends.length === 1 && (unit === 'year' || starts.size > 1);
}

/** Whether a projection's range of numbers, `00,23`, has every month, day or hour: 0 to 3 would be quarters of a day. */
export function isWholeRange(pattern: PartitionKey['pattern'], range: string): boolean {
  const count = all[pattern];
  if (count === undefined || range === '') return true;
  const first = pattern === 'HH' ? 0 : 1;
  const [from = Number.NaN, to = Number.NaN] = range.split(',').map(Number);
  return from <= first && to >= first + count - 1;
}
