/** The tables that read a flow log's files, whoever made them, and whether they fit. */
import type { Table } from '@aws-sdk/client-glue';
import type { Integration } from '../../../preload/contract/integration.ts';
import type { FlowLog } from '../../../preload/contract/setup.ts';
import { AppError } from '../../app-error.ts';
import type { AwsClients } from '../../aws/clients.ts';
import { fieldOf } from '../../flowlogs/fields.ts';
import { type LogLayout, placeFolder } from '../../flowlogs/log-layout.ts';
import { projectionOf } from '../../flowlogs/partition-projection.ts';
import { bounded } from '../../jobs/bounded.ts';
import { listPartitions } from '../../sources/athena/list-partitions.ts';
import { folderUrl, TooManyError } from '../../sources/athena/object-sizes.ts';
import { listFlowLogs, type S3FlowLog } from '../inventory/list-flow-logs.ts';
import { listInterfaces, listSubnets } from '../inventory/list-network.ts';
import { listStackResources } from '../list-stacks.ts';
import { CATALOG_MARK } from '../marks.ts';
import type { SetupContext } from '../setup-context.ts';
import { folderMisfits, uncoveredOf } from './coverage.ts';
import { listTables } from './list-tables.ts';
import { type LogPlaces, logPlaces } from './log-places.ts';
import { alsoReads, countedTwice, type Network, neighbourOf, neighboursOf } from './neighbours.ts';
import { ownTable, WORKGROUP_PARAMETER } from './own-table.ts';
import { ddlOf, isDdlName } from './table-ddl.ts';
import { tableMisfits } from './table-fit.ts';

const WIDTH = 4;
/** AWS names the databases of its own integration so. */
const AWS_DATABASE = /^vpcflowlogsathenadatabase/;

export interface FoundIntegrations {
  readonly integrations: readonly Integration[];
  /** Whose logs lie in the flow log's folder. */
  readonly places: LogPlaces;
}

/** What the tables are held against. */
interface Around {
  readonly flowLog: S3FlowLog;
  readonly layout: LogLayout;
  readonly places: LogPlaces;
  /** Other flow logs that deliver into the same folder. */
  readonly neighbours: readonly FlowLog[];
  readonly network: Network;
  /** Unix seconds. */
  readonly now: number;
}

/** @throws AppError of AWS's codes */
export async function findIntegrations(context: SetupContext, flowLog: S3FlowLog, layout: LogLayout): Promise<FoundIntegrations> {
  const { place, clients, now } = context;
  const [all, places, flowLogs] = await Promise.all([
    listTables(clients.glue(place)),
    logPlaces(clients.s3(place), layout),
    listFlowLogs(clients.ec2(place)),
  ]);
  const neighbours = neighboursOf(flowLog, flowLogs);
  const network = neighbours.length === 0 ? NOTHING : await networkOf(clients.ec2(place));
  const around: Around = { flowLog, layout, places, neighbours, network, now: Math.floor(now() / 1000) };
  const tables = all.filter((table) => readsFrom(table, layout));
  return { integrations: await bounded(tables, WIDTH, (table) => integrationOf(context, table, around)), places };
}

const NOTHING: Network = { subnets: [], interfaces: [] };

/** What may not be read is not known to lie in anything. */
async function networkOf(ec2: ReturnType<AwsClients['ec2']>): Promise<Network> {
  const unlessDenied = async <T>(reading: Promise<T[]>): Promise<T[]> =>
    reading.catch((error: unknown) => {
      if (error instanceof AppError && error.code === 'access_denied') return [];
      throw error;
    });
  const [subnets, interfaces] = await Promise.all([unlessDenied(listSubnets(ec2)), unlessDenied(listInterfaces(ec2))]);
  return { subnets, interfaces };
}

/** Whether its location is the flow log's folder, or one above it in which such logs lie. */
export function readsFrom(table: Table, layout: LogLayout): boolean {
  const url = folderUrl(table.StorageDescriptor?.Location);
  if (url === null) return false;
  const isFlowLogs = (table.StorageDescriptor?.Columns ?? []).some((column) => fieldOf(column.Name ?? '')?.column === 'srcaddr');
  const own = `s3://${layout.bucket}/${placeFolder(layout)}`;
  return isFlowLogs && (own.startsWith(url) || url.startsWith(own)) && url.startsWith(`s3://${layout.bucket}/${layout.prefix}`);
}

async function integrationOf({ place, clients }: SetupContext, table: Table, around: Around): Promise<Integration> {
  const { flowLog, layout, places, neighbours, network, now } = around;
  const { Name: name = '', DatabaseName: database = '', Parameters: parameters = {}, StorageDescriptor: storage } = table;
  const hasPartitions = (table.PartitionKeys ?? []).length > 0;
  const isProjected = projectionOf(parameters) !== null;
  const day = places.places[0]?.since ?? now;
  const misfits = [...folderMisfits(table, layout, day), ...tableMisfits(table, flowLog)];
  const kind = parameters[CATALOG_MARK] !== undefined ? 'nagare' : AWS_DATABASE.test(database) ? 'aws' : 'other';
  const ref = { kind: 'athena' as const, ...place, workgroup: null, catalog: null, database, table: name };
  const stack = kind === 'other' ? null : await stackOf(clients, place, database);
  const workgroup = parameters[WORKGROUP_PARAMETER] ?? stack?.workgroup ?? null;
  const others = alsoReads(table, layout, neighbours, day);
  return {
    kind,
    database,
    table: name,
    workgroup,
    stack: stack && { id: stack.id, name: stack.name, status: stack.status },
    location: folderUrl(storage?.Location) ?? '',
    isProjected,
    partitionCount: isProjected || !hasPartitions ? null : await partitionCount(clients, ref),
    misfits,
    fittingDdl: misfits.length === 0 ? null : fittingDdl(around, database, name),
    madeFor: parameters[CATALOG_MARK] ?? null,
    uncovered: uncoveredOf(table, layout, places, now),
    alsoReads: others.map((each) => neighbourOf(table, each)),
    countedTwice: [...countedTwice([flowLog, ...others], network)],
    source: { ...ref, workgroup },
  };
}

/** NULL: nobody tells, there are very many, or it was deleted meanwhile. */
async function partitionCount(clients: AwsClients, ref: Extract<Integration['source'], { kind: 'athena' }>): Promise<number | null> {
  try {
    return (await listPartitions(ref, clients.glue(ref))).length;
  } catch (error) {
    if (error instanceof TooManyError || (error instanceof AppError && /^(access_denied|table_not_found)$/.test(error.code))) return null;
    throw error;
  }
}

interface OwnStack {
  readonly id: string;
  readonly name: string;
  readonly status: string;
  readonly workgroup: string | null;
}

/** The stack that made the database; NULL: none did, or none that may be looked at. */
async function stackOf(clients: AwsClients, place: SetupContext['place'], database: string): Promise<OwnStack | null> {
  const cloudFormation = clients.cloudFormation(place);
  return unlessUntold(async () => {
    const { StackResources: [first] = [] } = await cloudFormation.describeStackResources({ PhysicalResourceId: database });
    const id = first?.StackId;
    if (!id) return null;
    const { Stacks = [] } = await cloudFormation.describeStacks({ StackName: id });
    // Asked for by a permission of its own.
    const resources = await unlessUntold(async () => listStackResources(cloudFormation, id));
    return {
      id,
      name: first.StackName ?? id,
      status: Stacks[0]?.StackStatus ?? '',
      workgroup: resources?.find((each) => each.ResourceType === 'AWS::Athena::WorkGroup')?.PhysicalResourceId ?? null,
    };
  });
}

/** NULL: CloudFormation knows none, for which it has no code of its own, or does not let it be seen. */
async function unlessUntold<T>(read: () => Promise<T>): Promise<T | null> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof AppError && (error.code === 'aws_error' || error.code === 'access_denied')) return null;
    throw error;
  }
}

/** The statement that makes a table beside it which fits; NULL: Athena cannot name its database. Glue takes any letters. */
function fittingDdl({ flowLog, places }: Around, database: string, table: string): string | null {
  if (!isDdlName(database)) return null;
  const definition = ownTable(flowLog, {
    flowLogId: flowLog.id,
    database: database.toLowerCase(),
    table: `${table.toLowerCase().replace(/\W/g, '_').slice(0, 123)}_fits`,
    workgroup: 'primary',
    bytesLimit: null,
    resultLocation: '',
    accounts: places.accounts,
    regions: places.regions,
    since: places.since === null ? (flowLog.createdAt ?? '2015-01-01').slice(0, 10) : dayOf(places.since),
  });
  return ddlOf(definition)[1] ?? null;
}

const dayOf = (epoch: number): string => new Date(epoch * 1000).toISOString().slice(0, 10);
