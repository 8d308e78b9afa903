import { setTimeout as sleep } from 'node:timers/promises';
import type { AwsChoice, Stack, TableChoice } from '../../../preload/contract/integration.ts';
import type { SourceRef } from '../../../preload/contract/query.ts';
import type { StepOutcome } from '../../../preload/contract/setup.ts';
import { AppError } from '../../app-error.ts';
import { suggestAws, suggestTable } from '../../flowlogs/setup-suggestions.ts';
import type { CliSession } from './cli-session.ts';
import { exitCodes } from './outcome.ts';
import type { IntegrateArguments } from './setup-arguments.ts';
import { askForYes, codeOfSteps, stepLines } from './step-lines.ts';
import { planNotes } from './table-plan-lines.ts';

const POLL_MS = 1000;

/** `nagare setup integrate`: a table over a flow log's files, Nagare's own or AWS's. Shows it; with --yes makes it. */
export async function setupIntegrate(args: IntegrateArguments, session: CliSession): Promise<number> {
  const { flowLogs } = await session.app.handlers['setup.inventory'](args.place);
  const flowLog = flowLogs.find((each) => each.id === args.flowLogId);
  if (!flowLog) throw new AppError('flow_log_not_found', `There is no flow log ${args.flowLogId}.`, { details: { id: args.flowLogId } });
  return args.way === 'aws' ? integrateByAws(args, suggestAws(flowLog), session) : integrateByNagare(args, session, flowLog);
}

async function integrateByNagare(
  args: IntegrateArguments,
  session: CliSession,
  flowLog: Parameters<typeof suggestTable>[0],
): Promise<number> {
  const { app, io } = session;
  const { place } = args;
  const places = await app.handlers['setup.integrations']({ place, flowLogId: flowLog.id });
  const suggested = suggestTable(flowLog, places, Math.floor(Date.now() / 1000));
  const choice: TableChoice = {
    ...suggested,
    database: args.database ?? suggested.database,
    table: args.table ?? suggested.table,
    workgroup: args.workgroup ?? suggested.workgroup,
    bytesLimit: args.bytesLimit ?? suggested.bytesLimit,
    resultLocation: args.output ?? suggested.resultLocation,
    accounts: args.accounts.length > 0 ? [...args.accounts] : suggested.accounts,
    regions: args.regions.length > 0 ? [...args.regions] : suggested.regions,
    since: args.since ?? suggested.since,
  };
  const plan = await app.handlers['setup.planTable']({ place, choice });
  const ddl = plan.ddl.map((statement) => `${statement};\n`).join('\n');
  const notes = planNotes(plan, choice);
  if (args.print !== null) {
    const { cli, cloudFormation, terraform } = plan.elsewhere;
    io.err(notes);
    io.out({ ddl, cli, cloudformation: cloudFormation, terraform }[args.print]);
    return exitCodes.done;
  }
  // Where all of it is there, there is nothing to agree to.
  if (!args.yes && plan.steps.some(({ state }) => state === 'planned')) {
    io.out(args.json ? `${JSON.stringify(plan)}\n` : `${stepLines(plan.steps)}${notes}\n${ddl}`);
    askForYes('Nothing was made.');
  }
  io.err(notes);
  const made = await app.handlers['setup.makeTable']({ place, choice, by: args.by });
  if (!args.json) io.out(stepLines(made.steps));
  const stack = made.stackId === null ? null : await untilOver(made.stackId, args, session);
  const source = made.source ?? stack?.source ?? null;
  if (args.json) io.out(`${JSON.stringify({ ...made, stack, source })}\n`);
  return ended(codeOfSteps(made.steps), stack, source, args, session);
}

async function integrateByAws(args: IntegrateArguments, suggested: AwsChoice, session: CliSession): Promise<number> {
  const { app, io } = session;
  const { place } = args;
  const choice: AwsChoice = {
    ...suggested,
    templateLocation: args.template ?? suggested.templateLocation,
    resultLocation: args.output ?? suggested.resultLocation,
    frequency: args.frequency,
    startDate: args.from,
    endDate: args.to,
    stackName: args.stack ?? suggested.stackName,
  };
  if (!args.yes) {
    // AWS answers with its template by writing it into the bucket: even that is a change.
    const would = (id: string, resource: string): StepOutcome => ({ id, resource, state: 'planned', error: null });
    const stack = args.print === null ? [would('create_stack', choice.stackName)] : [];
    const steps = [would('put_template', choice.templateLocation), ...stack];
    io.out(args.json ? `${JSON.stringify({ choice, steps })}\n` : stepLines(steps));
    askForYes(
      'Nothing was made. AWS writes its template before it can be read: --print cloudformation --yes shows it, and makes no stack. ' +
        'Its stack makes a Lambda function and roles of IAM (CAPABILITY_IAM).',
    );
  }
  const made = await app.handlers['setup.awsTemplate']({ place, choice });
  if (args.print !== null) {
    io.out(made.template);
    return exitCodes.done;
  }
  if (!args.json)
    io.out(made.resources.map(({ type, logicalId, name }) => `makes       ${type.padEnd(28)} ${name ?? logicalId}\n`).join(''));
  const { stackId } = await app.handlers['setup.makeStack']({ place, choice, template: made.template, capabilities: made.capabilities });
  const stack = await untilOver(stackId, args, session);
  if (args.json) io.out(`${JSON.stringify({ stack, source: stack.source })}\n`);
  return ended(exitCodes.done, stack, stack.source, args, session);
}

/** Tells each event as it comes. Ctrl-C leaves the stack to go on by itself. */
async function untilOver(stackId: string, { place }: IntegrateArguments, { app, io }: CliSession): Promise<Stack> {
  const stopped = new AbortController();
  const leave = io.onInterrupt(() => stopped.abort());
  let told = 0;
  try {
    for (;;) {
      const stack = await app.handlers['setup.stack']({ place, stackId });
      for (const { at, logicalId, status, reason } of stack.events.slice(told)) {
        io.err(`${at} ${logicalId} ${status}${reason === null ? '' : `: ${reason}`}\n`);
      }
      told = stack.events.length;
      if (stack.state !== 'under_way') return stack;
      await sleep(POLL_MS, undefined, { signal: stopped.signal });
    }
  } catch (error) {
    if (!stopped.signal.aborted) throw error;
    // What was interrupted is said without words of its own.
    io.err('The stack goes on by itself; nagare setup check tells of it.\n');
    throw new AppError('cancelled', 'The stack was left to go on by itself.');
  } finally {
    leave();
  }
}

async function ended(
  code: number,
  stack: Stack | null,
  source: SourceRef | null,
  args: IntegrateArguments,
  { app, io }: CliSession,
): Promise<number> {
  if (stack !== null && stack.state !== 'ready') {
    throw new AppError('stack_failed', `The stack ${stack.name} ended as ${stack.status}.`, { details: { reason: stack.reason ?? '' } });
  }
  if (source?.kind !== 'athena') return code;
  await app.handlers['source.save']({ source, name: null, before: null });
  if (!args.json) {
    const words = (['profile', 'region', 'workgroup', 'database', 'table'] as const).flatMap((key) =>
      source[key] === null ? [] : [`--${key} ${source[key]}`],
    );
    io.out(`ready: nagare query --source athena ${words.join(' ')} --from TIME --to TIME\n`);
  }
  return code;
}
