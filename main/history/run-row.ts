/** A line of the table `runs`, and the run that it is. */
import { errorSchema } from '../../preload/contract/errors.ts';
import { querySchema, sourceRefSchema } from '../../preload/contract/query.ts';
import type { Run, RunState } from '../../preload/contract/run.ts';

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
}

/** @param resultPath where the rows of a saved run are */
export function runOf(row: RunRow, resultPath: string): Run {
  const rowsGone = row.state === 'saved' && row.result_bytes === null;
  return {
    id: row.id,
    state: row.state,
    source: sourceRefSchema.parse(JSON.parse(row.source)),
    query: querySchema.parse(JSON.parse(row.query)),
    sql: row.sql,
    executionId: row.execution_id,
    rowCount: row.row_count,
    scannedBytes: row.scanned_bytes,
    costUsd: row.cost_usd,
    reused: row.reused === 1,
    via: row.via,
    createdAt: iso(row.created_at),
    startedAt: row.started_at === null ? null : iso(row.started_at),
    finishedAt: row.finished_at === null ? null : iso(row.finished_at),
    resultBytes: row.result_bytes,
    rowsGone,
    resultPath: row.state === 'saved' && !rowsGone ? resultPath : null,
    pinned: row.pinned === 1,
    error: row.error === null ? null : errorSchema.parse(JSON.parse(row.error)),
  };
}

const iso = (epochMs: number) => new Date(epochMs).toISOString();

export const isEnd = (state: RunState): boolean => state === 'saved' || state === 'failed' || state === 'cancelled';
