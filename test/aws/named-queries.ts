/** Queries that a workgroup keeps: the sixteen names that AWS's integration template gives, over the emulator's table. */
import { DATABASE, TABLE } from './catalog.ts';

export interface NamedQuery {
  readonly id: string;
  readonly workgroup: string;
  readonly name: string;
  readonly description?: string;
  readonly database: string;
  readonly sql: string;
}

type Predefined = readonly [name: string, description: string, sql: string];

/**
 * AWS publishes the names (flow-logs-run-athena-query.html) and not the statements: these are in their manner.
 * @param table as it stands in SQL
 */
export function predefinedOver(table: string): readonly Predefined[] {
  const talkers = (columns: string) =>
    `SELECT SUM(bytes) AS totalbytes, ${columns}\nFROM ${table}\nGROUP BY ${columns}\nORDER BY totalbytes DESC\nLIMIT 50`;
  const records = (where: string) => `SELECT *\nFROM ${table}\nWHERE ${where}\nORDER BY "start" ASC\nLIMIT 50`;
  return [
    ['VpcFlowLogsAcceptedTraffic', 'The TCP connections that were allowed', records("action = 'ACCEPT' AND protocol = 6")],
    [
      'VpcFlowLogsAdminPortTraffic',
      'The top 10 IP addresses with the most traffic on administrative ports',
      `SELECT dstaddr, SUM(bytes) AS total_bytes\nFROM ${table}\nWHERE dstport IN (22, 3389)\nGROUP BY dstaddr\nORDER BY total_bytes DESC\nLIMIT 10`,
    ],
    [
      'VpcFlowLogsIPv4Traffic',
      'The total bytes of IPv4 traffic recorded',
      `SELECT SUM(bytes) AS totalbytes\nFROM ${table}\nWHERE type = 'IPv4'`,
    ],
    [
      'VpcFlowLogsIPv6Traffic',
      'The total bytes of IPv6 traffic recorded',
      `SELECT SUM(bytes) AS totalbytes\nFROM ${table}\nWHERE type = 'IPv6'`,
    ],
    ['VpcFlowLogsRejectedTCPTraffic', 'The TCP connections that were rejected', records("action = 'REJECT' AND protocol = 6")],
    ['VpcFlowLogsRejectedTraffic', 'The traffic that was rejected', records("action = 'REJECT'")],
    ['VpcFlowLogsSshRdpTraffic', 'The SSH and RDP traffic', records('srcport IN (22, 3389) OR dstport IN (22, 3389)')],
    ['VpcFlowLogsTopTalkers', 'The 50 IP addresses with the most traffic recorded', talkers('srcaddr')],
    ['VpcFlowLogsTopTalkersPacketLevel', 'The 50 packet-level IP addresses with the most traffic recorded', talkers('pkt_srcaddr')],
    ['VpcFlowLogsTopTalkingInstances', 'The IDs of the 50 instances with the most traffic recorded', talkers('instance_id')],
    ['VpcFlowLogsTopTalkingSubnets', 'The IDs of the 50 subnets with the most traffic recorded', talkers('subnet_id')],
    [
      'VpcFlowLogsTopTCPTraffic',
      'All TCP traffic recorded for a source IP address',
      `SELECT *\nFROM ${table}\nWHERE srcaddr = ? AND protocol = 6\nORDER BY bytes DESC\nLIMIT 50`,
    ],
    ['VpcFlowLogsTotalBytesTransferred', 'The 50 pairs of addresses with the most bytes recorded', talkers('srcaddr, dstaddr')],
    [
      'VpcFlowLogsTotalBytesTransferredPacketLevel',
      'The 50 pairs of packet-level addresses with the most bytes recorded',
      talkers('pkt_srcaddr, pkt_dstaddr'),
    ],
    ['VpcFlowLogsTrafficFrmSrcAddr', 'The traffic recorded for a source IP address', records('srcaddr = ?')],
    ['VpcFlowLogsTrafficToDstAddr', 'The traffic recorded for a destination IP address', records('dstaddr = ?')],
  ];
}

export const predefinedQueries: readonly NamedQuery[] = predefinedOver(`"${DATABASE}"."${TABLE}"`).map(
  ([name, description, sql], index) => ({
    id: `00000000-0000-4000-8000-${String(index + 1).padStart(12, '0')}`,
    workgroup: 'primary',
    name,
    description,
    database: DATABASE,
    sql,
  }),
);

/** As BatchGetNamedQuery has it. */
export const namedQueryAnswer = ({ id, workgroup, name, description, database, sql }: NamedQuery) => ({
  NamedQueryId: id,
  WorkGroup: workgroup,
  Name: name,
  ...(description === undefined ? {} : { Description: description }),
  Database: database,
  QueryString: sql,
});
