/** Summaries and charts of generated results, against the same worked out in plain JavaScript. */
import { describe, expect, it, onTestFinished } from 'vitest';
import { formatEpoch } from '../../../main/flowlogs/time.ts';
import { createResultWriter, type WriterValue } from '../../../main/results/result-writer.ts';
import { createResults } from '../../../main/results/results.ts';
import { MOST_CHARACTERS } from '../../../main/results/summarise-columns.ts';
import type { ColumnType } from '../../../preload/contract/query.ts';
import type { ByAction, ColumnSummary, View } from '../../../preload/contract/result.ts';
import { seeded } from '../../../scripts/sample/random.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const plain: View = { filters: [], sort: null };
const flowColumns: readonly ColumnType[] = [
  { name: 'srcaddr', type: 'varchar' },
  { name: 'dstaddr', type: 'varchar' },
  { name: 'dstport', type: 'integer' },
  { name: 'bytes', type: 'bigint' },
  { name: 'start', type: 'bigint' },
  { name: 'action', type: 'varchar' },
];

function stored(columns: readonly ColumnType[], rows: readonly (readonly WriterValue[])[]) {
  const results = createResults(tempFolder());
  onTestFinished(() => results.close());
  const writer = createResultWriter(results.pathOf('r'), columns);
  writer.insert(rows);
  writer.finish();
  const names = results.columns('r').columns.map(({ name }) => name);
  return {
    results,
    names,
    summary: (view: View = plain) => results.analyses.summary('r', view, names, () => undefined),
    chart: (view: View = plain, zone = 'Asia/Tokyo') => results.analyses.chart('r', view, zone, () => undefined),
  };
}

const random = seeded(4);
const below = (n: number) => random.between(0, n - 1);
const flows = Array.from({ length: 6000 }, (_, index): WriterValue[] => {
  const isNoData = index % 50 === 7;
  return [
    isNoData ? (index % 100 === 7 ? '-' : null) : `10.0.0.${below(30)}`,
    isNoData ? '-' : `192.168.${below(4)}.${below(20)}`,
    isNoData ? null : [443, 80, 22, 1024 + below(3000)][below(4)],
    isNoData ? null : below(100_000),
    1_669_600_000 + below(20_000),
    isNoData ? '-' : (['ACCEPT', 'ACCEPT', 'ACCEPT', 'REJECT'][below(4)] ?? null),
  ] as WriterValue[];
});

/** What a summary has to say, the slow way. */
function summed(name: string, values: readonly (string | number | null)[]): ColumnSummary {
  const counts = new Map<string | number, number>();
  for (const value of values) if (value !== null) counts.set(value, (counts.get(value) ?? 0) + 1);
  const compare = (a: string | number, b: string | number) =>
    typeof a === typeof b ? (a < b ? -1 : a > b ? 1 : 0) : typeof a === 'number' ? -1 : 1;
  const different = [...counts.keys()].sort(compare);
  const count = [...counts.values()].reduce((a, b) => a + b, 0);
  return {
    column: name,
    count,
    nulls: values.length - count,
    distinct: different.length,
    min: different[0] ?? null,
    max: different.at(-1) ?? null,
    top: different
      .map((value) => ({ value, count: counts.get(value) ?? 0, isCut: false }))
      .sort((a, b) => b.count - a.count)
      .slice(0, 10),
  };
}

describe('a summary', () => {
  it('is what counting by hand gives, and each column is told when it is ready', async () => {
    const { results, names } = stored(flowColumns, flows);
    const told: ColumnSummary[] = [];
    const summary = await results.analyses.summary('r', plain, names, (each) => told.push(each));
    const expected = names.map((name, index) =>
      summed(
        name,
        flows.map((row) => row[index] as string | number | null),
      ),
    );
    expect(summary).toEqual(expected);
    expect(told).toEqual(expected);
  });

  it('is of the rows that the filters leave', async () => {
    const view: View = {
      filters: [
        { op: 'is', column: 'action', value: 'REJECT' },
        { op: 'between', column: 'start', from: 1_669_605_000, to: 1_669_609_999 },
      ],
      sort: { column: 'bytes', descending: true },
    };
    const { summary, names } = stored(flowColumns, flows);
    const left = flows.filter((row) => row[5] === 'REJECT' && Number(row[4]) >= 1_669_605_000 && Number(row[4]) < 1_669_610_000);
    expect(left.length).toBeGreaterThan(100);
    expect(await summary(view)).toEqual(
      names.map((name, index) =>
        summed(
          name,
          left.map((row) => row[index] as string | number | null),
        ),
      ),
    );
  });

  it('keeps wide integers, texts among numbers, the empty string and long texts apart', async () => {
    const long = 'x'.repeat(1000);
    const { summary } = stored(
      [
        { name: 'n', type: 'bigint' },
        { name: 't', type: 'varchar' },
        { name: 'd', type: 'double' },
      ],
      [
        ['9007199254740993', '', 1.5],
        [9007199254740993n, '', 2.5],
        ['-', null, 'NaN'],
        ['-9223372036854775808', long, null],
        [5, '007', 2.5],
      ],
    );
    const [n, t, d] = await summary();
    expect(n).toMatchObject({
      count: 5,
      nulls: 0,
      distinct: 4,
      min: '-9223372036854775808',
      max: '9007199254740993',
      top: [
        { value: '9007199254740993', count: 2, isCut: false },
        { value: '-9223372036854775808', count: 1, isCut: false },
        { value: 5, count: 1, isCut: false },
        { value: '-', count: 1, isCut: false },
      ],
    });
    expect(t).toMatchObject({ count: 4, nulls: 1, distinct: 3, min: '' });
    expect(t?.top[0]).toEqual({ value: '', count: 2, isCut: false });
    expect(t?.top[2]).toEqual({ value: `${'x'.repeat(MOST_CHARACTERS)}…`, count: 1, isCut: true });
    expect(d).toMatchObject({ count: 4, nulls: 1, distinct: 3, min: 1.5, max: 2.5 });
  });

  it('of no rows, and of columns without a value, has nothing to say', async () => {
    const none: View = { filters: [{ op: 'is', column: 'action', value: 'NOBODY' }], sort: null };
    const { summary, chart } = stored(flowColumns, flows);
    for (const column of await summary(none)) {
      expect(column).toMatchObject({ count: 0, nulls: 0, distinct: 0, min: null, max: null, top: [] });
    }
    expect(await chart(none)).toMatchObject({ flows: 0, time: null, noTime: 'no_moment', talkers: { rows: [] }, ports: { rows: [] } });
    const empty = stored([{ name: 'x', type: 'bigint' }], [[null], [null]]);
    expect(await empty.summary()).toEqual([{ column: 'x', count: 0, nulls: 2, distinct: 0, min: null, max: null, top: [] }]);
  });

  it('takes hostile names, a column named as the row number, and refuses what is no column', async () => {
    const names = ['rowid', 'x"; DROP TABLE rows; --', 'nagare_row', 'count'];
    const view: View = { filters: [{ op: 'not', column: 'rowid', value: 2 }], sort: null };
    const { results, summary } = stored(
      names.map((name) => ({ name, type: 'bigint' })),
      [
        [1, 10, 100, 1],
        [2, 20, 200, 1],
        [3, 30, 300, 1],
      ],
    );
    expect((await summary(view)).map(({ min, max, count }) => [min, max, count])).toEqual([
      [1, 3, 2],
      [10, 30, 2],
      [100, 300, 2],
      [1, 1, 2],
    ]);
    await expect(results.analyses.summary('r', plain, ['nothing'], () => undefined)).rejects.toMatchObject({ code: 'bad_column' });
  });

  it('ends when nobody waits for it, and is made anew when it is asked for again', async () => {
    const { results, names, summary } = stored(flowColumns, flows);
    const first = summary();
    results.analyses.stop('r');
    await expect(first).rejects.toMatchObject({ code: 'cancelled' });
    expect(await summary()).toHaveLength(names.length);
  });
});

describe('a chart', () => {
  const sumOf = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0);
  const actions = ['accepted', 'rejected', 'other'] as const;
  const actionOf = (row: readonly WriterValue[]) => (row[5] === 'ACCEPT' ? 'accepted' : row[5] === 'REJECT' ? 'rejected' : 'other');

  it('has every flow and byte in the bar of its start, by action', async () => {
    const { chart } = stored(flowColumns, flows);
    const { time, flows: all, bytes: allBytes, noTime } = await chart();
    if (!time?.bytes) throw new Error('no chart');
    expect(noTime).toBeNull();
    expect(all).toBe(flows.length);
    expect(allBytes).toBe(sumOf(flows.map((row) => Number(row[3]))));
    const bars = (): ByAction => ({
      accepted: new Array(time.edges.length - 1).fill(0),
      rejected: new Array(time.edges.length - 1).fill(0),
      other: new Array(time.edges.length - 1).fill(0),
    });
    const expected = { flows: bars(), bytes: bars() };
    for (const row of flows) {
      const bar = time.edges.findLastIndex((edge) => edge <= Number(row[4]));
      const action = actionOf(row);
      expected.flows[action][bar] = (expected.flows[action][bar] ?? 0) + 1;
      expected.bytes[action][bar] = (expected.bytes[action][bar] ?? 0) + Number(row[3]);
    }
    expect({ flows: time.flows, bytes: time.bytes }).toEqual(expected);
  });

  it('names the pairs with most bytes and the ports with most flows; records without addresses are nobody', async () => {
    const { chart } = stored(flowColumns, flows);
    const { talkers, ports } = await chart({ filters: [{ op: 'is', column: 'action', value: 'ACCEPT' }], sort: null });
    const by = (measure: 'bytes' | 'flows', key: (row: readonly WriterValue[]) => readonly WriterValue[]) => {
      const groups = new Map<string, { values: readonly WriterValue[]; flows: number; bytes: number }>();
      for (const row of flows.filter((each) => each[5] === 'ACCEPT')) {
        const values = key(row);
        const group = groups.get(JSON.stringify(values)) ?? { values, flows: 0, bytes: 0 };
        groups.set(JSON.stringify(values), { values, flows: group.flows + 1, bytes: group.bytes + Number(row[3]) });
      }
      return [...groups.values()].sort((a, b) => b[measure] - a[measure] || Number(a.values[0]) - Number(b.values[0]) || 0).slice(0, 10);
    };
    expect(talkers).toEqual({
      columns: ['srcaddr', 'dstaddr'],
      measure: 'bytes',
      rows: by('bytes', (row) => [row[0] ?? null, row[1] ?? null]),
    });
    expect(ports).toEqual({ columns: ['dstport'], measure: 'flows', rows: by('flows', (row) => [row[2] ?? null]) });
  });

  it('is told without its rankings as soon as it is known', async () => {
    const { results } = stored(flowColumns, flows);
    const begun: unknown[] = [];
    const chart = await results.analyses.chart('r', plain, 'Asia/Tokyo', (each) => begun.push(each));
    expect(begun).toEqual([{ ...chart, talkers: null, ports: null }]);
    expect(chart.talkers?.rows).toHaveLength(10);
  });

  it('is cut as the days of the zone', async () => {
    const days = Array.from({ length: 400 }, (_, index): WriterValue[] => ['a', 'b', 1, 1, 1_700_000_000 + index * 21_600, 'ACCEPT']);
    const { chart } = stored(flowColumns, days);
    for (const zone of ['America/New_York', 'Asia/Tokyo']) {
      const { time } = await chart(plain, zone);
      expect(time?.edges.every((edge) => formatEpoch(edge, zone).endsWith('00:00:00'))).toBe(true);
      expect(sumOf(time?.flows.accepted ?? [])).toBe(400);
    }
  });

  it('of counted flows adds the counts up, by their own accepted and rejected', async () => {
    const { chart } = stored(
      ['start', 'bytes', 'packets', 'flows', 'accepted', 'rejected'].map((name) => ({ name, type: 'bigint' })),
      [
        [1_669_605_300, 1000, 3, 10, 7, 2],
        [1_669_605_360, 500, 3, 20, 20, 0],
        [null, 1, 1, 1, 1, 0],
      ],
    );
    const { time, flows: all, noTime, talkers } = await chart();
    expect(noTime).toBeNull();
    expect(all).toBe(31);
    expect(actions.map((action) => sumOf(time?.flows[action] ?? []))).toEqual([27, 2, 1]);
    expect(actions.map((action) => sumOf(time?.bytes?.[action] ?? []))).toEqual([0, 0, 1500]);
    expect(talkers).toBeNull();
  });

  it('says why there is none over time', async () => {
    const bigints = (names: readonly string[]) => names.map((name) => ({ name, type: name.endsWith('addr') ? 'varchar' : 'bigint' }));
    const grouped = stored(bigints(['srcaddr', 'dstaddr', 'bytes', 'flows', 'start']), [
      ['10.0.0.1', '10.0.0.2', 7, 2, 1_669_605_300],
      ['10.0.0.3', '10.0.0.2', 9, 5, 1_669_605_300],
    ]);
    expect(await grouped.chart()).toMatchObject({
      flows: 7,
      time: null,
      noTime: 'grouped',
      talkers: {
        rows: [
          { values: ['10.0.0.3', '10.0.0.2'], flows: 5, bytes: 9 },
          { values: ['10.0.0.1', '10.0.0.2'], flows: 2, bytes: 7 },
        ],
      },
    });
    const untimed = stored(bigints(['srcaddr', 'dstport']), [
      ['10.0.0.1', 443],
      ['10.0.0.1', 443],
      ['10.0.0.1', 80],
    ]);
    expect(await untimed.chart()).toMatchObject({
      flows: 3,
      bytes: null,
      noTime: 'no_start',
      talkers: null,
      ports: { measure: 'flows', rows: [{ values: [443], flows: 2, bytes: null }, { values: [80] }] },
    });
  });

  it('bears sums beyond what an integer holds, and moments that are none', async () => {
    const { chart } = stored(flowColumns, [
      ['a', 'b', 1, 9_000_000_000_000_000_000n, 1_669_605_300, 'ACCEPT'],
      ['a', 'b', 1, 9_000_000_000_000_000_000n, 1_669_605_300, 'ACCEPT'],
      ['a', 'b', 1, '-', 9_000_000_000_000_000_000n, 'ACCEPT'],
      ['a', 'b', 1, null, '-', 'REJECT'],
    ]);
    const { bytes, time, flows: all } = await chart();
    expect(bytes).toBe(18e18);
    expect(all).toBe(4);
    expect(time?.flows.accepted).toEqual([2]);
  });
});
