import type { Run } from '../../../preload/contract/run.ts';
import { oneLine } from '../../flowlogs/one-line.ts';
import { runTitle, sourceName } from '../../flowlogs/titles.ts';
import type { Arguments } from './arguments.ts';
import { bringIn } from './bring-in.ts';
import type { CliSession } from './cli-session.ts';
import { errorLine, exitCodes } from './outcome.ts';
import { runJson } from './run-json.ts';
import { printSpend } from './spend.ts';

const PAGE = 500;

/** `nagare history`: newest first, or what was paid by month, after what is to be brought in. */
export async function historyCommand(args: Extract<Arguments, { command: 'history' }>, session: CliSession): Promise<number> {
  if (args.bringIn && (await bringIn(args.bringIn, session)).state === 'cancelled') return exitCodes.cancelled;
  if (args.spend) {
    await printSpend(args.spend, args.json, session);
    return exitCodes.done;
  }
  const runs: Run[] = [];
  for (let total = 1; runs.length < total; ) {
    const page = await session.app.handlers['history.list']({ search: args.search, filter: 'all', offset: runs.length, limit: PAGE });
    total = page.runs.length === 0 ? 0 : page.total;
    runs.push(...page.runs);
  }
  print(runs, args.json, session);
  return exitCodes.done;
}

/** `nagare resume`: finishes what an earlier process left, then lists it. */
export async function resumeCommand(args: Extract<Arguments, { command: 'resume' }>, session: CliSession): Promise<number> {
  const taken = session.app.resume();
  let interrupted = false;
  const leave = session.io.onInterrupt(() => {
    interrupted = true;
    for (const run of taken) void session.app.handlers['run.cancel']({ runId: run.id });
  });
  await session.app.idle();
  leave();
  const runs = await Promise.all(taken.map((run) => session.app.handlers['run.read']({ runId: run.id })));
  print(runs, args.json, session);
  const failed = runs.filter((run) => run.error !== null);
  for (const run of failed) if (run.error) session.io.err(errorLine(run.error));
  if (interrupted) return exitCodes.cancelled;
  return failed.length > 0 ? exitCodes.failed : exitCodes.done;
}

function print(runs: readonly Run[], json: boolean, session: CliSession): void {
  session.io.out(json ? `${JSON.stringify(runs.map(runJson))}\n` : runs.map(line).join(''));
}

function line(run: Run): string {
  const source = sourceName(run.source, 'en');
  const { title } = runTitle(run, 'en');
  const rows = String(run.rowCount ?? '-').padStart(9);
  const words = [run.id, run.createdAt, run.state.padEnd(9), rows, source, ...(run.broughtIn ? ['brought in'] : []), title];
  // Titles and names of sources are somebody's text.
  return `${oneLine(words.join('  '))}\n`;
}
