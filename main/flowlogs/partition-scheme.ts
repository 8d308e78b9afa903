/**
 * Which of a table's partition keys say when, and how they write it. Recognised from names, types, projection settings
 * and values that are really there; where these leave a doubt there is no scheme, and the whole table is read: dear,
 * but never wrong.
 */
import type { PartitionKey, ScopeKey } from '../../preload/contract/query.ts';
import { withoutCoarse } from './partition-grain.ts';
import { type CatalogKey, type Found, fromValues, type Role } from './partition-key.ts';
import { fromProjection, projectionOf } from './partition-projection.ts';
import { scopeKey } from './scope-key.ts';

export interface PartitionScheme {
  /** Coarse to fine; empty when the table has no time partitions, or none that were understood. */
  readonly keys: readonly PartitionKey[];
  /** False when there may be time partitions that were not understood: the whole table is read then. */
  readonly isUnderstood: boolean;
  /** Keys of account and region, whose values are certain. */
  readonly scope: readonly ScopeKey[];
  /** Keys that a statement must be told a value of, or Athena refuses it: those of an injected projection. */
  readonly injected: readonly string[];
}

/** Names by which a key may be read as time. Any other key says where or whose, and is not needed for when. */
const timeNames: Readonly<Record<string, readonly Role[]>> = {
  year: ['year'],
  month: ['month'],
  day: ['day', 'date', 'moment'],
  hour: ['hour', 'moment'],
  date: ['date', 'moment'],
  dt: ['date', 'moment'],
  datehour: ['moment'],
  'date-hour': ['moment'],
  datetime: ['moment', 'date'],
  'log-date': ['date', 'moment'],
  'log-time': ['moment', 'date'],
};

/** Keys that flow-log tables have beside time, by any spelling. */
const otherNames = /^(aws-)?(account(-?id)?|accid|acct|region|service|vpc-?id|flow-?log-?id|bucket|org(anization)?-?id)$/;

/**
 * @param keys the partition keys in the catalogue's order
 * @param parameters the table's own: they hold the partition projection, if it is on
 * @param values some partitions' values, each in the order of `keys`
 */
export function partitionScheme(
  keys: readonly CatalogKey[],
  parameters: Readonly<Record<string, string>>,
  values: readonly (readonly string[])[],
): PartitionScheme {
  const projection = projectionOf(parameters);
  const injected = projection
    ? keys.filter((key) => projection(key.name, 'type').trim().toLowerCase() === 'injected').map((key) => key.name)
    : [];
  const read = keys.flatMap((key, index) => {
    const roles = timeRoles(key.name);
    if (!roles || injected.includes(key.name)) return [];
    const found = projection
      ? fromProjection(key, roles, projection)
      : fromValues(
          key,
          roles,
          values.map((each) => each[index] ?? ''),
        );
    return [{ roles, found }];
  });
  const found = read.flatMap((each) => (each.found ? [each.found] : []));
  const names = keys.map((key) => key.name);
  const partitions = values.map((each) => (column: string) => each[names.indexOf(column)]);
  const chosen = projection ? usable(found) : withoutCoarse(usable(found), partitions);
  const doubtful =
    read.some((each) => each.found === null) ||
    keys.some(({ name }) => !injected.includes(name) && !timeRoles(name) && !otherNames.test(plain(name)));
  const enumerated = ({ name }: CatalogKey) =>
    projection?.(name, 'type').trim().toLowerCase() === 'enum' ? projection(name, 'values').split(',') : null;
  const scope = keys.flatMap((key, index) => {
    const isInjected = injected.includes(key.name);
    return scopeKey(key, isInjected ? null : (enumerated(key) ?? values.map((each) => each[index] ?? ''))) ?? [];
  });
  return { keys: chosen, isUnderstood: chosen.length > 0 || (!doubtful && found.length === 0), scope, injected };
}

/** What a key of this name may say of time; NULL: it says something else. */
export const timeRoles = (name: string): readonly Role[] | null => timeNames[plain(name)] ?? null;

const plain = (name: string) => name.toLowerCase().replaceAll('_', '-');

/** A chain without a gap from the coarsest down: year, month, day, hour, or date, hour, or a moment by itself. Finer keys behind a gap are not needed. */
function usable(found: readonly Found[]): readonly PartitionKey[] {
  const of = (role: Role) => {
    const same = found.filter((each) => each.role === role);
    return same.length === 1 ? same[0]?.key : undefined;
  };
  const [moment, date] = [of('moment'), of('date')];
  if (moment) return [moment];
  const chain: readonly (PartitionKey | undefined)[] = date ? [date, of('hour')] : [of('year'), of('month'), of('day'), of('hour')];
  const end = chain.indexOf(undefined);
  return (end < 0 ? chain : chain.slice(0, end)).filter((key) => key !== undefined);
}
