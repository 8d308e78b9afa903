import { accessSync, constants } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import type { Run } from '../../../preload/contract/run.ts';
import { AppError } from '../../app-error.ts';
import { isZone } from '../../flowlogs/time.ts';
import type { Arguments } from './arguments.ts';
import type { CliSession } from './cli-session.ts';
import type { CsvForm } from './file-arguments.ts';
import { exitCodes } from './outcome.ts';
import { createProgress } from './progress.ts';
import { withRows } from './with-rows.ts';

export type Targets = readonly { readonly format: 'xlsx' | 'csv'; readonly path: string }[];

/** Paths are meant from where the command was typed. */
export function targetsOf(args: { readonly xlsx: string | null; readonly csv: string | null }, cwd: string): Targets {
  return (['xlsx', 'csv'] as const).flatMap((format) => {
    const path = args[format];
    return path === null ? [] : [{ format, path: resolve(cwd, path) }];
  });
}

/** @throws AppError `target_unwritable` for the first target whose folder is missing or closed, or that must not be replaced */
export function checkTargets(targets: Targets, app: Pick<CliSession['app'], 'checkTarget'>): void {
  for (const { path } of targets) {
    try {
      accessSync(dirname(path), constants.W_OK);
    } catch (cause) {
      throw new AppError('target_unwritable', `${path} cannot be written. Choose another place.`, { cause, details: { path } });
    }
    app.checkTarget(path);
  }
}

/** `nagare export`: a run of the history to files, without running its query again. */
export async function exportCommand(args: Extract<Arguments, { command: 'export' }>, session: CliSession): Promise<number> {
  const run = await session.app.handlers['run.read']({ runId: args.runId });
  const zone = args.zone ?? (run.query.type === 'form' ? run.query.form.zone : run.query.zone);
  if (!isZone(zone))
    throw new AppError('bad_zone', `${JSON.stringify(zone)} is not a time zone. Give an IANA name, such as Asia/Tokyo.`, {
      details: { value: zone },
    });
  const targets = targetsOf(args, session.io.cwd);
  checkTargets(targets, session.app);
  const fetched = await withRows(run, session);
  if (fetched.rowsGone) return exitCodes.cancelled;
  return (await exportRun(fetched, targets, zone, args, session)) ? exitCodes.cancelled : exitCodes.done;
}

/** Writes each target in turn. Resolves to whether the user cancelled. @throws AppError what the export failed of */
export async function exportRun(
  run: Run,
  targets: Targets,
  zone: string,
  { csvForm, summary }: { readonly csvForm: CsvForm; readonly summary: boolean },
  session: CliSession,
): Promise<boolean> {
  for (const { format, path } of targets) {
    session.exportTo(path);
    const { job } = await session.app.handlers['export.start']({
      runId: run.id,
      format,
      zone,
      view: { filters: [], sort: null },
      columns: null,
      language: 'en',
      fileName: basename(path),
      ...(format === 'csv' ? csvForm : { summary }),
    });
    if (!job) return true;
    const progress = createProgress(session.io);
    const done = await session.untilDone(job, (value) => progress.show(`${format}: ${value.done} of ${value.total ?? '?'} rows`));
    progress.end();
    if (done.state === 'cancelled') return true;
    if (done.error) throw new AppError(done.error.code, done.error.message, { details: done.error.details });
  }
  return false;
}
