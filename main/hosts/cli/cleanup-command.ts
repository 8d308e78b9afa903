import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { type Cleanup, cleanupSchema } from '../../../preload/contract/cleanup.ts';
import { AppError } from '../../app-error.ts';
import { oneLine } from '../../flowlogs/one-line.ts';
import type { CliSession } from './cli-session.ts';
import { exitCodes } from './outcome.ts';
import { createProgress } from './progress.ts';
import type { SetupArguments } from './setup-arguments.ts';
import { askForYes } from './step-lines.ts';

type CleanupArguments = Extract<SetupArguments, { command: 'cleanup plan' | 'cleanup run' }>;

/** `nagare cleanup --plan` prints a plan (`--json`: the file for `--run`); `--run` carries out what of it is left in the file. */
export async function cleanupCommand(args: CleanupArguments, session: CliSession): Promise<number> {
  return args.command === 'cleanup plan' ? makePlan(args, session) : runPlan(args, session);
}

async function makePlan(args: Extract<CleanupArguments, { command: 'cleanup plan' }>, { app, io }: CliSession): Promise<number> {
  const { place, flowLogIds, leftovers, json } = args;
  const plan = await app.handlers['cleanup.plan']({ place, flowLogIds: [...flowLogIds], leftovers });
  if (json) io.out(`${JSON.stringify(plan, null, 2)}\n`);
  else io.out((await app.handlers['cleanup.text']({ id: plan.id, language: 'en' })).text);
  return exitCodes.done;
}

async function runPlan(args: Extract<CleanupArguments, { command: 'cleanup run' }>, session: CliSession): Promise<number> {
  const { app, io } = session;
  const path = resolve(io.cwd, args.file);
  const file = await readPlan(path);
  const { cleanups } = await app.handlers['cleanup.list']({});
  const kept = cleanups.find(({ id }) => id === file.id);
  if (!kept) {
    throw new AppError('cleanup_not_found', 'The plan is not known here: make it anew with nagare cleanup --plan.', { details: { path } });
  }
  // What was taken out of the file stays; what was put in was never looked for.
  const stray = file.items.find((item) => !kept.items.some((each) => each.id === item.id && each.identity === item.identity));
  if (stray) {
    throw new AppError('cleanup_changed', `${stray.identity} is not in the plan as it was made. Nothing was deleted.`, {
      details: { identity: stray.identity },
    });
  }
  const slip = args.typed.find((identity) => !kept.items.some((each) => each.needsTyped && each.identity === identity));
  if (slip !== undefined) {
    throw new AppError('bad_input', `--typed ${slip}: the plan has nothing of that identity to be typed. Nothing was deleted.`, {
      details: { value: slip },
    });
  }
  const chosen = file.items.filter(({ id, isProposed, needsTyped, identity }) => {
    const now = kept.items.find((each) => each.id === id);
    const isLeft = now?.state !== 'done' && now?.state !== 'gone';
    return isLeft && (needsTyped ? args.typed.includes(identity) : isProposed);
  });
  if (!args.yes) {
    io.out(
      chosen
        .map(({ step, identity, count }) => `would delete ${step.padEnd(10)} ${oneLine(identity)}${count === null ? '' : ` (${count})`}\n`)
        .join(''),
    );
    askForYes('Nothing was deleted.');
  }
  // No items mean to go on with an earlier run's, which the file has not.
  const ended =
    chosen.length === 0
      ? kept
      : await untilEnded(
          await app.handlers['cleanup.run']({ id: file.id, itemIds: chosen.map(({ id }) => id), typed: [...args.typed] }),
          session,
        );
  if (args.json) io.out(`${JSON.stringify(ended)}\n`);
  else io.out((await app.handlers['cleanup.text']({ id: ended.id, language: 'en' })).text);
  return ended.items.some(({ id, state }) => chosen.some((each) => each.id === id) && state !== 'done' && state !== 'gone')
    ? exitCodes.failed
    : exitCodes.done;
}

/** Ctrl-C ends it after what is being deleted now; the rest can be run later. */
function untilEnded(begun: Cleanup, { app, io }: CliSession): Promise<Cleanup> {
  const progress = createProgress(io);
  return new Promise((resolve) => {
    const leave = [
      app.onEvent((event) => {
        if (event.name === 'cleanup.changed' && event.payload.id === begun.id) see(event.payload);
      }),
      io.onInterrupt(() => void app.handlers['cleanup.stop']({ id: begun.id })),
    ];
    const see = (cleanup: Cleanup) => {
      const running = cleanup.items.find(({ state }) => state === 'running');
      if (running) progress.show(`Deleting ${running.identity}: ${running.done} of ${running.count ?? 1}`);
      if (cleanup.state === 'running') return;
      progress.end();
      for (const each of leave) each();
      resolve(cleanup);
    };
    see(begun);
    // It may have ended before anybody listened.
    void Promise.resolve(app.handlers['cleanup.list']({})).then(({ cleanups }) => {
      const now = cleanups.find(({ id }) => id === begun.id);
      if (now) see(now);
    });
  });
}

async function readPlan(path: string): Promise<Cleanup> {
  const text = await readFile(path, 'utf8').catch((cause: NodeJS.ErrnoException) => {
    const code = cause.code === 'ENOENT' ? 'file_not_found' : 'file_unreadable';
    throw new AppError(code, `The plan ${path} cannot be read.`, { cause, details: { path } });
  });
  try {
    return cleanupSchema.parse(JSON.parse(text));
  } catch (cause) {
    throw new AppError('bad_input', `${path} is no plan of nagare cleanup --plan --json.`, { cause, details: { path } });
  }
}
