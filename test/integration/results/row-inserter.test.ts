/** Rows put in with what is the same in all of them written into the statement, beside the same rows put in value by value. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type BulkDatabase, type BulkValue, openBulk } from '../../../main/results/bulk-database.ts';
import { planColumns } from '../../../main/results/column-plan.ts';
import { rowsTable } from '../../../main/results/result-schema.ts';
import { createRowInserter } from '../../../main/results/row-inserter.ts';

const value = fc.oneof(
  fc.constantFrom<BulkValue>(
    null,
    '',
    '-',
    "it's",
    '5',
    '-0',
    '1e3',
    'a\0b',
    '日本',
    'x'.repeat(65),
    0,
    -0,
    5,
    -7,
    1.5,
    2 ** 53,
    1e300,
    2n ** 60n,
  ),
  fc.string({ maxLength: 4 }),
);
const type = fc.constantFrom('varchar', 'bigint', 'integer', 'double', 'decimal(10,2)');
const batches = fc.array(fc.tuple(type, value), { minLength: 1, maxLength: 6 }).chain((columns) =>
  fc.tuple(
    fc.constant(columns.map(([name]) => name)),
    fc.array(
      // Mostly what the column begins with, now and then something else.
      fc.array(fc.tuple(...columns.map(([, first]) => fc.oneof({ weight: 12, arbitrary: fc.constant(first) }, value))), { maxLength: 5 }),
      { maxLength: 6 },
    ),
  ),
);

it('gives the same values of the same storage', () => {
  fc.assert(
    fc.property(batches, ([types, all]) => {
      const columns = planColumns(types.map((name, index) => ({ name: `v${index}`, type: name })));
      const stored = (insert: (db: BulkDatabase) => void) => {
        const db = openBulk(':memory:');
        try {
          db.exec(rowsTable(columns));
          insert(db);
          const cells = columns.map(({ name }, index) => `typeof(${name}) || quote(${name}) AS c${index}`);
          return db.select(`SELECT ${cells.join(', ')} FROM rows`, columns.length)();
        } finally {
          db.close();
        }
      };
      const one = stored((db) => {
        const insert = createRowInserter(db, columns);
        for (const rows of all) insert(rows);
      });
      const other = stored((db) => {
        const insert = db.prepare(`INSERT INTO rows VALUES (${columns.map(() => '?').join(', ')})`);
        for (const row of all.flat()) insert(row);
      });
      expect(one).toEqual(other);
      expect(one).toHaveLength(all.flat().length);
    }),
    { numRuns: 500 },
  );
});
