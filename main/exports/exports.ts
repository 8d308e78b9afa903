/** Exports: each a job that writes a file beside its target and gives it the target's name when it is complete. */
import { randomUUID } from 'node:crypto';
import { rename, rm } from 'node:fs/promises';
import { basename } from 'node:path';
import type { OperationInput } from '../../preload/contract/operations.ts';
import type { ColumnRole } from '../../preload/contract/result.ts';
import type { Job, Run } from '../../preload/contract/run.ts';
import { AppError } from '../app-error.ts';
import { isZone } from '../flowlogs/time.ts';
import { startInWorker } from '../jobs/run-in-worker.ts';
import { checkTarget } from './check-target.ts';
import { discardPartial } from './discard-partial.ts';
import { MOST_DATA_ROWS } from './excel-limits.ts';
import type { ExportInput, ExportProgress } from './export-rows.ts';
import { fileFailure } from './file-failure.ts';

export interface ExportPorts {
  /** Called before a partial file is there, and when it is there no more. */
  begun(partialPath: string, runId: string): void;
  ended(partialPath: string): void;
  /** At most ten times a second for each job, and once at its end. */
  changed(job: Job): void;
  /** Logs a bug in full; returns the id under which the log has it. */
  report(error: unknown): string;
  /** Nagare's own files are in it: no export replaces them. */
  readonly dataFolder?: string;
}

export interface ExportRequest extends OperationInput<'export.start'> {
  readonly run: Run;
  readonly resultPath: string;
  /** What columns are, by name, where that is not as it is stored. */
  readonly roles?: Readonly<Record<string, ColumnRole>>;
  /** Absolute. `download`: the finished file leaves by a one-time address instead of staying there. */
  readonly target: { readonly path: string; readonly download: boolean };
  /** Of Nagare, for the sheet `Query`. */
  readonly version: string;
  offerDownload(path: string, fileName: string): string;
  /** Fewer than Excel takes, for tests. */
  readonly rowsPerSheet?: number;
}

export interface Exports {
  /** Whether a file may be written there, as far as that is known before. @throws AppError `target_unwritable` */
  check(path: string): void;
  /** Begins to write and returns the running job. @throws AppError `bad_zone`, `target_unwritable` */
  start(request: ExportRequest): Job;
  /** Resolves when the job is at its end and nothing is left of it; at once when it was before. @throws AppError `job_not_found` */
  cancel(jobId: string): Promise<void>;
  read(id: string): Job | undefined;
  /** Cancels what is under way; resolves when nothing is. */
  close(): Promise<void>;
}

interface Entry {
  job: Job;
  readonly controller: AbortController;
  readonly ended: Promise<void>;
}

/** Jobs at their end that can still be asked for. */
const KEPT_JOBS = 50;

export function createExports(ports: ExportPorts): Exports {
  const entries = new Map<string, Entry>();

  const update = (id: string, change: Partial<Job>) => {
    const entry = entries.get(id);
    if (!entry) return;
    entry.job = { ...entry.job, ...change };
    ports.changed(entry.job);
  };

  /** Drives one export to its end. Never rejects. */
  const drive = async (id: string, request: ExportRequest, partialPath: string, signal: AbortSignal): Promise<void> => {
    const { target } = request;
    let gone = Promise.resolve();
    try {
      const worker = startInWorker<ExportProgress>('export-rows', workerInput(request, partialPath), {
        signal,
        onProgress: ({ done, total }: ExportProgress) => update(id, { done, total }),
      });
      gone = worker.gone;
      const written = await worker.result;
      // Until here the target was as it had been.
      await renamed(partialPath, target.path);
      ports.ended(partialPath);
      const download = target.download ? await offered(request) : null;
      update(id, { ...written, state: 'done', path: target.download ? null : target.path, download });
    } catch (error) {
      await discardPartial(partialPath, gone, ports);
      if (error instanceof AppError && error.code === 'cancelled') update(id, { state: 'cancelled' });
      else update(id, { state: 'failed', error: wireError(error, ports) });
    }
  };

  const forgetOldest = () => {
    const over = [...entries.values()].filter((entry) => entry.job.state !== 'running');
    for (const { job } of over.slice(0, Math.max(0, over.length - KEPT_JOBS))) entries.delete(job.id);
  };

  const cancelEntry = async (entry: Entry) => {
    entry.controller.abort();
    await entry.ended;
  };

  const check = (path: string) => checkTarget(path, ports.dataFolder ?? null);

  return {
    check,
    start(request) {
      if (!isZone(request.zone))
        throw new AppError('bad_zone', `${JSON.stringify(request.zone)} is not a time zone.`, { details: { value: request.zone } });
      // The host's own place for what is fetched by a page lies in the data folder.
      if (!request.target.download) check(request.target.path);
      const id = randomUUID();
      const partialPath = partialPathOf(request.target.path, id);
      ports.begun(partialPath, request.runId);
      const { filters } = request.view;
      const job: Job = {
        id,
        kind: 'export',
        runId: request.runId,
        state: 'running',
        done: 0,
        total: filters.length === 0 ? request.run.rowCount : null,
        error: null,
        path: null,
        download: null,
      };
      const controller = new AbortController();
      // The entry is there before the first thing can happen to it.
      const ended = Promise.resolve().then(() => drive(id, request, partialPath, controller.signal));
      entries.set(id, { job, controller, ended });
      forgetOldest();
      return job;
    },
    async cancel(jobId) {
      const entry = entries.get(jobId);
      if (!entry) throw new AppError('job_not_found', 'There is no such export.', { details: { value: jobId.slice(0, 100) } });
      await cancelEntry(entry);
    },
    read: (id) => entries.get(id)?.job,
    async close() {
      await Promise.all([...entries.values()].map(cancelEntry));
    },
  };
}

function workerInput(request: ExportRequest, partialPath: string): ExportInput {
  const {
    run,
    resultPath,
    target,
    format,
    zone,
    view,
    columns,
    language,
    version,
    roles = {},
    summary = false,
    bom = true,
    rawTimes = false,
  } = request;
  const rowsPerSheet = request.rowsPerSheet ?? MOST_DATA_ROWS;
  const exportedAt = Date.now();
  return {
    run,
    resultPath,
    roles,
    partialPath,
    targetPath: target.path,
    format,
    zone,
    view,
    columns,
    language,
    version,
    exportedAt,
    rowsPerSheet,
    summary,
    bom,
    rawTimes,
  };
}

/** File systems take 255 bytes. */
const MOST_NAME_BYTES = 255;

/** Beside the target and named after it, as far as there is room: a name that is long itself must not be too long with more. */
function partialPathOf(path: string, id: string): string {
  const end = `.partial-${id}`;
  let name = basename(path);
  while (Buffer.byteLength(name + end) > MOST_NAME_BYTES) name = [...name].slice(0, -1).join('');
  return `${path.slice(0, path.length - basename(path).length)}${name}${end}`;
}

async function renamed(partialPath: string, path: string): Promise<void> {
  try {
    await rename(partialPath, path);
  } catch (error) {
    throw fileFailure(error, path);
  }
}

/** The address of a finished file. A file that nobody can fetch does not stay. */
async function offered({ target, fileName, offerDownload }: ExportRequest): Promise<string> {
  try {
    return offerDownload(target.path, fileName);
  } catch (error) {
    await rm(target.path, { force: true });
    throw error;
  }
}

function wireError(error: unknown, ports: ExportPorts): Job['error'] {
  if (error instanceof AppError) return error.toWire();
  return { code: 'internal', message: 'Something went wrong inside Nagare.', details: { logId: ports.report(error) } };
}
