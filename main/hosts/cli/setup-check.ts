import type { Gaps, Integration, Stack } from '../../../preload/contract/integration.ts';
import type { Arrivals } from '../../../preload/contract/setup.ts';
import { AppError } from '../../app-error.ts';
import { oneLine } from '../../flowlogs/one-line.ts';
import { isSound } from '../../flowlogs/table-soundness.ts';
import type { CliSession } from './cli-session.ts';
import { exitCodes } from './outcome.ts';
import type { SetupArguments } from './setup-arguments.ts';
import { askForYes, codeOfSteps, stepLines } from './step-lines.ts';
import { counted, tableText } from './table-lines.ts';

/**
 * `nagare setup check`: are files coming, is a stack under way, is there a table that fits, whose logs does it read, does it
 * lack partitions. Fails when something is amiss.
 */
export async function setupCheck(args: Extract<SetupArguments, { command: 'setup check' }>, { app, io }: CliSession): Promise<number> {
  const { place, flowLogId } = args;
  const [arrivals, { integrations, stackId }] = await Promise.all([
    app.handlers['setup.arrivals']({ place, flowLogId }),
    app.handlers['setup.integrations']({ place, flowLogId }),
  ]);
  const tables = await Promise.all(
    integrations.map(async (integration) => ({
      integration,
      gaps: integration.isProjected ? null : await gapsOf(async () => app.handlers['setup.gaps']({ place, ...nameOf(integration) })),
    })),
  );
  const stack = stackId === null ? null : await app.handlers['setup.stack']({ place, stackId });
  if (args.json)
    io.out(`${JSON.stringify({ arrivals, stack, integrations: tables.map(({ integration, gaps }) => ({ ...integration, gaps })) })}\n`);
  else io.out(arrivalsText(arrivals) + stackText(stack) + (tables.length === 0 && stack?.state !== 'under_way' ? NO_TABLE : ''));
  let code: number = arrivals.newest.length === 0 || tables.length === 0 ? exitCodes.failed : exitCodes.done;
  let lacking = 0;
  for (const { integration, gaps } of tables) {
    const { missing } = gaps ?? { missing: [] };
    if (!args.json) io.out(tableText(flowLogId, integration, missing.length));
    if (!isSound(integration)) code = exitCodes.failed;
    if (missing.length === 0) continue;
    if (args.fill && args.yes) {
      const { steps } = await app.handlers['setup.fillGaps']({ place, ...nameOf(integration), missing });
      io.err(stepLines(steps));
      code = Math.max(code, codeOfSteps(steps));
    } else {
      lacking += missing.length;
      code = exitCodes.failed;
    }
  }
  if (args.fill && lacking > 0) askForYes(`${lacking} partitions would be added.`);
  return code;
}

const NO_TABLE = 'no table reads these files: nagare setup integrate\n';

const nameOf = ({ database, table }: Integration) => ({ database, table });

/** NULL: a table whose partitions follow no rule that is known has no gaps to find. */
async function gapsOf(find: () => Promise<Gaps>): Promise<Gaps | null> {
  try {
    return await find();
  } catch (error) {
    if (error instanceof AppError && error.code === 'bad_table') return null;
    throw error;
  }
}

function arrivalsText({ hours, newest, reasons }: Arrivals): string {
  const total = hours.reduce((sum, hour) => sum + hour.files, 0);
  const [first] = newest;
  return [
    `${counted(total, 'file')} in the last ${counted(hours.length, 'hour')}\n`,
    ...(first ? [`newest: ${oneLine(first.key)}\t${first.bytes} bytes, ${first.delaySeconds} s after its time\n`] : []),
    ...reasons
      .filter(({ holds }) => holds !== 'no')
      .map(
        ({ code, holds, found }) =>
          `${holds === 'yes' ? 'reason' : 'unknown'}: ${code.replaceAll('_', ' ')}${found === null ? '' : ` (${oneLine(found)})`}\n`,
      ),
  ].join('');
}

const stackText = (stack: Stack | null): string =>
  stack === null ? '' : `stack ${stack.name}\t${stack.status}${stack.reason === null ? '' : ` (${oneLine(stack.reason)})`}\n`;
