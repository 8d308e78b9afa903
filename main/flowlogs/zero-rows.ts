/**
 * Why a run of a form has no rows: what is to be asked of its source, and what follows from the answers. Pure; whatever
 * is not known is NULL, and nothing follows from it.
 */
import type { QueryForm, Table } from '../../preload/contract/query.ts';
import type { Reason } from '../../preload/contract/zero-rows.ts';
import { tableName } from './build-sql.ts';
import { next, startOf, type Unit, unitOf } from './calendar-units.ts';
import { filterConditions, windowCondition } from './conditions.ts';
import { emptyForm } from './form.ts';
import { formConflicts } from './form-conflicts.ts';
import {
  allStarts,
  emptyFolders,
  isAskedFor,
  type LookedInto,
  missingPartitions,
  type Scope,
  type ScopedStarts,
} from './missing-partitions.ts';
import { LATE_SECONDS, partitionPredicate } from './partitions.ts';
import { type Columns, columnsOf } from './table-columns.ts';

/** What a source tells of itself without being paid. Moments are Unix seconds. */
export interface Coverage {
  /** Whether records reach it some minutes after the fact, by themselves. */
  readonly isDelivered: boolean;
  /** All partitions there are, by account and region. NULL: none, or nobody knows all of them. */
  readonly partitions: readonly ScopedStarts[] | null;
  /** What partition projection lets through: nothing outside is read. */
  readonly projected: { readonly first: number | null; readonly last: number | null } | null;
  /** Folders of projected partitions, of the window and the one before it. NULL: nobody looked. */
  readonly folders: readonly LookedInto[] | null;
  readonly records: RecordCount | null;
}

/** The answer to `recordsSql`. */
export interface RecordCount {
  readonly first: number | null;
  readonly last: number | null;
  /** Nearest records outside the window, of the interfaces and accounts that were asked for. */
  readonly before: number | null;
  readonly after: number | null;
  /** In the window, of these too. */
  readonly flows: number;
  readonly nodata: number;
  readonly skipdata: number;
}

export const nothingKnown: Coverage = { isDelivered: false, partitions: null, projected: null, folders: null, records: null };

/** Columns of `recordsSql`, in its order. */
export const recordColumns = ['first', 'last', 'before', 'after', 'flows', 'nodata', 'skipdata'] as const;

/** One row over all records: when there are some, and what those of the window are. NULL for a table without `start`. */
export function recordsSql(form: QueryForm, table: Table): string | null {
  const columns = columnsOf(table);
  if (!columns.has('start')) return null;
  const start = columns.number('start');
  // A flow that overlaps the window may have begun long before.
  const last = form.match === 'overlaps' ? columns.number('end') : start;
  const scope = scopeConditions(form, columns);
  const scoped = (...tests: readonly string[]) => [...tests, ...scope].join(' AND ');
  const status = columns.has('log_status') ? columns.text('log_status') : null;
  const counted = (word: string) =>
    status === null ? '0' : `count_if(${scoped(windowCondition(form, columns), `${status} = '${word}'`)})`;
  const isFlow = status === null ? [] : [`coalesce(${status}, 'OK') NOT IN ('NODATA', 'SKIPDATA')`];
  const values = [
    `min(${start})`,
    `max(${last})`,
    `max(CASE WHEN ${scoped(`${last} < ${form.from}`)} THEN ${start} END)`,
    `min(CASE WHEN ${scoped(`${start} > ${form.to}`)} THEN ${start} END)`,
    `count_if(${scoped(windowCondition(form, columns), ...isFlow)})`,
    counted('NODATA'),
    counted('SKIPDATA'),
  ];
  return `SELECT ${values.map((value, index) => `${value} AS "${recordColumns[index]}"`).join(',\n  ')}\nFROM ${tableName(table)}`;
}

/** The same question for a table whose answers are paid for: the window's records by status. NULL where they have none. */
export function countSql(form: QueryForm, table: Table): string | null {
  const columns = columnsOf(table);
  if (!columns.has('log_status') || !columns.has('start')) return null;
  const status = columns.text('log_status');
  const conditions = [partitionPredicate(table, form.from, form.to), windowCondition(form, columns), ...scopeConditions(form, columns)];
  return [
    `SELECT ${status}, count(*) AS "records"`,
    `FROM ${tableName(table)}`,
    `WHERE ${conditions.filter((each) => each !== null).join('\n  AND ')}`,
    `GROUP BY ${status}`,
    'ORDER BY 2 DESC',
  ].join('\n');
}

/** NODATA and SKIPDATA say whose they are by interface and account, and nothing else. */
function scopeConditions(form: QueryForm, columns: Columns): readonly string[] {
  const { interfaces, accounts } = form;
  // Whether such a record has its region nobody says; a key that must be named must be named here too.
  const regions = columns.scopeKeys('region').some(({ isInjected }) => isInjected) ? form.regions : [];
  return filterConditions({ ...emptyForm(form.from, form.to, form.zone), interfaces, accounts, regions }, columns).map(
    (each) => `(${each})`,
  );
}

/** @param ranAt when the run was started, Unix seconds */
export function reasonsOf(
  form: QueryForm,
  table: (Pick<Table, 'partitionKeys'> & Partial<Pick<Table, 'scopeKeys'>>) | null,
  coverage: Coverage,
  ranAt: number,
): Reason[] {
  const reasons: Reason[] = formConflicts(form).map((conflict) => ({ code: 'filters_exclude', details: { conflict } }));
  if (coverage.isDelivered && form.to > ranAt - LATE_SECONDS) {
    reasons.push({ code: 'not_delivered', details: { to: form.to, completeAt: form.to + LATE_SECONDS } });
  }
  const finest = table?.partitionKeys.at(-1);
  const unit = finest ? unitOf[finest.pattern] : null;
  const isAsked = ({ scope }: { readonly scope: Scope }) => isAskedFor(scope, form, table?.scopeKeys ?? []);
  const partitions = coverage.partitions?.filter(isAsked) ?? [];
  const outside =
    outsideRecords(form, coverage.records) ??
    outsidePartitions(form, allStarts(partitions), unit) ??
    outsideProjection(form, coverage.projected);
  if (outside) return [...reasons, outside];
  const missing = [...missingPartitions(form, partitions, unit), ...emptyFolders(form, coverage.folders?.filter(isAsked) ?? [], unit)];
  reasons.push(...missing);
  const silent = coverage.records && inWindow(form, coverage.records);
  // A missing partition says it already.
  if (silent && !(missing.length > 0 && silent.code === 'no_records')) reasons.push(silent);
  return reasons;
}

function outsideRecords(form: QueryForm, records: RecordCount | null): Reason | null {
  if (records?.first == null || records.last === null) return null;
  if (form.to < records.first)
    return { code: 'before_first', details: { first: records.first, by: 'record', use: hourFrom(records.first) } };
  if (form.from > records.last) return { code: 'after_last', details: { last: records.last, by: 'record', use: hourTo(records.last) } };
  return null;
}

function outsidePartitions(form: QueryForm, starts: readonly number[], unit: Unit | null): Reason | null {
  const [first, last] = [starts[0], starts.at(-1)];
  if (first === undefined || last === undefined || unit === null) return null;
  if (form.to + LATE_SECONDS < first) return { code: 'before_first', details: { first, by: 'partition', use: whole(unit, first) } };
  const end = next(unit, last) - 1;
  if (form.from > end) return { code: 'after_last', details: { last: end, by: 'partition', use: whole(unit, last) } };
  return null;
}

/** The reason where projection makes no partition of the window. @param form its window, Unix seconds */
export function outsideProjection(form: Pick<QueryForm, 'from' | 'to'>, projected: Coverage['projected']): Reason | null {
  const { first = null, last = null } = projected ?? {};
  if (first !== null && form.to + LATE_SECONDS < first) {
    return { code: 'before_first', details: { first, by: 'projection', use: whole('day', first) } };
  }
  if (last !== null && form.from > last) return { code: 'after_last', details: { last, by: 'projection', use: whole('day', last) } };
  return null;
}

function inWindow(form: QueryForm, { before, after, flows, nodata, skipdata }: RecordCount): Reason | null {
  const scoped = form.interfaces.length > 0 || form.accounts.length > 0;
  if (flows > 0) return null;
  if (nodata + skipdata > 0) return { code: 'only_nodata', details: { nodata, skipdata, scoped } };
  return {
    code: 'no_records',
    details: { scoped, use: before !== null ? hourTo(before) : after !== null ? hourFrom(after) : null },
  };
}

const HOUR = 3600;

/** The hour that begins with the minute of the record. */
function hourFrom(epoch: number) {
  const from = Math.floor(epoch / 60) * 60;
  return { from, to: from + HOUR };
}

/** The hour that ends with the minute after the record. */
function hourTo(epoch: number) {
  const to = (Math.floor(epoch / 60) + 1) * 60;
  return { from: to - HOUR, to };
}

function whole(unit: Unit, epoch: number) {
  const from = startOf(unit, epoch);
  return { from, to: next(unit, from) };
}
