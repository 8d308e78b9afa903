import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { emptyForm } from '../../../main/flowlogs/form.ts';
import { partitionStart } from '../../../main/flowlogs/partition-starts.ts';
import { partitionValue } from '../../../main/flowlogs/partitions.ts';
import { flowsLeftOut, reasonText } from '../../../main/flowlogs/zero-row-sentences.ts';
import { type Coverage, countSql, nothingKnown, type RecordCount, reasonsOf } from '../../../main/flowlogs/zero-rows.ts';
import type { PartitionKey, QueryForm } from '../../../preload/contract/query.ts';
import { conflicts, type Reason } from '../../../preload/contract/zero-rows.ts';

const key = (column: string, pattern: PartitionKey['pattern'], change: Partial<PartitionKey> = {}): PartitionKey => ({
  column,
  pattern,
  type: 'string',
  prefix: '',
  ...change,
});
const hourly = { partitionKeys: [key('year', 'yyyy'), key('month', 'MM'), key('day', 'dd'), key('hour', 'HH')] };
const daily = { partitionKeys: [key('date', 'yyyy/MM/dd')] };
const at = (text: string) => Date.parse(`${text}Z`) / 1000;
const form = (from: string, to: string, patch: Partial<QueryForm> = {}): QueryForm => ({ ...emptyForm(at(from), at(to), 'UTC'), ...patch });
const HOUR = 3600;
const hours = (first: string, count: number) => Array.from({ length: count }, (_, index) => at(first) + index * HOUR);
const coverage = (change: Partial<Coverage>): Coverage => ({ ...nothingKnown, ...change });
const records = (change: Partial<RecordCount> = {}): RecordCount => ({
  first: at('2022-11-28T00:00:10'),
  last: at('2022-11-28T23:59:40'),
  before: at('2022-11-28T03:10:00'),
  after: at('2022-11-28T03:40:00'),
  flows: 5,
  nodata: 0,
  skipdata: 0,
  ...change,
});
const LATER = at('2026-01-01T00:00:00');
const asked = form('2022-11-28T03:15:00', '2022-11-28T03:30:00');
const codes = (reasons: readonly Reason[]) => reasons.map((reason) => reason.code);

describe('nothing follows', () => {
  it('from what nobody knows', () => {
    expect(reasonsOf(asked, null, nothingKnown, LATER)).toEqual([]);
    expect(reasonsOf(asked, hourly, coverage({ partitions: [{ scope: {}, starts: [] }] }), LATER)).toEqual([]);
    expect(reasonsOf(asked, hourly, coverage({ projected: { first: null, last: null } }), LATER)).toEqual([]);
  });

  it('from a window that has flows, in partitions that are there', () => {
    expect(
      reasonsOf(
        asked,
        hourly,
        coverage({ partitions: [{ scope: {}, starts: hours('2022-11-28T00:00:00', 24) }], records: records() }),
        LATER,
      ),
    ).toEqual([]);
  });
});

describe('the window against the records', () => {
  it('before the first: the first hour is offered', () => {
    const [reason] = reasonsOf(form('2022-11-27T03:15:00', '2022-11-28T00:00:09'), null, coverage({ records: records() }), LATER);
    expect(reason).toEqual({
      code: 'before_first',
      details: { first: at('2022-11-28T00:00:10'), by: 'record', use: { from: at('2022-11-28T00:00:00'), to: at('2022-11-28T01:00:00') } },
    });
  });

  it('after the last: the last hour is offered', () => {
    const [reason] = reasonsOf(form('2022-11-29T03:15:00', '2022-11-29T03:30:00'), null, coverage({ records: records() }), LATER);
    expect(reason).toEqual({
      code: 'after_last',
      details: { last: at('2022-11-28T23:59:40'), by: 'record', use: { from: at('2022-11-28T23:00:00'), to: at('2022-11-29T00:00:00') } },
    });
  });

  it('none in it: the hour up to the nearest one before is offered', () => {
    const found = reasonsOf(asked, null, coverage({ records: records({ flows: 0 }) }), LATER);
    expect(found).toEqual([
      { code: 'no_records', details: { scoped: false, use: { from: at('2022-11-28T02:11:00'), to: at('2022-11-28T03:11:00') } } },
    ]);
    const never = records({ flows: 0, before: null, after: null });
    expect(reasonsOf({ ...asked, interfaces: ['eni-12345678'] }, null, coverage({ records: never }), LATER)).toEqual([
      { code: 'no_records', details: { scoped: true, use: null } },
    ]);
  });

  it('only NODATA and SKIPDATA', () => {
    const found = reasonsOf(asked, null, coverage({ records: records({ flows: 0, nodata: 3, skipdata: 1 }) }), LATER);
    expect(found).toEqual([{ code: 'only_nodata', details: { nodata: 3, skipdata: 1, scoped: false } }]);
  });
});

describe('the window against the partitions', () => {
  const known = coverage({
    partitions: [{ scope: {}, starts: hours('2022-11-28T00:00:00', 24).filter((start) => start !== at('2022-11-28T05:00:00')) }],
  });

  it('a file may be named 15 minutes after its flow: only then a window is before the first partition', () => {
    expect(codes(reasonsOf(form('2022-11-27T23:00:00', '2022-11-27T23:44:59'), hourly, known, LATER))).toEqual(['before_first']);
    expect(codes(reasonsOf(form('2022-11-27T23:00:00', '2022-11-27T23:45:00'), hourly, known, LATER))).toEqual([]);
  });

  it('after the last partition, of hours or of days', () => {
    expect(codes(reasonsOf(form('2022-11-28T23:59:59', '2022-11-29T00:30:00'), hourly, known, LATER))).toEqual([]);
    expect(reasonsOf(form('2022-11-29T00:00:00', '2022-11-29T00:30:00'), hourly, known, LATER)).toEqual([
      {
        code: 'after_last',
        details: {
          last: at('2022-11-28T23:59:59'),
          by: 'partition',
          use: { from: at('2022-11-28T23:00:00'), to: at('2022-11-29T00:00:00') },
        },
      },
    ]);
    const [day] = reasonsOf(
      form('2022-11-29T00:00:00', '2022-11-29T00:30:00'),
      daily,
      coverage({ partitions: [{ scope: {}, starts: [at('2022-11-28T00:00:00')] }] }),
      LATER,
    );
    expect(day).toMatchObject({ details: { use: { from: at('2022-11-28T00:00:00'), to: at('2022-11-29T00:00:00') } } });
  });

  it('a missing one between others is named, with the one before it', () => {
    expect(reasonsOf(form('2022-11-28T04:15:00', '2022-11-28T06:30:00'), hourly, known, LATER)).toEqual([
      {
        code: 'partition_missing',
        details: {
          count: 1,
          of: 3,
          from: at('2022-11-28T05:00:00'),
          to: at('2022-11-28T06:00:00'),
          scope: '',
          use: { from: at('2022-11-28T04:00:00'), to: at('2022-11-28T05:00:00') },
        },
      },
    ]);
  });

  it('what is missing is said once', () => {
    const both = { ...known, records: records({ flows: 0 }) };
    expect(codes(reasonsOf(form('2022-11-28T05:15:00', '2022-11-28T05:30:00'), hourly, both, LATER))).toEqual(['partition_missing']);
  });

  it('exactly the partitions that are not there count as missing', () => {
    const start = at('2022-11-01T00:00:00');
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.integer({ min: 0, max: 60 }), { minLength: 2 }),
        fc.integer({ min: 0, max: 61 * HOUR }),
        fc.integer({ min: 0, max: 20 * HOUR }),
        (present, offset, length) => {
          const starts = present.map((hour) => start + hour * HOUR).sort((a, b) => a - b);
          const window = { ...asked, from: start + offset, to: start + offset + length };
          const missing: number[] = [];
          for (let hour = Math.floor(offset / HOUR); hour * HOUR <= offset + length; hour++) {
            if (!present.includes(hour) && hour > Math.min(...present) && hour < Math.max(...present)) missing.push(hour);
          }
          const found = reasonsOf(window, hourly, coverage({ partitions: [{ scope: {}, starts: starts }] }), LATER).find(
            (each) => each.code === 'partition_missing',
          );
          expect(found?.details.count ?? 0).toBe(missing.length);
          if (found?.code === 'partition_missing') {
            expect(starts).toContain(found.details.use.from);
            expect(found.details.from).toBe(start + (missing[0] ?? 0) * HOUR);
          }
        },
      ),
    );
  });

  it('the range of a partition projection', () => {
    const projected = { first: at('2022-01-01T00:00:00'), last: at('2022-12-31T23:59:59') };
    expect(codes(reasonsOf(form('2021-12-31T03:15:00', '2021-12-31T03:30:00'), daily, coverage({ projected }), LATER))).toEqual([
      'before_first',
    ]);
    expect(codes(reasonsOf(form('2023-01-01T00:00:00', '2023-01-01T03:30:00'), daily, coverage({ projected }), LATER))).toEqual([
      'after_last',
    ]);
    expect(reasonsOf(asked, daily, coverage({ projected }), LATER)).toEqual([]);
  });
});

describe('accounts and regions, each by itself', () => {
  const all = hours('2022-11-28T00:00:00', 24);
  const [one, other] = [{ accid: '123456789012' }, { accid: '210987654321' }];
  const hole = all.filter((start) => start !== asked.from - 900);
  const scopes = (first: readonly number[], second: readonly number[]) =>
    coverage({
      partitions: [
        { scope: one, starts: first },
        { scope: other, starts: second },
      ],
    });
  const table = {
    ...hourly,
    scopeKeys: [{ column: 'accid', field: 'account_id', type: 'string', prefix: '', isInjected: false } as const],
  };

  it('a hole in one of them is seen, and whose it is', () => {
    expect(reasonsOf(asked, table, scopes(all, hole), LATER)).toMatchObject([
      { code: 'partition_missing', details: { count: 1, of: 1, scope: 'accid=210987654321' } },
    ]);
    expect(reasonsOf(asked, table, scopes(hole, hole), LATER)).toMatchObject([{ code: 'partition_missing', details: { scope: '' } }]);
    // One that began later, or ended before, has no hole.
    expect(reasonsOf(asked, table, scopes(all, all.slice(5)), LATER)).toEqual([]);
  });

  it('only those that were asked for count', () => {
    const of = (account: string) => ({ ...asked, accounts: [account] });
    expect(reasonsOf(of('1234-5678-9012'), table, scopes(all, hole), LATER)).toEqual([]);
    expect(reasonsOf(of('210987654321'), table, scopes(all, hole), LATER)).toMatchObject([{ details: { scope: '' } }]);
    expect(codes(reasonsOf(of('210987654321'), table, scopes(all, all.slice(5)), LATER))).toEqual(['before_first']);
  });

  it('folders without files are named; of one that never had any nothing is said', () => {
    const folder = (scope: Record<string, string>, hour: number, hasFiles: boolean) => ({
      scope,
      start: at('2022-11-28T00:00:00') + hour * HOUR,
      url: `s3://b/${scope.accid}/${hour}/`,
      hasFiles,
    });
    const found = (...folders: ReturnType<typeof folder>[]) => reasonsOf(asked, table, coverage({ folders }), LATER);
    const empty = { code: 'no_files', details: { count: 1, of: 1, scope: '', url: 's3://b/123456789012/3/' } };
    expect(found(folder(one, 2, true), folder(one, 3, true))).toEqual([]);
    expect(found(folder(one, 2, true), folder(one, 3, false))).toMatchObject([empty]);
    expect(found(folder(one, 2, false), folder(one, 3, false))).toMatchObject([empty]);
    const never = [folder(other, 2, false), folder(other, 3, false)];
    expect(found(folder(one, 2, true), folder(one, 3, true), ...never)).toEqual([]);
    expect(found(folder(one, 2, true), folder(one, 3, false), folder(other, 2, true), folder(other, 3, true))).toMatchObject([
      { ...empty, details: { scope: 'accid=123456789012' } },
    ]);
  });
});

it('logs of the last 15 minutes before a run are not delivered yet, of files they are', () => {
  const ran = asked.to + 899;
  expect(reasonsOf(asked, null, coverage({ isDelivered: true }), ran)).toEqual([
    { code: 'not_delivered', details: { to: asked.to, completeAt: asked.to + 900 } },
  ]);
  expect(reasonsOf(asked, null, coverage({ isDelivered: true }), ran + 1)).toEqual([]);
  expect(reasonsOf(asked, null, nothingKnown, ran)).toEqual([]);
});

it('conflicts of the form come first and hide nothing', () => {
  const both = { ...asked, protocols: ['icmp'], ports: ['443'], from: at('2023-01-01T00:00:00'), to: at('2023-01-01T01:00:00') };
  expect(codes(reasonsOf(both, null, coverage({ records: records() }), LATER))).toEqual(['filters_exclude', 'after_last']);
});

it('a partition’s values lead back to its start, in every scheme', () => {
  const schemes = [
    hourly.partitionKeys,
    daily.partitionKeys,
    [key('date', 'yyyy-MM-dd', { type: 'date' }), key('hour', 'HH')],
    [key('year', 'yyyy', { prefix: 'year=' }), key('month', 'MM', { prefix: 'month=' }), key('day', 'dd', { prefix: 'day=' })],
    [key('year', 'yyyy'), key('month', 'MM')],
  ];
  const moment = fc.integer({ min: at('2000-01-01T00:00:00'), max: at('2099-12-31T00:00:00') });
  fc.assert(
    fc.property(fc.constantFrom(...schemes), moment, (keys, epoch) => {
      const start = partitionStart(keys, (column) => {
        const found = keys.find((each) => each.column === column);
        return found && partitionValue(found, epoch);
      });
      expect(start).not.toBeNull();
      if (start === null) return;
      expect(start).toBeLessThanOrEqual(epoch);
      for (const each of keys) expect(partitionValue(each, start)).toBe(partitionValue(each, epoch));
    }),
  );
  expect(partitionStart(daily.partitionKeys, () => '2022/02/30')).toBeNull();
  expect(partitionStart(daily.partitionKeys, () => '__HIVE_DEFAULT_PARTITION__')).toBeNull();
  expect(
    partitionStart([key('year', 'yyyy', { type: 'integer' }), key('month', 'MM', { type: 'integer' })], (c) =>
      c === 'year' ? '2022' : '3',
    ),
  ).toBe(at('2022-03-01T00:00:00'));
});

it('counting by status reads the window’s partitions alone, and asks for owners only', () => {
  const table = {
    catalog: null,
    database: 'd',
    table: 't',
    columns: ['interface_id', 'srcaddr', 'start', 'log_status'].map((name) => ({ name, type: 'varchar' })),
    ...hourly,
    newestEpoch: null,
    scopeKeys: [],
    warnings: [],
  };
  const sql = countSql({ ...asked, interfaces: ['eni-12345678'], addresses: ['10.0.0.1'] }, table);
  expect(sql).toContain(`"hour" = '03'`);
  expect(sql).toContain(`"interface_id" = 'eni-12345678'`);
  expect(sql).not.toContain('10.0.0.1');
  expect(countSql(asked, { ...table, columns: [{ name: 'start', type: 'bigint' }] })).toBeNull();
});

describe('sentences', () => {
  const use = { from: 0, to: 3600 };
  const reasons: readonly Reason[] = [
    ...conflicts.map((conflict) => ({ code: 'filters_exclude', details: { conflict } }) as const),
    { code: 'not_delivered', details: { to: 0, completeAt: 900 } },
    ...(['record', 'partition', 'projection'] as const).flatMap((by) => [
      { code: 'before_first', details: { first: 0, by, use } } as const,
      { code: 'after_last', details: { last: 3599, by, use } } as const,
    ]),
    { code: 'partition_missing', details: { count: 1, of: 1, from: 0, to: 3600, scope: '', use } },
    { code: 'partition_missing', details: { count: 1, of: 1, from: 0, to: 3600, scope: 'accid=1', use } },
    { code: 'partition_missing', details: { count: 2, of: 5, from: 0, to: 3600, scope: '', use } },
    { code: 'no_files', details: { count: 1, of: 1, from: 0, to: 3600, scope: '', url: 's3://b/' } },
    { code: 'no_files', details: { count: 1, of: 1, from: 0, to: 3600, scope: 'accid=1', url: 's3://b/' } },
    { code: 'no_files', details: { count: 2, of: 5, from: 0, to: 3600, scope: '', url: 's3://b/' } },
    { code: 'no_records', details: { scoped: false, use } },
    { code: 'no_records', details: { scoped: true, use } },
    { code: 'no_records', details: { scoped: true, use: null } },
    { code: 'only_nodata', details: { nodata: 1, skipdata: 0, scoped: false } },
    { code: 'only_nodata', details: { nodata: 1200, skipdata: 3, scoped: true } },
  ];

  it('are one for each reason, in both languages, and all different', () => {
    for (const language of ['en', 'ja'] as const) {
      const texts = reasons.map((reason) => reasonText(reason, 'Asia/Tokyo', language));
      expect(new Set(texts).size).toBe(texts.length);
      for (const text of texts) expect(text).toMatch(language === 'en' ? /^[A-Z1-9].*\.$/ : /[ぁ-ん].*。$/);
    }
  });

  it('say moments in the zone, and the end of a partition as its end', () => {
    expect(
      reasonText({ code: 'after_last', details: { last: at('2022-11-28T23:59:59'), by: 'partition', use } }, 'Asia/Tokyo', 'en'),
    ).toContain('2022-11-29 09:00 JST');
    expect(flowsLeftOut(5472, 'en')).toContain('5,472 flows');
  });
});
