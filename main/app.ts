/** The one composition: what every host serves. Reads as a table of contents. */
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { AppEvent } from '../preload/contract/operations.ts';
import type { Query, SourceRef } from '../preload/contract/query.ts';
import type { ColumnSummary } from '../preload/contract/result.ts';
import type { Job, Run } from '../preload/contract/run.ts';
import type { Freed } from '../preload/contract/settings.ts';
import { AppError } from './app-error.ts';
import { createAwsClients } from './aws/clients.ts';
import { listProfiles } from './aws/profiles.ts';
import { createDescribe } from './describe-cache.ts';
import { createEstimates } from './estimates.ts';
import { createExplain } from './explain-run.ts';
import { createExports } from './exports/exports.ts';
import { mayReuse } from './flowlogs/reuse.ts';
import { createColumnLayoutStore } from './history/column-layout-store.ts';
import { createExportStore } from './history/export-store.ts';
import { openHistory } from './history/open-history.ts';
import { ownIdentity } from './history/process-identity.ts';
import { createRoomStore } from './history/room-store.ts';
import { isEnd } from './history/run-row.ts';
import { createRunStore } from './history/run-store.ts';
import { createSavedQueryStore } from './history/saved-query-store.ts';
import { createSettingsStore } from './history/settings-store.ts';
import { createSourceStore } from './history/source-store.ts';
import { createSpendStore } from './history/spend-store.ts';
import { watchHistory } from './history/watch-history.ts';
import { createOpenSource } from './open-source.ts';
import { createResults } from './results/results.ts';
import { createRoomKeeper } from './room.ts';
import type { Handlers } from './rpc/handlers.ts';
import { createRuns } from './runs/runs.ts';
import { listNames } from './sources/athena/list-names.ts';
import { namedQueries } from './sources/athena/named-queries.ts';
import { completeFolder } from './sources/complete-folder.ts';
import { createUploads } from './sources/uploads.ts';
import { createSqlOf } from './sql-of.ts';

/** What the app needs of the host it runs in. */
export interface HostPorts {
  readonly kind: 'electron' | 'web' | 'cli';
  readonly version: string;
  /** The system's folder dialog; NULL when dismissed or where there is none. */
  chooseFolder(): Promise<string | null>;
  /** Where an export goes; NULL when dismissed. `download`: it is then fetched once by the page. */
  chooseTarget(suggestedName: string, format: 'xlsx' | 'csv'): Promise<{ readonly path: string; readonly download: boolean } | null>;
  /** The one-time address by which a finished file leaves. Only called for a `download`. */
  offerDownload(path: string, fileName: string): string;
  /** Opens a file that an export wrote with its program, or shows it in its folder. NULL where the files leave otherwise. */
  readonly reveal: { open(path: string): Promise<void>; showInFolder(path: string): void } | null;
  /** Logs a bug in full; returns the id under which the log has it. */
  report(error: unknown): string;
}

export interface AppOptions {
  /** Data folder. */
  readonly home: string;
  /** Folder that holds `sample/`. */
  readonly assets: string;
  readonly host: HostPorts;
}

export interface App {
  readonly handlers: Handlers;
  onEvent(listener: (event: AppEvent) => void): () => void;
  /** The statement that a run of this query would send. @throws AppError for a form with a problem */
  sqlOf(source: SourceRef, query: Query): Promise<string>;
  job(id: string): Job | undefined;
  /** Takes up the runs that an earlier process left. A window does this at its start and again whenever a process is gone. */
  resume(): readonly Run[];
  /** Resolves when no run is under way here. */
  idle(): Promise<void>;
  close(): Promise<void>;
}

const RESUME_EVERY_MS = 5000;

/** @throws AppError `data_folder`, `history_newer`, `disk_full` */
export async function createApp({ home, assets, host }: AppOptions): Promise<App> {
  const resultsFolder = join(home, 'results');
  const { db, setAside } = openHistory(join(home, 'history.db'));
  mkdirSync(resultsFolder, { recursive: true });
  const self = ownIdentity();
  const now = Date.now;
  const settings = createSettingsStore(db);
  const sources = createSourceStore(db);
  const saved = createSavedQueryStore(db, now);
  const layouts = createColumnLayoutStore(db);
  const exportStore = createExportStore(db, self);
  const store = createRunStore(db, self, now);
  const spend = createSpendStore(db, now);
  const results = createResults(resultsFolder);
  const uploads = createUploads(join(home, 'uploads'));
  const clients = createAwsClients();
  const openSource = createOpenSource(assets, clients);
  const describe = createDescribe(openSource, now);
  const explain = createExplain({ openSource, describe, clients, now });

  const listeners = new Set<(event: AppEvent) => void>();
  const tell = (event: AppEvent) => {
    for (const listener of listeners) listener(event);
  };
  const runs = createRuns({
    store,
    results,
    openSource,
    pricePerTb: () => settings.read().pricePerTb,
    now,
    changed: (run) => {
      tell({ name: 'run.changed', payload: run });
      if (!isEnd(run.state)) return;
      uploads.discard(run.source);
      void keepRoom();
    },
    report: host.report,
  });
  let onScreen: string | null = null;
  const room = createRoomKeeper({
    store: createRoomStore(db),
    results,
    onScreen: () => onScreen,
    changed: (runId) => tell({ name: 'run.changed', payload: runs.read(runId) }),
    now,
  });
  /** Only what the setting says: nothing at all by default. */
  const keepRoom = async (): Promise<Freed | null> => {
    try {
      const freed = await room.keepTo(settings.read().room);
      if (freed.runs === 0) return null;
      tell({ name: 'room.freed', payload: freed });
      return freed;
    } catch (error) {
      host.report(error);
      return null;
    }
  };
  let freedAtStart: Freed | null = null;
  const exports = createExports({
    begun: exportStore.begun,
    ended: exportStore.ended,
    changed: (job) => tell({ name: 'job.changed', payload: job }),
    report: host.report,
  });

  const sqlOf = createSqlOf(describe);
  const estimates = createEstimates({ openSource, describe, sqlOf, pricePerTb: () => settings.read().pricePerTb });

  const finished = (runId: string): Run => {
    const run = runs.read(runId);
    if (run.state !== 'saved') throw new AppError('run_not_finished', 'The run has no rows yet.', { details: { runId, state: run.state } });
    return run;
  };

  const handlers: Handlers = {
    'app.read': () => ({
      version: host.version,
      host: host.kind,
      homePath: home,
      settings: settings.read(),
      historySetAside: setAside,
      freedAtStart,
    }),
    'settings.write': (change) => settings.write(change),
    'room.preview': ({ room: wanted }) => room.preview(wanted),
    'room.free': ({ room: wanted }) => {
      settings.write({ room: wanted });
      return room.keepTo(wanted);
    },

    'source.list': () => ({ sources: [{ kind: 'sample' }, ...sources.list()] }),
    'source.forget': ({ source }) => {
      sources.forget(source);
      return {};
    },
    'source.describe': async ({ source }) => {
      const table = await describe(source);
      sources.used(source, now());
      return table;
    },
    'folder.complete': async ({ text }) => ({ paths: [...(await completeFolder(text))] }),
    'folder.choose': async () => ({ path: await host.chooseFolder() }),
    'aws.profiles': async () => ({ profiles: [...(await listProfiles())] }),
    'athena.list': async (request) => ({ names: [...(await listNames(request, clients))] }),

    'upload.begin': async ({ name }) => ({ uploadId: await uploads.begin(name) }),
    'upload.append': async ({ uploadId, base64 }) => ({ receivedBytes: await uploads.append(uploadId, Buffer.from(base64, 'base64')) }),
    'upload.finish': async ({ uploadId }) => ({ source: await uploads.finish(uploadId) }),

    'query.estimate': ({ source, query }) => estimates.of(source, query),
    'run.start': async ({ source, query, confirmed, reuseMinutes }) => {
      if ((source.kind === 'csv') !== (query.type === 'rows')) throw new AppError('bad_arguments', 'A CSV is its rows, and only a CSV is.');
      const sql = query.type === 'rows' ? null : await sqlOf(source, query);
      if (query.type === 'rows') await openSource(source).describe();
      else if (!confirmed) await estimates.check(source, query);
      sources.used(source, now());
      const reuse = source.kind === 'athena' && mayReuse(query, now() / 1000) ? reuseMinutes : null;
      // The new run takes the place of the rows that were shown.
      onScreen = null;
      return runs.start(source, query, sql, reuse);
    },
    'run.cancel': ({ runId }) => runs.cancel(runId),
    'run.read': ({ runId }) => runs.read(runId),
    'run.pin': ({ runId, pinned }) => {
      const run = runs.pin(runId, pinned);
      tell({ name: 'run.changed', payload: run });
      return run;
    },
    'run.fetch': ({ runId }) => runs.fetch(runId),
    'run.explain': ({ runId }) => explain(finished(runId)),
    'run.delete': async ({ runId }) => {
      await runs.remove(runId);
      tell({ name: 'history.changed', payload: {} });
      return {};
    },
    'history.list': ({ search, filter, offset, limit }) => {
      const totals = store.totals();
      const page = runs.list({ search, only: filter, offset, limit });
      return { runs: [...page.runs], total: page.total, allRuns: totals.runs, resultBytes: totals.resultBytes };
    },

    'history.spend': ({ zone }) => spend.thisMonth(zone),

    'savedQuery.list': ({ source }) => ({ queries: [...saved.list(source)] }),
    'savedQuery.save': ({ source, name, sql, replace }) => saved.save(source, name, sql, replace),
    'savedQuery.rename': ({ id, name, source }) => saved.rename(id, name, source),
    'savedQuery.delete': ({ id }) => {
      saved.remove(id);
      return {};
    },
    'namedQuery.list': async (scope) => ({ queries: [...(await namedQueries(scope, clients))] }),

    'columns.read': ({ kind }) => ({ layout: layouts.read(kind) }),
    'columns.write': ({ kind, layout }) => {
      layouts.write(kind, layout);
      return {};
    },

    'result.columns': ({ runId }) => {
      const { columns, rowCount } = results.columns(finished(runId).id);
      onScreen = runId;
      return { columns: [...columns], rowCount };
    },
    'result.overview': ({ runId, view }) => results.overview(finished(runId).id, view),
    'result.summary': async ({ runId, view, columns }) => {
      const onColumn = (summary: ColumnSummary) => tell({ name: 'summary.column', payload: { runId, view, summary } });
      return { columns: [...(await results.analyses.summary(finished(runId).id, view, columns, onColumn))] };
    },
    'result.chart': ({ runId, view, zone }) => results.analyses.chart(finished(runId).id, view, zone),
    'result.stop': ({ runId }) => {
      results.analyses.stop(runId);
      return {};
    },
    'result.page': async ({ runId, view, offset, limit }) => ({ rows: await results.page(finished(runId).id, view, offset, limit) }),

    'export.start': async (request) => {
      const run = finished(request.runId);
      // A result that is gone should be told before anybody chooses a place for it.
      results.columns(run.id);
      const target = await host.chooseTarget(request.fileName, request.format);
      if (target === null) return { job: null };
      return {
        job: exports.start({
          ...request,
          run,
          resultPath: results.pathOf(run.id),
          target,
          version: host.version,
          offerDownload: host.offerDownload,
        }),
      };
    },
    // By the job: the page names no paths.
    'export.reveal': async ({ jobId, how }) => {
      const path = exports.read(jobId)?.path ?? null;
      if (path === null || host.reveal === null) {
        throw new AppError('job_not_found', 'There is no such export.', { details: { value: jobId.slice(0, 100) } });
      }
      if (!existsSync(path)) throw new AppError('file_not_found', `${path} is not there any more.`, { details: { path } });
      if (how === 'open') await host.reveal.open(path);
      else host.reveal.showInFolder(path);
      return {};
    },
    'export.cancel': async ({ jobId }) => {
      await exports.cancel(jobId);
      return {};
    },
  };

  const stopWatching = watchHistory(db, () => tell({ name: 'history.changed', payload: {} }));
  let resuming: NodeJS.Timeout | null = null;
  if (host.kind !== 'cli') {
    exportStore.sweep();
    runs.resume();
    results.sweep(new Set(store.underWay().map((row) => row.id)));
    uploads.sweep(store.underWay().map((row) => JSON.parse(row.source) as SourceRef));
    void room.sweep();
    void keepRoom().then((freed) => {
      freedAtStart = freed;
    });
    resuming = setInterval(() => runs.resume(), RESUME_EVERY_MS);
  }

  return {
    handlers,
    onEvent(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    sqlOf,
    job: (id) => exports.read(id),
    resume: () => runs.resume(),
    idle: () => runs.idle(),
    async close() {
      if (resuming) clearInterval(resuming);
      stopWatching();
      await Promise.all([exports.close(), runs.close()]);
      await room.idle();
      results.close();
      clients.destroy();
      db.close();
    },
  };
}
