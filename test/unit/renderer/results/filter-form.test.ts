import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatEpoch, offsetAt } from '../../../../main/flowlogs/time.ts';
import type { Filter } from '../../../../preload/contract/result.ts';
import { draftOf, type FilterDraft, filterOps, readFilter } from '../../../../renderer/results/filter-form.ts';
import { resultColumn } from '../../../support/result-columns.ts';

const zone = 'Asia/Tokyo';
const bytes = resultColumn('bytes');
const start = resultColumn('start');
const srcaddr = resultColumn('srcaddr');
const action = resultColumn('action');
const moment = resultColumn('at', { role: 'time_ms' });
const typed = (op: FilterDraft['op'], first: string, second = ''): FilterDraft => ({ op, first, second });

describe('what a column is filtered by', () => {
  it('follows what it holds', () => {
    expect(filterOps(start, zone)).toEqual(['period']);
    expect(filterOps(start, null)[0]).toBe('between');
    expect(filterOps(bytes, zone)[0]).toBe('between');
    expect(filterOps(srcaddr, zone)[0]).toBe('in');
    expect(filterOps(action, zone)).not.toContain('in');
    expect(filterOps(resultColumn('peer', { storage: 'TEXT' }), zone)).toContain('in');
  });

  it('is a number for a decimal, which is stored as a text', () => {
    const mib = resultColumn('mib', { storage: 'TEXT', type: 'decimal(38,2)' });
    expect(filterOps(mib, zone)).toEqual(['between', 'is', 'not']);
    expect(readFilter(typed('is', '1,024.5'), mib, zone)).toEqual({ ok: true, filter: { op: 'is', column: 'mib', value: 1024.5 } });
    expect(draftOf({ op: 'is', column: 'mib', value: '1024.50' }, mib, zone)).toEqual(typed('is', '1024.50'));
  });
});

describe('a filter', () => {
  const range = fc.tuple(fc.option(fc.integer()), fc.option(fc.integer())).filter(([from, to]) => (from ?? to) !== null);
  const ordered = range.map(([from, to]) => (from !== null && to !== null && from > to ? ([to, from] as const) : ([from, to] as const)));
  const text = fc.string({ minLength: 1, maxLength: 20 });

  it('comes back as it was when it is typed as it is shown', () => {
    const filters: fc.Arbitrary<readonly [Filter, typeof bytes]> = fc.oneof(
      ordered.map(([from, to]) => [{ op: 'between', column: 'bytes', from, to }, bytes] as const),
      fc
        .tuple(fc.constantFrom('is' as const, 'not' as const), fc.integer())
        .map(([op, value]) => [{ op, column: 'bytes', value }, bytes] as const),
      fc
        .tuple(text, fc.boolean())
        .map(([each, not]) => [{ op: 'text', column: 'action', how: 'contains', text: each, not }, action] as const),
      text.map((each) => [{ op: 'text', column: 'action', how: 'starts', text: each, not: false }, action] as const),
      text.map((value) => [{ op: 'not', column: 'action', value }, action] as const),
      fc
        .tuple(fc.subarray(['10.0.0.0/8', '10.1.2.3', '2001:db8::/32'], { minLength: 1 }), fc.boolean())
        .map(([networks, not]) => [{ op: 'address', column: 'srcaddr', networks, not }, srcaddr] as const),
    );
    fc.assert(
      fc.property(filters, ([filter, column]) => {
        const draft = draftOf(filter, column, zone);
        expect(draft).not.toBeNull();
        expect(draft && readFilter(draft, column, zone)).toEqual({ ok: true, filter });
      }),
    );
  });

  it('of moments comes back wherever the clocks do not strike twice', () => {
    const epoch = fc.integer({ min: 1, max: 4_000_000_000 });
    const zones = fc.constantFrom('Asia/Tokyo', 'UTC', 'America/New_York', 'Asia/Kathmandu');
    fc.assert(
      fc.property(epoch, epoch, zones, fc.constantFrom(start, moment), (a, b, inZone, column) => {
        const isTwice = (each: number) => [3600, 7200].some((gap) => formatEpoch(each - gap, inZone) === formatEpoch(each, inZone));
        const [low, high] = [Math.min(a, b), Math.max(a, b)];
        fc.pre(![low, high + 1].some((each) => isTwice(each) || offsetAt(each, inZone) !== offsetAt(each - 7200, inZone)));
        const unit = column === moment ? 1000 : 1;
        const filter: Filter = { op: 'between', column: column.name, from: low * unit, to: (high + 1) * unit - 1 };
        const draft = draftOf(filter, column, inZone);
        expect(draft && readFilter(draft, column, inZone)).toEqual({ ok: true, filter });
      }),
    );
  });

  it('ends before the moment that is typed', () => {
    expect(readFilter(typed('period', '2022-11-28 12:15', '2022/11/28 12:20:00'), start, zone)).toEqual({
      ok: true,
      filter: { op: 'between', column: 'start', from: 1669605300, to: 1669605599 },
    });
    expect(readFilter(typed('period', '', '2022-11-28 12:15'), moment, zone)).toEqual({
      ok: true,
      filter: { op: 'between', column: 'at', from: null, to: 1669605299999 },
    });
  });

  it('takes digits as they are typed in Japan, separators, and the names of protocols', () => {
    expect(readFilter(typed('between', '１，０００', '2,000,000'), bytes, zone)).toMatchObject({ filter: { from: 1000, to: 2_000_000 } });
    expect(readFilter(typed('is', 'tcp'), resultColumn('protocol'), zone)).toMatchObject({ filter: { value: 6 } });
    expect(readFilter(typed('is', '9007199254740993'), bytes, zone)).toMatchObject({ filter: { value: '9007199254740993' } });
    expect(readFilter(typed('notIn', '10.0.0.1、10.1.0.0/16 ::1'), srcaddr, zone)).toMatchObject({
      filter: { networks: ['10.0.0.1', '10.1.0.0/16', '::1'], not: true },
    });
  });

  it.each<[FilterDraft, typeof bytes, string, string]>([
    [typed('between', '', ''), bytes, 'noRange', 'first'],
    [typed('between', 'x', ''), bytes, 'badNumber', 'first'],
    [typed('between', '1', '1,00'), bytes, 'badNumber', 'second'],
    [typed('between', '5', '4'), bytes, 'badRange', 'second'],
    [typed('period', '2022-11-31', ''), start, 'badTime', 'first'],
    [typed('period', '2022-11-28 12:15', '2022-11-28 12:15'), start, 'badRange', 'second'],
    [typed('in', '10.0.0.1, 10.0.0'), srcaddr, 'badNetwork', 'first'],
    [typed('in', ' , '), srcaddr, 'empty', 'first'],
    [typed('contains', ''), action, 'empty', 'first'],
    [typed('is', 'tcpx'), resultColumn('protocol'), 'badNumber', 'first'],
    [typed('is', ''), bytes, 'empty', 'first'],
  ])('%j is refused', (draft, column, kind, field) => {
    expect(readFilter(draft, column, zone)).toMatchObject({ ok: false, problem: { kind, field } });
  });

  it('that cannot be typed is not opened', () => {
    expect(draftOf({ op: 'is', column: 'bytes', value: null }, bytes, zone)).toBeNull();
    expect(draftOf({ op: 'not', column: 'action', value: '' }, action, zone)).toBeNull();
    expect(draftOf({ op: 'find', text: 'x', zone }, bytes, zone)).toBeNull();
    expect(draftOf({ op: 'not', column: 'start', value: 5 }, start, zone)).toBeNull();
    // A single value becomes what a column of its sort is filtered by.
    expect(draftOf({ op: 'is', column: 'srcaddr', value: '10.0.0.1' }, srcaddr, zone)).toEqual(typed('in', '10.0.0.1'));
    expect(draftOf({ op: 'is', column: 'start', value: 1669605300 }, start, zone)).toEqual(
      typed('period', '2022-11-28 12:15:00', '2022-11-28 12:15:01'),
    );
  });
});
