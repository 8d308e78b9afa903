/** The tables that read a flow log's files, whoever made them, and whether they fit. */
import type { Table } from '@aws-sdk/client-glue';
import type { Integration } from '../../../preload/contract/integration.ts';
import { AppError } from '../../app-error.ts';
import type { AwsClients } from '../../aws/clients.ts';
import { fieldOf } from '../../flowlogs/fields.ts';
import { type LogLayout, placeFolder } from '../../flowlogs/log-layout.ts';
import { projectionOf } from '../../flowlogs/partition-projection.ts';
import { bounded } from '../../jobs/bounded.ts';
import { listPartitions } from '../../sources/athena/list-partitions.ts';
import { folderUrl, TooManyError } from '../../sources/athena/object-sizes.ts';
import type { S3FlowLog } from '../inventory/list-flow-logs.ts';
import { CATALOG_MARK } from '../marks.ts';
import type { SetupContext } from '../setup-context.ts';
import { listTables } from './list-tables.ts';
import { ddlOf, ownTable, WORKGROUP_PARAMETER } from './own-table.ts';
import { misfitsOf } from './table-fit.ts';

const WIDTH = 4;
/** AWS names the databases of its own integration so. */
const AWS_DATABASE = /^vpcflowlogsathenadatabase/;

/** @throws AppError of AWS's codes */
export async function findIntegrations(context: SetupContext, flowLog: S3FlowLog, layout: LogLayout): Promise<readonly Integration[]> {
  const { place, clients } = context;
  const glue = clients.glue(place);
  const tables = (await listTables(glue)).filter((table) => readsFrom(table, layout));
  return bounded(tables, WIDTH, (table) => integrationOf(context, table, flowLog, layout));
}

/** Whether its location is the flow log's folder, or one above it in which such logs lie. */
export function readsFrom(table: Table, layout: LogLayout): boolean {
  const url = folderUrl(table.StorageDescriptor?.Location);
  if (url === null) return false;
  const isFlowLogs = (table.StorageDescriptor?.Columns ?? []).some((column) => fieldOf(column.Name ?? '')?.column === 'srcaddr');
  const own = `s3://${layout.bucket}/${placeFolder(layout)}`;
  return isFlowLogs && (own.startsWith(url) || url.startsWith(own)) && url.startsWith(`s3://${layout.bucket}/${layout.prefix}`);
}

async function integrationOf({ place, clients }: SetupContext, table: Table, flowLog: S3FlowLog, layout: LogLayout): Promise<Integration> {
  const { Name: name = '', DatabaseName: database = '', Parameters: parameters = {}, StorageDescriptor: storage } = table;
  const columns = (storage?.Columns ?? []).map((column) => ({ name: column.Name ?? '', type: column.Type ?? 'string' }));
  const keys = (table.PartitionKeys ?? []).map((key) => key.Name ?? '');
  const isProjected = projectionOf(parameters) !== null;
  const misfits = misfitsOf(columns, flowLog.fields, keys, flowLog.fileFormat ?? 'plain-text');
  const kind = parameters[CATALOG_MARK] !== undefined ? 'nagare' : AWS_DATABASE.test(database) ? 'aws' : 'other';
  const ref = { kind: 'athena' as const, ...place, workgroup: null, catalog: null, database, table: name };
  const stack = kind === 'other' ? null : await stackOf(clients, place, database);
  const workgroup = parameters[WORKGROUP_PARAMETER] ?? stack?.workgroup ?? null;
  return {
    kind,
    database,
    table: name,
    workgroup,
    stack: stack && { id: stack.id, name: stack.name, status: stack.status },
    location: folderUrl(storage?.Location) ?? '',
    isProjected,
    partitionCount: isProjected || keys.length === 0 ? null : await partitionCount(clients, ref),
    misfits: [...misfits],
    fittingDdl: misfits.length === 0 ? null : fittingDdl(flowLog, layout, database, name),
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
  try {
    const { StackResources = [] } = await cloudFormation.describeStackResources({ PhysicalResourceId: database });
    const [first] = StackResources;
    if (!first?.StackId) return null;
    const { Stacks = [] } = await cloudFormation.describeStacks({ StackName: first.StackId });
    return {
      id: first.StackId,
      name: first.StackName ?? first.StackId,
      status: Stacks[0]?.StackStatus ?? '',
      workgroup: StackResources.find((each) => each.ResourceType === 'AWS::Athena::WorkGroup')?.PhysicalResourceId ?? null,
    };
  } catch (error) {
    if (error instanceof AppError && (error.code === 'aws_error' || error.code === 'access_denied')) return null;
    throw error;
  }
}

/** The statement that makes a table beside it which fits; NULL: Athena cannot name its database. Glue takes any letters. */
function fittingDdl(flowLog: S3FlowLog, layout: LogLayout, database: string, table: string): string | null {
  if (!/^[\w-]+$/.test(database)) return null;
  const definition = ownTable(flowLog, {
    flowLogId: flowLog.id,
    database: database.toLowerCase(),
    table: `${table.toLowerCase().replace(/\W/g, '_').slice(0, 123)}_fits`,
    workgroup: 'primary',
    bytesLimit: null,
    resultLocation: '',
    accounts: [layout.account],
    regions: [layout.region],
    since: (flowLog.createdAt ?? '2015-01-01').slice(0, 10),
  });
  return ddlOf(definition)[1] ?? null;
}
