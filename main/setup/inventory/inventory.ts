/** What an account has in a region: its network and its flow logs, as far as they may be read. */
import type { Inventory } from '../../../preload/contract/setup.ts';
import { AppError } from '../../app-error.ts';
import { accountOf, regionOfPlace, type SetupContext } from '../setup-context.ts';
import { listFlowLogs } from './list-flow-logs.ts';
import { listInterfaces, listSubnets, listVpcs } from './list-network.ts';

/** @throws AppError where nothing can be read: credentials, region, network */
export async function takeInventory(context: SetupContext): Promise<Inventory> {
  const { place, clients } = context;
  const region = await regionOfPlace(place);
  const ec2 = clients.ec2(place);
  const unread: Inventory['unread'][number][] = [];
  /** What is denied leaves the rest readable; what else is wrong would be wrong with all of it. */
  const unlessDenied = async <T>(action: string, reading: Promise<T>, otherwise: T): Promise<T> => {
    try {
      return await reading;
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'access_denied') throw error;
      unread.push({ action, error: error.toWire() });
      return otherwise;
    }
  };
  const [account, vpcs, subnets, interfaces, flowLogs] = await Promise.all([
    unlessDenied<string | null>('sts:GetCallerIdentity', accountOf(context), null),
    unlessDenied('ec2:DescribeVpcs', listVpcs(ec2), []),
    unlessDenied('ec2:DescribeSubnets', listSubnets(ec2), []),
    unlessDenied('ec2:DescribeNetworkInterfaces', listInterfaces(ec2), []),
    unlessDenied('ec2:DescribeFlowLogs', listFlowLogs(ec2), []),
  ]);
  return { account, region, vpcs, subnets, interfaces, flowLogs: [...flowLogs], unread };
}
