/** Where the partitions of a projected table lie: made from its settings, as Athena makes them. */
import type { PartitionKey } from '../../../preload/contract/query.ts';
import { unitOf } from '../../flowlogs/calendar-units.ts';
import type { CatalogKey } from '../../flowlogs/partition-key.ts';
import { projectionOf } from '../../flowlogs/partition-projection.ts';
import { partitionValue } from '../../flowlogs/partitions.ts';
import { folderUrl } from './object-sizes.ts';
import { projectedSpan } from './projection-range.ts';

export interface ProjectedTable {
  readonly keys: readonly CatalogKey[];
  readonly parameters: Readonly<Record<string, string>>;
  readonly location: string | null;
}

const MOST = 20_000;

export interface Place {
  /** `s3://bucket/folder/` */
  readonly url: string;
  /** Of the partition, Unix seconds; NULL: the folder is above all of them. */
  readonly start: number | null;
  /** Values of the keys that do not say when. */
  readonly scope: Readonly<Record<string, string>>;
}

/**
 * Folders of the partitions that begin at these moments (Unix seconds), for all values of the other keys; `starts` NULL:
 * the folders above all partitions there are.
 * @returns NULL when the settings do not say, or name too many
 */
export function projectedPlaces(
  table: ProjectedTable,
  timeKeys: readonly PartitionKey[],
  starts: readonly number[] | null,
): readonly Place[] | null {
  const template = templateOf(table);
  if (template === null) return null;
  const isTime = (name: string) => timeKeys.some((key) => key.column.toLowerCase() === name.toLowerCase());
  const combined = (names: readonly string[]) => combinations(names.map((name) => [name, valuesOf(table, name)] as const));
  if (starts === null) {
    // Down to the first key that has no list of values: `.../AWSLogs/` alone would hold other services' logs as well.
    const names = namesIn(template);
    const known = names.slice(
      0,
      Math.max(
        0,
        names.findIndex((name) => isTime(name) || valuesOf(table, name) === null),
      ),
    );
    const open = names.length > known.length ? names[known.length] : undefined;
    const head = open === undefined ? template : template.slice(0, template.toLowerCase().indexOf(`\${${open.toLowerCase()}}`));
    const folders = combined(known)?.map((values) => folderUrl(filled(head.slice(0, head.lastIndexOf('/') + 1), values)));
    return folders?.every((url) => url !== null) ? folders.map((url) => ({ url, start: null, scope: {} })) : null;
  }
  const spelled = table.keys.map((key) => key.name).filter((name) => !isTime(name));
  const others = combined(spelled);
  if (others === null || others.length * starts.length > MOST) return null;
  const found: Place[] = [];
  const scopes = others.map((values) => Object.fromEntries(spelled.map((name) => [name, values.get(name.toLowerCase()) ?? ''])));
  for (const start of starts) {
    const time = new Map<string, string>();
    for (const key of timeKeys) {
      const value = timeValue(table, key, start);
      if (value === null) return null;
      time.set(key.column.toLowerCase(), value);
    }
    for (const [index, values] of others.entries()) {
      const url = folderUrl(filled(template, new Map([...values, ...time])));
      if (url === null || url.includes('${')) return null;
      found.push({ url, start, scope: scopes[index] ?? {} });
    }
  }
  return found;
}

/** How many partitions the settings name, or NULL where that has no end or is not said. @param now Unix seconds */
export function projectedCount(table: ProjectedTable, timeKeys: readonly PartitionKey[], now: number): number | null {
  let count = 1;
  for (const { name } of table.keys) {
    const own = valuesOf(table, name)?.length ?? datesOf(table, timeKeys, name, now);
    if (own === null) return null;
    count *= own;
  }
  return count;
}

const setting = (table: ProjectedTable, key: string, name: string): string => projectionOf(table.parameters)?.(key, name) ?? '';

/** Where a partition lies, with `${key}` for its values; NULL: neither a setting nor a location says. */
export function templateOf({ keys, parameters, location }: ProjectedTable): string | null {
  const named = Object.entries(parameters).find(([name]) => name.trim().toLowerCase() === 'storage.location.template')?.[1];
  if (named) return named;
  // Without a template the partitions lie as Hive lays them out.
  return location === null ? null : `${location.replace(/\/+$/, '')}/${keys.map(({ name }) => `${name}=\${${name}}/`).join('')}`;
}

const namesIn = (template: string): readonly string[] => [...template.matchAll(/\$\{([^}]+)\}/g)].map((match) => match[1] ?? '');

const filled = (template: string, values: ReadonlyMap<string, string>): string =>
  template.replace(/\$\{([^}]+)\}/g, (whole, name: string) => values.get(name.toLowerCase()) ?? whole);

/** All values of a key that is a list or a range of numbers; NULL for any other. */
function valuesOf(table: ProjectedTable, key: string): readonly string[] | null {
  const type = setting(table, key, 'type').trim().toLowerCase();
  if (type === 'enum') return setting(table, key, 'values').split(',');
  const range = /^\s*(\d+)\s*,\s*(\d+)\s*$/.exec(setting(table, key, 'range'));
  if (type !== 'integer' || !range) return null;
  const [from, to, step] = [Number(range[1]), Number(range[2]), Number(setting(table, key, 'interval').trim() || 1)];
  if (!(step > 0) || (to - from) / step > MOST) return null;
  const digits = Number(setting(table, key, 'digits').trim() || 0);
  return Array.from({ length: Math.floor((to - from) / step) + 1 }, (_, index) => String(from + index * step).padStart(digits, '0'));
}

function combinations(
  keys: readonly (readonly [name: string, values: readonly string[] | null])[],
): readonly ReadonlyMap<string, string>[] | null {
  let found: readonly ReadonlyMap<string, string>[] = [new Map()];
  for (const [name, values] of keys) {
    if (values === null || found.length * values.length > MOST) return null;
    found = found.flatMap((before) => values.map((value) => new Map([...before, [name.toLowerCase(), value]])));
  }
  return found;
}

/** The value as the projection writes it into a location. */
function timeValue(table: ProjectedTable, key: PartitionKey, start: number): string | null {
  if (setting(table, key.column, 'type').trim().toLowerCase() !== 'date') return partitionValue(key, start);
  const format = setting(table, key.column, 'format').trim().replaceAll("'", '');
  const iso = new Date(start * 1000).toISOString();
  const text = format
    .replace(/yyyy|uuuu/g, iso.slice(0, 4))
    .replace('MM', iso.slice(5, 7))
    .replace('dd', iso.slice(8, 10))
    .replace('HH', iso.slice(11, 13));
  return /[A-Za-z]/.test(text) ? null : text;
}

const SECONDS: Readonly<Record<string, number>> = { day: 86_400, hour: 3600 };

/** Years, days, or hours, of a range of dates such as `2022,NOW`, `2022/01/01,NOW` or `NOW-3YEARS,NOW`. */
function datesOf(table: ProjectedTable, timeKeys: readonly PartitionKey[], name: string, now: number): number | null {
  const key = timeKeys.find((each) => each.column.toLowerCase() === name.toLowerCase());
  const projection = projectionOf(table.parameters);
  if (!key || !projection || setting(table, name, 'type').trim().toLowerCase() !== 'date') return null;
  const { first, last } = projectedSpan([key], projection, now) ?? { first: null, last: null };
  if (first === null || last === null || last < first) return null;
  if (unitOf[key.pattern] === 'year') return yearOf(last) - yearOf(first) + 1;
  const seconds = SECONDS[unitOf[key.pattern]];
  return seconds === undefined ? null : Math.round((last + 1 - first) / seconds);
}

const yearOf = (epoch: number): number => new Date(epoch * 1000).getUTCFullYear();
