/** Worker task: what is drawn of the rows in a view: flows and bytes over time by action, top talkers, top ports. */
import type { ByAction, Cell, Chart, Ranking, ResultColumn, TimeChart, View } from '../../preload/contract/result.ts';
import { quoteIdentifier } from '../flowlogs/quote.ts';
import { pause, type TaskContext } from '../jobs/task.ts';
import { openResult, type ReadColumn, type ResultReader } from './result-reader.ts';
import { EARLIEST, LATEST, timeEdges } from './time-edges.ts';
import { viewRows } from './view-rows.ts';

export interface ChartViewInput {
  readonly path: string;
  readonly view: View;
  /** IANA zone by whose days the time is cut. */
  readonly zone: string;
}

const MOST_RANKED = 10;
/** Columns that count: beside them and the action, a result over time has its `start` alone. */
const COUNTS = new Set(['bytes', 'packets', 'flows', 'accepted', 'rejected', 'end', 'action']);

/** Tells the chart without its rankings (`notify`) as soon as it is known: they take the most time. @throws AppError `bad_column`, `result_missing`, `result_damaged`, `cancelled` */
export async function chartView({ path, view, zone }: ChartViewInput, context: TaskContext): Promise<Chart> {
  const reader = openResult(path);
  try {
    const { from } = await viewRows(reader, view, context);
    const sql = measures(reader.columns);
    const totals = reader.db
      .prepare<[], { flows: number; bytes: number | null }>(`SELECT ${sql.flows} AS flows, ${sql.bytes ?? 'NULL'} AS bytes FROM ${from}`)
      .get();
    await pause(context);
    const noTime = whyNoTime(reader.columns);
    const time = noTime === null ? timeOf(reader, from, sql, zone) : null;
    const begun: Chart = {
      flows: totals?.flows ?? 0,
      bytes: totals?.bytes ?? null,
      time,
      noTime: noTime ?? (time === null ? 'no_moment' : null),
      talkers: null,
      ports: null,
    };
    context.notify(begun);
    await pause(context);
    const talkers = ranking(reader, from, sql, ['srcaddr', 'dstaddr'], sql.bytes === null ? 'flows' : 'bytes');
    await pause(context);
    // By flows: by bytes the answers to clients, each at a port of its own, would hide the services.
    const ports = ranking(reader, from, sql, ['dstport'], 'flows');
    return { ...begun, talkers, ports };
  } finally {
    reader.close();
  }
}

/**
 * Why these columns make no chart over time, or NULL. Where flows are grouped by more than their start (by address,
 * say), the start is that of the first of many: a bar would stand where most of its flows were not.
 */
export function whyNoTime(columns: readonly Pick<ResultColumn, 'name' | 'field' | 'role' | 'storage'>[]): 'no_start' | 'grouped' | null {
  const start = startOf(columns);
  if (!start) return 'no_start';
  const isGrouped = columns.some((column) => column.name === 'flows');
  return isGrouped && columns.some((column) => column !== start && !COUNTS.has(column.name)) ? 'grouped' : null;
}

const startOf = <C extends Pick<ResultColumn, 'field' | 'role' | 'storage'>>(columns: readonly C[]): C | undefined =>
  columns.find((column) => column.field === 'start' && column.role === 'time' && column.storage !== 'TEXT');

export interface Measures {
  /** Sums as SQL, of whatever rows they stand over. */
  readonly flows: string;
  readonly bytes: string | null;
  readonly acceptedFlows: string;
  readonly rejectedFlows: string;
  readonly acceptedBytes: string;
  readonly rejectedBytes: string;
}

/** `total`, not `sum`: it counts on in doubles where the integers would overflow, and takes a text (`-`) for nothing. */
export function measures(columns: readonly ReadColumn[]): Measures {
  const named = (name: string) => {
    const column = columns.find((each) => each.name === name && each.storage !== 'TEXT');
    return column && `rows.${quoteIdentifier(column.name)}`;
  };
  const action = columns.find((each) => each.field === 'action');
  const flows = named('flows');
  const bytes = named('bytes') ?? columnOf(columns, 'bytes');
  const of = (value: string, counted: string | undefined) => {
    if (action) return `total(iif(rows.${quoteIdentifier(action.name)} = '${value}', ${counted ?? '1'}, 0))`;
    return '0.0';
  };
  const counted = (value: string, name: string) => {
    const column = named(name);
    return action || !flows || !column ? of(value, flows) : `total(${column})`;
  };
  return {
    flows: flows ? `total(${flows})` : 'count(*)',
    bytes: bytes ? `total(${bytes})` : null,
    acceptedFlows: counted('ACCEPT', 'accepted'),
    rejectedFlows: counted('REJECT', 'rejected'),
    acceptedBytes: bytes ? of('ACCEPT', bytes) : '0.0',
    rejectedBytes: bytes ? of('REJECT', bytes) : '0.0',
  };
}

function columnOf(columns: readonly ReadColumn[], field: string): string | undefined {
  const column = columns.find((each) => each.field === field && each.storage !== 'TEXT');
  return column && `rows.${quoteIdentifier(column.name)}`;
}

interface TimeRow {
  readonly step: number;
  readonly flows: number;
  readonly flowsAccepted: number;
  readonly flowsRejected: number;
  readonly bytes: number | null;
  readonly bytesAccepted: number;
  readonly bytesRejected: number;
}

/** Flows and bytes over time, by action; NULL where no row has a moment. @param from of `viewRows` */
export function timeOf(reader: ResultReader, from: string, sql: Measures, zone: string): TimeChart | null {
  const start = startOf(reader.columns);
  if (!start) return null;
  const name = `rows.${quoteIdentifier(start.name)}`;
  const timed = `typeof(${name}) = 'integer' AND ${name} BETWEEN ${EARLIEST} AND ${LATEST}`;
  const ends = reader.db
    .prepare<[], { low: number | null; high: number | null }>(
      `SELECT min(${name}) AS low, max(${name}) AS high FROM ${from} WHERE ${timed}`,
    )
    .get();
  if (ends?.low == null || ends.high == null) return null;
  const { edges, stepSeconds } = timeEdges(ends.low, ends.high, zone);
  const first = edges[0] ?? ends.low;
  const flows = emptyBars(edges.length - 1);
  const bytes = emptyBars(edges.length - 1);
  const steps = reader.db
    .prepare<[], TimeRow>(
      `SELECT (${name} - ${first}) / ${stepSeconds} AS step,
         ${sql.flows} AS flows, ${sql.acceptedFlows} AS flowsAccepted, ${sql.rejectedFlows} AS flowsRejected,
         ${sql.bytes ?? 'NULL'} AS bytes, ${sql.acceptedBytes} AS bytesAccepted, ${sql.rejectedBytes} AS bytesRejected
       FROM ${from} WHERE ${timed} GROUP BY 1 ORDER BY 1`,
    )
    .iterate();
  let bar = 0;
  for (const step of steps) {
    const at = first + step.step * stepSeconds;
    while (bar < edges.length - 2 && (edges[bar + 1] ?? 0) <= at) bar++;
    add(flows, bar, step.flows, step.flowsAccepted, step.flowsRejected);
    add(bytes, bar, step.bytes ?? 0, step.bytesAccepted, step.bytesRejected);
  }
  return { edges: [...edges], flows, bytes: sql.bytes === null ? null : bytes };
}

const emptyBars = (length: number): ByAction => ({
  accepted: new Array<number>(length).fill(0),
  rejected: new Array<number>(length).fill(0),
  other: new Array<number>(length).fill(0),
});

function add(bars: ByAction, bar: number, all: number, accepted: number, rejected: number): void {
  const plus = (numbers: number[], n: number) => {
    numbers[bar] = (numbers[bar] ?? 0) + n;
  };
  plus(bars.accepted, accepted);
  plus(bars.rejected, rejected);
  plus(bars.other, Math.max(0, all - accepted - rejected));
}

/** Who had most. Rows that lack a value (or have the `-` of records without data) are nobody. @param from of `viewRows` */
export function ranking(
  reader: ResultReader,
  from: string,
  sql: Measures,
  fields: readonly string[],
  measure: Ranking['measure'],
  most = MOST_RANKED,
): Ranking | null {
  const columns = fields.map((field) => reader.columns.find((each) => each.field === field));
  if (!columns.every((column) => column !== undefined)) return null;
  const names = columns.map(({ name }) => `rows.${quoteIdentifier(name)}`);
  const keys = columns.map((_, index) => String(index + 1));
  const flowsAt = columns.length;
  const rows = reader.db
    .prepare<[], Cell[]>(
      `SELECT ${columns.map((column) => reader.expression(column)).join(', ')}, ${sql.flows}, ${sql.bytes ?? 'NULL'} FROM ${from}
       WHERE ${names.map((name) => `${name} IS NOT NULL AND ${name} <> '-'`).join(' AND ')}
       GROUP BY ${names.join(', ')} ORDER BY ${flowsAt + (measure === 'bytes' ? 2 : 1)} DESC, ${keys.join(', ')} LIMIT ${most}`,
    )
    .raw()
    .all() as Cell[][];
  return {
    columns: columns.map(({ name }) => name),
    measure,
    rows: rows.map((row) => ({
      values: row.slice(0, flowsAt),
      flows: Number(row[flowsAt] ?? 0),
      bytes: row[flowsAt + 1] == null ? null : Number(row[flowsAt + 1]),
    })),
  };
}
