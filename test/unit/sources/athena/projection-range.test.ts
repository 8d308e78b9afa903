import { describe, expect, it } from 'vitest';
import { projectionOf } from '../../../../main/flowlogs/partition-projection.ts';
import { projectedSpan } from '../../../../main/sources/athena/projection-range.ts';
import type { PartitionKey } from '../../../../preload/contract/query.ts';

const at = (text: string) => Date.parse(`${text}Z`) / 1000;
const NOW = at('2022-11-28T03:20:00');

function span(range: string, pattern: PartitionKey['pattern'] = 'yyyy/MM/dd', type: PartitionKey['type'] = 'string') {
  const projection = projectionOf({ 'projection.enabled': 'true', 'projection.day.range': range });
  if (!projection) throw new Error('not projected');
  return projectedSpan([{ column: 'day', type, pattern, prefix: '' }], projection, NOW);
}

describe('the range of a projection', () => {
  it.each([
    ['2022/01/01,NOW', '2022-01-01T00:00:00', '2022-11-28T23:59:59'],
    ['2022/01/01, 2022/06/30', '2022-01-01T00:00:00', '2022-06-30T23:59:59'],
    ['NOW-3YEARS,NOW', '2019-11-28T00:00:00', '2022-11-28T23:59:59'],
    ['NOW-1MONTH,NOW+1DAY', '2022-10-28T00:00:00', '2022-11-29T23:59:59'],
    ['NOW - 2WEEKS,NOW', '2022-11-14T00:00:00', '2022-11-28T23:59:59'],
  ])('%s', (range, first, last) => {
    expect(span(range)).toEqual({ first: at(first), last: at(last) });
  });

  it('of dates and of years', () => {
    expect(span('2022-01-01,NOW', 'yyyy-MM-dd', 'date')?.first).toBe(at('2022-01-01T00:00:00'));
    expect(span('2020,2030', 'yyyy', 'integer')).toEqual({ first: at('2020-01-01T00:00:00'), last: at('2030-12-31T23:59:59') });
  });

  it.each(['', 'whenever', 'a,b', '2022/01/01', '2022/01/01,NOW,2023/01/01'])('%j tells nothing', (range) => {
    expect(span(range)).toBeNull();
  });

  it('of which one end is not understood tells the other', () => {
    expect(span('2022/01/01,TOMORROW')).toEqual({ first: at('2022-01-01T00:00:00'), last: null });
  });
});
