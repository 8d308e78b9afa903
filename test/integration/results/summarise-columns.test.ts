/** A summary is what plain SQL says, whether a column's values are counted, or are too many and are grouped by SQLite. */
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { fullRoom, type Room } from '../../../main/results/column-counter.ts';
import { createResultWriter, type WriterValue } from '../../../main/results/result-writer.ts';
import { summariseColumns } from '../../../main/results/summarise-columns.ts';
import type { ColumnType } from '../../../preload/contract/query.ts';
import type { ColumnSummary, View } from '../../../preload/contract/result.ts';
import { quietContext } from '../../support/quiet-context.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const columns: readonly ColumnType[] = [
  { name: 'n', type: 'bigint' },
  { name: 't', type: 'varchar' },
  { name: 'd', type: 'double' },
  { name: 'wide', type: 'bigint' },
  { name: 'port', type: 'integer' },
  // The second pass.
  { name: 'n2', type: 'bigint' },
];
const names = columns.map(({ name }) => name);
/** The same by SQL alone. */
function bySql(path: string, where: string): readonly ColumnSummary[] {
  const db = new DatabaseSync(path, { readOnly: true });
  try {
    return names.map((name) => {
      const from = `FROM rows ${where}`;
      const some = where === '' ? `WHERE ${name} IS NOT NULL` : `${where} AND ${name} IS NOT NULL`;
      const shown =
        name === 'wide' ? `iif(typeof(${name}) = 'integer' AND abs(${name}) > 9007199254740991, CAST(${name} AS TEXT), ${name})` : name;
      const one = (sql: string) => Object.values(db.prepare(sql).get() ?? {})[0] as never;
      const greatest = `CASE WHEN count(iif(typeof(${name}) NOT IN ('text', 'null'), 1, NULL)) > 0 THEN max(iif(typeof(${name}) NOT IN ('text', 'null'), ${name}, NULL)) ELSE max(${name}) END`;
      const text = (value: string) =>
        name === 'wide'
          ? `iif(typeof(${value}) = 'integer' AND abs(${value}) > 9007199254740991, CAST(${value} AS TEXT), ${value})`
          : value;
      return {
        column: name,
        count: one(`SELECT count(${name}) ${from}`),
        nulls: one(`SELECT count(*) - count(${name}) ${from}`),
        distinct: one(`SELECT count(DISTINCT ${name}) ${from}`),
        min: one(`SELECT ${text('v')} FROM (SELECT min(${name}) AS v ${from})`),
        max: one(`SELECT ${text('v')} FROM (SELECT ${greatest} AS v ${from})`),
        top: db
          .prepare(`SELECT ${shown} AS value, count(*) AS count FROM rows ${some} GROUP BY ${name} ORDER BY 2 DESC, ${name} LIMIT 10`)
          .all()
          .map(({ value, count }) => ({ value: value as never, count: Number(count), isCut: false })),
      };
    });
  } finally {
    db.close();
  }
}

const whole = fc.oneof(
  fc.integer({ min: -3, max: 3 }),
  fc.integer({ min: -5000, max: 70_000 }),
  fc.constantFrom(4095, 4096, -1, -4096, -4097, Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER, 1_669_593_600),
);
const odd = fc.constantFrom('-', 'abc', '1.5', '');
const text = fc.oneof(
  fc.constantFrom('', '-', 'ACCEPT', 'a', 'B', '\u{1f600}', '\uffee', '\u00e9', '日本'),
  fc.string({ unit: 'grapheme', maxLength: 3 }),
);
const row = fc.tuple(
  fc.oneof({ weight: 5, arbitrary: whole }, { weight: 1, arbitrary: odd }, fc.constant(null)),
  fc.oneof({ weight: 5, arbitrary: text }, fc.constant(null)),
  fc.oneof(
    fc.constantFrom(0, 1, 1.5, -2.25, 1e300, 'NaN'),
    fc.double({ noNaN: true, noDefaultInfinity: true }).map((n) => n + 0),
    fc.constant(null),
  ),
  fc.oneof(fc.constantFrom(9007199254740993n, -9007199254740995n, 1n), fc.constant('-'), fc.constant(null)),
  fc.oneof(fc.constantFrom(443, 80, 22), fc.integer({ min: 0, max: 65_535 })),
  fc.constantFrom('-', null, 'x'),
);

const rooms: readonly Room[] = [
  fullRoom(),
  { values: 0, characters: 0, pages: 0 },
  { values: 3, characters: 5, pages: 1 },
  { values: 20, characters: 4, pages: 3 },
];

it('is what SQL says, in any room, and gives the room back', async () => {
  const path = join(tempFolder(), 'r.sqlite');
  await fc.assert(
    fc.asyncProperty(fc.array(row, { maxLength: 60 }), fc.constantFrom(...rooms), fc.boolean(), async (rows, given, isFiltered) => {
      const writer = createResultWriter(path, columns);
      writer.insert(rows as WriterValue[][]);
      writer.finish();
      const room = { ...given };
      const view: View = { filters: isFiltered ? [{ op: 'not', column: 'port', value: 443 }] : [], sort: null };
      const told = await summariseColumns({ path, view, columns: names, room }, quietContext());
      expect(told).toEqual(bySql(path, isFiltered ? 'WHERE port <> 443' : ''));
      expect(room).toEqual(given);
    }),
    { numRuns: 150 },
  );
});

it('counts more than a page of numbers, a bundle of rows, and a room full of texts', async () => {
  const path = join(tempFolder(), 'r.sqlite');
  const rows = Array.from({ length: 5000 }, (_, index): WriterValue[] => [
    index * 7919 - 20_000_000,
    `text ${index % 1700}`,
    index / 3,
    index,
    (index * 31) % 60_000,
    index % 3 === 0 ? null : index,
  ]);
  const writer = createResultWriter(path, columns);
  writer.insert(rows);
  writer.finish();
  const expected = bySql(path, '');
  for (const room of [fullRoom(), { values: 1000, characters: 5000, pages: 20 }]) {
    expect(await summariseColumns({ path, view: { filters: [], sort: null }, columns: names, room }, quietContext())).toEqual(expected);
  }
});
