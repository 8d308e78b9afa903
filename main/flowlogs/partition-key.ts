/** One partition key: whether its values say when, and how they write it. Recognised from values that are really there. */
import type { PartitionKey } from '../../preload/contract/query.ts';

/** A partition key as the catalogue has it; `type` is Hive's. */
export interface CatalogKey {
  readonly name: string;
  readonly type: string;
}

type Pattern = PartitionKey['pattern'];
/** `date`: a whole day; `moment`: a day and an hour in one. */
export type Role = 'year' | 'month' | 'day' | 'hour' | 'date' | 'moment';

/** What one key says of time. */
export interface Found {
  readonly role: Role;
  readonly key: PartitionKey;
}

export const patterns: readonly { readonly role: Role; readonly pattern: Pattern; readonly value: RegExp }[] = [
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
 * @param roles what a key of this name may say
 * @param values its values in the partitions that are known
 * @returns NULL where the values leave a doubt, or there are none
 */
export function fromValues({ name, type }: CatalogKey, roles: readonly Role[], values: readonly string[]): Found | null {
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

export const dateKey = (column: string): Found => ({ role: 'date', key: { column, type: 'date', pattern: 'yyyy-MM-dd', prefix: '' } });

export function kindOf(hiveType: string): PartitionKey['type'] | null {
  const type = hiveType.toLowerCase();
  if (/^(string|(var)?char\b)/.test(type)) return 'string';
  if (/^(tinyint|smallint|int|integer|bigint)$/.test(type)) return 'integer';
  return type === 'date' ? 'date' : null;
}
