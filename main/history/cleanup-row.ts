/** Lines of the tables of clean-ups, and the clean-up that they are. */
import { z } from 'zod';
import { type Cleanup, cleanupSchema } from '../../preload/contract/cleanup.ts';
import { parseJson } from './parse-json.ts';

export interface CleanupRow {
  readonly id: string;
  readonly state: Cleanup['state'];
  /** JSON, as are `flow_log_ids` and `unread`. */
  readonly place: string;
  readonly account: string | null;
  readonly region: string;
  readonly flow_log_ids: string;
  readonly unread: string;
  readonly created_at: number;
  readonly started_at: number | null;
  readonly finished_at: number | null;
  readonly owner_pid: number | null;
  readonly owner_started: string | null;
  readonly heartbeat_at: number | null;
  /** By another process than its own. */
  readonly stop_requested: number;
  readonly generation: number;
}

export interface CleanupItemRow {
  readonly cleanup_id: string;
  readonly number: number;
  readonly id: string;
  readonly step: string;
  readonly identity: string;
  readonly name: string | null;
  readonly count: number | null;
  readonly bytes: number | null;
  readonly made_by: string;
  readonly needs_typed: number;
  readonly is_proposed: number;
  /** What is to be deleted, as who deletes it knows it. JSON. */
  readonly target: string;
  /** Part of the run that is under way, or was last. */
  readonly is_chosen: number;
  readonly state: string;
  readonly done: number;
  /** Lines of its list that are done with for good. */
  readonly position: number;
  readonly error: string | null;
  readonly notes: string;
}

const iso = (ms: number | null): string | null => (ms === null ? null : new Date(ms).toISOString());

/** @param isRunning whether a process that lives is at it: one that is gone has stopped. @returns NULL for what nobody can read any more */
export function cleanupOf(row: CleanupRow, items: readonly CleanupItemRow[], isRunning: boolean): Cleanup | null {
  const state = row.state === 'running' && !isRunning ? 'stopped' : row.state;
  const read = cleanupSchema.safeParse({
    id: row.id,
    place: parseJson(row.place),
    account: row.account,
    region: row.region,
    flowLogIds: parseJson(row.flow_log_ids),
    state,
    items: items.map((item) => ({
      id: item.id,
      step: item.step,
      identity: item.identity,
      name: item.name,
      count: item.count,
      bytes: item.bytes,
      madeBy: item.made_by,
      needsTyped: item.needs_typed === 1,
      isProposed: item.is_proposed === 1,
      state: item.state === 'running' && state !== 'running' ? 'planned' : item.state,
      done: item.done,
      error: item.error === null ? null : parseJson(item.error),
      notes: parseJson(item.notes),
    })),
    unread: parseJson(row.unread),
    createdAt: iso(row.created_at),
    startedAt: iso(row.started_at),
    finishedAt: iso(row.finished_at),
  });
  return read.success ? read.data : null;
}

export const isOver = ({ state }: Pick<CleanupItemRow, 'state'>): boolean => state === 'done' || state === 'gone';

const texts = z.array(z.string());
/** Ids in a JSON list; none where it cannot be read. */
export const textsOf = (json: string): readonly string[] => texts.safeParse(parseJson(json)).data ?? [];
