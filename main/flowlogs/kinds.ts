/** What the rows of an answer can be. */
import type { KindName, Table } from '../../preload/contract/query.ts';
import { fieldOf, type Text } from './fields.ts';

export const kindGroups = ['flows', 'traffic', 'trouble', 'where'] as const;
export type KindGroup = (typeof kindGroups)[number];

export interface Kind {
  readonly name: KindName;
  /** Where it stands in the list of kinds. */
  readonly group: KindGroup;
  readonly label: Text;
  readonly description: Text;
  /** Flow-log columns without which it cannot be asked. */
  readonly needs: readonly string[];
  /** Whether its rows are ranked by bytes, packets or flows, as the form says. */
  readonly isRanked: boolean;
  /** Rows at most when nothing else is said; NULL: all of them. */
  readonly defaultLimit: number | null;
}

type Row = readonly [
  name: KindName,
  group: KindGroup,
  en: string,
  ja: string,
  descriptionEn: string,
  descriptionJa: string,
  needs: string,
  isRanked: boolean,
  defaultLimit: number | null,
];

const rows: readonly Row[] = [
  ['records', 'flows', 'Records', 'レコード', 'Every flow record, oldest first', 'すべてのフローレコード（古い順）', 'start', false, null],
  [
    'ssh-rdp',
    'flows',
    'SSH and RDP',
    'SSH・RDP',
    'Flow records with port 22 or 3389, oldest first',
    'ポート 22・3389 のフローレコード（古い順）',
    'start srcport dstport',
    false,
    null,
  ],
  [
    'ipv4',
    'flows',
    'IPv4',
    'IPv4',
    'Flow records over IPv4, oldest first',
    'IPv4 のフローレコード（古い順）',
    'start srcaddr',
    false,
    null,
  ],
  [
    'ipv6',
    'flows',
    'IPv6',
    'IPv6',
    'Flow records over IPv6, oldest first',
    'IPv6 のフローレコード（古い順）',
    'start srcaddr',
    false,
    null,
  ],
  [
    'top-talkers',
    'traffic',
    'Top talkers',
    '通信量の多い組',
    'Pairs of addresses with the most traffic',
    '通信量の多い送信元と宛先の組',
    'start srcaddr dstaddr bytes packets',
    true,
    50,
  ],
  [
    'top-sources',
    'traffic',
    'Top sources',
    '送信元別',
    'Source addresses with the most traffic',
    '通信量の多い送信元',
    'start srcaddr bytes packets',
    true,
    50,
  ],
  [
    'top-destinations',
    'traffic',
    'Top destinations',
    '宛先別',
    'Destination addresses with the most traffic',
    '通信量の多い宛先',
    'start dstaddr bytes packets',
    true,
    50,
  ],
  [
    'top-ports',
    'traffic',
    'Top ports',
    '宛先ポート別',
    'Destination ports with the most traffic, by protocol',
    '通信量の多い宛先ポート（プロトコル別）',
    'start dstport protocol bytes packets',
    true,
    50,
  ],
  [
    'packet-talkers',
    'traffic',
    'Packet-level talkers',
    'パケットの送受信者',
    'Pairs of the packets’ own addresses: pods, secondary addresses, and what lies behind a NAT gateway',
    'パケット自身のアドレスの組（Pod、セカンダリアドレス、NAT ゲートウェイの先）',
    'start pkt_srcaddr pkt_dstaddr bytes packets',
    true,
    50,
  ],
  [
    'new-talkers',
    'traffic',
    'New talkers',
    '新しい組',
    'Pairs that did not talk in the window before, of the same length',
    '同じ長さの直前の期間には通信がなかった組',
    'start srcaddr dstaddr bytes packets',
    true,
    50,
  ],
  [
    'traffic-over-time',
    'traffic',
    'Over time',
    '時系列',
    'Flows, packets and bytes by interval, accepted and rejected',
    '間隔ごとのフロー数・パケット数・バイト数（許可・拒否）',
    'start bytes packets action',
    false,
    null,
  ],
  [
    'rejected-by-source',
    'trouble',
    'Rejected by source',
    '拒否（送信元別）',
    'Sources of rejected flows, with how many ports and addresses they tried',
    '拒否されたフローの送信元と、試みたポート数・宛先数',
    'start end srcaddr dstaddr dstport packets action',
    false,
    100,
  ],
  [
    'rejected-by-port',
    'trouble',
    'Rejected by port',
    '拒否（ポート別）',
    'Destination ports of rejected flows, with how many sources and addresses',
    '拒否されたフローの宛先ポートと、送信元数・宛先数',
    'start end srcaddr dstaddr dstport protocol packets action',
    false,
    100,
  ],
  [
    'possible-scans',
    'trouble',
    'Possible scans',
    'スキャンの疑い',
    'Sources that opened or were refused 20 or more different ports or addresses',
    '20 以上のポートまたは宛先に接続を試みた送信元',
    'start end srcaddr dstaddr srcport dstport packets action',
    false,
    100,
  ],
  [
    'admin-ports',
    'trouble',
    'Admin ports',
    '管理ポート',
    'Addresses with the most traffic on ports 20–23, 3389, 5900, 5985 and 5986',
    '管理用ポート（20～23、3389、5900、5985、5986）の通信が多いアドレス',
    'start srcaddr dstaddr srcport dstport bytes packets',
    true,
    10,
  ],
  [
    'by-interface',
    'where',
    'By interface',
    'インターフェイス別',
    'Traffic of each network interface',
    'ネットワークインターフェイスごとの通信',
    'start interface_id bytes packets action',
    true,
    50,
  ],
  [
    'by-instance',
    'where',
    'By instance',
    'インスタンス別',
    'Traffic of each instance',
    'インスタンスごとの通信',
    'start instance_id bytes packets action',
    true,
    50,
  ],
  [
    'by-subnet',
    'where',
    'By subnet',
    'サブネット別',
    'Traffic of each subnet',
    'サブネットごとの通信',
    'start subnet_id bytes packets action',
    true,
    50,
  ],
  [
    'by-zone',
    'where',
    'By availability zone',
    'AZ 別',
    'Traffic of each availability zone',
    'アベイラビリティーゾーンごとの通信',
    'start az_id bytes packets action',
    true,
    null,
  ],
  [
    'by-service',
    'where',
    'By AWS service',
    'AWS サービス別',
    'Traffic from and to AWS services',
    'AWS サービスとの通信',
    'start pkt_src_aws_service pkt_dst_aws_service bytes packets action',
    true,
    null,
  ],
  [
    'by-path',
    'where',
    'By traffic path',
    '経路別',
    'Outgoing traffic by the path it took',
    '送信トラフィックの経路ごとの通信',
    'start traffic_path bytes packets action',
    true,
    null,
  ],
];

export const kinds: readonly Kind[] = rows.map(([name, group, en, ja, descriptionEn, descriptionJa, needs, isRanked, defaultLimit]) => ({
  name,
  group,
  label: { en, ja },
  description: { en: descriptionEn, ja: descriptionJa },
  needs: needs.split(' '),
  isRanked,
  defaultLimit,
}));

export const kindGroupLabels: Readonly<Record<KindGroup, Text>> = {
  flows: { en: 'Flow records', ja: 'フローレコード' },
  traffic: { en: 'Traffic', ja: '通信量' },
  trouble: { en: 'Trouble', ja: '異常' },
  where: { en: 'Where', ja: '場所' },
};

/** @throws RangeError for a name that is none. */
export function kindOf(name: KindName): Kind {
  const kind = kinds.find((each) => each.name === name);
  if (!kind) throw new RangeError(`no kind ${name}`);
  return kind;
}

/** The kinds that this table has the columns for. */
export function kindsFor(table: Pick<Table, 'columns'>): readonly Kind[] {
  return kinds.filter((kind) => lackingFor(kind.name, table).length === 0);
}

/** Flow-log columns that the kind needs and the table does not have. */
export function lackingFor(name: KindName, table: Pick<Table, 'columns'>): readonly string[] {
  const present = new Set(table.columns.map((column) => fieldOf(column.name)?.column));
  return kindOf(name).needs.filter((column) => !present.has(column));
}
