/** Flow logs that deliver into the same folder: a table over it reads them all, and what two of them record it reads twice. Pure. */
import type { Table } from '@aws-sdk/client-glue';
import type { Integration } from '../../../preload/contract/integration.ts';
import type { FlowLog, Inventory } from '../../../preload/contract/setup.ts';
import type { LogLayout } from '../../flowlogs/log-layout.ts';
import { foldersOfTable, urlOf } from './coverage.ts';
import { tableMisfits } from './table-fit.ts';

/** What lies in what, as far as that may be read. */
export type Network = Pick<Inventory, 'subnets' | 'interfaces'>;

/**
 * Others of the account and region that put their files where this one does.
 * @param flowLogs all that the account has in the region
 */
export function neighboursOf(flowLog: FlowLog, flowLogs: readonly FlowLog[]): readonly FlowLog[] {
  const { id, bucket, prefix, hive } = flowLog;
  return flowLogs.filter((each) => each.id !== id && each.bucket === bucket && each.prefix === prefix && each.hive === hive);
}

/**
 * Which of the neighbours the table reads.
 * @param table as Glue has it  @param layout of the flow log  @param epoch Unix seconds of some file
 */
export function alsoReads(table: Table, layout: LogLayout, neighbours: readonly FlowLog[], epoch: number): readonly FlowLog[] {
  const folders = foldersOfTable(table);
  const isByHour = (table.PartitionKeys ?? []).some(({ Name = '' }) => /hour/i.test(Name));
  return neighbours.filter(({ hourly }) =>
    // Files of a day lie above the partitions of hours, and are in none of them.
    folders === null ? hourly || !isByHour : folders.valuesOf(urlOf({ ...layout, hourly }, epoch)) !== null,
  );
}

/** What the table makes of the neighbour's files: columns that it lacks, or that the files lack, do no harm in Parquet. */
export function neighbourOf(table: Table, flowLog: FlowLog): Integration['alsoReads'][number] {
  const isHarmless = flowLog.fileFormat === 'parquet' ? /^(missing|extra)$/ : /^$/;
  const isReadable = tableMisfits(table, flowLog).every(({ problem }) => isHarmless.test(problem));
  return { id: flowLog.id, name: flowLog.name, isReadable };
}

/** Pairs of flow logs that record the same traffic. */
export function countedTwice(flowLogs: readonly FlowLog[], network: Network): readonly [string, string][] {
  return flowLogs.flatMap((one, at) =>
    flowLogs.slice(at + 1).flatMap((other): [string, string][] => (recordSame(one, other, network) ? [[one.id, other.id]] : [])),
  );
}

function recordSame(one: FlowLog, other: FlowLog, network: Network): boolean {
  // What was let in and what was not are never the same flow.
  const isSameTraffic = one.traffic === 'ALL' || other.traffic === 'ALL' || one.traffic === other.traffic;
  return isSameTraffic && (isWithin(one.resourceId, other.resourceId, network) || isWithin(other.resourceId, one.resourceId, network));
}

/** Whether the resource is the other one, or lies in it. */
function isWithin(id: string, around: string, { subnets, interfaces }: Network): boolean {
  if (id === around) return true;
  const subnet = subnets.find((each) => each.id === id);
  const own = interfaces.find((each) => each.id === id);
  return subnet?.vpcId === around || own?.subnetId === around || own?.vpcId === around;
}
