/** What is chosen until somebody chooses otherwise: the window's forms and the terminal begin with the same. */
import type { AwsChoice, TableChoice } from '../../preload/contract/integration.ts';
import type { FlowLog, FlowLogChoice, ResourceType } from '../../preload/contract/setup.ts';
import { recommendedFields } from './log-format.ts';

/** All fields, Parquet, Hive folders by the hour, a record a minute, into a new bucket of its own. */
export function suggestFlowLog(
  resourceType: ResourceType,
  resourceIds: readonly string[],
  { account, region }: { readonly account: string | null; readonly region: string },
): FlowLogChoice {
  return {
    resourceType,
    resourceIds: [...resourceIds],
    name: '',
    bucket: suggestBucket(account, region),
    isNewBucket: true,
    prefix: '',
    kmsKey: null,
    expireDays: null,
    fields: [...recommendedFields],
    fileFormat: 'parquet',
    hive: true,
    hourly: true,
    intervalSeconds: 60,
    traffic: 'ALL',
    tags: [],
  };
}

/** Names of buckets are one for the whole world: the account makes it one's own. */
export const suggestBucket = (account: string | null, region: string): string =>
  ['vpc-flow-logs', ...(account === null ? [] : [account]), region].join('-');

/** Athena stops a query of Nagare's workgroup that scans more: 100 GB, half a dollar. */
const BYTES_LIMIT = 100_000_000_000;

/** Beside the logs, but in no folder that a table reads. */
export const suggestResults = ({ bucket, prefix }: Pick<FlowLog, 'bucket' | 'prefix'>): string =>
  `s3://${bucket ?? ''}/${prefix}athena-results/`;

/** @param since Unix seconds of the first day with files; NULL: none has yet. @param now Unix seconds */
export function suggestTable(
  flowLog: FlowLog,
  {
    accounts,
    regions,
    since,
  }: { readonly accounts: readonly string[]; readonly regions: readonly string[]; readonly since: number | null },
  now: number,
): TableChoice {
  const day = (epoch: number) => new Date(epoch * 1000).toISOString().slice(0, 10);
  return {
    flowLogId: flowLog.id,
    database: 'nagare',
    table: `flow_logs_${flowLog.id.replace(/^fl-/, '')}`,
    workgroup: 'nagare',
    bytesLimit: BYTES_LIMIT,
    resultLocation: suggestResults(flowLog),
    accounts: [...accounts],
    regions: [...regions],
    since: day(since ?? now),
  };
}

/** Loaded every day from now on, as the walk-through chooses. */
export function suggestAws(flowLog: FlowLog): AwsChoice {
  return {
    flowLogId: flowLog.id,
    templateLocation: `s3://${flowLog.bucket ?? ''}/${flowLog.prefix}athena-integration/`,
    resultLocation: suggestResults(flowLog),
    frequency: 'daily',
    startDate: null,
    endDate: null,
    stackName: `flow-logs-${flowLog.id.replace(/^fl-/, '')}`,
  };
}

/** What an id is of; NULL: of nothing that a flow log can be made for. */
export function resourceTypeOf(id: string): ResourceType | null {
  if (id.startsWith('vpc-')) return 'VPC';
  if (id.startsWith('subnet-')) return 'Subnet';
  return id.startsWith('eni-') ? 'NetworkInterface' : null;
}
