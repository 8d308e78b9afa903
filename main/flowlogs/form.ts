/** The form: what it starts as, what the table allows, what is wrong with it. */
import type { QueryForm, Table } from '../../preload/contract/query.ts';
import { parseAddressFilter } from './address-conditions.ts';
import { fieldOf } from './fields.ts';
import { parseId, parseInstance, parseInterface, parsePath, parseService } from './ids.ts';
import { lackingFor } from './kinds.ts';
import { type Parsed, type Problem, problem } from './parsed.ts';
import { parsePorts } from './ports.ts';
import { parseProtocol } from './protocols.ts';
import { parseTcpFlag } from './tcp-flags.ts';
import { isZone } from './time.ts';

/** A form that asks for every record in the window. */
export function emptyForm(from: number, to: number, zone: string): QueryForm {
  return {
    from,
    to,
    zone,
    match: 'starts',
    addresses: [],
    addressSide: 'either',
    packetAddresses: false,
    ports: [],
    portSide: 'either',
    protocols: [],
    action: null,
    direction: null,
    interfaces: [],
    instances: [],
    tcpFlags: [],
    subnets: [],
    vpcs: [],
    accounts: [],
    regions: [],
    paths: [],
    services: [],
    minBytes: null,
    measure: 'bytes',
    kind: 'records',
    limit: null,
  };
}

export interface FormOffers {
  readonly match: boolean;
  readonly addresses: boolean;
  readonly ports: boolean;
  readonly protocol: boolean;
  readonly action: boolean;
  readonly direction: boolean;
  readonly interface: boolean;
  readonly instance: boolean;
  readonly packetAddresses: boolean;
  readonly tcpFlags: boolean;
  readonly subnet: boolean;
  readonly vpc: boolean;
  readonly account: boolean;
  readonly region: boolean;
  readonly path: boolean;
  readonly service: boolean;
  readonly bytes: boolean;
}

/** Which filters the table has columns for. */
export function formOffers(table: Pick<Table, 'columns' | 'scopeKeys'>): FormOffers {
  const present = new Set(table.columns.map((column) => fieldOf(column.name)?.column));
  const has = (...columns: readonly string[]) => columns.every((column) => present.has(column));
  return {
    match: has('start', 'end'),
    addresses: has('srcaddr', 'dstaddr'),
    ports: has('srcport', 'dstport'),
    protocol: has('protocol'),
    action: has('action'),
    direction: has('flow_direction'),
    interface: has('interface_id'),
    instance: has('instance_id'),
    packetAddresses: has('pkt_srcaddr', 'pkt_dstaddr'),
    tcpFlags: has('tcp_flags'),
    subnet: has('subnet_id'),
    vpc: has('vpc_id'),
    account: has('account_id') || table.scopeKeys.some((key) => key.field === 'account_id'),
    region: has('region') || table.scopeKeys.some((key) => key.field === 'region'),
    path: has('traffic_path'),
    service: has('pkt_src_aws_service', 'pkt_dst_aws_service'),
    bytes: has('bytes'),
  };
}

type ListField = {
  readonly [K in keyof QueryForm]: QueryForm[K] extends readonly string[] ? K : never;
}[keyof QueryForm];

export interface FormProblem {
  readonly field: keyof QueryForm;
  /** Which of a field's several values; NULL for the field itself. */
  readonly index: number | null;
  readonly problem: Problem;
}

/** The years that a partition's four digits and a real flow log can have. */
const EARLIEST = Date.UTC(2000, 0, 1) / 1000;
const LATEST = Date.UTC(2100, 0, 1) / 1000;

/** Everything that is wrong, in the order of the form; empty when a statement can be made. */
export function formProblems(form: QueryForm, table: Pick<Table, 'columns' | 'scopeKeys'>): readonly FormProblem[] {
  const found: FormProblem[] = [];
  const add = (field: keyof QueryForm, index: number | null, what: Problem) => found.push({ field, index, problem: what });
  const offers = formOffers(table);

  for (const field of ['from', 'to'] as const) {
    if (!Number.isSafeInteger(form[field]) || form[field] < EARLIEST || form[field] > LATEST)
      add(field, null, problem('bad_time', { value: String(form[field]) }).problem);
  }
  if (form.from > form.to) add('to', null, problem('bad_window', { from: form.from, to: form.to }).problem);
  if (!isZone(form.zone)) add('zone', null, problem('bad_zone', { value: form.zone }).problem);

  const each = (field: ListField, offered: boolean, read: (text: string) => Parsed<unknown>) => {
    for (const [index, text] of form[field].entries()) {
      const answer = read(text);
      if (!answer.ok) add(field, index, answer.problem);
    }
    if (form[field].length > 0 && !offered) add(field, null, missing(field));
  };
  each('addresses', offers.addresses, parseAddressFilter);
  each('ports', offers.ports, parsePorts);
  each('protocols', offers.protocol, parseProtocol);
  each('tcpFlags', offers.tcpFlags, parseTcpFlag);
  each('interfaces', offers.interface, parseInterface);
  each('instances', offers.instance, parseInstance);
  each('subnets', offers.subnet, (text) => parseId('subnet', text));
  each('vpcs', offers.vpc, (text) => parseId('vpc', text));
  each('accounts', offers.account, (text) => parseId('account', text));
  each('regions', offers.region, (text) => parseId('region', text));
  each('paths', offers.path, parsePath);
  each('services', offers.service, parseService);
  if (form.packetAddresses && !offers.packetAddresses) add('packetAddresses', null, missing('pkt_srcaddr'));
  if (form.minBytes !== null && !offers.bytes) add('minBytes', null, missing('bytes'));
  if (form.action && !offers.action) add('action', null, missing('action'));
  if (form.direction && !offers.direction) add('direction', null, missing('flow_direction'));
  if (form.match === 'overlaps' && !offers.match) add('match', null, missing('end'));
  const lacking = lackingFor(form.kind, table);
  if (lacking.length > 0) add('kind', null, problem('bad_column', { value: lacking.join(', '), kind: form.kind }).problem);
  return found;
}

function missing(column: string): Problem {
  return problem('bad_column', { value: column }).problem;
}
