/** What a flow log lacks for good analysis with Athena. Pure; the page and the terminal put it in words. */
import type { FlowLog } from '../../preload/contract/setup.ts';

export type Lack =
  | { readonly code: 'no_flow_log' }
  /** AWS says that it does not work: nothing is delivered. */
  | { readonly code: 'delivery_failed'; readonly error: string }
  | { readonly code: 'not_active'; readonly status: string }
  /** Athena reads files in S3 alone. */
  | { readonly code: 'not_s3'; readonly destinationType: string }
  | { readonly code: 'plain_text' }
  | { readonly code: 'not_hourly' }
  | { readonly code: 'not_hive' }
  | { readonly code: 'long_interval'; readonly seconds: number }
  | { readonly code: 'part_of_traffic'; readonly traffic: string }
  /** These record the same traffic, of the same resource: it is paid for with each. */
  | { readonly code: 'recorded_twice'; readonly others: readonly string[] }
  | { readonly code: 'fields_missing'; readonly fields: readonly string[] };

export type LackCode = Lack['code'];

/** Those without which nothing can be queried; the others make queries slower, dearer or poorer. */
const serious: ReadonlySet<LackCode> = new Set<LackCode>(['no_flow_log', 'delivery_failed', 'not_active', 'not_s3']);

export const isSerious = ({ code }: Lack): boolean => serious.has(code);

/**
 * Fields that filters and kinds of query ask for. Those of ECS, tags and next hops help only where there are such
 * things: a flow log without them lacks nothing.
 */
export const fieldsForAnalysis: readonly string[] = [
  'account-id',
  'interface-id',
  'srcaddr',
  'dstaddr',
  'srcport',
  'dstport',
  'protocol',
  'packets',
  'bytes',
  'start',
  'end',
  'action',
  'log-status',
  'vpc-id',
  'subnet-id',
  'instance-id',
  'tcp-flags',
  'pkt-srcaddr',
  'pkt-dstaddr',
  'az-id',
  'pkt-src-aws-service',
  'pkt-dst-aws-service',
  'flow-direction',
  'traffic-path',
];

/** What this flow log lacks, what matters most first. */
export function flowLogLacks(log: FlowLog): readonly Lack[] {
  const lacks: Lack[] = [];
  if (log.deliverStatus === 'FAILED') lacks.push({ code: 'delivery_failed', error: log.deliverError ?? '' });
  if (log.status !== null && log.status !== 'ACTIVE') lacks.push({ code: 'not_active', status: log.status });
  if (log.destinationType !== 's3') lacks.push({ code: 'not_s3', destinationType: log.destinationType });
  else {
    if (log.fileFormat !== 'parquet') lacks.push({ code: 'plain_text' });
    if (!log.hourly) lacks.push({ code: 'not_hourly' });
    if (!log.hive) lacks.push({ code: 'not_hive' });
  }
  if (log.traffic !== 'ALL') lacks.push({ code: 'part_of_traffic', traffic: log.traffic });
  if (log.intervalSeconds > 60) lacks.push({ code: 'long_interval', seconds: log.intervalSeconds });
  const has = new Set(log.fields);
  const missing = fieldsForAnalysis.filter((field) => !has.has(field));
  if (missing.length > 0) lacks.push({ code: 'fields_missing', fields: missing });
  return lacks;
}

/**
 * What a resource lacks, going by the best of the flow logs that record its traffic.
 * @param covering its own, and those of the subnet and VPC that it is in
 */
export function resourceLacks(covering: readonly FlowLog[]): readonly Lack[] {
  const best = bestFlowLog(covering);
  return best === null ? [{ code: 'no_flow_log' }] : flowLogLacks(best);
}

/** @param others of the same resource, with or without the log itself. Accepted and rejected traffic have nothing in common. */
export function recordedTwice(log: FlowLog, others: readonly FlowLog[]): readonly Lack[] {
  const isOn = ({ status }: FlowLog) => status === null || status === 'ACTIVE';
  const same = others.filter(
    (each) => each.id !== log.id && isOn(each) && (each.traffic === log.traffic || each.traffic === 'ALL' || log.traffic === 'ALL'),
  );
  return same.length > 0 && isOn(log) ? [{ code: 'recorded_twice', others: same.map(({ id }) => id) }] : [];
}

/** The one that lacks least; NULL: there is none. */
export function bestFlowLog(logs: readonly FlowLog[]): FlowLog | null {
  const [best] = logs.toSorted((one, other) => weight(flowLogLacks(one)) - weight(flowLogLacks(other)));
  return best ?? null;
}

const weight = (lacks: readonly Lack[]) => lacks.reduce((sum, lack) => sum + (isSerious(lack) ? 100 : 1), 0);
