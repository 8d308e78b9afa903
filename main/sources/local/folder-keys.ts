/** The `key=value` folders on the way to a file: the partition columns, as Hive lays them out. */
import type { PartitionKey } from '../../../preload/contract/query.ts';
import { partitionScheme, timeRoles } from '../../flowlogs/partition-scheme.ts';
import { partitionStart } from '../../flowlogs/partition-starts.ts';

/** By the key as its folder spells it, in the order of the folders. Signs that Hive writes as `%2F` are themselves. */
export function folderValues(file: string): ReadonlyMap<string, string> {
  return new Map(
    [...file.matchAll(/[\\/]([A-Za-z_][\w-]*)=([^\\/]*)(?=[\\/])/g)].map(([, name = '', value = '']) => [name, decoded(value)]),
  );
}

/** One file of each folder: there may be very many beside it, which say the same. */
export function oneOfEach(files: readonly string[]): readonly string[] {
  const folders = new Map<string, string>();
  for (const file of files) folders.set(file.slice(0, Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\'))), file);
  return [...folders.values()];
}

export const folderKeys = (file: string): readonly string[] => [...folderValues(file).keys()];

function decoded(value: string): string {
  return value.replace(/(?:%[0-9A-Fa-f]{2})+/g, (text) => {
    try {
      return decodeURIComponent(text);
    } catch {
      return text;
    }
  });
}

/**
 * Keys that are numbers: months, days and hours that are written `7`, as Spark and DuckDB write them. Texts of several
 * widths do not compare as their moments do, and numbers are what a catalogue has of such folders as well.
 */
export function numberKeys(files: readonly string[]): ReadonlySet<string> {
  const values = new Map<string, Set<string>>();
  for (const file of oneOfEach(files)) {
    for (const [key, value] of folderValues(file)) {
      const known = values.get(key) ?? new Set<string>();
      values.set(key, known.add(value));
    }
  }
  const isNumber = (key: string, written: ReadonlySet<string>) =>
    /^(month|day|hour)$/i.test(key) &&
    [...written].every((value) => /^\d{1,2}$/.test(value)) &&
    [...written].some((value) => value.length === 1);
  return new Set([...values].flatMap(([key, written]) => (isNumber(key, written) ? [key] : [])));
}

/**
 * The time keys of a folder, by all of its values: the same checks as for a table's. Only keys that every file has: a
 * predicate on another would leave out the files without.
 */
export function folderScheme(files: readonly string[]): { readonly keys: readonly PartitionKey[]; readonly isUnderstood: boolean } {
  const folders = oneOfEach(files);
  const values = folders.map(folderValues);
  const common = [...(values[0]?.keys() ?? [])].filter((key) => timeRoles(key) !== null && values.every((each) => each.has(key)));
  const numbers = numberKeys(folders);
  const keys = common.map((name) => ({ name, type: numbers.has(name) ? 'int' : 'string' }));
  const scheme = partitionScheme(
    keys,
    {},
    values.map((each) => common.map((key) => each.get(key) ?? '')),
  );
  // A 31st of November is never asked for: what lies there would be left out.
  const isRead = scheme.keys.length === 0 || values.every((each) => partitionStart(scheme.keys, (column) => each.get(column)) !== null);
  return isRead ? scheme : { keys: [], isUnderstood: false };
}
