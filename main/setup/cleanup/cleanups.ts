/** Clean-ups: planned, carried out in parts, stopped, found again, told of. */
import { randomUUID } from 'node:crypto';
import type { Cleanup } from '../../../preload/contract/cleanup.ts';
import type { OperationInput } from '../../../preload/contract/operations.ts';
import type { Place } from '../../../preload/contract/setup.ts';
import { AppError } from '../../app-error.ts';
import type { AwsClients } from '../../aws/clients.ts';
import { cleanupOf, isOver } from '../../history/cleanup-row.ts';
import type { CleanupStore } from '../../history/cleanup-store.ts';
import type { Persistence } from '../../sources/athena/persist.ts';
import type { SetupContext } from '../setup-context.ts';
import { CLEANUP_PATIENCE, patientServices } from './cleanup-context.ts';
import { cleanupText } from './cleanup-text.ts';
import { createObjectLists } from './object-lists.ts';
import { planCleanup } from './plan-cleanup.ts';
import { runCleanup } from './run-cleanup.ts';

export interface CleanupParts {
  readonly store: CleanupStore;
  readonly clients: AwsClients;
  /** `cleanups` in the data folder. */
  readonly folder: string;
  /** Unix ms. */
  readonly now: () => number;
  /** At most ten times a second for each, and once at its end. */
  readonly changed: (cleanup: Cleanup) => void;
  readonly report: (error: unknown) => string;
  readonly persistence?: Persistence;
}

export interface Cleanups {
  plan(request: OperationInput<'cleanup.plan'>): Promise<Cleanup>;
  list(): readonly Cleanup[];
  /** Begins, and returns it as it is then; where nothing is left to do, as it is. @throws AppError `cleanup_not_found`, `consent_missing`, `cleanup_changed`, `bad_input`, `run_taken_over` */
  run(request: OperationInput<'cleanup.run'>): Cleanup;
  /** Resolves when nothing is being deleted here any more; another process is asked, and not waited for. */
  stop(id: string): Promise<Cleanup>;
  text(request: OperationInput<'cleanup.text'>): string;
  forget(id: string): void;
  /** Lists that belong to no clean-up are removed. */
  sweep(): void;
  /** Ends what is under way after what is being deleted now. */
  close(): Promise<void>;
}

interface Running {
  readonly stop: AbortController;
  ended: Promise<void>;
}

const stopped = () => new AppError('cancelled', 'Stopped.');
const TELL_EVERY_MS = 100;

export function createCleanups({ store, clients, folder, now, changed, report, persistence = CLEANUP_PATIENCE }: CleanupParts): Cleanups {
  const lists = createObjectLists(folder, now);
  const running = new Map<string, Running>();
  const closing = new AbortController();
  const planning = new Set<Promise<Cleanup>>();
  const at = (place: Place): SetupContext => ({ place, clients, now });

  const find = (id: string): Cleanup | null => {
    const row = store.read(id);
    return row ? cleanupOf(row, store.items(id), store.isRunning(row)) : null;
  };
  const read = (id: string): Cleanup => {
    const found = find(id);
    if (found) return found;
    throw new AppError('cleanup_not_found', 'There is no such clean-up.', { details: { id: id.slice(0, 100) } });
  };

  const plan: Cleanups['plan'] = async ({ place, flowLogIds, leftovers }) => {
    const cleanupId = randomUUID();
    const plannedAt = now();
    try {
      const found = await planCleanup(at(place), { cleanupId, flowLogIds, leftovers }, lists, persistence, closing.signal);
      closing.signal.throwIfAborted();
      store.insert(
        {
          id: cleanupId,
          place: JSON.stringify(place),
          account: found.account,
          region: found.region,
          flow_log_ids: JSON.stringify(found.flowLogIds),
          unread: JSON.stringify(found.unread),
          created_at: plannedAt,
        },
        found.items.map((item) => ({
          id: item.id,
          step: item.step,
          identity: item.identity,
          name: item.name,
          count: item.count,
          bytes: item.bytes,
          made_by: item.madeBy,
          needs_typed: Number(item.needsTyped),
          is_proposed: Number(item.isProposed),
          target: JSON.stringify(item.target),
          notes: JSON.stringify(item.notes),
        })),
      );
    } catch (error) {
      lists.remove(cleanupId);
      throw error;
    }
    return read(cleanupId);
  };

  return {
    async plan(request) {
      const made = plan(request);
      planning.add(made);
      try {
        return await made;
      } finally {
        planning.delete(made);
      }
    },
    list: () => store.list().flatMap((row) => cleanupOf(row, store.items(row.id), store.isRunning(row)) ?? []),
    run({ id, itemIds, typed }) {
      const before = read(id);
      const rows = store.items(id);
      const chosen = itemIds.length > 0 ? itemIds : rows.filter((row) => row.is_chosen === 1 && !isOver(row)).map((row) => row.id);
      const agreed = new Set(rows.filter((row) => row.is_chosen === 1).map((row) => row.id));
      for (const itemId of chosen) {
        const item = before.items.find((each) => each.id === itemId);
        if (!item) throw new AppError('bad_input', `The plan has no item ${itemId}.`, { details: { value: itemId.slice(0, 100) } });
        if (!item.needsTyped || agreed.has(itemId)) continue;
        const { identity } = item;
        if (!typed.includes(identity)) {
          throw new AppError('consent_missing', `${identity} is deleted only when that is typed.`, { details: { identity } });
        }
        // One word for two things would be consent to both: plans of before have such.
        if (before.items.some((each) => each.id !== itemId && each.needsTyped && !isOver(each) && each.identity === identity)) {
          throw new AppError('cleanup_changed', `Two things of this plan are called ${identity}. Plan again.`, { details: { identity } });
        }
      }
      if (chosen.length === 0) return before;
      const generation = store.claim(id, chosen);
      const row = store.read(id);
      if (generation === null || !row) {
        throw new AppError('run_taken_over', 'This clean-up is being carried out now, here or by another window.', { details: { id } });
      }
      const state: Running = { stop: new AbortController(), ended: Promise.resolve() };
      // Once it has ended anybody may forget it, this process as well: then there is nothing more to tell.
      const tell = paced(() => {
        const current = find(id);
        if (current) changed(current);
      }, now);
      state.ended = runCleanup(row, generation, {
        store,
        lists,
        services: patientServices(at(before.place), persistence, { stop: state.stop.signal }),
        stop: state.stop.signal,
        stopNow: () => state.stop.abort(stopped()),
        changed: tell.soon,
        report,
      })
        .catch((error: unknown) => {
          // Another process has it, and tells of it.
          if (!(error instanceof AppError && error.code === 'run_taken_over')) report(error);
        })
        .finally(() => {
          running.delete(id);
          tell.now();
        });
      running.set(id, state);
      return read(id);
    },
    async stop(id) {
      const own = running.get(id);
      if (own) {
        own.stop.abort(stopped());
        await own.ended;
      } else {
        // Its own process reads it within a second, and this one is told by the history.
        store.requestStop(id);
      }
      return read(id);
    },
    text: ({ id, language }) => cleanupText(read(id), language),
    forget(id) {
      const found = read(id);
      if (found.state === 'running') {
        throw new AppError('run_taken_over', 'This clean-up is being carried out now. Stop it first.', { details: { id } });
      }
      store.remove(id);
      lists.remove(id);
    },
    sweep: () => lists.sweep(new Set(store.list().map(({ id }) => id))),
    async close() {
      closing.abort(stopped());
      await Promise.allSettled(planning);
      for (const state of running.values()) state.stop.abort(stopped());
      await Promise.all([...running.values()].map(({ ended }) => ended));
    },
  };
}

/** The last of what is told always is; in between not more often than ten times a second. */
function paced(tell: () => void, now: () => number): { soon(): void; now(): void } {
  let last = 0;
  let waiting: ReturnType<typeof setTimeout> | undefined;
  const tellNow = () => {
    clearTimeout(waiting);
    waiting = undefined;
    last = now();
    tell();
  };
  return {
    soon() {
      const rest = last + TELL_EVERY_MS - now();
      if (rest <= 0) tellNow();
      // What is deleted next may take minutes: what came in between is told before that.
      else waiting ??= setTimeout(tellNow, rest);
    },
    now: tellNow,
  };
}
