/** A line of the table `runs`, and the run that it is. A line that was spoilt by hand is still a run: its rows can be read, and it can be deleted. */
import { errorSchema, type WireError } from '../../preload/contract/errors.ts';
import { type Query, querySchema, type SourceRef, sourceRefSchema } from '../../preload/contract/query.ts';
import { type Run, type RunState, runStates, viaWhySchema } from '../../preload/contract/run.ts';
import { AppError } from '../app-error.ts';
import { isZone } from '../flowlogs/time.ts';
import { parseJson } from './parse-json.ts';

export interface RunRow {
  readonly id: string;
  readonly state: RunState;
  readonly source: string;
  readonly query: string;
  readonly sql: string | null;
  readonly start_input: string | null;
  readonly execution_id: string | null;
  readonly row_count: number | null;
  readonly scanned_bytes: number | null;
  readonly cost_usd: number | null;
  readonly via: Run['via'];
  readonly via_why: string | null;
  readonly created_at: number;
  readonly submitted_at: number | null;
  readonly started_at: number | null;
  readonly finished_at: number | null;
  readonly result_bytes: number | null;
  readonly error: string | null;
  readonly search: string;
  readonly owner_pid: number | null;
  readonly owner_started: string | null;
  readonly heartbeat_at: number | null;
  readonly generation: number;
  readonly cancel_requested: number;
  readonly reuse_minutes: number | null;
  readonly reused: number;
  readonly pinned: number;
  /** When rows that had been given up came again. */
  readonly rows_at: number | null;
  readonly brought_in: number;
  readonly title: string | null;
  readonly note: string | null;
}

/** @param resultPath where the rows of a saved run are. What cannot be read of the line is shown as it stands, with the error `history_damaged` */
export function runOf(row: RunRow, resultPath: string): Run {
  const state = runStates.includes(row.state) ? row.state : 'failed';
  const rowsGone = state === 'saved' && row.result_bytes === null;
  const source = readSource(row);
  const query = readQuery(row);
  const unreadable = [source ? [] : ['source'], query ? [] : ['query'], state === row.state ? [] : ['state']].flat();
  return {
    id: row.id,
    state,
    source: source ?? { kind: 'folder', path: row.source.slice(0, MOST_SHOWN) || '?' },
    query: query ?? { type: 'sql', sql: row.sql ?? row.query.slice(0, MOST_SHOWN), zone: 'UTC' },
    sql: row.sql,
    executionId: row.execution_id,
    rowCount: row.row_count,
    scannedBytes: row.scanned_bytes,
    costUsd: row.cost_usd,
    reused: row.reused === 1,
    via: row.via,
    ...viaWhyOf(row),
    createdAt: iso(row.created_at),
    startedAt: row.started_at === null ? null : iso(row.started_at),
    finishedAt: row.finished_at === null ? null : iso(row.finished_at),
    resultBytes: row.result_bytes,
    rowsGone,
    broughtIn: row.brought_in === 1,
    resultPath: state === 'saved' && !rowsGone ? resultPath : null,
    pinned: row.pinned === 1,
    error: unreadable.length > 0 ? damaged(row, unreadable).toWire() : errorOf(row),
    ...(row.title === null ? {} : { title: row.title }),
    ...(row.note === null ? {} : { note: row.note }),
  };
}

/** @throws AppError `history_damaged` when the line does not say where the run is asked */
export function sourceOf(row: RunRow): SourceRef {
  const source = readSource(row);
  if (!source) throw damaged(row, ['source']);
  return source;
}

/** The sources of these runs, as far as they can be read. */
export function sourcesOf(rows: readonly RunRow[]): readonly SourceRef[] {
  return rows.flatMap((row) => readSource(row) ?? []);
}

const MOST_SHOWN = 200;

function readSource(row: RunRow): SourceRef | null {
  return sourceRefSchema.safeParse(parseJson(row.source)).data ?? null;
}

/** With moments and a zone that exist: a title is made of them. */
function readQuery(row: RunRow): Query | null {
  const query = querySchema.safeParse(parseJson(row.query)).data ?? null;
  if (query?.type !== 'form') return query && isZone(query.zone) ? query : null;
  const { from, to, zone } = query.form;
  return isZone(zone) && isMoment(from) && isMoment(to) ? query : null;
}

/** The seconds that a Date can hold. */
const isMoment = (epochSeconds: number) => Math.abs(epochSeconds) <= 8.64e12;

function errorOf(row: RunRow): WireError | null {
  if (row.error === null) return null;
  return errorSchema.safeParse(parseJson(row.error)).data ?? damaged(row, ['error']).toWire();
}

function viaWhyOf(row: RunRow): Pick<Run, 'viaWhy'> {
  const { data } = viaWhySchema.safeParse(parseJson(row.via_why ?? ''));
  return row.via === 'api' && data ? { viaWhy: data } : {};
}

function damaged(row: RunRow, fields: readonly string[]): AppError {
  return new AppError(
    'history_damaged',
    `This line of the history cannot be read in full (${fields.join(', ')}). Its rows, if it has any, can be.`,
    {
      details: { runId: row.id, field: fields.join(', ') },
    },
  );
}

/** The first moment there is for one that is none. */
function iso(epochMs: number): string {
  const date = new Date(epochMs);
  return (Number.isNaN(date.getTime()) ? new Date(0) : date).toISOString();
}

export const isEnd = (state: RunState): boolean => state === 'saved' || state === 'failed' || state === 'cancelled';
