/** Carries the chosen items of a plan out, in order. Each state is kept before it is acted upon. */
import { setTimeout as sleep } from 'node:timers/promises';
import { type CleanupNote, cleanupNoteSchema } from '../../../preload/contract/cleanup.ts';
import { credentialCodes, passingCodes } from '../../../preload/contract/errors.ts';
import { AppError } from '../../app-error.ts';
import { type CleanupItemRow, type CleanupRow, isOver, textsOf } from '../../history/cleanup-row.ts';
import type { CleanupStore } from '../../history/cleanup-store.ts';
import { parseJson } from '../../history/parse-json.ts';
import { act } from './act/act.ts';
import type { Acting, Outcome } from './act/acting.ts';
import type { Services } from './cleanup-context.ts';
import type { CleanupTarget } from './cleanup-target.ts';
import type { ObjectLists } from './object-lists.ts';

export interface RunParts {
  readonly store: CleanupStore;
  readonly lists: ObjectLists;
  readonly services: Services;
  /** Aborted: ends after what is being deleted now. */
  readonly stop: AbortSignal;
  /** Another process asked for it. */
  readonly stopNow: () => void;
  /** After everything that was kept. */
  readonly changed: () => void;
  /** Logs a bug in full; returns the id under which the log has it. */
  readonly report: (error: unknown) => string;
}

const BEAT_MS = 1000;

/** @throws AppError `run_taken_over` when another process has it; whatever else goes wrong is told with its item */
export async function runCleanup(cleanup: CleanupRow, generation: number, parts: RunParts): Promise<void> {
  const { store, stop, stopNow, changed } = parts;
  // A process that hangs or sleeps says nothing, and loses it.
  const beating = setInterval(() => {
    try {
      if (store.beat(cleanup.id, generation).stopRequested) stopNow();
    } catch {
      clearInterval(beating);
    }
  }, BEAT_MS);
  try {
    for (const item of store.items(cleanup.id)) {
      if (item.is_chosen !== 1 || isOver(item)) continue;
      if (stop.aborted || !(await carryOut(cleanup, item, generation, parts))) {
        store.end(cleanup.id, generation, 'stopped');
        return;
      }
    }
    store.end(cleanup.id, generation, 'ended');
  } finally {
    clearInterval(beating);
    changed();
  }
}

/** @returns whether to go on: not when it was stopped, nor when nothing else could be deleted either */
async function carryOut(cleanup: CleanupRow, item: CleanupItemRow, generation: number, parts: RunParts): Promise<boolean> {
  const { store, stop, changed } = parts;
  // A part that was done before is told as a part still; notes of an earlier try are told by the next one.
  const notes: CleanupNote[] = plannedNotes(item);
  const update: CleanupStore['updateItem'] = (...change) => {
    store.updateItem(...change);
    changed();
  };
  const keep = (change: Parameters<CleanupStore['updateItem']>[3]) =>
    update(cleanup.id, generation, item.id, { ...change, notes: JSON.stringify(notes) });
  const target = JSON.parse(item.target) as CleanupTarget;
  /** Who deletes it tells how much of it went; else it goes as one. */
  let isCounted = target.kind === 'objects';
  const progress: Acting['progress'] = (change) => {
    isCounted ||= change.done !== undefined;
    keep(change);
  };
  keep({ state: 'running', error: null });
  try {
    const outcome: Outcome = await act(actingOn(cleanup, item, notes, progress, parts), target);
    if (outcome === 'stopped') {
      keep({ state: 'planned' });
      return false;
    }
    keep({ state: outcome, ...(outcome === 'done' && item.count !== null && !isCounted ? { done: item.count } : {}) });
    return true;
  } catch (error) {
    const failure = error instanceof AppError ? error : bug(error, parts);
    if (failure.code === 'run_taken_over') throw failure;
    if (stop.aborted && failure.code === 'cancelled') {
      keep({ state: 'planned' });
      return false;
    }
    keep({ state: 'failed', error: JSON.stringify(failure.toWire()) });
    return !(credentialCodes.has(failure.code) || passingCodes.has(failure.code));
  }
}

function actingOn(
  cleanup: CleanupRow,
  item: CleanupItemRow,
  notes: CleanupNote[],
  progress: Acting['progress'],
  { services, lists, stop }: RunParts,
): Acting {
  return {
    ...services,
    cleanupId: cleanup.id,
    itemId: item.id,
    account: cleanup.account,
    region: cleanup.region,
    flowLogIds: textsOf(cleanup.flow_log_ids),
    lists,
    plannedAt: cleanup.created_at,
    count: item.count,
    position: item.position,
    isStopping: () => stop.aborted,
    progress,
    note(code, about) {
      notes.push({ code, about });
      progress({});
    },
    sleep: (ms) => sleep(ms, undefined, { signal: stop }).catch(() => undefined),
  };
}

const PLANNED: ReadonlySet<string> = new Set<CleanupNote['code']>(['used_elsewhere', 'holds_more']);

/** Those of the plan stay; what an earlier try told is told anew, or is over. */
function plannedNotes(item: CleanupItemRow): CleanupNote[] {
  const read = cleanupNoteSchema.array().safeParse(parseJson(item.notes));
  return (read.data ?? []).filter(({ code }) => item.position > 0 || item.done > 0 || PLANNED.has(code));
}

function bug(error: unknown, { report }: RunParts): AppError {
  return new AppError('internal', 'Something went wrong inside Nagare.', { details: { logId: report(error) } });
}
