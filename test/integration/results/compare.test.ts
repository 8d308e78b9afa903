/** Two generated results held against each other, against the same worked out in plain JavaScript. */
import { closeSync, openSync, writeSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { TaskContext } from '../../../main/jobs/task.ts';
import { type ComparePage, type CompareProgress, compareResults } from '../../../main/results/compare-results.ts';
import { createResultWriter, type WriterValue } from '../../../main/results/result-writer.ts';
import { createResults, type Results } from '../../../main/results/results.ts';
import type { Amounts, Change, ComparedBy, Comparison } from '../../../preload/contract/compare.ts';
import type { ColumnType, Measure } from '../../../preload/contract/query.ts';
import { quietContext } from '../../support/quiet-context.ts';
import { tempFolder } from '../../support/temp-folder.ts';

type Rows = readonly (readonly WriterValue[])[];

const recordColumns: readonly ColumnType[] = [
  { name: 'srcaddr', type: 'varchar' },
  { name: 'dstaddr', type: 'varchar' },
  { name: 'dstport', type: 'integer' },
  { name: 'protocol', type: 'integer' },
  { name: 'packets', type: 'bigint' },
  { name: 'bytes', type: 'bigint' },
];
const talkerColumns: readonly ColumnType[] = [
  { name: 'srcaddr', type: 'varchar' },
  { name: 'dstaddr', type: 'varchar' },
  { name: 'bytes', type: 'bigint' },
  { name: 'packets', type: 'bigint' },
  { name: 'flows', type: 'bigint' },
];

function empty(): Results {
  const results = createResults(tempFolder());
  onTestFinished(() => results.close());
  return results;
}

function store(results: Results, runId: string, columns: readonly ColumnType[], rows: Rows): void {
  results.forget(runId);
  const writer = createResultWriter(results.pathOf(runId), columns);
  writer.insert(rows);
  writer.finish();
}

function both(a: Rows, b: Rows, columnsOfA = recordColumns, columnsOfB = columnsOfA): Results {
  const results = empty();
  store(results, 'a', columnsOfA, a);
  store(results, 'b', columnsOfB, b);
  return results;
}

const all = { measure: 'bytes', show: 'all', hours: null, offset: 0, limit: 1000 } as const;
const compare = (results: Results, by: ComparedBy = 'pair', change: Partial<Parameters<Results['comparisons']['page']>[3]> = {}) =>
  results.comparisons.page('a', 'b', by, { ...all, ...change });
const linesOf = ({ lines }: Comparison) =>
  lines.map(({ values, change, a, b }) => [values.join(' '), change, a?.bytes ?? null, b?.bytes ?? null]);

const record = (srcaddr: string | null, dstaddr: string | null, dstport: WriterValue, bytes: WriterValue, packets: WriterValue = 1) => [
  srcaddr,
  dstaddr,
  dstport,
  6,
  packets,
  bytes,
];

/** The same without a thread: many in a moment. */
async function comparedHere(results: Results, by: ComparedBy, measure: Measure): Promise<Comparison> {
  let ask: (page: ComparePage) => unknown = () => undefined;
  let told: unknown;
  const context: TaskContext = {
    ...quietContext(),
    answers: (act) => {
      ask = act as typeof ask;
    },
    notify: () => {
      told = ask({ ...all, measure });
    },
  };
  await compareResults({ a: results.pathOf('a'), b: results.pathOf('b'), by }, context);
  return told as Comparison;
}

/** What a comparison has to say, the slow way. */
function held(
  a: Rows,
  b: Rows,
  keys: readonly number[],
  measure: Measure,
): Map<string, { change: Change; a: Amounts | null; b: Amounts | null }> {
  const sums = (rows: Rows) => {
    const found = new Map<string, { flows: number; bytes: number; packets: number }>();
    for (const row of rows) {
      const values = keys.map((key) => row[key]);
      if (values.some((value) => value === null || value === '-')) continue;
      const sum = found.get(values.join(' ')) ?? { flows: 0, bytes: 0, packets: 0 };
      sum.flows += 1;
      sum.packets += Number(row[4] ?? 0);
      sum.bytes += Number(row[5] ?? 0);
      found.set(values.join(' '), sum);
    }
    return found;
  };
  const [before, after] = [sums(a), sums(b)];
  return new Map(
    [...new Set([...before.keys(), ...after.keys()])].map((name) => {
      const [x = null, y = null] = [before.get(name), after.get(name)];
      const change: Change = !x ? 'new' : !y ? 'gone' : x[measure] === y[measure] ? 'same' : 'changed';
      return [name, { change, a: x, b: y }] as const;
    }),
  );
}

const row = fc.record({
  source: fc.constantFrom('10.0.0.1', '10.0.0.2', '2001:db8::1', '-', null),
  destination: fc.constantFrom('10.0.0.1', '192.168.0.10', '2001:db8::1', null),
  port: fc.constantFrom(443, 80, 0, null),
  bytes: fc.oneof(fc.integer({ min: 0, max: 3 }), fc.constant(null)),
  packets: fc.integer({ min: 1, max: 2 }),
});
const rows = fc.array(
  row.map(({ source, destination, port, bytes, packets }) => record(source, destination, port, bytes, packets)),
  { maxLength: 25 },
);

describe('two results', () => {
  it('differ as counting by hand says, by pair, port and source, by each measure', async () => {
    const results = empty();
    const ways = { pair: [0, 1], port: [2, 3], source: [0] } as const;
    await fc.assert(
      fc.asyncProperty(
        rows,
        rows,
        fc.constantFrom('pair', 'port', 'source'),
        fc.constantFrom('bytes', 'packets', 'flows'),
        async (a, b, by, measure) => {
          store(results, 'a', recordColumns, a);
          store(results, 'b', recordColumns, b);
          const expected = held(a, b, ways[by], measure);
          const told = await comparedHere(results, by, measure);
          const lines = new Map(told.lines.map(({ values, ...rest }) => [values.join(' '), rest] as const));
          expect(lines).toEqual(expected);
          const count = (change: Change) => [...expected.values()].filter((each) => each.change === change).length;
          expect(told.counts).toEqual({ new: count('new'), gone: count('gone'), changed: count('changed'), same: count('same') });
          const sizes = told.lines.map((line) => Math.abs((line.b?.[measure] ?? 0) - (line.a?.[measure] ?? 0)));
          expect(sizes).toEqual(sizes.toSorted((x, y) => y - x));
          const nobodys = (side: Rows) => side.filter((each) => ways[by].some((key) => each[key] === null || each[key] === '-')).length;
          expect([told.a.leftOut, told.b.leftOut]).toEqual([nobodys(a), nobodys(b)]);
        },
      ),
      { numRuns: 100 },
    );
  });

  it('come in pages, each kind of change by itself', async () => {
    const pair = (n: number, bytes: number) => record(`10.0.0.${n}`, '10.9.9.9', 443, bytes);
    const results = both([pair(1, 10), pair(2, 20), pair(3, 30)], [pair(2, 20), pair(3, 100), pair(4, 5), pair(5, 500)]);
    expect(linesOf(await compare(results))).toEqual([
      ['10.0.0.5 10.9.9.9', 'new', null, 500],
      ['10.0.0.3 10.9.9.9', 'changed', 30, 100],
      ['10.0.0.1 10.9.9.9', 'gone', 10, null],
      ['10.0.0.4 10.9.9.9', 'new', null, 5],
      ['10.0.0.2 10.9.9.9', 'same', 20, 20],
    ]);
    const page = await compare(results, 'pair', { show: 'new', offset: 1, limit: 1 });
    expect(linesOf(page)).toEqual([['10.0.0.4 10.9.9.9', 'new', null, 5]]);
    expect(page.counts).toEqual({ new: 2, gone: 1, changed: 1, same: 1 });
    expect(linesOf(await compare(results, 'pair', { show: 'same' }))).toEqual([['10.0.0.2 10.9.9.9', 'same', 20, 20]]);
  });

  it('are the same by the hour where one window is twice as long and has twice as much', async () => {
    const results = both(
      [record('10.0.0.1', '10.0.0.2', 443, 10), record('10.0.0.3', '10.0.0.2', 443, 7)],
      [record('10.0.0.1', '10.0.0.2', 443, 20), record('10.0.0.3', '10.0.0.2', 443, 7)],
    );
    const told = await compare(results, 'pair', { hours: { a: 0.25, b: 0.5 } });
    expect(linesOf(told)).toEqual([
      ['10.0.0.3 10.0.0.2', 'changed', 28, 14],
      ['10.0.0.1 10.0.0.2', 'same', 40, 40],
    ]);
    expect(told.a.total.bytes).toBe(68);
    expect(told.perHour).toBe(true);
  });

  it('of single flows and of top talkers are compared by the flows that each row stands for', async () => {
    const results = both(
      [record('10.0.0.1', '10.0.0.2', 443, 10), record('10.0.0.1', '10.0.0.2', 80, 10)],
      [['10.0.0.1', '10.0.0.2', 90, 9, 7]],
      recordColumns,
      talkerColumns,
    );
    const [line] = (await compare(results, 'pair', { measure: 'flows' })).lines;
    expect(line).toEqual({
      values: ['10.0.0.1', '10.0.0.2'],
      change: 'changed',
      a: { flows: 2, bytes: 20, packets: 2 },
      b: { flows: 7, bytes: 90, packets: 9 },
    });
  });

  it('without a measure in common fall back to flows, and without the protocol to the port alone', async () => {
    const rejected: readonly ColumnType[] = [
      { name: 'dstport', type: 'varchar' },
      { name: 'flows', type: 'bigint' },
    ];
    const results = both([record('10.0.0.1', '10.0.0.2', 443, 10)], [['443', 3]], recordColumns, rejected);
    const told = await compare(results, 'port');
    expect(told).toMatchObject({ measure: 'flows', measures: ['flows'], columns: ['dstport'] });
    expect(told.lines).toEqual([
      { values: [443], change: 'changed', a: { flows: 1, bytes: 10, packets: 1 }, b: { flows: 3, bytes: null, packets: null } },
    ]);
    expect(told.b.total).toEqual({ flows: 3, bytes: null, packets: null });
  });

  it('of which one lacks the columns cannot be compared, and the ways that can are named', async () => {
    const ports: readonly ColumnType[] = [{ name: 'dstport', type: 'integer' }];
    const results = both([record('10.0.0.1', '10.0.0.2', 443, 10)], [[443]], recordColumns, ports);
    await expect(compare(results)).rejects.toMatchObject({
      code: 'not_comparable',
      details: { side: 'b', columns: 'srcaddr, dstaddr', possible: 'port' },
    });
    await expect(results.comparisons.page('b', 'a', 'source', all)).rejects.toMatchObject({ details: { side: 'a' } });
  });

  it('of which one is gone say so, and a result that has come again is read anew', async () => {
    const results = both([record('10.0.0.1', '10.0.0.2', 443, 10)], [record('10.0.0.1', '10.0.0.2', 443, 10)]);
    expect((await compare(results)).counts.same).toBe(1);
    results.remove('b');
    await expect(compare(results)).rejects.toMatchObject({ code: 'result_missing' });
    store(results, 'b', recordColumns, [record('10.0.0.1', '10.0.0.2', 443, 11)]);
    expect((await compare(results)).counts.changed).toBe(1);
  });

  it('of which one is damaged name its file', async () => {
    const pairs = Array.from({ length: 20_000 }, (_, index) => record(`10.0.${index >> 8}.${index & 255}`, '10.9.9.9', 443, index));
    const results = both([record('10.0.0.1', '10.0.0.2', 443, 10)], pairs);
    const file = openSync(results.pathOf('b'), 'r+');
    writeSync(file, Buffer.alloc(100_000, 0xff), 0, 100_000, 200_000);
    closeSync(file);
    await expect(compare(results)).rejects.toMatchObject({ code: 'result_damaged', details: { path: results.pathOf('b') } });
    await expect(results.comparisons.page('b', 'a', 'pair', all)).rejects.toMatchObject({ details: { path: results.pathOf('b') } });
  });

  it('tell how far they are read, and end when nobody waits any more', async () => {
    const pairs = Array.from({ length: 200_000 }, (_, index) =>
      record(`10.${index & 63}.${(index >> 6) & 255}.${(index * 7) & 255}`, '10.9.9.9', 443, index),
    );
    const results = both(pairs, pairs);
    const told: CompareProgress[] = [];
    const first = results.comparisons.page('a', 'b', 'pair', all, (progress) => told.push(progress));
    await vi.waitFor(() => expect(told.length).toBeGreaterThan(0));
    results.comparisons.stop('a', 'b', 'pair');
    await expect(first).rejects.toMatchObject({ code: 'cancelled' });
    const again = await results.comparisons.page('a', 'b', 'pair', all, (progress) => told.push(progress));
    expect(again.a.total.flows).toBe(pairs.length);
    for (const { done, total } of told) {
      expect(total).toBe(2 * pairs.length);
      expect(done).toBeGreaterThan(0);
      expect(done).toBeLessThanOrEqual(total);
    }
    // What is made is kept.
    results.comparisons.stop('a', 'b', 'pair');
    const anew: CompareProgress[] = [];
    expect((await results.comparisons.page('a', 'b', 'pair', all, (progress) => anew.push(progress))).counts).toEqual(again.counts);
    expect(anew).toEqual([]);
  });

  it('can be one and the same, and a result without rows', async () => {
    const results = both([record('10.0.0.1', '10.0.0.2', 443, 10)], []);
    expect((await results.comparisons.page('a', 'a', 'pair', all)).counts).toEqual({ new: 0, gone: 0, changed: 0, same: 1 });
    const told = await compare(results);
    expect(told.counts).toEqual({ new: 0, gone: 1, changed: 0, same: 0 });
    expect(told.b.total).toEqual({ flows: 0, bytes: null, packets: null });
  });
});
