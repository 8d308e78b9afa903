/** What drives the runs of this process: each by itself, with a heartbeat, until its end or until somebody else has it. */
import { statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import { credentialCodes, type WireError } from '../../preload/contract/errors.ts';
import type { SourceRef } from '../../preload/contract/query.ts';
import type { Run, RunState } from '../../preload/contract/run.ts';
import { AppError } from '../app-error.ts';
import { historyFailure } from '../history/history-failure.ts';
import { type RunRow, sourceOf } from '../history/run-row.ts';
import type { RunChange, RunStore } from '../history/run-store.ts';
import type { Results } from '../results/results.ts';
import type { OpenSource } from '../sources/source.ts';
import { driveRun } from './drive-run.ts';
import { removeEarlierPartials } from './earlier-partials.ts';
import type { Entry, Lane } from './fair-order.ts';
import type { ArrivingRows } from './fetch-result.ts';
import { followRun } from './follow-run.ts';
import { createTurns } from './turns.ts';
import { createWaiting, type Waiting } from './waiting.ts';

const HEARTBEAT_MS = 2000;
const CLOSE_WITHIN_MS = 3000;

/** A run under way in this process, as far as others may look. */
export interface Driven {
  /** Told of, while rows come. */
  readonly rowCount: number | null;
  readonly arriving: ArrivingRows | null;
  readonly waiting: Waiting;
  /** Resolves when it is at its end, here or elsewhere, or given up here. Never rejects. */
  readonly done: Promise<void>;
}

export interface Drivers {
  /** Undefined: it is not driven here. */
  get(id: string): Driven | undefined;
  readonly all: () => readonly Driven[];
  /** Its place among those that wait, from 1; NULL: it does not wait. */
  position(id: string): number | null;
  /** @param anySize a large result is fetched without a question */
  drive(id: string, generation: number, anySize?: boolean): void;
  /** Goes on with a run that some process left, under its new generation. */
  takeUp(id: string, generation: number): void;
  /** What is asked of it is in the history already; here it is told. */
  cancel(id: string): void;
  /** More, or fewer, may go at once now. */
  look(): void;
  /** Leaves the runs under way to the next start. */
  close(): Promise<void>;
}

export interface DriversOptions {
  readonly store: RunStore;
  readonly results: Results;
  readonly openSource: OpenSource;
  /** USD for 10^12 bytes. */
  readonly pricePerTb: (source: SourceRef) => number | Promise<number>;
  /** How many go at once; as many as there are if left out. */
  readonly runsAtOnce?: (lane: Lane) => number;
  /** Of the disk that the results are on; NULL: it does not say. The disk's own answer if left out. */
  readonly freeBytes?: () => Promise<number | null>;
  readonly now: () => number;
  /** A run is different from what was last told. @param as what it is though the history cannot say so */
  readonly changed: (id: string, as?: Pick<Run, 'state' | 'error'>) => void;
  /** Logs a bug in full; returns where it can be found. */
  readonly report: (error: unknown) => string;
}

interface Driver extends Driven {
  readonly cancel: AbortController;
  readonly leave: AbortController;
  readonly generation: number;
  rowCount: number | null;
  arriving: ArrivingRows | null;
  done: Promise<void>;
}

export function createDrivers(options: DriversOptions): Drivers {
  const { store, results, changed, now } = options;
  const drivers = new Map<string, Driver>();
  const turns = createTurns({
    limit: options.runsAtOnce ?? (() => Number.POSITIVE_INFINITY),
    isIdle(id) {
      const waiting = drivers.get(id)?.waiting.current();
      return waiting != null && credentialCodes.has(waiting.error.code);
    },
    moved: (id) => changed(id),
  });
  let closed = false;
  const closing = new AbortController();

  const drive = (id: string, generation: number, anySize = false) => {
    const driver: Driver = {
      cancel: new AbortController(),
      leave: new AbortController(),
      generation,
      rowCount: null,
      arriving: null,
      waiting: createWaiting(now, () => {
        if (driver.leave.signal.aborted || drivers.get(id) !== driver) return;
        changed(id);
        turns.look();
      }),
      done: Promise.resolve(),
    };
    drivers.set(id, driver);
    const heartbeat = setInterval(() => beat(id, driver), HEARTBEAT_MS);
    const over = () => {
      clearInterval(heartbeat);
      turns.leave(id);
      results.forget(id);
    };
    driver.done = conduct(id, driver, anySize)
      .finally(over)
      .then((isLost) => (isLost ? follow(id, driver) : null))
      .finally(() => drivers.delete(id))
      .then((again) => {
        if (again === null) return;
        if (closed) return store.release(id, again);
        takeUp(id, again);
        return drivers.get(id)?.done;
      })
      .catch((error: unknown) => giveUp(id, error));
  };

  /**
   * The history itself cannot be read or written: the state on disk stays as it was, and the next start takes the run up.
   * Whoever waits for its end here is told.
   */
  const giveUp = (id: string, error: unknown) => {
    const logId = options.report(error);
    if (closed) return;
    try {
      changed(id, { state: 'failed', error: wireOf(error, () => logId) });
    } catch (second) {
      options.report(second);
    }
  };

  /** Another process has it now: its end is told here all the same. Resolves to the generation of a run that came back. */
  const follow = async (id: string, driver: Driver): Promise<number | null> => {
    driver.rowCount = null;
    driver.arriving = null;
    driver.waiting.over();
    const again = await followRun(store, id, closing.signal);
    if (again === null && !closed && store.read(id)) changed(id);
    return again;
  };

  /** Goes on with a run that some process left, under its new generation. */
  const takeUp = (id: string, generation: number) => {
    removeEarlierPartials((each) => results.partialPathOf(id, each), generation);
    drive(id, generation);
    if (store.read(id)?.cancel_requested) drivers.get(id)?.cancel.abort(cancelled());
  };

  const beat = (id: string, driver: Driver) => {
    try {
      if (store.beat(id, driver.generation).cancelRequested) driver.cancel.abort(cancelled());
    } catch (error) {
      // A history that is busy, or full, for a moment is written to at the next beat; nobody takes the run over before several.
      if (isTakenOver(error)) driver.leave.abort(error);
    }
  };

  /** Resolves to whether another process has taken it over. */
  const conduct = async (id: string, driver: Driver, anySize: boolean): Promise<boolean> => {
    const row = () => {
      const current = store.read(id);
      if (!current) throw new AppError('run_taken_over', 'The run was deleted.', { details: { runId: id } });
      return current;
    };
    // What it was stays true of a run that only fetches its rows again: when it ended, what it cost.
    const isAgain = store.read(id)?.finished_at != null;
    const write = (change: RunChange) => {
      driver.leave.signal.throwIfAborted();
      store.update(id, driver.generation, isAgain ? asAgain(change, row().state, now()) : change);
      changed(id);
    };
    try {
      let pricePerTb = 0;
      await driveRun(
        {
          id,
          row,
          write,
          told: (rowCount) => {
            driver.rowCount = rowCount;
            changed(id);
          },
          arriving: (rows) => {
            driver.arriving = rows;
          },
          cancel: driver.cancel.signal,
          leave: driver.leave.signal,
          async turn() {
            // At once: its place among those that wait is told with the answer to who started it.
            await turns.take(entryOf(row()), row().state !== 'draft', AbortSignal.any([driver.cancel.signal, driver.leave.signal]));
            pricePerTb = await options.pricePerTb(sourceOf(row()));
          },
          waits: driver.waiting,
          partialPath: results.partialPathOf(id, driver.generation),
          finalPath: results.pathOf(id),
          get pricePerTb() {
            return pricePerTb;
          },
          anySize,
          freeBytes: options.freeBytes ?? (() => freeBytesBeside(results.pathOf(id))),
          now,
        },
        options.openSource(sourceOf(row())),
      );
      return isTakenOver(driver.leave.signal.reason);
    } catch (error) {
      if (isTakenOver(error) || isTakenOver(driver.leave.signal.reason)) return true;
      if (driver.leave.signal.aborted) return false;
      const wire = wireOf(error, options.report);
      try {
        write({ state: 'failed', error: JSON.stringify(wire), finished_at: now() });
      } catch (second) {
        // Whoever has it now says how it ends.
        if (isTakenOver(second)) return true;
        giveUp(id, second);
      }
      return false;
    } finally {
      if (driver.leave.signal.aborted) store.release(id, driver.generation);
    }
  };

  return {
    get: (id) => drivers.get(id),
    all: () => [...drivers.values()],
    position: turns.position,
    drive,
    takeUp,
    cancel: (id) => drivers.get(id)?.cancel.abort(cancelled()),
    look: turns.look,
    async close() {
      closed = true;
      closing.abort();
      const under = [...drivers.values()];
      for (const driver of under) driver.leave.abort(new AppError('cancelled', 'The app is closing.'));
      const late = new Promise<void>((resolve) => setTimeout(resolve, CLOSE_WITHIN_MS).unref());
      await Promise.race([Promise.all(under.map((driver) => driver.done)), late]);
    },
  };
}

/** Runs of one profile, region and workgroup are one source: so Athena counts them, too. */
function entryOf(row: RunRow): Entry {
  const source = sourceOf(row);
  if (source.kind !== 'athena') return { id: row.id, lane: 'local', source: '' };
  return { id: row.id, lane: 'athena', source: JSON.stringify([source.profile, source.region, source.workgroup]) };
}

async function freeBytesBeside(path: string): Promise<number | null> {
  try {
    const { bavail, bsize } = await statfs(dirname(path));
    return bavail * bsize;
  } catch {
    return null;
  }
}

/** The end of fetching rows again, as a change to a run that was at an end before. @param before its state by now */
function asAgain({ state, ...change }: RunChange, before: RunState, nowMs: number): RunChange {
  const { finished_at: _, ...rest } = change;
  if (state === 'saved') return { ...rest, state, ...(rest.result_bytes == null ? {} : { rows_at: nowMs }) };
  // What was fetched has succeeded, and is still there to be fetched.
  const isKept = before === 'fetching' && (state === 'failed' || state === 'cancelled');
  return isKept ? { state: 'saved', error: rest.error ?? null } : { ...rest, ...(state ? { state } : {}) };
}

const cancelled = () => new AppError('cancelled', 'Cancelled.');
const isTakenOver = (error: unknown) => error instanceof AppError && error.code === 'run_taken_over';

function wireOf(error: unknown, report: (error: unknown) => string): WireError {
  const known = historyFailure(error);
  if (known instanceof AppError) return known.toWire();
  return { code: 'internal', message: 'Something went wrong inside Nagare.', details: { logId: report(error) } };
}
