/**
 * Partitions that write months, days or hours without leading zeros (`7`). A sample in which all of them have two digits
 * (`11`, `28`) does not tell whether the seventh is `07` or `7`: the catalogue is asked for one that is written short.
 */

import type { CatalogKey } from '../../flowlogs/partition-key.ts';
import { quoteLiteral } from '../../flowlogs/quote.ts';

const firsts: Readonly<Record<string, number>> = { month: 1, day: 1, hour: 0 };

/**
 * @param values some partitions' values, each in the order of `keys`
 * @returns an expression for Glue's GetPartitions that only such partitions fulfil; NULL where the values leave no doubt
 */
export function shortNumbersExpression(keys: readonly CatalogKey[], values: readonly (readonly string[])[]): string | null {
  const tests = keys.flatMap(({ name, type }, index) => {
    const first = firsts[name.toLowerCase()];
    // Numbers compare as numbers.
    if (first === undefined || !/^(string|(var)?char\b)/i.test(type)) return [];
    const written = values.map((each) => /^([A-Za-z_][\w-]*=)?([1-9]\d)$/.exec(each[index] ?? ''));
    if (written.length === 0 || written.some((each) => each === null)) return [];
    const prefix = written[0]?.[1] ?? '';
    const short = Array.from({ length: 10 - first }, (_, count) => quoteLiteral(`${prefix}${first + count}`));
    return [`${name} IN (${short.join(', ')})`];
  });
  return tests.length === 0 ? null : tests.join(' OR ');
}
