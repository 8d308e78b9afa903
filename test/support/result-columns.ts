import { fieldOf } from '../../main/flowlogs/fields.ts';
import type { ResultColumn } from '../../preload/contract/result.ts';

/** A column of a result as the importer would plan it: a flow-log field by its name, else a number or a text. */
export function resultColumn(name: string, change: Partial<ResultColumn> = {}): ResultColumn {
  const field = fieldOf(name);
  const isText = field?.type === 'string';
  return {
    name,
    type: isText ? 'varchar' : 'bigint',
    storage: isText ? 'TEXT' : 'INTEGER',
    field: field?.column ?? null,
    role: field?.role ?? 'plain',
    ...change,
  };
}

/** The 29 columns of the sample, in its order. */
export const sampleColumns: readonly ResultColumn[] = [
  'version',
  'account_id',
  'interface_id',
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
  'log_status',
  'vpc_id',
  'subnet_id',
  'instance_id',
  'tcp_flags',
  'type',
  'pkt_srcaddr',
  'pkt_dstaddr',
  'region',
  'az_id',
  'sublocation_type',
  'sublocation_id',
  'pkt_src_aws_service',
  'pkt_dst_aws_service',
  'flow_direction',
  'traffic_path',
].map((name) => resultColumn(name));
