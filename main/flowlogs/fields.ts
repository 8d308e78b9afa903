/**
 * Every field of a VPC flow-log record, versions 2 to 11, as AWS's "Flow log records" page lists them
 * (docs.aws.amazon.com/vpc/latest/userguide/flow-log-records.html). Forms, grid and export all read this table.
 */

export interface Text {
  readonly en: string;
  readonly ja: string;
}

export interface Field {
  /** As AWS writes it in a log format: `interface-id`. */
  readonly name: string;
  /** As a table has it: `interface_id`. */
  readonly column: string;
  readonly type: 'int' | 'bigint' | 'string';
  /** First version of the record that has it. */
  readonly version: number;
  /** `time`: Unix seconds. */
  readonly role: 'time' | 'plain';
  readonly label: Text;
  readonly meaning: Text;
}

type Row = readonly [name: string, type: Field['type'], version: number, en: string, ja: string, meaningEn: string, meaningJa: string];

const rows: readonly Row[] = [
  [
    'version',
    'int',
    2,
    'version',
    'バージョン',
    'Record version: the highest among its fields',
    'レコードのバージョン（含まれるフィールドの最大）',
  ],
  [
    'account-id',
    'string',
    2,
    'account',
    'アカウント',
    'Account that owns the interface, or unknown',
    'インターフェイスを所有するアカウント（または unknown）',
  ],
  [
    'interface-id',
    'string',
    2,
    'interface',
    'インターフェイス',
    'Network interface that recorded the traffic',
    '通信を記録したネットワークインターフェイス',
  ],
  [
    'srcaddr',
    'string',
    2,
    'srcaddr',
    '送信元',
    'Source address; outgoing traffic shows the interface’s primary private address',
    '送信元アドレス（送信時はインターフェイスのプライマリプライベートアドレス）',
  ],
  [
    'dstaddr',
    'string',
    2,
    'dstaddr',
    '宛先',
    'Destination address; incoming traffic shows the interface’s primary private address',
    '宛先アドレス（受信時はインターフェイスのプライマリプライベートアドレス）',
  ],
  ['srcport', 'int', 2, 'srcport', '送信元ポート', 'Source port', '送信元ポート'],
  ['dstport', 'int', 2, 'dstport', '宛先ポート', 'Destination port', '宛先ポート'],
  [
    'protocol',
    'int',
    2,
    'protocol',
    'プロトコル',
    'IANA protocol number: 6 TCP, 17 UDP, 1 ICMP',
    'IANA プロトコル番号（6 TCP、17 UDP、1 ICMP）',
  ],
  ['packets', 'bigint', 2, 'packets', 'パケット', 'Packets in the interval', '集約間隔内のパケット数'],
  ['bytes', 'bigint', 2, 'bytes', 'バイト', 'Bytes in the interval', '集約間隔内のバイト数'],
  [
    'start',
    'bigint',
    2,
    'start',
    '開始',
    'When the first packet was received; up to 60 s after the fact',
    '最初のパケットを受信した時刻（最大 60 秒のずれ）',
  ],
  [
    'end',
    'bigint',
    2,
    'end',
    '終了',
    'When the last packet was received; up to 60 s after the fact',
    '最後のパケットを受信した時刻（最大 60 秒のずれ）',
  ],
  [
    'action',
    'string',
    2,
    'action',
    'アクション',
    'ACCEPT, or REJECT by a security group or network ACL',
    'ACCEPT、またはセキュリティグループ・ネットワーク ACL による REJECT',
  ],
  [
    'log-status',
    'string',
    2,
    'log status',
    'ログ状態',
    'OK; NODATA: no traffic; SKIPDATA: records were lost',
    'OK、NODATA（通信なし）、SKIPDATA（一部の記録なし）',
  ],
  ['vpc-id', 'string', 3, 'vpc', 'VPC', 'VPC of the interface', 'インターフェイスの VPC'],
  ['subnet-id', 'string', 3, 'subnet', 'サブネット', 'Subnet of the interface', 'インターフェイスのサブネット'],
  [
    'instance-id',
    'string',
    3,
    'instance',
    'インスタンス',
    'Instance that the interface is attached to',
    'インターフェイスがアタッチされたインスタンス',
  ],
  [
    'tcp-flags',
    'int',
    3,
    'tcp flags',
    'TCP フラグ',
    'OR of the flags seen: FIN 1, SYN 2, RST 4, SYN-ACK 18',
    '観測されたフラグの論理和（FIN 1、SYN 2、RST 4、SYN-ACK 18）',
  ],
  ['type', 'string', 3, 'type', '種類', 'IPv4, IPv6 or EFA', 'IPv4、IPv6、EFA'],
  [
    'pkt-srcaddr',
    'string',
    3,
    'pkt srcaddr',
    'パケット送信元',
    'Source address in the packet itself: pods, secondary addresses, before NAT',
    'パケット自体の送信元アドレス（ポッド、セカンダリアドレス、NAT 前）',
  ],
  ['pkt-dstaddr', 'string', 3, 'pkt dstaddr', 'パケット宛先', 'Destination address in the packet itself', 'パケット自体の宛先アドレス'],
  ['region', 'string', 4, 'region', 'リージョン', 'Region of the interface', 'インターフェイスのリージョン'],
  ['az-id', 'string', 4, 'az', 'AZ', 'Availability zone id of the interface', 'インターフェイスのアベイラビリティーゾーン ID'],
  [
    'sublocation-type',
    'string',
    4,
    'sublocation type',
    'サブロケーション種別',
    'wavelength, outpost or localzone',
    'wavelength、outpost、localzone',
  ],
  ['sublocation-id', 'string', 4, 'sublocation', 'サブロケーション', 'Id of the sublocation', 'サブロケーションの ID'],
  [
    'pkt-src-aws-service',
    'string',
    5,
    'pkt src service',
    '送信元サービス',
    'AWS service whose address range holds pkt-srcaddr',
    'pkt-srcaddr が属する AWS サービス',
  ],
  [
    'pkt-dst-aws-service',
    'string',
    5,
    'pkt dst service',
    '宛先サービス',
    'AWS service whose address range holds pkt-dstaddr',
    'pkt-dstaddr が属する AWS サービス',
  ],
  [
    'flow-direction',
    'string',
    5,
    'direction',
    '方向',
    'ingress or egress, as the interface sees it',
    'インターフェイスから見た方向（ingress、egress）',
  ],
  ['traffic-path', 'int', 5, 'traffic path', '経路', 'The way that outgoing traffic takes', '送信トラフィックの経路'],
  ['ecs-cluster-arn', 'string', 7, 'ecs cluster arn', 'ECS クラスター ARN', 'ARN of the ECS cluster', 'ECS クラスターの ARN'],
  ['ecs-cluster-name', 'string', 7, 'ecs cluster', 'ECS クラスター', 'Name of the ECS cluster', 'ECS クラスターの名前'],
  [
    'ecs-container-instance-arn',
    'string',
    7,
    'ecs container instance arn',
    'ECS コンテナインスタンス ARN',
    'ARN of the ECS container instance',
    'ECS コンテナインスタンスの ARN',
  ],
  [
    'ecs-container-instance-id',
    'string',
    7,
    'ecs container instance',
    'ECS コンテナインスタンス',
    'Id of the ECS container instance',
    'ECS コンテナインスタンスの ID',
  ],
  ['ecs-container-id', 'string', 7, 'ecs container', 'ECS コンテナ', 'Id of the first container', '1 番目のコンテナの ID'],
  [
    'ecs-second-container-id',
    'string',
    7,
    'ecs second container',
    'ECS 第 2 コンテナ',
    'Id of the second container',
    '2 番目のコンテナの ID',
  ],
  ['ecs-service-name', 'string', 7, 'ecs service', 'ECS サービス', 'Name of the ECS service', 'ECS サービスの名前'],
  [
    'ecs-task-definition-arn',
    'string',
    7,
    'ecs task definition',
    'ECS タスク定義',
    'ARN of the ECS task definition',
    'ECS タスク定義の ARN',
  ],
  ['ecs-task-arn', 'string', 7, 'ecs task arn', 'ECS タスク ARN', 'ARN of the ECS task', 'ECS タスクの ARN'],
  ['ecs-task-id', 'string', 7, 'ecs task', 'ECS タスク', 'Id of the ECS task', 'ECS タスクの ID'],
  [
    'reject-reason',
    'string',
    8,
    'reject reason',
    '拒否理由',
    'BPA: VPC block public access; EC: encryption control',
    'BPA（VPC パブリックアクセスブロック）、EC（暗号化コントロール）',
  ],
  ['resource-id', 'string', 9, 'resource', 'リソース', 'Id of the regional NAT gateway', 'リージョナル NAT ゲートウェイの ID'],
  [
    'encryption-status',
    'int',
    10,
    'encryption',
    '暗号化',
    '0 none, 1 nitro, 2 application, 3 both',
    '0 なし、1 nitro、2 アプリケーション、3 両方',
  ],
  [
    'instance-tag',
    'string',
    11,
    'instance tag',
    'インスタンスタグ',
    'Tag of the instance, percent-encoded',
    'インスタンスのタグ（パーセントエンコード）',
  ],
  [
    'instance-tag-2',
    'string',
    11,
    'instance tag 2',
    'インスタンスタグ 2',
    'Second tag of the instance, percent-encoded',
    'インスタンスの 2 番目のタグ（パーセントエンコード）',
  ],
  [
    'interface-tag',
    'string',
    11,
    'interface tag',
    'インターフェイスタグ',
    'Tag of the interface, percent-encoded',
    'インターフェイスのタグ（パーセントエンコード）',
  ],
  [
    'interface-tag-2',
    'string',
    11,
    'interface tag 2',
    'インターフェイスタグ 2',
    'Second tag of the interface, percent-encoded',
    'インターフェイスの 2 番目のタグ（パーセントエンコード）',
  ],
  [
    'asg-tag',
    'string',
    11,
    'asg tag',
    'ASG タグ',
    'Tag of the Auto Scaling group, percent-encoded',
    'Auto Scaling グループのタグ（パーセントエンコード）',
  ],
  [
    'asg-tag-2',
    'string',
    11,
    'asg tag 2',
    'ASG タグ 2',
    'Second tag of the Auto Scaling group, percent-encoded',
    'Auto Scaling グループの 2 番目のタグ（パーセントエンコード）',
  ],
  [
    'interface-type',
    'string',
    11,
    'interface type',
    'インターフェイス種別',
    'nat_gateway, network_load_balancer, regional_nat_gateway, transit_gateway or vpc_endpoint',
    'nat_gateway、network_load_balancer、regional_nat_gateway、transit_gateway、vpc_endpoint',
  ],
  [
    'next-hop-interface-id',
    'string',
    11,
    'next hop interface',
    '次ホップのインターフェイス',
    'Interface that the traffic goes to next',
    '次の転送先インターフェイス',
  ],
  ['next-hop-subnet-id', 'string', 11, 'next hop subnet', '次ホップのサブネット', 'Subnet of the next interface', '次の転送先のサブネット'],
  [
    'next-hop-az-id',
    'string',
    11,
    'next hop az',
    '次ホップの AZ',
    'Availability zone of the next interface',
    '次の転送先のアベイラビリティーゾーン',
  ],
  ['next-hop-vpc-id', 'string', 11, 'next hop vpc', '次ホップの VPC', 'VPC of the next interface', '次の転送先の VPC'],
  [
    'next-hop-interface-type',
    'string',
    11,
    'next hop interface type',
    '次ホップの種別',
    'Type of the next interface',
    '次の転送先インターフェイスの種別',
  ],
];

export const fields: readonly Field[] = rows.map(([name, type, version, en, ja, meaningEn, meaningJa]) => ({
  name,
  column: name.replaceAll('-', '_'),
  type,
  version,
  role: name === 'start' || name === 'end' ? 'time' : 'plain',
  label: { en, ja },
  meaning: { en: meaningEn, ja: meaningJa },
}));

/** Names of the table in Athena's documentation until 2020, by which many tables are still made. */
const olderNames: Readonly<Record<string, string>> = {
  account: 'account_id',
  accountid: 'account_id',
  interfaceid: 'interface_id',
  sourceaddress: 'srcaddr',
  destinationaddress: 'dstaddr',
  sourceport: 'srcport',
  destinationport: 'dstport',
  numpackets: 'packets',
  numbytes: 'bytes',
  starttime: 'start',
  endtime: 'end',
  logstatus: 'log_status',
};

const byColumn = new Map(fields.map((field) => [field.column, field]));

/**
 * The field that a table's or a result's column is: `interface_id`, `interface-id`, `INTERFACE_ID`, `interfaceid`.
 * Undefined for any other.
 */
export function fieldOf(columnName: string): Field | undefined {
  const name = columnName.toLowerCase().replaceAll('-', '_');
  return byColumn.get(olderNames[name] ?? name);
}
