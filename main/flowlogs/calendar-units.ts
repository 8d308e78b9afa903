/** Hours, days, months and years of UTC: the steps by which flow logs are partitioned. */
import type { PartitionKey } from '../../preload/contract/query.ts';

export type Unit = 'year' | 'month' | 'day' | 'hour';

/** What one value of a partition key with this pattern covers. */
export const unitOf: Readonly<Record<PartitionKey['pattern'], Unit>> = {
  yyyy: 'year',
  MM: 'month',
  dd: 'day',
  HH: 'hour',
  'yyyy-MM-dd': 'day',
  'yyyy/MM/dd': 'day',
  yyyyMMdd: 'day',
  'yyyy-MM-dd-HH': 'hour',
  'yyyy/MM/dd/HH': 'hour',
  yyyyMMddHH: 'hour',
};

/** Where the unit that holds the moment begins, UTC. Unix seconds in and out, as everywhere here. */
export function startOf(unit: Unit, epoch: number): number {
  const date = new Date(epoch * 1000);
  if (unit === 'hour') return Math.floor(epoch / 3600) * 3600;
  if (unit === 'day') return Math.floor(epoch / 86_400) * 86_400;
  return Date.UTC(date.getUTCFullYear(), unit === 'year' ? 0 : date.getUTCMonth(), 1) / 1000;
}

/** The start of the unit after the one that starts at `start`. */
export function next(unit: Unit, start: number): number {
  if (unit === 'hour') return start + 3600;
  if (unit === 'day') return start + 86_400;
  const date = new Date(start * 1000);
  return Date.UTC(date.getUTCFullYear() + (unit === 'year' ? 1 : 0), date.getUTCMonth() + (unit === 'month' ? 1 : 0), 1) / 1000;
}

export function previous(unit: Unit, start: number): number {
  return startOf(unit, start - 1);
}

/** The last grain inside the unit that starts at `start`. */
export function lastGrainOf(unit: Unit, start: number, grain: Unit): number {
  return startOf(grain, next(unit, start) - 1);
}
