/** Partition values back to the moments that they stand for. */
import type { PartitionKey } from '../../preload/contract/query.ts';
import { partitionValue } from './partitions.ts';

/**
 * The start of the partition, Unix seconds, or NULL when the values are none that the keys can write.
 * @param textOf the catalogue's value of a partition column: `03`, `2022/11/28`, `year=2022`
 */
export function partitionStart(keys: readonly PartitionKey[], textOf: (column: string) => string | undefined): number | null {
  const parts = { year: 1970, month: 1, day: 1, hour: 0 };
  for (const key of keys) {
    const raw = textOf(key.column);
    if (raw === undefined || !raw.startsWith(key.prefix)) return null;
    const numbers = /^(\d+)(?:[-/](\d+)[-/](\d+))?$/.exec(raw.slice(key.prefix.length));
    if (!numbers) return null;
    const [first, month, day] = [Number(numbers[1]), Number(numbers[2]), Number(numbers[3])];
    if (key.pattern === 'yyyy') parts.year = first;
    else if (key.pattern === 'MM') parts.month = first;
    else if (key.pattern === 'dd') parts.day = first;
    else if (key.pattern === 'HH') parts.hour = first;
    else Object.assign(parts, { year: first, month, day });
  }
  const epoch = Date.UTC(parts.year, parts.month - 1, parts.day, parts.hour) / 1000;
  if (keys.length === 0 || !Number.isFinite(epoch)) return null;
  // The 31st of November is none: what is written back must be what was read.
  return keys.every((key) => sameValue(key, partitionValue(key, epoch), textOf(key.column) ?? '')) ? epoch : null;
}

function sameValue(key: PartitionKey, written: string, raw: string): boolean {
  return written === raw || (key.type === 'integer' && Number(written) === Number(raw));
}
