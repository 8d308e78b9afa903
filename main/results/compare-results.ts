/**
 * Worker task: two results held against each other. SQLite groups both (its memory is bounded, beyond it merges from
 * its own temporary file) into one temporary table, from which pages are answered until nobody asks any more: a million
 * pairs are never held here, nor sent anywhere.
 */
import { type Amounts, type Change, type ComparedBy, type ComparedLine, type Comparison, changes } from '../../preload/contract/compare.ts';
import type { Measure } from '../../preload/contract/query.ts';
import type { Cell } from '../../preload/contract/result.ts';
import { AppError } from '../app-error.ts';
import { pause, type TaskContext } from '../jobs/task.ts';
import { comparedFields, comparedMeasures, possibleWays, type SideSql, sideSql, wantedFields } from './compare-sql.ts';
import { addReadingStep } from './reading-step.ts';
import { openResult, type ReadColumn, type ResultReader } from './result-reader.ts';
import { resultFailure } from './sqlite-failure.ts';

export interface CompareInput {
  /** Paths of the result files. */
  readonly a: string;
  readonly b: string;
  readonly by: ComparedBy;
}

/** What can be asked once it is compared. */
export interface ComparePage {
  readonly measure: Measure;
  readonly show: Change | 'all';
  /** The hours of both windows, by which everything is divided; NULL: nothing is. */
  readonly hours: { readonly a: number; readonly b: number } | null;
  readonly offset: number;
  readonly limit: number;
}

type Db = ResultReader['db'];
type Side = Comparison['a'];

/** Memory for sorting, KiB. */
const SORT_KIB = 32_768;

/** Rows read, of all in both files. They are grouped when the last of a file has been read. */
export interface CompareProgress {
  readonly done: number;
  readonly total: number;
}

/**
 * Notifies when it is ready; from then on it answers each `ComparePage` with a `Comparison`, until it is ended.
 * @throws AppError `not_comparable`, `result_missing`, `result_damaged`, `cancelled`
 */
export async function compareResults({ a, b, by }: CompareInput, context: TaskContext): Promise<void> {
  const second = openResult(b);
  const { columns: columnsOfB, rowCount: rowsOfB, rowid: rowidOfB } = second;
  second.close();
  const reader = openResult(a);
  const { db } = reader;
  try {
    const fields = comparedFields(by, reader.columns, columnsOfB);
    if (!fields) throw notComparable(by, reader.columns, columnsOfB);
    db.pragma('temp_store = FILE');
    db.pragma(`cache_size = -${SORT_KIB}`);
    // Read-only, as the connection that it joins.
    db.prepare('ATTACH ? AS other').run(b);
    const measures = comparedMeasures(reader.columns, columnsOfB);
    const keys = fields.map((_, index) => `k${index}`);
    const names = (side: string) => ['flows', 'bytes', 'packets'].map((each) => `${side}_${each}`);
    db.exec(`CREATE TEMP TABLE sums (${[...keys, 'n', ...names('a'), ...names('b')].join(', ')})`);
    let read = 0;
    const step = addReadingStep(db, (rowid) => {
      context.progress({ done: read + rowid, total: reader.rowCount + rowsOfB } satisfies CompareProgress);
      context.checkpoint();
    });
    await pause(context);
    const sideA = group(db, a, 'a', keys, sideSql(reader.columns, fields), step(reader.rowid), reader.rowCount);
    read = reader.rowCount;
    await pause(context);
    const sideB = group(db, b, 'b', keys, sideSql(columnsOfB, fields), step(rowidOfB), rowsOfB);
    await pause(context);
    db.exec(`CREATE TEMP TABLE compared AS SELECT ${keys.join(', ')},
        ${[...names('a'), ...names('b')].map((name) => `max(${name}) AS ${name}`).join(', ')}
      FROM sums GROUP BY ${keys.join(', ')}; DROP TABLE sums`);
    context.answers((request: ComparePage): Comparison => {
      const measure = measures.includes(request.measure) ? request.measure : 'flows';
      const scaled = (side: Side, hours = 1): Side => ({ ...side, total: perHourOf(side.total, hours) });
      try {
        return {
          columns: [...fields],
          measures: [...measures],
          measure,
          perHour: request.hours !== null,
          a: scaled(sideA, request.hours?.a),
          b: scaled(sideB, request.hours?.b),
          ...pageOf(db, keys, measure, request),
        };
      } catch (error) {
        throw resultFailure(error, a);
      }
    });
    context.notify('ready');
    // Nothing is sent: this waits for the end.
    for await (const _ of context.received());
  } catch (error) {
    throw resultFailure(error, a);
  } finally {
    db.close();
  }
}

/**
 * Sums of one result by its keys, into `sums`. @param path of the file: an error says which of the two it was
 * @param step always holds, and tells how far it has read  @param rowCount of the file
 */
function group(db: Db, path: string, side: 'a' | 'b', keys: readonly string[], sql: SideSql, step: string, rowCount: number): Side {
  const rows = side === 'a' ? 'main.rows' : 'other.rows';
  const sums = ['bytes', 'packets'].map((name) => `iif(count(${side}_${name}) = 0, NULL, total(${side}_${name})) AS ${name}`);
  try {
    db.exec(`INSERT INTO sums (${keys.join(', ')}, n, ${side}_flows, ${side}_bytes, ${side}_packets)
      SELECT ${sql.keys.join(', ')}, count(*), ${sql.flows}, ${sql.bytes}, ${sql.packets} FROM ${rows} WHERE ${step} AND ${sql.isSaid}
      GROUP BY ${keys.map((_, index) => index + 1).join(', ')}`);
    const { said, ...total } = db
      .prepare<[], Amounts & { said: number }>(
        `SELECT total(n) AS said, total(${side}_flows) AS flows, ${sums.join(', ')} FROM sums WHERE ${side}_flows IS NOT NULL`,
      )
      .get() ?? { said: 0, flows: 0, bytes: null, packets: null };
    return { columns: [...sql.names], total, leftOut: rowCount - said };
  } catch (error) {
    throw resultFailure(error, path);
  }
}

interface Row {
  readonly change: Change;
  readonly a_flows: number | null;
  readonly a_bytes: number | null;
  readonly a_packets: number | null;
  readonly b_flows: number | null;
  readonly b_bytes: number | null;
  readonly b_packets: number | null;
  readonly [key: `k${number}`]: Cell;
}

function pageOf(db: Db, keys: readonly string[], measure: Measure, { show, hours, offset, limit }: ComparePage) {
  const perHour = hours ?? { a: 1, b: 1 };
  // Multiplied, not divided: what is the same stays the same to the last bit.
  const a = `coalesce(a_${measure}, 0) * ${perHour.b}`;
  const b = `coalesce(b_${measure}, 0) * ${perHour.a}`;
  const change = `CASE WHEN a_flows IS NULL THEN 'new' WHEN b_flows IS NULL THEN 'gone' WHEN ${a} = ${b} THEN 'same' ELSE 'changed' END`;
  const counts = { new: 0, gone: 0, changed: 0, same: 0 };
  const counted = db.prepare<[], { change: Change; n: number }>(`SELECT ${change} AS change, count(*) AS n FROM compared GROUP BY 1`);
  for (const each of counted.iterate()) counts[each.change] = each.n;
  const where = show === 'all' ? '' : `WHERE ${change} = '${changes.find((each) => each === show)}'`;
  const lines = db
    .prepare<[number, number], Row>(
      `SELECT *, ${change} AS change FROM compared ${where}
       ORDER BY abs(${b} - ${a}) DESC, coalesce(a_flows, 0) + coalesce(b_flows, 0) DESC, ${keys.join(', ')} LIMIT ? OFFSET ?`,
    )
    .all(limit, offset)
    .map((row): ComparedLine => {
      const side = (flows: number | null, bytes: number | null, packets: number | null, length: number) =>
        flows === null ? null : perHourOf({ flows, bytes, packets }, length);
      return {
        values: keys.map((key) => row[key as `k${number}`] ?? null),
        change: row.change,
        a: side(row.a_flows, row.a_bytes, row.a_packets, perHour.a),
        b: side(row.b_flows, row.b_bytes, row.b_packets, perHour.b),
      };
    });
  return { counts, lines };
}

function perHourOf({ flows, bytes, packets }: Amounts, hours: number): Amounts {
  const share = (value: number | null) => (value === null ? null : value / hours);
  return { flows: flows / hours, bytes: share(bytes), packets: share(packets) };
}

function notComparable(by: ComparedBy, a: readonly ReadColumn[], b: readonly ReadColumn[]): AppError {
  const lacking = possibleWays(a, a).includes(by) ? 'b' : 'a';
  const fields = wantedFields(by).join(', ');
  return new AppError('not_comparable', `Run ${lacking.toUpperCase()} has no columns ${fields} to compare by.`, {
    details: { side: lacking, columns: fields, possible: possibleWays(a, b).join(',') },
  });
}
