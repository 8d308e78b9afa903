import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LATE_SECONDS, partitionPredicate, partitionValue } from '../../../main/flowlogs/partitions.ts';
import type { PartitionKey } from '../../../preload/contract/query.ts';

const key = (column: string, pattern: PartitionKey['pattern'], rest: Partial<PartitionKey> = {}): PartitionKey => ({
  column,
  pattern,
  type: 'string',
  prefix: '',
  ...rest,
});

const schemes: Readonly<Record<string, readonly PartitionKey[]>> = {
  'year, month, day, hour': [key('year', 'yyyy'), key('month', 'MM'), key('day', 'dd'), key('hour', 'HH')],
  'year, month, day': [key('year', 'yyyy'), key('month', 'MM'), key('day', 'dd')],
  'literal year=2022': [
    key('year', 'yyyy', { prefix: 'year=' }),
    key('month', 'MM', { prefix: 'month=' }),
    key('day', 'dd', { prefix: 'day=' }),
  ],
  integers: [key('year', 'yyyy', { type: 'integer' }), key('month', 'MM', { type: 'integer' }), key('day', 'dd', { type: 'integer' })],
  'date string': [key('date', 'yyyy-MM-dd')],
  'date type': [key('date', 'yyyy-MM-dd', { type: 'date' })],
  'day with slashes': [key('day', 'yyyy/MM/dd')],
  'date, hour': [key('date', 'yyyy/MM/dd'), key('hour', 'HH')],
  'year, month': [key('year', 'yyyy'), key('month', 'MM')],
};

/** Evaluates the predicate by brute force: the few operators it uses, over the values of one partition. */
function holds(predicate: string, values: Readonly<Record<string, string>>): boolean {
  const script = predicate
    .replace(/DATE '/g, "'")
    .replace(/"(\w+)" BETWEEN ('[^']*'|\d+) AND ('[^']*'|\d+)/g, '(v["$1"] >= $2 && v["$1"] <= $3)')
    .replace(/"(\w+)" IN \(([^)]*)\)/g, '[$2].includes(v["$1"])')
    .replace(/"(\w+)" = ('[^']*'|\d+)/g, 'v["$1"] === $2')
    .replace(/ AND /g, ' && ')
    .replace(/ OR /g, ' || ');
  return new Function('v', `return ${script}`)(values) as boolean;
}

const hour = 3600;

describe('partitionPredicate', () => {
  for (const [name, keys] of Object.entries(schemes)) {
    it(`covers exactly the partitions of [a, b + 900 s]: ${name}`, () => {
      fc.assert(
        fc.property(
          fc.integer({ min: Date.UTC(2019, 11, 1) / 1000, max: Date.UTC(2025, 0, 31) / 1000 }),
          fc.oneof(fc.integer({ min: 0, max: 7200 }), fc.integer({ min: 0, max: 10 * 86_400 }), fc.integer({ min: 0, max: 900 * 86_400 })),
          (from, length) => {
            const to = from + length;
            const predicate = partitionPredicate({ partitionKeys: keys }, from, to);
            const values = (epoch: number) =>
              Object.fromEntries(
                keys.map((each) => [
                  each.column,
                  each.type === 'integer' ? Number(partitionValue(each, epoch)) : partitionValue(each, epoch),
                ]),
              ) as Record<string, string>;
            const wanted = new Set<string>();
            for (let epoch = Math.floor(from / hour) * hour; epoch <= to + LATE_SECONDS; epoch += hour)
              wanted.add(JSON.stringify(values(epoch)));
            // Around both ends, where an error would be, hour by hour; in between, day by day.
            const probes = new Set<number>();
            for (const around of [from, to + LATE_SECONDS])
              for (let h = -60; h <= 60; h++) probes.add(Math.floor(around / hour) * hour + h * hour);
            for (const epoch of probes) {
              const partition = values(epoch);
              expect(holds(predicate ?? '', partition), `${predicate} for ${JSON.stringify(partition)}`).toBe(
                wanted.has(JSON.stringify(partition)),
              );
            }
          },
        ),
        { numRuns: 25 },
      );
    });
  }

  it('takes whole days as days and names one hour plainly', () => {
    const keys = schemes['year, month, day, hour'] ?? [];
    const at = (text: string) => Date.parse(text) / 1000;
    expect(partitionPredicate({ partitionKeys: keys }, 1669605300, 1669606200)).toBe(
      `"year" = '2022' AND "month" = '11' AND "day" = '28' AND "hour" = '03'`,
    );
    expect(partitionPredicate({ partitionKeys: keys }, at('2022-11-28T00:00:00Z'), at('2022-11-29T23:40:00Z'))).toBe(
      `"year" = '2022' AND "month" = '11' AND "day" IN ('28', '29')`,
    );
  });

  it('keeps the flows that the walk-through loses at the end of an hour', () => {
    const keys = schemes['year, month, day, hour'] ?? [];
    const byHand = `"month" = '11' AND "day" = '28' AND "hour" = '03'`;
    const ours =
      partitionPredicate({ partitionKeys: keys }, Date.parse('2022-11-28T03:40:00Z') / 1000, Date.parse('2022-11-28T03:59:59Z') / 1000) ??
      '';
    // Starts at 03:59:30, ends at 04:00:20: its file lies in hour 04.
    const partition = { year: '2022', month: '11', day: '28', hour: '04' };
    expect(holds(byHand, partition)).toBe(false);
    expect(holds(ours, partition)).toBe(true);
  });

  it('is nothing for a table without time partitions', () => {
    expect(partitionPredicate({ partitionKeys: [] }, 0, 1)).toBeNull();
  });
});
