/** The flow logs of the account: made with all that AWS checks, deleted, and how their delivery goes. */
import { randomBytes } from 'node:crypto';
import type { Buckets } from '../s3/buckets.ts';
import { AwsFault, HOME_REGION } from '../wire.ts';
import { allowDelivery } from './delivery-policy.ts';
import type { Tags } from './filters.ts';
import type { Network } from './network.ts';

export type ResourceType = 'VPC' | 'Subnet' | 'NetworkInterface';

export interface NewFlowLog {
  readonly region: string;
  readonly resourceType: ResourceType;
  readonly resourceId: string;
  readonly trafficType: 'ALL' | 'ACCEPT' | 'REJECT';
  readonly destinationType: 's3' | 'cloud-watch-logs' | 'kinesis-data-firehose';
  /** ARN; left out for a log group that is named. */
  readonly destination?: string;
  readonly logGroup?: string;
  readonly permissionArn?: string;
  /** `${version} ${account-id} ...` */
  readonly format: string;
  readonly intervalSeconds: 60 | 600;
  readonly isParquet: boolean;
  readonly isHive: boolean;
  readonly isHourly: boolean;
  readonly tags: Tags;
}

export interface FlowLog extends NewFlowLog {
  readonly id: string;
  readonly createdAt: Date;
  deliverStatus: 'SUCCESS' | 'FAILED';
  /** `Access error`, `Unknown error`; NULL: none. */
  deliverError: string | null;
  /** When it delivered last; NULL: never. */
  deliveredAt: Date | null;
}

export interface FlowLogs {
  all(): readonly FlowLog[];
  find(id: string): FlowLog | undefined;
  /** @throws AwsFault of one resource: what AWS tells as unsuccessful */
  create(wanted: NewFlowLog): FlowLog;
  /** @throws AwsFault `InvalidFlowLogId.NotFound` */
  remove(id: string): void;
}

/** A log format of these fields, as AWS writes one. */
export const formatOf = (fields: string): string =>
  fields
    .split(' ')
    .map((name) => `\${${name}}`)
    .join(' ');

export const DEFAULT_FORMAT = formatOf(
  'version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end action log-status',
);

export interface FlowLogsOptions {
  readonly network: Network;
  readonly buckets: Buckets;
  /** For one resource; AWS's own is two for each. */
  readonly most: number;
  /** Whether the user may read and write a bucket's policy. */
  readonly maySetPolicy: () => boolean;
}

export function createFlowLogs({ network, buckets, most, maySetPolicy }: FlowLogsOptions): FlowLogs {
  const flowLogs = new Map<string, FlowLog>();
  return {
    all: () => [...flowLogs.values()],
    find: (id) => flowLogs.get(id),
    create(wanted) {
      checkResource(network, wanted);
      const ofResource = [...flowLogs.values()].filter(({ resourceId }) => resourceId === wanted.resourceId);
      if (ofResource.some((each) => isSame(each, wanted))) {
        throw new AwsFault('FlowLogAlreadyExists', 'Error. There is an existing Flow Log with the same configuration and log destination.');
      }
      if (ofResource.length >= most) {
        throw new AwsFault(
          'FlowLogsLimitExceeded',
          `You have reached the maximum number of flow logs (${most}) for the resource ${wanted.resourceId}.`,
        );
      }
      if (wanted.destinationType === 's3') openDestination(buckets, wanted, maySetPolicy());
      const flowLog: FlowLog = {
        ...wanted,
        id: `fl-0${randomBytes(8).toString('hex')}`,
        createdAt: new Date(),
        deliverStatus: 'SUCCESS',
        deliverError: null,
        deliveredAt: null,
      };
      flowLogs.set(flowLog.id, flowLog);
      return flowLog;
    },
    remove(id) {
      if (flowLogs.delete(id)) return;
      throw new AwsFault('InvalidFlowLogId.NotFound', `The specified flow log ID '${id}' does not exist`);
    },
  };
}

function checkResource(network: Network, { resourceType, resourceId, region }: NewFlowLog): void {
  const subnet = (id: string | undefined) => network.subnets.find((each) => each.id === id);
  const holder: Readonly<Record<ResourceType, string | undefined>> = {
    VPC: resourceId,
    Subnet: subnet(resourceId)?.vpc,
    NetworkInterface: subnet(network.interfaces.find(({ id }) => id === resourceId)?.subnet)?.vpc,
  };
  const vpc = network.vpcs.find(({ id }) => id === holder[resourceType]);
  if (vpc && (vpc.region ?? HOME_REGION) === region) return;
  const [code, what] = {
    VPC: ['InvalidVpcID.NotFound', 'vpc'],
    Subnet: ['InvalidSubnetID.NotFound', 'subnet'],
    NetworkInterface: ['InvalidNetworkInterfaceID.NotFound', 'networkInterface'],
  }[resourceType] as [string, string];
  throw new AwsFault(code, `The ${what} ID '${resourceId}' does not exist`);
}

const isSame = (a: NewFlowLog, b: NewFlowLog): boolean =>
  a.trafficType === b.trafficType &&
  a.destinationType === b.destinationType &&
  a.destination === b.destination &&
  a.logGroup === b.logGroup &&
  a.format === b.format &&
  a.isParquet === b.isParquet &&
  a.isHive === b.isHive &&
  a.isHourly === b.isHourly;

function openDestination(buckets: Buckets, { destination = '', isHive, region }: NewFlowLog, maySetPolicy: boolean): void {
  const name = /^arn:aws[\w-]*:s3:::([^/]+)/.exec(destination)?.[1] ?? '';
  const denied = new AwsFault('400', `Access Denied for LogDestination: ${name}. Please check LogDestination permission`);
  if (buckets.foreign.has(name)) throw denied;
  const bucket = buckets.find(name);
  if (!bucket && !buckets.isOpen) throw new AwsFault('LogDestinationNotFoundException', `LogDestination: ${name} does not exist`);
  if (!maySetPolicy) throw denied;
  try {
    allowDelivery(buckets.ensure(name), destination, isHive, region);
  } catch (error) {
    // A policy has room for 20 KB.
    if (error instanceof AwsFault) throw new AwsFault('LogDestinationPermissionIssueException', error.message);
    throw error;
  }
}
