/** Windows of flow logs, copied to folders: what is there already is kept, the rest comes side by side. */
import { randomUUID } from 'node:crypto';
import { readdir, rm, stat, statfs } from 'node:fs/promises';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import type { Download, DownloadPlan, DownloadRequest } from '../../../preload/contract/download.ts';
import { AppError } from '../../app-error.ts';
import type { AwsClients } from '../../aws/clients.ts';
import { bounded } from '../../jobs/bounded.ts';
import type { Persistence } from '../../sources/athena/persist.ts';
import { writeFailure } from '../write-failure.ts';
import { copyObject } from './copy-object.ts';
import { localPath } from './local-path.ts';
import { makeFolder } from './make-folder.ts';
import { type WindowFile, type WindowFiles, windowFiles } from './window-files.ts';

export interface DownloadParts {
  readonly clients: AwsClients;
  /** What is suggested lies below it, a folder for each flow log. */
  readonly folder: string;
  /** Unix ms. */
  readonly now: () => number;
  /** At most ten times a second for each, and once at its end. */
  readonly changed: (download: Download) => void;
  /** Logs a bug in full; returns the id under which the log has it. */
  readonly report: (error: unknown) => string;
  readonly persistence?: Persistence;
}

export interface Downloads {
  plan(request: DownloadRequest): Promise<DownloadPlan>;
  /** Begins, and returns the running download. @throws AppError of planning; `bad_folder`, `target_unwritable`, `disk_full` */
  start(request: DownloadRequest, folder: string): Promise<Download>;
  /** Resolves when nothing of it is under way. @throws AppError `job_not_found` */
  cancel(id: string): Promise<void>;
  close(): Promise<void>;
}

const WIDTH = 8;
const TELL_EVERY_MS = 100;
const KEPT = 50;
/** Partial files that nobody has written to for so long are a dead process's. */
const ABANDONED_MS = 10 * 60_000;

/**
 * USD, list prices as of 2025 (aws.amazon.com/s3/pricing): GET requests, and a gigabyte out of AWS to the internet, 0.09 in
 * the cheapest regions to 0.114 in Tokyo. Rough, and rather too high: the first 100 GB of a month are free, as is what
 * stays in the region.
 */
const COST = { perThousandRequests: 0.0004, perGigabyte: 0.114 } as const;

export function roughCost(objects: number, bytes: number): number {
  return (objects / 1000) * COST.perThousandRequests + (bytes / 1e9) * COST.perGigabyte;
}

interface Entry {
  download: Download;
  readonly stop: AbortController;
  ended: Promise<void>;
}

export function createDownloads({ clients, folder: suggested, now, changed, report, persistence }: DownloadParts): Downloads {
  const entries = new Map<string, Entry>();
  const find = (request: DownloadRequest) => windowFiles({ place: request.place, clients, now }, request);

  const drive = async (entry: Entry, { layout, files }: WindowFiles, request: DownloadRequest): Promise<void> => {
    const { folder, id } = entry.download;
    const { signal } = entry.stop;
    const s3 = clients.s3(request.place);
    const underWay = new Set<Promise<void>>();
    let toldAt = 0;
    const update = (change: Partial<Download>) => {
      entry.download = { ...entry.download, ...change };
      if (entry.download.state === 'running' && now() - toldAt < TELL_EVERY_MS) return;
      toldAt = now();
      changed(entry.download);
    };
    const received = (bytes: number) => update({ doneBytes: entry.download.doneBytes + bytes });
    const copy = async (file: WindowFile) => {
      const path = join(folder, ...pathOf(file, layout.prefix));
      const partialEnd = `.partial-${id.slice(0, 8)}`;
      const end = await copyObject({
        s3,
        bucket: layout.bucket,
        file,
        path,
        partialEnd,
        signal,
        received,
        ...(persistence ? { persistence } : {}),
      });
      const { doneObjects, keptObjects, doneBytes } = entry.download;
      if (end === 'kept') update({ doneObjects: doneObjects + 1, keptObjects: keptObjects + 1, doneBytes: doneBytes + file.bytes });
      else update({ doneObjects: doneObjects + 1 });
    };
    try {
      await sweep(folder, files, layout.prefix, now);
      await bounded(files, WIDTH, async (file) => {
        signal.throwIfAborted();
        const copying = copy(file);
        underWay.add(copying);
        try {
          await copying;
        } catch (error) {
          // The first that fails ends the others.
          entry.stop.abort(error);
          throw error;
        } finally {
          underWay.delete(copying);
        }
      });
      update({ state: 'done' });
    } catch (thrown) {
      // Their partial files are gone before the end is told.
      await Promise.allSettled(underWay);
      const error = signal.aborted ? signal.reason : thrown;
      if (error instanceof AppError && error.code === 'cancelled') update({ state: 'cancelled' });
      else update({ state: 'failed', error: wireOf(error, report) });
    }
  };

  return {
    async plan(request) {
      const { files, location } = await find(request);
      const bytes = total(files);
      return {
        objects: files.length,
        bytes,
        costUsd: roughCost(files.length, bytes),
        location,
        folder: join(suggested, request.flowLogId),
      };
    },
    async start(request, folder) {
      if (!isAbsolute(folder))
        throw new AppError('bad_folder', `${folder} is not a whole path. Give an absolute one, such as ${resolve('/', 'logs')}.`, {
          details: { value: folder },
        });
      const found = await find(request);
      const target = resolve(folder);
      // A name that cannot be is told before the folder is made.
      for (const file of found.files) pathOf(file, found.layout.prefix);
      await makeRoom(target, found);
      const download: Download = {
        id: randomUUID(),
        state: 'running',
        folder: target,
        from: request.from,
        to: request.to,
        objects: found.files.length,
        doneObjects: 0,
        bytes: total(found.files),
        doneBytes: 0,
        keptObjects: 0,
        error: null,
      };
      const entry: Entry = { download, stop: new AbortController(), ended: Promise.resolve() };
      entries.set(download.id, entry);
      forgetOldest(entries);
      // The answer is there before the first thing is told of it.
      entry.ended = Promise.resolve().then(() => drive(entry, found, request));
      return download;
    },
    async cancel(id) {
      const entry = entries.get(id);
      if (!entry) throw new AppError('job_not_found', 'There is no such download.', { details: { value: id.slice(0, 100) } });
      entry.stop.abort(new AppError('cancelled', 'Cancelled.'));
      await entry.ended;
    },
    async close() {
      for (const { stop } of entries.values()) stop.abort(new AppError('cancelled', 'The app is closing.'));
      await Promise.all([...entries.values()].map(({ ended }) => ended));
    },
  };
}

const total = (files: readonly WindowFile[]): number => files.reduce((sum, { bytes }) => sum + bytes, 0);

/** @throws AppError `target_unwritable` for a key that would not stay in the folder */
function pathOf({ key }: WindowFile, prefix: string): readonly string[] {
  const path = localPath(key, prefix);
  if (path !== null) return path;
  throw new AppError('target_unwritable', `The object ${JSON.stringify(key)} has a name that no file can have here.`, {
    details: { path: key, reason: 'a name that no file can have here' },
  });
}

/** The folder is made; a disk that cannot hold what is missing is told before anything comes. */
async function makeRoom(folder: string, { files, layout }: WindowFiles): Promise<void> {
  try {
    await makeFolder(folder);
    const missing = await bounded(files, WIDTH, async (file) => {
      const there = await stat(join(folder, ...pathOf(file, layout.prefix))).catch(() => null);
      return there?.size === file.bytes ? 0 : file.bytes;
    });
    const { bavail, bsize } = await statfs(folder);
    if (missing.reduce((sum, bytes) => sum + bytes, 0) <= bavail * bsize) return;
  } catch (error) {
    throw writeFailure(error, folder, 'target_unwritable');
  }
  throw new AppError('disk_full', 'The disk has no room for the files. Make room, or choose another place.', { details: { path: folder } });
}

/** Partial files that a process left which was killed. */
async function sweep(folder: string, files: readonly WindowFile[], prefix: string, now: () => number): Promise<void> {
  for (const inside of new Set(files.map((file) => dirname(join(folder, ...pathOf(file, prefix)))))) {
    for (const name of await readdir(inside).catch(() => [])) {
      if (!/^\..+\.partial-[0-9a-f]{8}$/.test(name)) continue;
      const since = (await stat(join(inside, name)).catch(() => null))?.mtimeMs ?? now();
      if (now() - since > ABANDONED_MS) await rm(join(inside, name), { force: true }).catch(() => undefined);
    }
  }
}

function forgetOldest(entries: Map<string, Entry>): void {
  const over = [...entries.values()].filter(({ download }) => download.state !== 'running');
  for (const { download } of over.slice(0, Math.max(0, over.length - KEPT))) entries.delete(download.id);
}

function wireOf(error: unknown, report: DownloadParts['report']): Download['error'] {
  if (error instanceof AppError) return error.toWire();
  return { code: 'internal', message: 'Something went wrong inside Nagare.', details: { logId: report(error) } };
}
