/**
 * Which of a table's partition keys say when, and how they write it. Recognised from names, types, projection settings
 * and values that are really there; where these leave a doubt there is no scheme, and the whole table is read: dear,
 * but never wrong.
 */
import type { PartitionKey } from '../../../preload/contract/query.ts';

/** A partition key as the catalogue has it; `type` is Hive's. */
export interface CatalogKey {
  readonly name: string;
  readonly type: string;
}

export interface PartitionScheme {
  /** Coarse to fine; empty when the table has no time partitions, or none that were understood. */
  readonly keys: readonly PartitionKey[];
  readonly isUnderstood: boolean;
}

type Pattern = PartitionKey['pattern'];
type Role = 'year' | 'month' | 'day' | 'hour' | 'date';

/** Names by which a key may be read as time. Any other key says where or whose, and is not needed for when. */
const timeNames: Readonly<Record<string, readonly Role[]>> = {
  year: ['year'],
  month: ['month'],
  day: ['day', 'date'],
  hour: ['hour'],
  date: ['date'],
  dt: ['date'],
};

/** Keys that flow-log tables have beside time, by any spelling. */
const otherNames = /^(aws-)?(account(-?id)?|accid|acct|region|service|vpc-?id|flow-?log-?id|bucket|org(anization)?-?id)$/;

const patterns: readonly { readonly role: Role; readonly pattern: Pattern; readonly value: RegExp }[] = [
  { role: 'year', pattern: 'yyyy', value: /^[12]\d{3}$/ },
  { role: 'month', pattern: 'MM', value: /^(0[1-9]|1[0-2])$/ },
  { role: 'day', pattern: 'dd', value: /^(0[1-9]|[12]\d|3[01])$/ },
  { role: 'hour', pattern: 'HH', value: /^([01]\d|2[0-3])$/ },
  { role: 'date', pattern: 'yyyy-MM-dd', value: /^[12]\d{3}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/ },
  { role: 'date', pattern: 'yyyy/MM/dd', value: /^[12]\d{3}\/(0[1-9]|1[0-2])\/(0[1-9]|[12]\d|3[01])$/ },
];

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
  const projected = parameters['projection.enabled']?.toLowerCase() === 'true';
  const read = keys.flatMap((key, index) => {
    const roles = timeNames[plain(key.name)];
    if (!roles) return [];
    const found = projected
      ? fromProjection(key, roles, parameters)
      : fromValues(
          key,
          roles,
          values.map((each) => each[index] ?? ''),
        );
    return [{ roles, found }];
  });
  const found = read.flatMap((each) => (each.found ? [each.found] : []));
  const chosen = usable(found);
  const doubtful =
    read.some((each) => each.found === null) || keys.some((key) => !timeNames[plain(key.name)] && !otherNames.test(plain(key.name)));
  return { keys: chosen, isUnderstood: chosen.length > 0 || (!doubtful && found.length === 0) };
}

const plain = (name: string) => name.toLowerCase().replaceAll('_', '-');

interface Found {
  readonly role: Role;
  readonly key: PartitionKey;
}

/** A chain without a gap from the coarsest down: year, month, day, hour, or date, hour. Finer keys behind a gap are not needed. */
function usable(found: readonly Found[]): readonly PartitionKey[] {
  const of = (role: Role) => {
    const same = found.filter((each) => each.role === role);
    return same.length === 1 ? same[0]?.key : undefined;
  };
  const date = of('date');
  const chain: readonly (PartitionKey | undefined)[] = date ? [date, of('hour')] : [of('year'), of('month'), of('day'), of('hour')];
  const end = chain.indexOf(undefined);
  return (end < 0 ? chain : chain.slice(0, end)).filter((key) => key !== undefined);
}

function fromValues({ name, type }: CatalogKey, roles: readonly Role[], values: readonly string[]): Found | null {
  const kind = kindOf(type);
  if (kind === null) return null;
  // A DATE has one way of being written, whatever the values look like in S3.
  if (kind === 'date') return roles.includes('date') ? dateKey(name) : null;
  const prefix = /^([A-Za-z_][\w-]*=)/.exec(values[0] ?? '')?.[1] ?? '';
  if (values.length === 0 || values.some((value) => !value.startsWith(prefix))) return null;
  const bare = values.map((value) => value.slice(prefix.length));
  const match = patterns.find(
    ({ role, value }) => roles.includes(role) && bare.every((each) => value.test(kind === 'integer' ? padded(each, role) : each)),
  );
  if (!match || (kind === 'integer' && (match.role === 'date' || prefix !== ''))) return null;
  return { role: match.role, key: { column: name, type: kind, pattern: match.pattern, prefix } };
}

/** Numbers are compared as numbers: `7` and `07` are the same hour. */
function padded(value: string, role: Role): string {
  return /^\d$/.test(value) && role !== 'year' ? `0${value}` : value;
}

/** Projected values are made from the settings: nothing lies in the catalogue. */
function fromProjection({ name, type }: CatalogKey, roles: readonly Role[], parameters: Readonly<Record<string, string>>): Found | null {
  const setting = (which: string) => parameters[`projection.${name}.${which}`] ?? '';
  const kind = kindOf(type);
  if (kind === null) return null;
  if (kind === 'date') return roles.includes('date') ? dateKey(name) : null;
  switch (setting('type').toLowerCase()) {
    case 'date': {
      const format = setting('format').replaceAll("'", '').replaceAll('uuuu', 'yyyy');
      const match = patterns.find(({ role, pattern }) => roles.includes(role) && pattern === format);
      return match && kind === 'string'
        ? { role: match.role, key: { column: name, type: kind, pattern: match.pattern, prefix: '' } }
        : null;
    }
    case 'integer': {
      const match = patterns.find(({ role }) => role !== 'date' && roles.includes(role));
      // Texts without leading zeros (`7`) have no pattern.
      const isPadded = match?.role === 'year' || setting('digits') === '2';
      return match && (kind === 'integer' || isPadded)
        ? { role: match.role, key: { column: name, type: kind, pattern: match.pattern, prefix: '' } }
        : null;
    }
    case 'enum':
      return fromValues(
        { name, type },
        roles,
        setting('values')
          .split(',')
          .map((value) => value.trim()),
      );
    default:
      return null;
  }
}

const dateKey = (column: string): Found => ({ role: 'date', key: { column, type: 'date', pattern: 'yyyy-MM-dd', prefix: '' } });

function kindOf(hiveType: string): PartitionKey['type'] | null {
  const type = hiveType.toLowerCase();
  if (/^(string|(var)?char\b)/.test(type)) return 'string';
  if (/^(tinyint|smallint|int|integer|bigint)$/.test(type)) return 'integer';
  return type === 'date' ? 'date' : null;
}
