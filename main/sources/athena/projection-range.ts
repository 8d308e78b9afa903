/** From when to when a table's partition projection makes partitions: what lies outside is never read. */
import type { PartitionKey } from '../../../preload/contract/query.ts';
import { next, startOf, unitOf } from '../../flowlogs/calendar-units.ts';
import type { projectionOf } from '../../flowlogs/partition-projection.ts';
import { partitionStart } from '../../flowlogs/partition-starts.ts';

export interface ProjectedSpan {
  /** First second; NULL: not known. */
  readonly first: number | null;
  /** Last second. */
  readonly last: number | null;
}

/**
 * Told from the coarsest key's range: `2022/01/01,NOW`, `NOW-3YEARS,NOW` for dates, `2020,2030` for years.
 * @param now Unix seconds
 * @returns NULL where the key has no range, or one that is not understood
 */
export function projectedSpan(
  keys: readonly PartitionKey[],
  projection: NonNullable<ReturnType<typeof projectionOf>>,
  now: number,
): ProjectedSpan | null {
  const [key] = keys;
  if (!key) return null;
  const unit = key.pattern.startsWith('yyyy') ? unitOf[key.pattern] : null;
  const [from, to, ...rest] = projection(key.column, 'range').split(',');
  if (unit === null || from === undefined || to === undefined || rest.length > 0) return null;
  const [first, last] = [momentOf(from, key, now), momentOf(to, key, now)];
  if (first === null && last === null) return null;
  return { first: first === null ? null : startOf(unit, first), last: last === null ? null : next(unit, startOf(unit, last)) - 1 };
}

function momentOf(text: string, key: PartitionKey, now: number): number | null {
  const trimmed = text.trim();
  const relative = /^NOW(?:\s*([+-])\s*(\d{1,6})\s*(YEAR|MONTH|WEEK|DAY|HOUR|MINUTE|SECOND)S?)?$/i.exec(trimmed);
  if (relative) {
    const [, sign, count = '0', unit = 'SECOND'] = relative;
    return moved(now, (sign === '-' ? -1 : 1) * Number(count), unit.toUpperCase());
  }
  return partitionStart([{ ...key, prefix: '' }], () => trimmed);
}

const seconds: Readonly<Record<string, number>> = { WEEK: 604_800, DAY: 86_400, HOUR: 3600, MINUTE: 60, SECOND: 1 };

function moved(epoch: number, count: number, unit: string): number {
  const fixed = seconds[unit];
  if (fixed !== undefined) return epoch + count * fixed;
  const date = new Date(epoch * 1000);
  const months = unit === 'YEAR' ? count * 12 : count;
  // The month alone counts: a day more or less at its end does not matter for a span.
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months, date.getUTCDate()) / 1000;
}
