/**
 * Inserts rows. Most of an insertion's time is spent on handing values to SQLite one by one, and many columns of flow logs
 * have the same value in every row: account, VPC, region, `OK`, `-`. Such a value is written into the statement itself for
 * as long as it holds.
 */
import { quoteLiteral } from '../flowlogs/quote.ts';
import type { BulkDatabase, BulkValue } from './bulk-database.ts';
import type { PlannedColumn } from './column-plan.ts';

type Row = readonly BulkValue[];

/** @returns inserts rows of as many values as there are columns, in order */
export function createRowInserter(db: Pick<BulkDatabase, 'prepare'>, columns: readonly PlannedColumn[]): (rows: readonly Row[]) => void {
  /** By column. One that ever changed is not looked at again, so that there are no more statements than columns. */
  let constants: Map<number, BulkValue> | null = null;
  let varying: readonly number[] = [];
  let insert: (row: Row) => void = () => undefined;

  const prepare = (known: ReadonlyMap<number, BulkValue>) => {
    varying = columns.flatMap((_, index) => (known.has(index) ? [] : [index]));
    const values = columns.map((_, index) => (known.has(index) ? literal(known.get(index)) : '?'));
    insert = db.prepare(`INSERT INTO rows VALUES (${values.join(',')})`);
  };

  return (rows) => {
    const [first] = rows;
    if (!first) return;
    const isNew = constants === null;
    constants ??= new Map([...first.entries()].filter(([index, value]) => isShort(value, columns[index]?.storage)));
    const before = constants.size;
    for (const [index, value] of constants) if (rows.some((row) => row[index] !== value)) constants.delete(index);
    if (isNew || constants.size < before) prepare(constants);
    if (constants.size === 0) {
      for (const row of rows) insert(row);
      return;
    }
    const values: BulkValue[] = varying.map(() => null);
    for (const row of rows) {
      for (let at = 0; at < values.length; at++) values[at] = row[varying[at] as number] as BulkValue;
      insert(values);
    }
  };
}

/** What SQLite takes from a statement as it would from a parameter, and is no burden there. */
function isShort(value: BulkValue, storage: PlannedColumn['storage'] | undefined): boolean {
  if (typeof value === 'string') return /^[ -~]{0,64}$/.test(value);
  return value === null || (storage === 'INTEGER' && Number.isSafeInteger(value));
}

function literal(value: BulkValue | undefined): string {
  if (value === null || value === undefined) return 'NULL';
  return typeof value === 'string' ? quoteLiteral(value) : String(value);
}
