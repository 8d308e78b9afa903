/** One flow-log record: the 28 fields of the walk-through's custom format, and vpc-id. */
import { account, type Interface, region, vpc } from './network.ts';

/** Columns in the order of the log format. */
export const columns = [
  ['version', 'INTEGER'],
  ['account_id', 'VARCHAR'],
  ['interface_id', 'VARCHAR'],
  ['srcaddr', 'VARCHAR'],
  ['dstaddr', 'VARCHAR'],
  ['srcport', 'INTEGER'],
  ['dstport', 'INTEGER'],
  ['protocol', 'INTEGER'],
  ['packets', 'BIGINT'],
  ['bytes', 'BIGINT'],
  ['start', 'BIGINT'],
  ['end', 'BIGINT'],
  ['action', 'VARCHAR'],
  ['log_status', 'VARCHAR'],
  ['subnet_id', 'VARCHAR'],
  ['instance_id', 'VARCHAR'],
  ['tcp_flags', 'INTEGER'],
  ['type', 'VARCHAR'],
  ['pkt_srcaddr', 'VARCHAR'],
  ['pkt_dstaddr', 'VARCHAR'],
  ['region', 'VARCHAR'],
  ['az_id', 'VARCHAR'],
  ['sublocation_type', 'VARCHAR'],
  ['sublocation_id', 'VARCHAR'],
  ['pkt_src_aws_service', 'VARCHAR'],
  ['pkt_dst_aws_service', 'VARCHAR'],
  ['flow_direction', 'VARCHAR'],
  ['traffic_path', 'INTEGER'],
  ['vpc_id', 'VARCHAR'],
] as const;

export type ColumnName = (typeof columns)[number][0];
export type FlowRecord = Readonly<Record<ColumnName, string | number | null>>;

export interface Flow {
  readonly at: Interface;
  readonly source: string;
  readonly destination: string;
  readonly sourcePort: number;
  readonly destinationPort: number;
  readonly protocol: number;
  readonly packets: number;
  readonly bytes: number;
  readonly start: number;
  readonly end: number;
  readonly action: 'ACCEPT' | 'REJECT';
  readonly flags: number;
  readonly direction: 'ingress' | 'egress';
  /** Of outgoing flows. */
  readonly path?: number;
  /** Where the packet itself came from or goes to, when that is not what the interface saw. */
  readonly packetSource?: string;
  readonly packetDestination?: string;
  readonly sourceService?: string;
  readonly destinationService?: string;
}

export function recordOf(flow: Flow): FlowRecord {
  return {
    ...shared(flow.at, flow.start, flow.end),
    srcaddr: flow.source,
    dstaddr: flow.destination,
    srcport: flow.sourcePort,
    dstport: flow.destinationPort,
    protocol: flow.protocol,
    packets: flow.packets,
    bytes: flow.bytes,
    action: flow.action,
    log_status: 'OK',
    tcp_flags: flow.flags,
    type: flow.source.includes(':') ? 'IPv6' : 'IPv4',
    pkt_srcaddr: flow.packetSource ?? flow.source,
    pkt_dstaddr: flow.packetDestination ?? flow.destination,
    pkt_src_aws_service: flow.sourceService ?? '-',
    pkt_dst_aws_service: flow.destinationService ?? '-',
    flow_direction: flow.direction,
    traffic_path: flow.direction === 'egress' ? (flow.path ?? 1) : null,
  };
}

/** NODATA: the interface had no traffic. SKIPDATA: records were lost. All that a flow would say is NULL. */
export function emptyRecord(at: Interface, start: number, end: number, status: 'NODATA' | 'SKIPDATA'): FlowRecord {
  return {
    ...shared(at, start, end),
    srcaddr: null,
    dstaddr: null,
    srcport: null,
    dstport: null,
    protocol: null,
    packets: null,
    bytes: null,
    action: null,
    log_status: status,
    tcp_flags: null,
    type: null,
    pkt_srcaddr: null,
    pkt_dstaddr: null,
    pkt_src_aws_service: null,
    pkt_dst_aws_service: null,
    flow_direction: null,
    traffic_path: null,
  };
}

function shared(at: Interface, start: number, end: number) {
  return {
    version: 5,
    account_id: account,
    interface_id: at.id,
    start,
    end,
    subnet_id: at.subnet,
    instance_id: at.instance,
    region,
    az_id: at.zone,
    sublocation_type: '-',
    sublocation_id: '-',
    vpc_id: vpc,
  };
}
