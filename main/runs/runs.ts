/** The runs of this app: started, watched, cancelled, taken up again after a crash. */
import { randomUUID } from 'node:crypto';
import type { Query, SourceRef } from '../../preload/contract/query.ts';
import type { Cell, ResultColumn } from '../../preload/contract/result.ts';
import { isFetchable, type Run } from '../../preload/contract/run.ts';
import { AppError } from '../app-error.ts';
import { ownNote, ownTitle } from '../flowlogs/own-words.ts';
import { isEnd, runOf } from '../history/run-row.ts';
import type { RunFilter, RunPage } from '../history/run-store.ts';
import { searchText } from '../history/search-text.ts';
import { createDrivers, type DriversOptions } from './drivers.ts';

export interface RunsOptions extends Omit<DriversOptions, 'changed'> {
  /** A run is different from what was last told. */
  readonly changed: (run: Run) => void;
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

export function createRuns(options: RunsOptions): Runs {
  const { store, results, now } = options;
  /** Runs whose file could not be read, and why. Not written down: somebody may put the file back. */
  const lost = new Map<string, AppError>();
  let closed = false;

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
    const place = drivers.position(id);
    return { ...run, ...told, ...(place === null ? {} : { place }), rowCount: driver?.rowCount ?? null };
  };
  /** What was last told of each run that is under way: what it is though the history cannot be read. */
  const told = new Map<string, Run>();
  const current = (id: string): Run => {
    try {
      return read(id);
    } catch (error) {
      const last = told.get(id);
      if (last) return last;
      throw error;
    }
  };
  const drivers = createDrivers({
    ...options,
    changed(id, as) {
      const run = as ? { ...current(id), ...as } : read(id);
      if (isEnd(run.state)) told.delete(id);
      else told.set(id, run);
      options.changed(run);
    },
  });

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
      drivers.drive(id, 1, anySize);
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
      drivers.cancel(id);
      await drivers.get(id)?.done;
      return read(id);
    },
    lookForTurns: drivers.look,
    tryNow(id) {
      if (id !== undefined) drivers.get(id)?.waiting.wake();
      else for (const { waiting } of drivers.all()) waiting.wake();
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
      drivers.drive(id, generation, anySize);
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
        if (drivers.get(row.id)) return [];
        const generation = store.claim(row.id);
        if (generation === null) return [];
        drivers.takeUp(row.id, generation);
        return [read(row.id)];
      });
    },
    async idle() {
      for (let under = drivers.all(); under.length > 0; under = drivers.all()) await Promise.all(under.map(({ done }) => done));
    },
    async close() {
      closed = true;
      await drivers.close();
    },
  };
}
