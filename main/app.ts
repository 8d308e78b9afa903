/** The one composition: what every host serves. Reads as a table of contents. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { AppEvent } from '../preload/contract/operations.ts';
import type { Query, SourceRef, Table } from '../preload/contract/query.ts';
import type { Job, Run } from '../preload/contract/run.ts';
import type { Freed } from '../preload/contract/settings.ts';
import { type AwsSystem, createAwsClients } from './aws/clients.ts';
import { regionOf } from './aws/profiles.ts';
import { createSignIns } from './aws/sign-ins.ts';
import { watchProfiles } from './aws/watch-profiles.ts';
import { createDescribe } from './describe-cache.ts';
import { createEstimates } from './estimates.ts';
import { createExplain } from './explain-run.ts';
import { createExports } from './exports/exports.ts';
import { createBringInStore } from './history/bring-in-store.ts';
import { createCleanupStore } from './history/cleanup-store.ts';
import { createColumnLayoutStore } from './history/column-layout-store.ts';
import { createColumnRoleStore } from './history/column-role-store.ts';
import { createExportStore } from './history/export-store.ts';
import { openHistory } from './history/open-history.ts';
import { ownIdentity } from './history/process-identity.ts';
import { createRoomStore } from './history/room-store.ts';
import { isEnd, sourcesOf } from './history/run-row.ts';
import { createRunStore } from './history/run-store.ts';
import { createSavedQueryStore } from './history/saved-query-store.ts';
import { createSettingsStore } from './history/settings-store.ts';
import { createSourceStore } from './history/source-store.ts';
import { createSpendStore } from './history/spend-store.ts';
import { watchHistory } from './history/watch-history.ts';
import { lookThroughLater } from './history-check.ts';
import { threadsGone } from './jobs/run-in-worker.ts';
import { createOpenSource } from './open-source.ts';
import { createBringIns } from './operations/bring-in-operations.ts';
import { cleanupOperations } from './operations/cleanup-operations.ts';
import { createColumnRoles } from './operations/column-roles.ts';
import { downloadOperations } from './operations/download-operations.ts';
import { exportOperations } from './operations/export-operations.ts';
import type { OnScreen } from './operations/finished-run.ts';
import { resultOperations } from './operations/result-operations.ts';
import { runOperations } from './operations/run-operations.ts';
import { savedQueryOperations } from './operations/saved-query-operations.ts';
import { settingsOperations } from './operations/settings-operations.ts';
import { setupOperations } from './operations/setup-operations.ts';
import { signInOperations } from './operations/sign-in-operations.ts';
import { sourceOperations } from './operations/source-operations.ts';
import { withToldFailures } from './operations/told-failures.ts';
import { outputLocationOf } from './output-locations.ts';
import { createPriceOf } from './prices.ts';
import { createResults } from './results/results.ts';
import { createRoomKeeper } from './room.ts';
import type { Handlers } from './rpc/handlers.ts';
import { createRuns } from './runs/runs.ts';
import { createCleanups } from './setup/cleanup/cleanups.ts';
import { createDownloads } from './setup/download/downloads.ts';
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
  /** The system's proxies, and the PATH of the user's shell: left out where the environment says it all. */
  readonly system?: AwsSystem;
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
  /** The table of a source, at most a minute old. @throws AppError where the source cannot be asked */
  describe(source: SourceRef): Promise<Table>;
  job(id: string): Job | undefined;
  /** @throws AppError `target_unwritable` for a place to which no export can be written */
  checkTarget(path: string): void;
  /** Takes up the runs that an earlier process left, and removes its partial files. A window does this at its start and again whenever a process is gone. */
  resume(): readonly Run[];
  /** A window is on its way: what it asks for first is begun while it is still being drawn. */
  expectWindow(): void;
  /** Resolves when no run is under way here. */
  idle(): Promise<void>;
  close(): Promise<void>;
}

const RESUME_EVERY_MS = 5000;
/**
 * What is still at work when the app ends is done in a moment, as a rule; on a busy machine it takes longer, and a process
 * that does not wait is aborted. A window is gone by then and nobody sees it wait; at a terminal somebody does.
 */
const THREADS_WITHIN_MS = { cli: 5000, window: 30_000 } as const;

/** @throws AppError `data_folder`, `history_newer`, `disk_full` */
export async function createApp({ home, assets, host }: AppOptions): Promise<App> {
  const resultsFolder = join(home, 'results');
  const historyPath = join(home, 'history.db');
  const { db, setAside, isToLookThrough } = openHistory(historyPath, host.kind !== 'cli');
  mkdirSync(resultsFolder, { recursive: true });
  const self = ownIdentity();
  const now = Date.now;
  const settings = createSettingsStore(db);
  const sources = createSourceStore(db);
  const saved = createSavedQueryStore(db, now);
  const layouts = createColumnLayoutStore(db);
  const roles = createColumnRoles(createColumnRoleStore(db));
  const exportStore = createExportStore(db, self);
  const store = createRunStore(db, self, now);
  const spend = createSpendStore(db, now);
  const results = createResults(resultsFolder);
  const uploads = createUploads(join(home, 'uploads'));
  const clients = createAwsClients(host.system);
  let configured = 0;
  const openSource = createOpenSource(
    assets,
    clients,
    (ref) => outputLocationOf(settings.read(), ref),
    () => configured,
  );
  const describe = createDescribe(openSource, now, () => configured);
  const describeDrawn = createDescribe(openSource, now, () => configured, true);
  /** For the form, which is not to wait for a list of partitions that what is run by it may wait for. */
  const describeToDraw = (source: SourceRef) => (source.kind === 'athena' ? describeDrawn(source) : describe(source));
  const explain = createExplain({ openSource, describe, clients, now });

  const listeners = new Set<(event: AppEvent) => void>();
  const tell = (event: AppEvent) => {
    for (const listener of listeners) listener(event);
  };
  const signIns = createSignIns({
    credentials: clients.credentials,
    oidc: clients.oidc,
    changed(signIn) {
      tell({ name: 'signIn.changed', payload: signIn });
      if (signIn.step === 'done') runs.tryNow();
    },
    report: host.report,
    sleep: (ms, signal) => sleep(ms, null, { signal }),
    now,
  });
  const priceOf = createPriceOf(settings.read, regionOf);
  const runs = createRuns({
    store,
    results,
    openSource,
    pricePerTb: (source) => (source.kind === 'athena' ? priceOf(source) : settings.read().pricePerTb),
    runsAtOnce: (lane) => settings.read().runsAtOnce[lane],
    now,
    changed: (run) => {
      tell({ name: 'run.changed', payload: run });
      if (!isEnd(run.state)) return;
      uploads.discard(run.source);
      void keepRoom();
    },
    report: host.report,
  });
  const onScreen: OnScreen = { runId: null };
  const room = createRoomKeeper({
    store: createRoomStore(db),
    results,
    onScreen: () => onScreen.runId,
    read: runs.read,
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
    dataFolder: home,
  });

  const bringIns = createBringIns({
    store: createBringInStore(db),
    clients,
    priceOf,
    tell,
    now,
  });

  const cleanups = createCleanups({
    store: createCleanupStore(db, self, now),
    clients,
    folder: join(home, 'cleanups'),
    now,
    changed: (cleanup) => tell({ name: 'cleanup.changed', payload: cleanup }),
    report: host.report,
  });
  const downloads = createDownloads({
    clients,
    folder: join(home, 'flow-logs'),
    now,
    changed: (download) => tell({ name: 'download.changed', payload: download }),
    report: host.report,
  });

  const sqlOf = createSqlOf(describe);
  const estimates = createEstimates({ openSource, describe, sqlOf, priceOf });

  const operations: Handlers = {
    ...settingsOperations({ home, host, settings, runs, setAside, room, freedAtStart: () => freedAtStart }),
    ...sourceOperations({ host, sources, describe: describeToDraw, clients, uploads, tell, now }),
    ...runOperations({ runs, store, sources, spend, openSource, sqlOf, estimates, explain, onScreen, tell, now }),
    ...bringIns.operations,
    ...savedQueryOperations({ saved, clients }),
    ...resultOperations({ runs, results, layouts, roles, onScreen, tell }),
    ...signInOperations(signIns),
    ...setupOperations({ clients, now }),
    ...downloadOperations(downloads),
    ...cleanupOperations(cleanups),
    ...exportOperations({ runs, results, exports, roles, host }),
  };
  const handlers = withToldFailures(operations, join(home, 'history.db'));

  const stopWatching = watchHistory(db, () => tell({ name: 'history.changed', payload: {} }));
  const profilesChanged = async () => {
    await clients.forget();
    configured++;
    runs.tryNow();
    tell({ name: 'aws.changed', payload: {} });
  };
  const takeUp = () => {
    exportStore.sweep();
    return runs.resume();
  };
  /** Partial files of runs that are at an end, or that nobody has heard of. */
  const sweepResults = () => results.sweep(new Set(store.underWay().map((row) => row.id)));
  let stopWatchingProfiles: (() => void) | null = null;
  let resuming: NodeJS.Timeout | null = null;
  let endLookingThrough = () => {};
  if (host.kind !== 'cli') {
    stopWatchingProfiles = watchProfiles(() => void profilesChanged().catch(host.report));
    takeUp();
    sweepResults();
    uploads.sweep(sourcesOf(store.underWay()));
    void room.sweep();
    cleanups.sweep();
    void keepRoom().then((freed) => {
      freedAtStart = freed;
    });
    resuming = setInterval(takeUp, RESUME_EVERY_MS);
    if (isToLookThrough) endLookingThrough = lookThroughLater(historyPath, host.report);
  }

  return {
    handlers,
    onEvent(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    sqlOf,
    describe,
    job: (id) => exports.read(id),
    checkTarget: exports.check,
    resume() {
      const taken = takeUp();
      sweepResults();
      return taken;
    },
    expectWindow() {
      const { source } = settings.read();
      // A table of AWS's may need a sign-in: this fails then, and the window, which asks again, shows it.
      if (source.kind !== 'csv') describeToDraw(source).catch(() => undefined);
    },
    idle: () => runs.idle(),
    async close() {
      if (resuming) clearInterval(resuming);
      stopWatching();
      endLookingThrough();
      stopWatchingProfiles?.();
      signIns.close();
      await Promise.all([exports.close(), runs.close(), bringIns.close(), cleanups.close(), downloads.close()]);
      await room.idle();
      results.close();
      clients.destroy();
      db.close();
      await threadsGone(THREADS_WITHIN_MS[host.kind === 'cli' ? 'cli' : 'window']);
    },
  };
}
