/** The runs of this app: started, watched, cancelled, taken up again after a crash. */
import { randomUUID } from 'node:crypto';
import { statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import { credentialCodes, type WireError } from '../../preload/contract/errors.ts';
import type { Query, SourceRef } from '../../preload/contract/query.ts';
import type { Cell, ResultColumn } from '../../preload/contract/result.ts';
import { isFetchable, type Run, type RunState } from '../../preload/contract/run.ts';
import { AppError } from '../app-error.ts';
import { ownNote, ownTitle } from '../flowlogs/own-words.ts';
import { historyFailure } from '../history/history-failure.ts';
import { isEnd, type RunRow, runOf, sourceOf } from '../history/run-row.ts';
import type { RunChange, RunFilter, RunPage, RunStore } from '../history/run-store.ts';
import { searchText } from '../history/search-text.ts';
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

export interface RunsOptions {
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
  /** A run is different from what was last told. */
  readonly changed: (run: Run) => void;
  /** Logs a bug in full; returns where it can be found. */
  readonly report: (error: unknown) => string;
}

export interface StartOptions {
  /** How old a result may be that stands for it; NULL: none may. */
  readonly reuseMinutes?: number | null | undefined;
  /** A large result is fetched without a question. */
  readonly anySize?: boolean | undefined;
}

export interface Runs {
  /**
   * Writes the run down, begins it, and returns at once. @param sql the statement as shown; NULL for rows from a CSV
   */
  start(source: SourceRef, query: Query, sql: string | null, how?: StartOptions): Run;
  /** @throws AppError `run_not_found` */
  read(id: string): Run;
  /** The rows that have come while the rest is on its way; NULL for a run that none come for, here. */
  arriving(id: string): Arriving | null;
  list(filter: RunFilter): Omit<RunPage, 'rows'> & { readonly runs: readonly Run[] };
  /** Asks the run to end; resolves when it has, or when its other process has been asked. */
  cancel(id: string): Promise<Run>;
  /** More, or fewer, may go at once now. */
  lookForTurns(): void;
  /** What waits for something tries again now. @param id left out: every run */
  tryNow(id?: string): void;
  /** A pinned run keeps its rows. @throws AppError `run_not_found` */
  pin(id: string, pinned: boolean): Run;
  /** Calls it so, and says this of it; both as typed, empty for nothing. @throws AppError `run_not_found` */
  name(id: string, title: string, note: string): Run;
  /**
   * Reads the result of a saved run that has no rows any more anew, from where its execution left it; at once when it
   * has them. One that failed or was cancelled goes on from its execution in the same way, which is polled first where
   * nobody knows how it ended. A failure of fetching leaves the run saved, without rows, with the error. @param anySize as in `StartOptions` @throws AppError `run_not_found`, `run_not_finished`, `bad_arguments`
   */
  fetch(id: string, anySize?: boolean): Run;
  /** The rows of a saved run were found to be missing or damaged: from now on it is one whose rows are gone, and its file is left alone. */
  lost(id: string, why: AppError): void;
  /** Cancels it if need be, then deletes it with its rows. */
  remove(id: string): Promise<void>;
  /** Takes up every run that nobody drives. Returns those taken up. */
  resume(): readonly Run[];
  /** Resolves when no run of this process is under way. */
  idle(): Promise<void>;
  /** Leaves the runs under way to the next start. */
  close(): Promise<void>;
}

export interface Arriving {
  readonly columns: readonly ResultColumn[];
  readonly rowCount: number;
  /** As many of the rows `offset` to `offset + limit` as have come; NULL when the run has come to its end meanwhile. */
  page(offset: number, limit: number): Promise<Cell[][] | null>;
}

interface Driver {
  readonly cancel: AbortController;
  readonly leave: AbortController;
  readonly generation: number;
  /** Told of, while they come. */
  rowCount: number | null;
  arriving: ArrivingRows | null;
  readonly waiting: Waiting;
  done: Promise<void>;
}

export function createRuns(options: RunsOptions): Runs {
  const { store, results, now } = options;
  const drivers = new Map<string, Driver>();
  /** Runs whose file could not be read, and why. Not written down: somebody may put the file back. */
  const lost = new Map<string, AppError>();
  const turns = createTurns({
    limit: options.runsAtOnce ?? (() => Number.POSITIVE_INFINITY),
    isIdle(id) {
      const waiting = drivers.get(id)?.waiting.current();
      return waiting != null && credentialCodes.has(waiting.error.code);
    },
    moved: (id) => options.changed(read(id)),
  });
  let closed = false;
  const closing = new AbortController();

  const read = (id: string): Run => {
    const row = store.read(id);
    if (!row) throw new AppError('run_not_found', 'There is no such run in the history.', { details: { runId: id } });
    const run = runOf(row, results.pathOf(id));
    const why = run.state === 'saved' && !run.rowsGone ? lost.get(id) : undefined;
    if (why) return { ...run, rowsGone: true, resultPath: null, error: run.error ?? why.toWire() };
    // What is on its way can be counted, and looked at, only here.
    if (isEnd(run.state)) return run;
    const driver = drivers.get(id);
    const waiting = driver?.waiting.current();
    const told = waiting ? { waiting: { error: waiting.error, since: new Date(waiting.since).toISOString() } } : {};
    const place = turns.position(id);
    return { ...run, ...told, ...(place === null ? {} : { place }), rowCount: driver?.rowCount ?? null };
  };

  const drive = (id: string, generation: number, anySize = false) => {
    const driver: Driver = {
      cancel: new AbortController(),
      leave: new AbortController(),
      generation,
      rowCount: null,
      arriving: null,
      waiting: createWaiting(now, () => {
        if (driver.leave.signal.aborted || drivers.get(id) !== driver) return;
        options.changed(read(id));
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
      });
  };

  /** Another process has it now: its end is told here all the same. Resolves to the generation of a run that came back. */
  const follow = async (id: string, driver: Driver): Promise<number | null> => {
    driver.rowCount = null;
    driver.arriving = null;
    driver.waiting.over();
    const again = await followRun(store, id, closing.signal);
    if (again === null && !closed && store.read(id)) options.changed(read(id));
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
      driver.leave.abort(error);
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
      options.changed(read(id));
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
            options.changed(read(id));
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
        // The history itself cannot be written: the state on disk stays as it was, and the next start takes the run up.
        options.report(second);
        options.changed({ ...read(id), state: 'failed', error: wireOf(second, options.report) });
      }
      return false;
    } finally {
      if (driver.leave.signal.aborted) store.release(id, driver.generation);
    }
  };

  return {
    read,
    start(source, query, sql, { reuseMinutes = null, anySize = false } = {}) {
      const id = randomUUID();
      store.insert({
        id,
        source: JSON.stringify(source),
        query: JSON.stringify(query),
        sql,
        created_at: now(),
        search: searchText(source, query, sql),
        reuse_minutes: reuseMinutes,
      });
      drive(id, 1, anySize);
      return read(id);
    },
    arriving(id) {
      const driver = drivers.get(id);
      if (!driver?.arriving) return null;
      const { columns, page } = driver.arriving;
      return {
        columns,
        rowCount: driver.rowCount ?? 0,
        page: (offset, limit) =>
          page(offset, limit).catch(async (error: unknown) => {
            if (!(error instanceof AppError) || error.code !== 'job_not_found') throw error;
            await driver.done;
            return null;
          }),
      };
    },
    list(filter) {
      const { rows, ...counts } = store.list(filter);
      return { runs: rows.map((row) => read(row.id)), ...counts };
    },
    async cancel(id) {
      const run = read(id);
      if (isEnd(run.state)) return run;
      store.requestCancel(id);
      const driver = drivers.get(id);
      if (driver) {
        driver.cancel.abort(cancelled());
        await driver.done;
      }
      return read(id);
    },
    lookForTurns: turns.look,
    tryNow(id) {
      if (id !== undefined) drivers.get(id)?.waiting.wake();
      else for (const { waiting } of drivers.values()) waiting.wake();
    },
    name(id, title, note) {
      const { source, query, sql, broughtIn } = read(id);
      const own = { title: ownTitle(title), note: ownNote(note) };
      store.name(id, own, searchText(source, query, sql, broughtIn, own));
      return read(id);
    },
    pin(id, pinned) {
      store.pin(id, pinned);
      return read(id);
    },
    fetch(id, anySize = false) {
      const run = read(id);
      if (run.source.kind !== 'athena' || run.executionId === null) {
        throw new AppError('bad_arguments', 'Only results of Athena can be fetched again: run the query again.', {
          details: { runId: id },
        });
      }
      if (run.state === 'saved' && !run.rowsGone) return run;
      const generation = isFetchable(run) ? store.reopen(id) : null;
      if (generation === null) {
        throw new AppError('run_not_finished', 'The run has no result to fetch.', { details: { runId: id, state: run.state } });
      }
      lost.delete(id);
      drive(id, generation, anySize);
      return read(id);
    },
    lost(id, why) {
      if (read(id).rowsGone) return;
      lost.set(id, why);
      results.forget(id);
      options.changed(read(id));
    },
    async remove(id) {
      if (!isEnd((await this.cancel(id)).state)) {
        throw new AppError(
          'run_not_finished',
          'The run is under way in another process, which has been asked to cancel it. Try again in a moment.',
          {
            details: { runId: id },
          },
        );
      }
      // Not the other way round: a file without a run would stay for ever, and on a full disk its room is needed first.
      results.remove(id);
      store.remove(id);
    },
    resume() {
      if (closed) return [];
      return store.underWay().flatMap((row) => {
        if (drivers.has(row.id)) return [];
        const generation = store.claim(row.id);
        if (generation === null) return [];
        takeUp(row.id, generation);
        return [read(row.id)];
      });
    },
    async idle() {
      while (drivers.size > 0) await Promise.all([...drivers.values()].map((driver) => driver.done));
    },
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
