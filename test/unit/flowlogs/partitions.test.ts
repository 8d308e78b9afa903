import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { partitionStart } from '../../../main/flowlogs/partition-starts.ts';
import { LATE_SECONDS, partitionPredicate, partitionValue } from '../../../main/flowlogs/partitions.ts';
import type { PartitionKey } from '../../../preload/contract/query.ts';
import { schemes } from '../../support/tables.ts';

type Values = Readonly<Record<string, string | number>>;

/** The predicate as a function of one partition's values: the few operators that it uses. */
function compiled(predicate: string): (values: Values) => boolean {
  const script = predicate
    .replace(/DATE '/g, "'")
    .replace(/"(\w+)" BETWEEN ('[^']*'|\d+) AND ('[^']*'|\d+)/g, '(v["$1"] >= $2 && v["$1"] <= $3)')
    .replace(/"(\w+)" IN \(([^)]*)\)/g, '[$2].includes(v["$1"])')
    .replace(/"(\w+)" = ('[^']*'|\d+)/g, 'v["$1"] === $2')
    .replace(/ AND /g, ' && ')
    .replace(/ OR /g, ' || ');
  return new Function('v', `return ${script}`) as (values: Values) => boolean;
}

const valuesAt = (keys: readonly PartitionKey[], epoch: number): Values =>
  Object.fromEntries(
    keys.map((key) => [key.column, key.type === 'integer' ? Number(partitionValue(key, epoch)) : partitionValue(key, epoch)]),
  );

const HOUR = 3600;
const DAY = 86_400;
const at = (text: string) => Date.parse(text) / 1000;
/** Every hour from one moment to another: no scheme is finer. */
function* hours(from: number, to: number): Generator<number> {
  for (let epoch = Math.floor(from / HOUR) * HOUR; epoch <= to; epoch += HOUR) yield epoch;
}

/** By brute force: the partitions of the window, and no other one of the years around it. */
function coversExactly(keys: readonly PartitionKey[], from: number, to: number): void {
  const predicate = partitionPredicate({ partitionKeys: keys }, from, to) ?? '';
  const holds = compiled(predicate);
  const wanted = new Set<string>();
  for (const epoch of hours(from, to + LATE_SECONDS)) wanted.add(JSON.stringify(valuesAt(keys, epoch)));
  const check = (epoch: number) => {
    const values = valuesAt(keys, epoch);
    const isWanted = wanted.has(JSON.stringify(values));
    if (holds(values) !== isWanted) expect.fail(`${predicate} ${isWanted ? 'lacks' : 'takes'} ${JSON.stringify(values)}`);
  };
  for (const epoch of hours(from - 40 * DAY, to + 40 * DAY)) check(epoch);
  // The same months, days and hours of other years.
  for (const years of [-100, -4, -1, 1, 4, 100])
    for (const epoch of hours(from - 2 * DAY, Math.min(to, from + 5 * DAY) + 2 * DAY)) check(epoch + Math.round(years * 365.25) * DAY);
  expect(predicate.length).toBeLessThan(1500);
}

const anyTime = fc.integer({ min: at('2000-01-01T00:00:00Z'), max: at('2099-12-31T23:59:59Z') });
/** Where an error would be: at the ends of hours, days, months, years, and leap days. */
const edge = fc
  .tuple(
    fc.constantFrom('2022-11-28T04:00:00Z', '2022-11-29T00:00:00Z', '2022-12-01T00:00:00Z', '2023-01-01T00:00:00Z', '2024-02-29T00:00:00Z'),
    fc.integer({ min: -1000, max: 1000 }),
  )
  .map(([text, seconds]) => at(text) + seconds);
const leapEdge = fc
  .tuple(fc.constantFrom('2024-03-01T00:00:00Z', '2023-03-01T00:00:00Z', '2000-03-01T00:00:00Z'), fc.integer({ min: -1000, max: 1000 }))
  .map(([text, seconds]) => at(text) + seconds);
const moment = fc.oneof(anyTime, edge, leapEdge);

describe('partitionPredicate', () => {
  const partitioned = Object.entries(schemes).filter(([, keys]) => keys.length > 0);

  it.each(partitioned)('covers exactly the partitions of [a, b + 900 s]: %s', (_name, keys) => {
    const lengths = fc.oneof(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 2 * HOUR }), fc.integer({ min: 0, max: 10 * DAY }));
    fc.assert(
      fc.property(moment, lengths, (from, length) => coversExactly(keys, from, from + length)),
      { numRuns: 25 },
    );
    fc.assert(
      fc.property(moment, fc.integer({ min: 20 * DAY, max: 800 * DAY }), (from, length) => coversExactly(keys, from, from + length)),
      { numRuns: 3 },
    );
  });

  it.each(partitioned)('of its values says when they begin: %s', (_name, keys) => {
    fc.assert(
      fc.property(anyTime, (epoch) => {
        const values = valuesAt(keys, epoch);
        const start = partitionStart(keys, (column) => String(values[column])) ?? Number.NaN;
        expect(valuesAt(keys, start)).toEqual(values);
        expect(valuesAt(keys, start - 1)).not.toEqual(values);
      }),
    );
    expect(partitionStart(keys, () => 'x')).toBeNull();
    expect(partitionStart(keys, () => '99999999')).toBeNull();
  });

  it('is short for any window from 2000 to 2100', () => {
    fc.assert(
      fc.property(fc.constantFrom(...partitioned), anyTime, anyTime, ([, keys], one, other) => {
        const [from, to] = [Math.min(one, other), Math.max(one, other)];
        expect(partitionPredicate({ partitionKeys: keys }, from, to)?.length).toBeLessThan(1500);
      }),
      { numRuns: 500 },
    );
  });

  it('is not clamped to what is there: it knows the scheme and nothing of partitions', () => {
    const keys = schemes['year, month, day'] ?? [];
    expect(partitionPredicate({ partitionKeys: keys }, at('2099-12-31T23:50:00Z'), at('2099-12-31T23:59:59Z'))).toBe(
      `(("year" = '2099' AND "month" = '12' AND "day" = '31') OR ("year" = '2100' AND "month" = '01' AND "day" = '01'))`,
    );
  });

  it('takes whole days as days and names one hour plainly', () => {
    const keys = schemes['year, month, day, hour'] ?? [];
    expect(partitionPredicate({ partitionKeys: keys }, 1669605300, 1669606200)).toBe(
      `"year" = '2022' AND "month" = '11' AND "day" = '28' AND "hour" = '03'`,
    );
    expect(partitionPredicate({ partitionKeys: keys }, at('2022-11-28T00:00:00Z'), at('2022-11-29T23:40:00Z'))).toBe(
      `"year" = '2022' AND "month" = '11' AND "day" IN ('28', '29')`,
    );
  });

  it('is nothing for a table without time partitions', () => {
    expect(partitionPredicate({ partitionKeys: [] }, 0, 1)).toBeNull();
  });
});
