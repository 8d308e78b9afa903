/** CreateFlowLogs, DescribeFlowLogs, DeleteFlowLogs. */
import { randomUUID } from 'node:crypto';
import { fieldOf } from '../../../main/flowlogs/fields.ts';
import { type QueryInput, type QueryOperation, required } from '../query-service.ts';
import { AwsFault } from '../wire.ts';
import type { Tree } from '../xml.ts';
import { chosen, listAnswer, type Tags, tagSet } from './filters.ts';
import { DEFAULT_FORMAT, type FlowLog, type FlowLogs, type NewFlowLog } from './flow-logs.ts';

export function flowLogOperations(flowLogs: FlowLogs): Readonly<Record<string, QueryOperation>> {
  const tokens = new Map<string, { readonly asked: string; readonly answer: { readonly [name: string]: Tree } }>();
  return {
    CreateFlowLogs(input) {
      const token = input.text('ClientToken') ?? randomUUID();
      const wanted = input.list('ResourceId').map((id) => wantedOf(input, id));
      if (wanted.length === 0) throw new AwsFault('MissingParameter', 'The request must contain the parameter ResourceIds');
      const asked = JSON.stringify(wanted);
      const known = tokens.get(token);
      if (known) {
        if (known.asked === asked) return known.answer;
        throw new AwsFault(
          'IdempotentParameterMismatch',
          'The request uses the same client token as a previous, but non-identical request.',
        );
      }
      const made: string[] = [];
      const unsuccessful: Tree[] = [];
      for (const each of wanted) {
        try {
          made.push(flowLogs.create(each).id);
        } catch (error) {
          if (!(error instanceof AwsFault)) throw error;
          unsuccessful.push({ resourceId: each.resourceId, error: { code: error.code, message: error.message } });
        }
      }
      const answer = { clientToken: token, flowLogIdSet: made, unsuccessful };
      if (made.length > 0) tokens.set(token, { asked, answer });
      return answer;
    },
    DescribeFlowLogs(input) {
      const found = chosen(input, {
        all: flowLogs.all().filter(({ region }) => region === input.region),
        id: (each) => each.id,
        ids: 'FlowLogId',
        missing: (id) => new AwsFault('InvalidFlowLogId.NotFound', `The specified flow log ID '${id}' does not exist`),
        values: {
          'flow-log-id': (each) => each.id,
          'resource-id': (each) => each.resourceId,
          'traffic-type': (each) => each.trafficType,
          'log-destination-type': (each) => each.destinationType,
          'log-group-name': (each) => each.logGroup,
          'deliver-log-status': (each) => each.deliverStatus,
        },
        tags: (each: FlowLog) => each.tags,
      });
      return listAnswer(input, 'flowLogSet', found, flowLogTree);
    },
    DeleteFlowLogs(input) {
      const ids = input.list('FlowLogId');
      if (ids.length === 0) throw new AwsFault('MissingParameter', 'The request must contain the parameter FlowLogIds');
      const unsuccessful: Tree[] = [];
      for (const id of ids) {
        try {
          if (flowLogs.find(id)?.region !== input.region) {
            throw new AwsFault('InvalidFlowLogId.NotFound', `The specified flow log ID '${id}' does not exist`);
          }
          flowLogs.remove(id);
        } catch (error) {
          if (!(error instanceof AwsFault)) throw error;
          unsuccessful.push({ resourceId: id, error: { code: error.code, message: error.message } });
        }
      }
      return { unsuccessful };
    },
  };
}

const flowLogTree = (flowLog: FlowLog): Tree => ({
  flowLogId: flowLog.id,
  flowLogStatus: 'ACTIVE',
  creationTime: flowLog.createdAt,
  resourceId: flowLog.resourceId,
  trafficType: flowLog.trafficType,
  deliverLogsStatus: flowLog.deliverStatus,
  deliverLogsErrorMessage: flowLog.deliverError ?? undefined,
  deliverLogsPermissionArn: flowLog.permissionArn,
  logDestinationType: flowLog.destinationType,
  logDestination: flowLog.destination,
  logGroupName: flowLog.logGroup,
  logFormat: flowLog.format,
  maxAggregationInterval: flowLog.intervalSeconds,
  // Of S3 alone, and always all three.
  destinationOptions:
    flowLog.destinationType === 's3'
      ? {
          fileFormat: flowLog.isParquet ? 'parquet' : 'plain-text',
          hiveCompatiblePartitions: flowLog.isHive,
          perHourPartition: flowLog.isHourly,
        }
      : undefined,
  tagSet: tagSet(flowLog.tags),
});

const invalid = (message: string) => new AwsFault('InvalidParameter', message);

/** @throws AwsFault for what no resource could be given */
function wantedOf(input: QueryInput, resourceId: string): NewFlowLog {
  const destinationType = oneOf(input.text('LogDestinationType') ?? 'cloud-watch-logs', 'LogDestinationType', [
    's3',
    'cloud-watch-logs',
    'kinesis-data-firehose',
  ]);
  const destination = input.text('LogDestination');
  const permissionArn = input.text('DeliverLogsPermissionArn');
  const logGroup = input.text('LogGroupName');
  if (destinationType === 's3') checkDestination(destination, permissionArn);
  else if (permissionArn === undefined) throw invalid('DeliverLogsPermissionArn is required for the destination type');
  const interval = Number(input.text('MaxAggregationInterval') ?? 600);
  if (interval !== 60 && interval !== 600)
    throw new AwsFault('InvalidParameterValue', 'Invalid MaxAggregationInterval. Valid values are 60 and 600.');
  const fileFormat = oneOf(input.text('DestinationOptions.FileFormat') ?? 'plain-text', 'FileFormat', ['plain-text', 'parquet']);
  return {
    region: input.region,
    resourceType: oneOf(required(input, 'ResourceType'), 'ResourceType', ['VPC', 'Subnet', 'NetworkInterface']),
    resourceId,
    trafficType: oneOf(required(input, 'TrafficType'), 'TrafficType', ['ALL', 'ACCEPT', 'REJECT']),
    destinationType,
    ...(destination === undefined ? {} : { destination }),
    ...(logGroup === undefined ? {} : { logGroup }),
    ...(permissionArn === undefined ? {} : { permissionArn }),
    format: checkedFormat(input.text('LogFormat') ?? DEFAULT_FORMAT),
    intervalSeconds: interval,
    isParquet: fileFormat === 'parquet',
    isHive: input.text('DestinationOptions.HiveCompatiblePartitions') === 'true',
    isHourly: input.text('DestinationOptions.PerHourPartition') === 'true',
    tags: tagsOf(input),
  };
}

function tagsOf(input: QueryInput): Tags {
  const pairs = input.each('TagSpecification').flatMap((specification) => {
    if (specification.text('ResourceType') !== 'vpc-flow-log') {
      throw new AwsFault(
        'InvalidParameterValue',
        `'${specification.text('ResourceType')}' is not a valid taggable resource type for this operation.`,
      );
    }
    return specification.each('Tag').map((tag) => [tag.text('Key') ?? '', tag.text('Value') ?? ''] as const);
  });
  return Object.fromEntries(pairs);
}

function checkDestination(destination: string | undefined, permissionArn: string | undefined): void {
  if (permissionArn !== undefined) throw invalid('DeliverLogsPermissionArn is not applicable for s3 delivery');
  if (destination === undefined) throw invalid('LogDestination is required for the destination type s3');
  if (!/^arn:aws[\w-]*:s3:::[a-z0-9.-]{3,63}(\/.*)?$/.test(destination)) throw invalid(`LogDestination: ${destination} is not a valid ARN`);
  // AWS makes this folder itself, and takes no other of its name.
  if (/\/AWSLogs(\/|$)/.test(destination)) throw invalid('LogDestination cannot contain the reserved term AWSLogs');
}

/** @throws AwsFault for a field that there is not, or that stands there twice */
export function checkedFormat(format: string): string {
  const names = [...format.matchAll(/\$\{([^}]+)\}/g)].map((match) => match[1] ?? '');
  const unknown = names.filter((name) => fieldOf(name)?.name !== name);
  const isPlain = format.trim().split(/\s+/).length === names.length;
  if (names.length === 0 || unknown.length > 0 || !isPlain)
    throw new AwsFault('InvalidParameter', `Unknown fields provided: ${unknown.join(', ') || format}`);
  if (new Set(names).size < names.length) throw new AwsFault('InvalidParameter', 'LogFormat contains duplicate fields');
  return format;
}

function oneOf<T extends string>(value: string, name: string, allowed: readonly T[]): T {
  const found = allowed.find((each) => each === value);
  if (found !== undefined) return found;
  throw new AwsFault('InvalidParameterValue', `Value (${value}) for parameter ${name} is invalid. Valid values: ${allowed.join(', ')}`);
}
