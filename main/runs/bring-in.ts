/**
 * Earlier queries become runs of the history: page by page, newest first, so that as much is held in memory whether it
 * is ten of them or a hundred thousand. What is known is not asked for again; what was added stays, however it ends.
 */
import { randomUUID } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { BringIn, BringInRequest } from '../../preload/contract/bring-in.ts';
import type { Query, SourceRef } from '../../preload/contract/query.ts';
import { AppError } from '../app-error.ts';
import { costUsd } from '../flowlogs/cost.ts';
import type { BringInStore, BroughtInRun } from '../history/bring-in-store.ts';
import { searchText } from '../history/search-text.ts';
import type { PastExecution, PastExecutions } from '../sources/source.ts';

const DAY_MS = 86_400_000;
/** Reading the tables of a longer statement takes long enough that others get their turn first. */
const LONG_SQL = 20_000;
/** The table of a statement that reads none. */
const NO_TABLE = '-';

export interface BringInOptions {
  readonly request: BringInRequest;
  readonly past: PastExecutions;
  readonly store: BringInStore;
  readonly pricePerTb: number;
  /** Unix ms. */
  readonly now: () => number;
  /** Called after each page. */
  readonly told: (counts: Counts) => void;
  readonly signal: AbortSignal;
}

export type Counts = Pick<BringIn, 'seen' | 'added' | 'known' | 'leftOut' | 'reachedAt' | 'share'>;

export const nothingYet: Counts = {
  seen: 0,
  added: 0,
  known: 0,
  leftOut: { other: 0, failed: 0, underWay: 0, unread: 0 },
  reachedAt: null,
  share: 0,
};

/** @returns when all of the days asked for were seen @throws AppError of AWS's codes and of the history's; the signal's reason */
export async function bringIn({ request, past, store, pricePerTb, now, told, signal }: BringInOptions): Promise<void> {
  const begun = now();
  const since = begun - request.days * DAY_MS;
  // Twice as long as Athena knows them.
  store.tidy(begun - 90 * DAY_MS);
  let counts = nothingYet;
  let token: string | null = null;
  do {
    const page = await past.list(token);
    const known = store.known(page.ids);
    const unknown = page.ids.filter((id) => !known.has(id));
    const read = unknown.length === 0 ? [] : await past.read(unknown);
    const inTime = read.filter((each) => each.submittedAt >= since);
    const wanted = inTime.filter((each) => reasonToLeave(each, request.withFailed) === null);
    const runs: BroughtInRun[] = [];
    for (const each of wanted) {
      if (each.sql.length > LONG_SQL) await nextTurn();
      runs.push(runOf(each, request, pricePerTb));
    }
    signal.throwIfAborted();
    const added = store.add(runs);
    const moments = [...known.values(), ...read.map((each) => each.submittedAt)];
    counts = counted(counts, {
      known: [...known.values()].filter((at) => at >= since).length + wanted.length - added,
      added,
      inTime,
      withFailed: request.withFailed,
      unread: unknown.length - read.length,
      oldest: Math.max(since, Math.min(...moments, reached(counts) ?? begun)),
      since,
      begun,
    });
    told(counts);
    token = page.next;
    // Newest first: what comes behind a page that is too old is older still.
    if (moments.length > 0 && moments.every((at) => at < since)) break;
  } while (token !== null);
}

const reached = ({ reachedAt }: Counts) => (reachedAt === null ? null : Date.parse(reachedAt));

interface PageCounts {
  readonly known: number;
  readonly added: number;
  readonly inTime: readonly PastExecution[];
  readonly withFailed: boolean;
  readonly unread: number;
  readonly oldest: number;
  readonly since: number;
  readonly begun: number;
}

function counted(before: Counts, page: PageCounts): Counts {
  const left = page.inTime.map((each) => reasonToLeave(each, page.withFailed));
  const of = (reason: LeftOut) => left.filter((each) => each === reason).length;
  const own = page.known + page.added + of('other') + of('failed') + of('underWay') + page.unread;
  return {
    seen: before.seen + own,
    added: before.added + page.added,
    known: before.known + page.known,
    leftOut: {
      other: before.leftOut.other + of('other'),
      failed: before.leftOut.failed + of('failed'),
      underWay: before.leftOut.underWay + of('underWay'),
      unread: before.leftOut.unread + page.unread,
    },
    reachedAt: own === 0 ? before.reachedAt : new Date(page.oldest).toISOString(),
    share: Math.min(1, Math.max(before.share, (page.begun - page.oldest) / (page.begun - page.since))),
  };
}

type LeftOut = 'other' | 'failed' | 'underWay';

function reasonToLeave({ isSelect, status }: PastExecution, withFailed: boolean): LeftOut | null {
  if (!isSelect) return 'other';
  if (status.state === 'queued' || status.state === 'running') return 'underWay';
  return status.state === 'succeeded' || withFailed ? null : 'failed';
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * Where Nagare started it, the run keeps the id that it has there: one of this history is thereby known, even while its
 * execution's id is still on the way. Any other takes the execution's, so that no two processes add it twice.
 */
function runOf(past: PastExecution, { profile, region, workgroup, zone }: BringInRequest, pricePerTb: number): BroughtInRun {
  const { catalog, database, table, status, sql } = past;
  const source: SourceRef = { kind: 'athena', profile, region, workgroup, catalog, database, table: table ?? NO_TABLE };
  const query: Query = { type: 'sql', sql, zone };
  const id = past.runId ?? past.id;
  const state = status.state === 'succeeded' ? 'saved' : status.state === 'cancelled' && !status.error ? 'cancelled' : 'failed';
  const { scannedBytes } = status;
  return {
    // It names a file.
    id: UUID.test(id) ? id : randomUUID(),
    state,
    source: JSON.stringify(source),
    query: JSON.stringify(query),
    sql,
    execution_id: past.id,
    scanned_bytes: scannedBytes,
    cost_usd: scannedBytes === null ? null : status.state === 'failed' ? 0 : costUsd(scannedBytes, pricePerTb),
    reused: status.isReused ? 1 : 0,
    created_at: past.submittedAt,
    finished_at: past.endedAt ?? past.submittedAt,
    error: errorOf(past),
    search: searchText(source, query, sql, true),
  };
}

function errorOf({ status: { error } }: PastExecution): string | null {
  if (!error) return null;
  const { code, message, reason, details } = error;
  return JSON.stringify(new AppError(code, message, { details: { reason, ...details } }).toWire());
}
