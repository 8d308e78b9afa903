/** Partition values back to the moments that they stand for. */
import { type PartitionKey, partitionPatterns } from '../../preload/contract/query.ts';
import { partitionValue } from './partitions.ts';

/** Each pattern as an expression. A part by itself may be a number without leading zeros. */
const readings = Object.fromEntries(
  partitionPatterns.map((pattern) => {
    const digits = (count: number) => (pattern.length <= 4 ? '\\d+' : `\\d{${count}}`);
    const parts = pattern
      .replace('yyyy', `(?<year>${digits(4)})`)
      .replace('MM', `(?<month>${digits(2)})`)
      .replace('dd', `(?<day>${digits(2)})`)
      .replace('HH', `(?<hour>${digits(2)})`);
    return [pattern, new RegExp(`^${parts}$`)];
  }),
) as Readonly<Record<PartitionKey['pattern'], RegExp>>;

/**
 * The start of the partition, Unix seconds, or NULL when the values are none that the keys can write.
 * @param textOf the catalogue's value of a partition column: `03`, `2022/11/28`, `year=2022`
 */
export function partitionStart(keys: readonly PartitionKey[], textOf: (column: string) => string | undefined): number | null {
  const parts = { year: 1970, month: 1, day: 1, hour: 0 };
  for (const key of keys) {
    const raw = textOf(key.column);
    if (raw === undefined || !raw.startsWith(key.prefix)) return null;
    const read = readings[key.pattern].exec(raw.slice(key.prefix.length))?.groups;
    if (!read) return null;
    for (const [name, digits] of Object.entries(read)) parts[name as keyof typeof parts] = Number(digits);
  }
  const epoch = Date.UTC(parts.year, parts.month - 1, parts.day, parts.hour) / 1000;
  if (keys.length === 0 || !Number.isFinite(epoch)) return null;
  // The 31st of November is none: what is written back must be what was read.
  return keys.every((key) => sameValue(key, partitionValue(key, epoch), textOf(key.column) ?? '')) ? epoch : null;
}

function sameValue(key: PartitionKey, written: string, raw: string): boolean {
  return written === raw || (key.type === 'integer' && Number(written) === Number(raw));
}
