/** Each kind of query as the parts of a statement that differ: what is selected, of which flows, in which order. */
import type { KindName, QueryForm } from '../../preload/contract/query.ts';
import { bucketExpression } from './buckets.ts';
import { portCondition } from './conditions.ts';
import type { Columns } from './table-columns.ts';

export interface KindSql {
  readonly select: readonly string[];
  /** Beside the window and the form's filters. */
  readonly where: readonly string[];
  /** GROUP BY, HAVING, ORDER BY. */
  readonly tail: readonly string[];
}

/** Ports by which machines are administered: FTP, SSH, telnet, RDP, VNC, WinRM. */
const ADMIN_PORTS = [
  { from: 20, to: 23 },
  { from: 3389, to: 3389 },
  { from: 5900, to: 5900 },
  { from: 5985, to: 5986 },
];
const SSH_RDP = [
  { from: 22, to: 22 },
  { from: 3389, to: 3389 },
];
/** So many different ports or addresses make a source look like a scan. */
export const SCAN_TARGETS = 20;

type Build = (form: QueryForm, columns: Columns) => KindSql;

const builds: Readonly<Record<KindName, Build>> = {
  records: (_form, columns) => records(columns, []),
  'ssh-rdp': (_form, columns) => records(columns, [portCondition(SSH_RDP, 'either', columns)]),
  ipv4: (_form, columns) => records(columns, [version(columns, 'IPv4')]),
  ipv6: (_form, columns) => records(columns, [version(columns, 'IPv6')]),
  'top-talkers': (form, columns) => ranking(form, columns, ['srcaddr', 'dstaddr']),
  'top-sources': (form, columns) => ranking(form, columns, ['srcaddr']),
  'top-destinations': (form, columns) => ranking(form, columns, ['dstaddr']),
  'top-ports': (form, columns) => ranking(form, columns, ['dstport', 'protocol']),
  'packet-talkers': (form, columns) => ranking(form, columns, ['pkt_srcaddr', 'pkt_dstaddr']),
  'new-talkers': newTalkers,
  'traffic-over-time': overTime,
  'rejected-by-source': (form, columns) => rejected(form, columns, ['srcaddr'], ['dstport AS ports', 'dstaddr AS addresses']),
  'rejected-by-port': (form, columns) => rejected(form, columns, ['dstport', 'protocol'], ['srcaddr AS sources', 'dstaddr AS addresses']),
  'possible-scans': possibleScans,
  'admin-ports': adminPorts,
  'by-interface': (form, columns) => byPlace(form, columns, 'interface_id'),
  'by-instance': (form, columns) => byPlace(form, columns, 'instance_id'),
  'by-subnet': (form, columns) => byPlace(form, columns, 'subnet_id'),
  'by-zone': (form, columns) => byPlace(form, columns, 'az_id'),
  'by-service': byService,
  'by-path': (form, columns) => byPlace(form, columns, 'traffic_path'),
};

/** @throws RangeError for a column that the table lacks: `formProblems` names the kind then */
export function kindSql(form: QueryForm, columns: Columns): KindSql {
  return builds[form.kind](form, columns);
}

function records(columns: Columns, where: readonly string[]): KindSql {
  return { select: columns.all(), where, tail: [`ORDER BY ${columns.text('start')}`] };
}

/** By the record's own word where there is one; else IPv6 is what has a colon in it. */
function version(columns: Columns, which: 'IPv4' | 'IPv6'): string {
  if (columns.has('type')) return `${columns.text('type')} = '${which}'`;
  const column = columns.text('srcaddr');
  return which === 'IPv6' ? `${column} LIKE '%:%'` : `${column} LIKE '%.%' AND ${column} NOT LIKE '%:%'`;
}

/** A field as the key of a group: by number where it is one, so that `-` is NULL. */
const numbers = new Set(['srcport', 'dstport', 'protocol', 'traffic_path']);
const key = (columns: Columns, name: string) => (numbers.has(name) ? columns.number(name) : columns.text(name));

/** `"srcaddr"`, or with its name where the key is an expression. */
function selected(columns: Columns, name: string): string {
  const expression = key(columns, name);
  return expression.startsWith('"') ? expression : `${expression} AS "${name}"`;
}

/** Records without addresses (NODATA, SKIPDATA) belong to no group. */
function isSaid(columns: Columns, name: string): string {
  return numbers.has(name) ? `${columns.number(name)} IS NOT NULL` : `${columns.text(name)} <> '-'`;
}

function sums(columns: Columns): readonly string[] {
  return [`sum(${columns.number('bytes')}) AS "bytes"`, `sum(${columns.number('packets')}) AS "packets"`, 'count(*) AS "flows"'];
}

/** Accepted and rejected, where records say so. */
function actions(columns: Columns): readonly string[] {
  if (!columns.has('action')) return [];
  const action = columns.text('action');
  return [`count_if(${action} = 'ACCEPT') AS "accepted"`, `count_if(${action} = 'REJECT') AS "rejected"`];
}

/** Greatest first by what the form says; then by the key, so that the order is always the same. */
function ranked(form: QueryForm, keys: number, before = keys): string {
  const place = before + 1 + { bytes: 0, packets: 1, flows: 2 }[form.measure];
  return `ORDER BY ${[`${place} DESC`, ...Array.from({ length: keys }, (_, index) => String(index + 1))].join(', ')}`;
}

function ranking(form: QueryForm, columns: Columns, keys: readonly string[]): KindSql {
  return {
    select: [...keys.map((name) => selected(columns, name)), ...sums(columns), ...actions(columns)],
    where: keys.map((name) => isSaid(columns, name)),
    tail: [`GROUP BY ${keys.map((name) => key(columns, name)).join(', ')}`, ranked(form, keys.length)],
  };
}

/** A record without data (NODATA, SKIPDATA) names its interface too, but is no flow. */
function byPlace(form: QueryForm, columns: Columns, name: string): KindSql {
  const ranks = ranking(form, columns, [name]);
  return { ...ranks, where: [...ranks.where, isSaid(columns, 'action')] };
}

/** The window reaches back by its own length; a pair is new when its first flow starts after that. */
function newTalkers(form: QueryForm, columns: Columns): KindSql {
  const keys = ['srcaddr', 'dstaddr'];
  const start = columns.number('start');
  return {
    select: [...keys.map(columns.text), ...sums(columns), `min(${start}) AS "start"`],
    where: keys.map((name) => isSaid(columns, name)),
    tail: [`GROUP BY ${keys.map(columns.text).join(', ')}`, `HAVING min(${start}) >= ${form.from}`, ranked(form, keys.length)],
  };
}

function overTime(form: QueryForm, columns: Columns): KindSql {
  return {
    select: [
      `${bucketExpression(columns.number('start'), form.from, form.to, form.zone)} AS "start"`,
      ...sums(columns),
      ...actions(columns),
    ],
    // A record without data (NODATA, SKIPDATA) is no flow.
    where: [isSaid(columns, 'action')],
    tail: ['GROUP BY 1', 'ORDER BY 1'],
  };
}

/** @param distinct `column AS name`: how many different ones there were */
function rejected(form: QueryForm, columns: Columns, keys: readonly string[], distinct: readonly string[]): KindSql {
  return {
    select: [...keys.map((name) => selected(columns, name)), ...tried(columns, distinct)],
    where: [...(form.action === 'REJECT' ? [] : [`${columns.text('action')} = 'REJECT'`]), ...keys.map((name) => isSaid(columns, name))],
    tail: [
      `GROUP BY ${keys.map((name) => key(columns, name)).join(', ')}`,
      `ORDER BY ${[`${keys.length + 1} DESC`, ...keys.map((_, index) => String(index + 1))].join(', ')}`,
    ],
  };
}

function tried(columns: Columns, distinct: readonly string[]): readonly string[] {
  return [
    'count(*) AS "flows"',
    `sum(${columns.number('packets')}) AS "packets"`,
    ...distinct.map((each) => {
      const [name = '', as] = each.split(' AS ');
      return `count(DISTINCT ${key(columns, name)}) AS "${as}"`;
    }),
    `min(${columns.number('start')}) AS "start"`,
    `max(${columns.number('end')}) AS "end"`,
  ];
}

/**
 * Answers are no attempts: a server that answers many clients is no scanner. Where flags are recorded an attempt is a
 * SYN without SYN-ACK, or what was refused; elsewhere what was refused, or what went from a higher port to a lower one.
 */
function possibleScans(_form: QueryForm, columns: Columns): KindSql {
  const refused = `${columns.text('action')} = 'REJECT'`;
  const opened = columns.has('tcp_flags')
    ? `bitwise_and(${columns.number('tcp_flags')}, 18) = 2`
    : `${columns.number('srcport')} > ${columns.number('dstport')}`;
  const ports = `count(DISTINCT ${columns.number('dstport')})`;
  const addresses = `count(DISTINCT ${columns.text('dstaddr')})`;
  return {
    select: [
      columns.text('srcaddr'),
      `${ports} AS "ports"`,
      `${addresses} AS "addresses"`,
      'count(*) AS "flows"',
      `count_if(${refused}) AS "rejected"`,
      `min(${columns.number('start')}) AS "start"`,
      `max(${columns.number('end')}) AS "end"`,
    ],
    where: [`(${refused} OR ${opened})`, isSaid(columns, 'srcaddr')],
    tail: [
      `GROUP BY ${columns.text('srcaddr')}`,
      `HAVING ${ports} >= ${SCAN_TARGETS} OR ${addresses} >= ${SCAN_TARGETS}`,
      `ORDER BY greatest(${ports}, ${addresses}) DESC, 1`,
    ],
  };
}

/** By the end that has the port: the machine that is administered. */
function adminPorts(form: QueryForm, columns: Columns): KindSql {
  const onDestination = portCondition(ADMIN_PORTS, 'destination', columns);
  const address = `CASE WHEN ${onDestination} THEN ${columns.text('dstaddr')} ELSE ${columns.text('srcaddr')} END`;
  return {
    select: [`${address} AS "address"`, ...sums(columns), ...actions(columns)],
    where: [portCondition(ADMIN_PORTS, 'either', columns), isSaid(columns, 'srcaddr')],
    tail: ['GROUP BY 1', ranked(form, 1)],
  };
}

function byService(form: QueryForm, columns: Columns): KindSql {
  const keys = ['pkt_src_aws_service', 'pkt_dst_aws_service'];
  return {
    select: [...keys.map(columns.text), ...sums(columns), ...actions(columns)],
    // One end is a service, the other as a rule is not.
    where: [`(${keys.map((name) => isSaid(columns, name)).join(' OR ')})`],
    tail: [`GROUP BY ${keys.map(columns.text).join(', ')}`, ranked(form, keys.length)],
  };
}
