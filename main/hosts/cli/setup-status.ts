import type { FlowLog, Inventory } from '../../../preload/contract/setup.ts';
import { fields } from '../../flowlogs/fields.ts';
import { oneLine } from '../../flowlogs/one-line.ts';
import type { CliSession } from './cli-session.ts';
import { errorLine, exitCodes } from './outcome.ts';
import type { SetupArguments } from './setup-arguments.ts';

/** `nagare setup status`: what the account has, a flow log a line below what it is of. */
export async function setupStatus(args: Extract<SetupArguments, { command: 'setup status' }>, { app, io }: CliSession): Promise<number> {
  const inventory = await app.handlers['setup.inventory'](args.place);
  if (args.json) io.out(`${JSON.stringify(inventory)}\n`);
  else io.out(textOf(inventory));
  for (const { action, error } of inventory.unread) io.err(`not read: ${action}\n${errorLine(error)}`);
  return exitCodes.done;
}

function textOf({ account, region, vpcs, subnets, interfaces, flowLogs }: Inventory): string {
  const of = (id: string, indent: string) =>
    flowLogs.filter((each) => each.resourceId === id).map((each) => `${indent}${flowLogLine(each)}\n`);
  const known = new Set([...vpcs, ...subnets, ...interfaces].map(({ id }) => id));
  return [
    `${account ?? 'account unknown'} ${region}\n`,
    ...vpcs.flatMap((vpc) => {
      const logged = subnets.filter((each) => each.vpcId === vpc.id);
      const inside = interfaces.filter((each) => each.vpcId === vpc.id);
      return [
        `${vpc.id}\t${oneLine(vpc.name ?? '') || (vpc.isDefault ? '(default)' : '')}\t${vpc.cidrs.join(' ')}\t${logged.length} subnets, ${inside.length} interfaces\n`,
        ...of(vpc.id, '  '),
        ...logged.flatMap((subnet) => of(subnet.id, `  ${subnet.id} `)),
        ...inside.flatMap((each) => of(each.id, `  ${each.id} `)),
      ];
    }),
    ...flowLogs.filter((each) => !known.has(each.resourceId)).map((each) => `${each.resourceId}\n  ${flowLogLine(each)}\n`),
  ].join('');
}

function flowLogLine(flowLog: FlowLog): string {
  const { id, destinationType, destination, fileFormat, hive, hourly, intervalSeconds, traffic, deliverStatus, deliverError } = flowLog;
  const layout = fileFormat === null ? destinationType : `${fileFormat}, ${hive ? 'Hive, ' : ''}${hourly ? 'hourly' : 'daily'}`;
  const told = deliverStatus === 'FAILED' ? `FAILED ${oneLine(deliverError ?? '')}` : (deliverStatus ?? 'nothing delivered yet');
  return `${id}\t${oneLine(destination ?? '')}\t${layout}\t${flowLog.fields.length} of ${fields.length} fields, ${intervalSeconds} s, ${traffic}\t${told}`;
}
