import { protocolName } from '../../main/flowlogs/names.ts';
import type { QueryForm } from '../../preload/contract/query.ts';
import type { Cell, ResultColumn } from '../../preload/contract/result.ts';

/** What a value of a result means as a filter of the form; NULL where the form has no such filter. Pure. */
export function formPatch(column: Pick<ResultColumn, 'field'>, value: Cell): Partial<QueryForm> | null {
  if (value === null || value === '' || value === '-') return null;
  const text = String(value);
  switch (column.field) {
    case 'srcaddr':
    case 'dstaddr':
      return { addresses: [text] };
    case 'pkt_srcaddr':
    case 'pkt_dstaddr':
      // A pod's address stands nowhere else.
      return { addresses: [text], packetAddresses: true };
    case 'srcport':
    case 'dstport':
      return { ports: [text] };
    case 'protocol': {
      const name = typeof value === 'number' ? protocolName(value) : null;
      return { protocols: [(name ?? text).toLowerCase()] };
    }
    case 'action':
      return text === 'ACCEPT' || text === 'REJECT' ? { action: text } : null;
    case 'flow_direction':
      return text === 'ingress' || text === 'egress' ? { direction: text } : null;
    case 'interface_id':
      return { interfaces: [text] };
    case 'instance_id':
      return { instances: [text] };
    case 'subnet_id':
      return { subnets: [text] };
    case 'vpc_id':
      return { vpcs: [text] };
    case 'account_id':
      return { accounts: [text] };
    case 'region':
      return { regions: [text] };
    case 'traffic_path':
      return { paths: [text] };
    case 'pkt_src_aws_service':
    case 'pkt_dst_aws_service':
      return { services: [text] };
    default:
      return null;
  }
}
