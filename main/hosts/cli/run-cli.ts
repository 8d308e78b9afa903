/** The app in a terminal: one command, one exit code. */
import { AppError } from '../../app-error.ts';
import { kinds } from '../../flowlogs/kinds.ts';
import { type Arguments, readArguments } from './arguments.ts';
import type { CliIo } from './cli-io.ts';
import { type CliSession, openSession } from './cli-session.ts';
import { argumentCodes, errorLine, exitCodes } from './outcome.ts';
import { usage } from './usage.ts';

/** @param argv the words after the program's name. Resolves to the exit code; never throws. */
export async function runCli(argv: readonly string[], io: CliIo): Promise<number> {
  let session: CliSession | null = null;
  try {
    const args = readArguments(argv);
    const quick = answerAtOnce(args, io);
    if (quick !== null) return quick;
    session = await openSession(io);
    return await runCommand(args, session);
  } catch (error) {
    return failed(error, io, session);
  } finally {
    await session?.close();
  }
}

function answerAtOnce(args: Arguments, io: CliIo): number | null {
  if (args.command === 'help') io.out(usage);
  else if (args.command === 'version') io.out(`${io.version}\n`);
  else if (args.command === 'kinds') io.out(kinds.map((kind) => `${kind.name}\t${kind.description.en}\n`).join(''));
  else return null;
  return exitCodes.done;
}

async function runCommand(args: Arguments, session: CliSession): Promise<number> {
  switch (args.command) {
    case 'query':
      return (await import('./query-command.ts')).queryCommand(args, session);
    case 'export':
      return (await import('./export-command.ts')).exportCommand(args, session);
    case 'history':
      return (await import('./history-commands.ts')).historyCommand(args, session);
    case 'compare':
      return (await import('./compare-command.ts')).compareCommand(args, session);
    case 'sources':
      return (await import('./sources-command.ts')).sourcesCommand(args, session);
    case 'check':
      return (await import('./check-command.ts')).checkCommand(args, session);
    case 'setup status':
      return (await import('./setup-status.ts')).setupStatus(args, session);
    case 'setup flow-log':
      return (await import('./setup-flow-log.ts')).setupFlowLog(args, session);
    case 'setup integrate':
      return (await import('./setup-integrate.ts')).setupIntegrate(args, session);
    case 'setup check':
      return (await import('./setup-check.ts')).setupCheck(args, session);
    case 'cleanup plan':
    case 'cleanup run':
      return (await import('./cleanup-command.ts')).cleanupCommand(args, session);
    case 'resume':
      return (await import('./history-commands.ts')).resumeCommand(args, session);
    case 'delete':
      await session.app.handlers['run.delete']({ runId: args.runId });
      return exitCodes.done;
    default:
      return exitCodes.done;
  }
}

function failed(error: unknown, io: CliIo, session: CliSession | null): number {
  if (error instanceof AppError) {
    if (error.code === 'cancelled') return exitCodes.cancelled;
    io.err(errorLine(error));
    return argumentCodes.includes(error.code) ? exitCodes.badArguments : exitCodes.failed;
  }
  const logId = session?.report(error);
  const where = logId === undefined ? (error instanceof Error ? error.message : String(error)) : `The log has it as ${logId}.`;
  io.err(`error[internal]: Something went wrong inside Nagare. ${where}\n`);
  return exitCodes.failed;
}
