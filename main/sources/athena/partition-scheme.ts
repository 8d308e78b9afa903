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
  /** False when there may be time partitions that were not understood: the whole table is read then. */
  readonly isUnderstood: boolean;
  /** Keys that a statement must be told a value of, or Athena refuses it: those of an injected projection. */
  readonly injected: readonly string[];
}

type Pattern = PartitionKey['pattern'];
/** `date`: a whole day; `moment`: a day and an hour in one. */
type Role = 'year' | 'month' | 'day' | 'hour' | 'date' | 'moment';

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

const patterns: readonly { readonly role: Role; readonly pattern: Pattern; readonly value: RegExp }[] = [
  { role: 'year', pattern: 'yyyy', value: /^[12]\d{3}$/ },
  { role: 'month', pattern: 'MM', value: /^(0[1-9]|1[0-2])$/ },
  { role: 'day', pattern: 'dd', value: /^(0[1-9]|[12]\d|3[01])$/ },
  { role: 'hour', pattern: 'HH', value: /^([01]\d|2[0-3])$/ },
  { role: 'date', pattern: 'yyyy-MM-dd', value: /^[12]\d{3}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/ },
  { role: 'date', pattern: 'yyyy/MM/dd', value: /^[12]\d{3}\/(0[1-9]|1[0-2])\/(0[1-9]|[12]\d|3[01])$/ },
  { role: 'date', pattern: 'yyyyMMdd', value: /^[12]\d{3}(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])$/ },
  { role: 'moment', pattern: 'yyyy-MM-dd-HH', value: /^[12]\d{3}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])-([01]\d|2[0-3])$/ },
  { role: 'moment', pattern: 'yyyy/MM/dd/HH', value: /^[12]\d{3}\/(0[1-9]|1[0-2])\/(0[1-9]|[12]\d|3[01])\/([01]\d|2[0-3])$/ },
  { role: 'moment', pattern: 'yyyyMMddHH', value: /^[12]\d{3}(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])([01]\d|2[0-3])$/ },
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
  const projection = projectionOf(parameters);
  const injected = projection
    ? keys.filter((key) => projection(key.name, 'type').trim().toLowerCase() === 'injected').map((key) => key.name)
    : [];
  const read = keys.flatMap((key, index) => {
    const roles = timeNames[plain(key.name)];
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
  const chosen = usable(found);
  const doubtful =
    read.some((each) => each.found === null) ||
    keys.some(({ name }) => !injected.includes(name) && !timeNames[plain(name)] && !otherNames.test(plain(name)));
  return { keys: chosen, isUnderstood: chosen.length > 0 || (!doubtful && found.length === 0), injected };
}

/** A setting of one key's projection as it is written; `''` when it is not set. */
type Projection = (key: string, setting: string) => string;

/** NULL for a table whose partitions lie in the catalogue. */
export function projectionOf(parameters: Readonly<Record<string, string>>): Projection | null {
  const settings = new Map(Object.entries(parameters).map(([name, value]) => [name.trim().toLowerCase(), value]));
  if (settings.get('projection.enabled')?.trim().toLowerCase() !== 'true') return null;
  return (key, setting) => settings.get(`projection.${key.toLowerCase()}.${setting}`) ?? '';
}

const plain = (name: string) => name.toLowerCase().replaceAll('_', '-');

interface Found {
  readonly role: Role;
  readonly key: PartitionKey;
}

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
  if (!match || (kind === 'integer' && (prefix !== '' || /[-/]/.test(match.pattern)))) return null;
  return { role: match.role, key: { column: name, type: kind, pattern: match.pattern, prefix } };
}

/** Numbers are compared as numbers: `7` and `07` are the same hour. */
function padded(value: string, role: Role): string {
  return /^\d$/.test(value) && /^(month|day|hour)$/.test(role) ? `0${value}` : value;
}

/** Projected values are made from the settings: nothing lies in the catalogue. */
function fromProjection({ name, type }: CatalogKey, roles: readonly Role[], projection: Projection): Found | null {
  const setting = (which: string) => projection(name, which).trim();
  const kind = kindOf(type);
  if (kind === null) return null;
  switch (setting('type').toLowerCase()) {
    case 'date': {
      const isEveryDay = isEach(setting('interval'), setting('interval.unit'), /^(days?)?$/i);
      if (kind === 'date') return isEveryDay && roles.includes('date') ? dateKey(name) : null;
      const format = setting('format').replaceAll("'", '').replaceAll('uuuu', 'yyyy');
      const match = patterns.find(({ role, pattern }) => roles.includes(role) && pattern === format);
      // Years by themselves step by years, for `NOW` as the last of them: a range of numbers would come to an end one day.
      const steps: Partial<Readonly<Record<Role, boolean>>> = {
        date: isEveryDay,
        moment: isEach(setting('interval'), setting('interval.unit'), /^hours?$/i),
        year: isEach(setting('interval'), setting('interval.unit'), /^years?$/i),
      };
      return match && steps[match.role] && kind === 'string'
        ? { role: match.role, key: { column: name, type: kind, pattern: match.pattern, prefix: '' } }
        : null;
    }
    case 'integer': {
      if (!isEach(setting('interval'))) return null;
      const match = patterns.find(({ role }) => role !== 'date' && role !== 'moment' && roles.includes(role));
      // Texts without leading zeros (`7`) have no pattern.
      const digits = setting('digits');
      const isPadded = match?.role === 'year' ? digits === '' || digits === '4' : digits === '2';
      return match && (kind === 'integer' || (kind === 'string' && isPadded))
        ? { role: match.role, key: { column: name, type: kind, pattern: match.pattern, prefix: '' } }
        : null;
    }
    case 'enum':
      // White space belongs to the values.
      return fromValues({ name, type }, roles, projection(name, 'values').split(','));
    default:
      return null;
  }
}

/** Whether there is a partition for each day (or hour, or number), and not for every seventh: then one would hold several. */
function isEach(interval: string, unit = '', units = /^$/): boolean {
  return (interval === '' || interval === '1') && units.test(unit);
}

const dateKey = (column: string): Found => ({ role: 'date', key: { column, type: 'date', pattern: 'yyyy-MM-dd', prefix: '' } });

function kindOf(hiveType: string): PartitionKey['type'] | null {
  const type = hiveType.toLowerCase();
  if (/^(string|(var)?char\b)/.test(type)) return 'string';
  if (/^(tinyint|smallint|int|integer|bigint)$/.test(type)) return 'integer';
  return type === 'date' ? 'date' : null;
}
