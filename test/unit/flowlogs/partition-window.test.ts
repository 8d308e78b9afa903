/** Which partitions a window reads, held against the predicate that is sent: both must say the same of every partition. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { exclusionOf } from '../../../main/flowlogs/partition-check.ts';
import { partitionStart } from '../../../main/flowlogs/partition-starts.ts';
import { isInWindow, partitionEnd, windowStarts } from '../../../main/flowlogs/partition-window.ts';
import { partitionPredicate, partitionValue } from '../../../main/flowlogs/partitions.ts';
import { tableReads } from '../../../main/flowlogs/sql-reads.ts';
import type { PartitionKey } from '../../../preload/contract/query.ts';

const key = (column: string, pattern: PartitionKey['pattern'], type: PartitionKey['type'] = 'string', prefix = ''): PartitionKey => ({
  column,
  type,
  pattern,
  prefix,
});
const schemes: readonly (readonly PartitionKey[])[] = [
  [key('year', 'yyyy'), key('month', 'MM'), key('day', 'dd'), key('hour', 'HH')],
  [key('year', 'yyyy'), key('month', 'MM'), key('day', 'dd')],
  [key('year', 'yyyy', 'string', 'year='), key('month', 'MM', 'string', 'month='), key('day', 'dd', 'string', 'day=')],
  [key('year', 'yyyy', 'integer'), key('month', 'MM', 'integer')],
  [key('date', 'yyyy-MM-dd', 'date')],
  [key('date', 'yyyy/MM/dd'), key('hour', 'HH', 'integer')],
];
const moment = fc.integer({ min: Date.UTC(2019, 11, 25) / 1000, max: Date.UTC(2024, 2, 5) / 1000 });
const length = fc.oneof(fc.integer({ min: 0, max: 7200 }), fc.integer({ min: 0, max: 400 * 86_400 }));
/** Near an end of the window, where it matters, or anywhere. */
const offset = fc.oneof(fc.integer({ min: -90_000, max: 90_000 }), fc.integer({ min: -70 * 86_400, max: 70 * 86_400 }));

it('says of a partition what the predicate says of it', () => {
  fc.assert(
    fc.property(fc.constantFrom(...schemes), moment, length, offset, fc.boolean(), (keys, from, seconds, shift, fromEnd) => {
      const to = from + seconds;
      const at = (fromEnd ? to : from) + shift;
      const value = (column: string) => {
        const found = keys.find((each) => each.column === column);
        return found && partitionValue(found, at);
      };
      const sql = `SELECT * FROM t WHERE ${partitionPredicate({ partitionKeys: keys }, from, to)}`;
      const isRead = isInWindow(keys, partitionStart(keys, value), from, to);
      expect(tableReads(sql).map(({ where }) => !exclusionOf(where)(value))).toEqual([isRead]);
    }),
    { numRuns: 2000 },
  );
});

it('names the partitions of a window one after the other, none twice', () => {
  const [hours = [], days = []] = schemes;
  const from = Date.UTC(2022, 10, 28, 3, 15) / 1000;
  expect(windowStarts(hours, from, from + 900, 100)).toEqual([from - 900]);
  expect(windowStarts(hours, from, from + 2700, 100)).toEqual([from - 900, from + 2700]);
  expect(windowStarts(days, from, from + 3 * 86_400, 100)).toHaveLength(4);
  expect(windowStarts(hours, from, from + 200 * 3600, 100)).toBeNull();
  expect(windowStarts([], from, from, 100)).toBeNull();
});

it('counts a partition whose values do not say when as read', () => {
  const [hours = []] = schemes;
  expect(partitionStart(hours, () => '__HIVE_DEFAULT_PARTITION__')).toBeNull();
  expect(isInWindow(hours, null, 0, 1)).toBe(true);
  expect(partitionEnd(hours, null)).toBeNull();
  expect(partitionEnd(hours, 3600)).toBe(7200);
});
