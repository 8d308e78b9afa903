/** Writes docs/queries.md: each kind of query, its SQL for the walk-through's window on the sample. `npm run docs` */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSql } from '../main/flowlogs/build-sql.ts';
import { emptyForm } from '../main/flowlogs/form.ts';
import { type Kind, kindGroupLabels, kindGroups, kinds } from '../main/flowlogs/kinds.ts';
import { formatEpoch } from '../main/flowlogs/time.ts';
import { describeFiles } from '../main/sources/local/describe-files.ts';
import { findFiles } from '../main/sources/local/find-files.ts';
import type { KindName, QueryForm, Table } from '../preload/contract/query.ts';

const root = join(import.meta.dirname, '..');
export const DOCS = join(root, 'docs/queries.md');

/** 12:15 to 12:30 in Tokyo, 28 November 2022. */
const walkThrough = emptyForm(1669605300, 1669606200, 'Asia/Tokyo');

/** The question that each kind answers. */
const answers: Readonly<Record<KindName, string>> = {
  records: 'What exactly happened? Every record with all its fields.',
  'ssh-rdp': 'Who logged in, or tried to? Records with port 22 or 3389 at either end.',
  ipv4: 'The records of IPv4: by the field `type` where the table has it, else by the form of the address.',
  ipv6: 'The records of IPv6, told in the same way.',
  'top-talkers': 'Which two addresses exchange the most? Each direction is a pair of its own.',
  'top-sources': 'Who sends the most?',
  'top-destinations': 'Who receives the most?',
  'top-ports': 'What is the traffic for? Destination ports, TCP and UDP apart.',
  'packet-talkers':
    'The same as top talkers by the packets’ own addresses: a pod instead of its node, a secondary address instead of the primary one, what lies behind a NAT gateway.',
  'new-talkers':
    'Which pairs talk that did not before? The window before, of the same length, is read too; a pair counts when its first record starts in the window itself.',
  'traffic-over-time':
    'When did it begin, when did it end? The interval is the shortest of 1, 5, 15 minutes, an hour and a day that cuts the window into at most 150 pieces; hours and days are those of the chosen zone, also where its clocks change.',
  'rejected-by-source': 'Who is refused, how often, and at how many ports and addresses?',
  'rejected-by-port': 'What is refused: a closed port that something needs, or one that many try?',
  'possible-scans':
    'Who tries many doors? Sources with at least 20 different destination ports or addresses among what was refused or opened (a SYN without its answer, where the table has TCP flags; else from a higher port to a lower one). The answers of a busy server do not count.',
  'admin-ports': 'Which machines are administered, and how much? The address at the end that has the port (20–23, 3389, 5900, 5985, 5986).',
  'by-interface': 'Which network interface carries it?',
  'by-instance': 'Which instance?',
  'by-subnet': 'Which subnet?',
  'by-zone': 'Which availability zone?',
  'by-service': 'How much goes to and comes from AWS services, such as S3?',
  'by-path': 'Which way does outgoing traffic take: internet gateway, gateway endpoint, peering, ...?',
};

/** AWS's predefined queries, the kind with the options of the terminal that asks the same, and what is better here. */
const predefined: readonly (readonly [name: string, asked: string, better: string])[] = [
  ['AcceptedTraffic', '`records --action ACCEPT`', ''],
  ['AdminPortTraffic', '`admin-ports`', 'The text that is known has no port in its condition: it ranks all traffic.'],
  ['IPv4Traffic', '`ipv4`', ''],
  ['IPv6Traffic', '`ipv6`', ''],
  ['RejectedTCPTraffic', '`records --action REJECT --protocol tcp`, counted: `rejected-by-port --protocol tcp`', ''],
  ['RejectedTraffic', '`records --action REJECT`, counted: `rejected-by-source`', ''],
  ['SshRdpTraffic', '`ssh-rdp`', 'The text that is known stops after the 50 oldest records.'],
  ['TopTalkers', '`top-talkers`', ''],
  ['TopTalkersPacketLevel', '`packet-talkers`', ''],
  ['TopTalkingInstances', '`by-instance`', ''],
  ['TopTalkingSubnets', '`by-subnet`', ''],
  ['TopTCPTraffic', '`top-sources --protocol tcp`', ''],
  ['TotalBytesTransferred', '`top-talkers`', 'The text that is known lacks DESC: it gives the 50 pairs with the least.'],
  ['TotalBytesTransferredPacketLevel', '`packet-talkers`', 'As above.'],
  ['TrafficFrmSrcAddr', '`records --ip ADDRESS --ip-side source`', ''],
  ['TrafficToDstAddr', '`records --ip ADDRESS --ip-side destination`', ''],
];

/** The whole page. @throws AppError when the sample cannot be read */
export async function queryDocs(): Promise<string> {
  const folder = join(root, 'assets/sample');
  const { table } = await describeFiles({ folder, files: await findFiles(folder) });
  return [
    '# Queries',
    '<!-- Made by scripts/query-docs.ts (npm run docs). Change it there. -->',
    introduction(table),
    ...kindGroups.map((group) =>
      [`## ${kindGroupLabels[group].en}`, ...kinds.filter((kind) => kind.group === group).map((kind) => section(kind, table))].join('\n\n'),
    ),
    filters(table),
    predefinedTable(),
    '',
  ].join('\n\n');
}

function introduction(table: Table): string {
  const { from, to, zone } = walkThrough;
  return `The kinds of query that the form and \`nagare query --kind KIND\` offer, with the SQL of each. The window is the walk-through's,
${formatEpoch(from, zone)} to ${formatEpoch(to, zone)} (${zone}), the table is the sample's (\`${table.table}\`, partitioned by
${table.partitionKeys.map((key) => `\`${key.column}\``).join(', ')}). A kind is offered only where the table has the fields that it needs.

Every statement
- names the partitions of its window, from the one of its start to the one of its end + 15 minutes, since a file is named by the end of
  its records. A query by hand for \`hour = '03'\` loses the flows whose file lies in hour 04;
- asks for records that start in the window, or overlap it, by \`start\` and \`end\` in Unix seconds;
- quotes every name (\`end\` is reserved), and casts numbers with TRY_CAST where a table keeps them as text, so that \`-\` is NULL;
- has an order: records by time, counts by rank and then by what they count.

Rankings are by bytes, or by packets or flows (\`--by\`). Records without data (NODATA, SKIPDATA) are no flows and are not counted.`;
}

function section(kind: Kind, table: Table): string {
  const facts = [
    `Terminal: \`--kind ${kind.name}\``,
    kind.defaultLimit === null ? 'all rows' : `${kind.defaultLimit} rows unless told otherwise`,
    `needs ${kind.needs.map((column) => `\`${column}\``).join(', ')}`,
  ];
  return [`### ${kind.label.en}`, answers[kind.name], `${facts.join('; ')}.`, sqlBlock({ kind: kind.name }, table)].join('\n\n');
}

function filters(table: Table): string {
  return [
    '## Filters',
    'Any filter goes with any kind. The walk-through’s two questions, an address and then a port:',
    sqlBlock({ addresses: ['192.168.0.10'] }, table),
    sqlBlock({ addresses: ['192.168.0.10'], ports: ['443'] }, table),
    'All of them at once (several values of one filter: any of them; `!` before an address: none of them; with the packets’ own addresses):',
    sqlBlock(
      {
        match: 'overlaps',
        addresses: ['10.0.0.0/8', '192.168.0.10', '2001:db8::1', '!10.1.0.0/16'],
        packetAddresses: true,
        ports: ['443', '8000-8999'],
        portSide: 'destination',
        protocols: ['tcp', 'udp'],
        action: 'ACCEPT',
        direction: 'egress',
        interfaces: ['eni-0a1b2c3d4e5f60718'],
        instances: ['i-0a1b2c3d4e5f60718'],
        tcpFlags: ['syn', 'rst'],
        subnets: ['subnet-0a1b2c3d4e5f60718'],
        vpcs: ['vpc-0a1b2c3d4e5f60718'],
        accounts: ['123456789012'],
        regions: ['ap-northeast-1'],
        paths: ['8'],
        services: ['S3'],
        minBytes: 1000,
      },
      table,
    ),
    `Where Athena wants a value of a partition key of account or region in every statement (an injected projection), the filters by account
and region name that key too. Other such keys are left alone: a record’s account is its interface’s owner, which need not be the flow log’s,
whose folder it lies in.`,
  ].join('\n\n');
}

function predefinedTable(): string {
  return [
    '## AWS’s predefined queries',
    `All 16 that the Athena integration can make (names without \`VpcFlowLogs\`). Of four the text is known, from a public port of the template:
none of these has a partition predicate, so that each reads all that was ever loaded. Here every one has a window, its partitions and an order.`,
    ['| Predefined | Here | Mended |', '| --- | --- | --- |', ...predefined.map((row) => `| ${row.join(' | ')} |`)].join('\n'),
  ].join('\n\n');
}

function sqlBlock(change: Partial<QueryForm>, table: Table): string {
  return ['```sql', buildSql({ ...walkThrough, ...change }, table), '```'].join('\n');
}

if (import.meta.main) writeFileSync(DOCS, await queryDocs());
