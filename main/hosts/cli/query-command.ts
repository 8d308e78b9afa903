import type { Query, SourceRef } from '../../../preload/contract/query.ts';
import type { Run } from '../../../preload/contract/run.ts';
import { s3FolderSchema } from '../../../preload/contract/settings.ts';
import { AppError } from '../../app-error.ts';
import { formatEpoch } from '../../flowlogs/time.ts';
import type { CliSession } from './cli-session.ts';
import { checkTargets, exportRun, type Targets, targetsOf } from './export-command.ts';
import { errorLine, exitCodes } from './outcome.ts';
import { createProgress } from './progress.ts';
import type { QueryArguments } from './query-arguments.ts';
import { queryOf } from './query-of.ts';
import { runJson } from './run-json.ts';
import { sourceOf } from './source-of.ts';
import { tableWarningLines } from './table-warning-lines.ts';
import { zeroRowsLines } from './zero-rows-lines.ts';

/** `nagare query`: prints the SQL or the estimate, or runs it and exports its rows. Resolves to the exit code. */
export async function queryCommand(args: QueryArguments, session: CliSession): Promise<number> {
  const { app, io } = session;
  const query = queryOf(args, io.cwd);
  const source = await sourceOf(args.source, io.cwd, app);
  if (args.printSql) {
    const sql = await app.sqlOf(source, query);
    io.err(await tableWarningLines(source, query, app));
    io.out(`${sql}\n`);
    return exitCodes.done;
  }
  if (args.estimate) {
    const estimate = await app.handlers['query.estimate']({ source, query });
    io.err(await tableWarningLines(source, query, app));
    io.out(`${JSON.stringify(estimate)}\n`);
    return exitCodes.done;
  }
  const targets: Targets = targetsOf(args, io.cwd);
  // A query that is paid for should not end at a folder that is not there.
  checkTargets(targets, app);
  io.err(windowLine(query, args));
  if (args.output !== null) await keepOutput(args.output, source, app);
  const started = await app.handlers['run.start']({ source, query, confirmed: args.yes, anySize: args.yes });
  io.err(await tableWarningLines(source, query, app));
  const progress = createProgress(io);
  const run = await session.untilEnd(started, (value) => progress.show(runWords(value)));
  progress.end();
  let isExportCancelled = false;
  try {
    if (run.state === 'saved' && !run.rowsGone) {
      isExportCancelled = await exportRun(run, targets, query.type === 'form' ? query.form.zone : query.zone, args, session);
    }
  } finally {
    // The rows are there and paid for, whatever becomes of the file: their run must be known.
    io.out(args.json ? `${JSON.stringify(runJson(run))}\n` : summary(run));
  }
  if (run.state === 'saved' && run.rowCount === 0) io.err(zeroRowsLines(await app.handlers['run.explain']({ runId: run.id }), query));
  // A cancelled one has an error where it could not be stopped in Athena.
  if (run.error) io.err(errorLine(run.error));
  if (run.state === 'cancelled' || isExportCancelled) return exitCodes.cancelled;
  return run.error ? exitCodes.failed : exitCodes.done;
}

/** @throws AppError `bad_arguments` for a place that is none, or a source that writes none */
async function keepOutput(location: string, source: SourceRef, app: CliSession['app']): Promise<void> {
  if (source.kind !== 'athena') throw new AppError('bad_arguments', '--output is for --source athena.');
  if (!s3FolderSchema.safeParse(location).success) throw new AppError('bad_arguments', '--output takes s3://BUCKET/FOLDER/.');
  const { profile, region, workgroup } = source;
  await app.handlers['output.keep']({ profile, region, workgroup, location });
}

/** The window that was asked for, in the zone and in UTC: a wrong zone shows at once. */
function windowLine(query: Query, { from: askedFrom, to: askedTo }: Pick<QueryArguments, 'from' | 'to'>): string {
  if (query.type !== 'form')
    return (askedFrom ?? askedTo) ? 'note: --from and --to are for the form: no window is added to what is read.\n' : '';
  const { from, to, zone } = query.form;
  const inZone = `${formatEpoch(from, zone)} to ${formatEpoch(to, zone)} ${zone}`;
  return zone === 'UTC' ? `window: ${inZone}\n` : `window: ${inZone} (${formatEpoch(from, 'UTC')} to ${formatEpoch(to, 'UTC')} UTC)\n`;
}

function runWords(run: Run): string {
  if (run.waiting) return `waiting: ${run.waiting.error.message}`;
  return run.state === 'fetching' && run.rowCount !== null ? `fetching: ${run.rowCount} rows` : run.state;
}

function summary(run: Run): string {
  return run.state === 'saved' ? `${run.id}  saved  ${run.rowCount ?? 0} rows\n` : `${run.id}  ${run.state}\n`;
}
