/** Words for the numbers in a record. */

/** IANA's protocol numbers that are met in a VPC (iana.org/assignments/protocol-numbers). */
const protocols: ReadonlyMap<number, string> = new Map([
  [0, 'HOPOPT'],
  [1, 'ICMP'],
  [2, 'IGMP'],
  [4, 'IPv4'],
  [6, 'TCP'],
  [17, 'UDP'],
  [27, 'RDP'],
  [33, 'DCCP'],
  [41, 'IPv6'],
  [47, 'GRE'],
  [50, 'ESP'],
  [51, 'AH'],
  [58, 'IPv6-ICMP'],
  [88, 'EIGRP'],
  [89, 'OSPF'],
  [94, 'IPIP'],
  [97, 'EtherIP'],
  [103, 'PIM'],
  [112, 'VRRP'],
  [115, 'L2TP'],
  [132, 'SCTP'],
  [136, 'UDPLite'],
]);

const protocolNumbers = new Map([...protocols].map(([number, name]) => [name.toLowerCase(), number]));
protocolNumbers.set('icmpv6', 58);
protocolNumbers.set('ipv6-icmp', 58);

/** `TCP` for 6; NULL for a number without a common name. */
export function protocolName(number: number): string | null {
  return protocols.get(number) ?? null;
}

/** 6 for `tcp`, in any case; undefined for a name that is not known. */
export function protocolNumber(name: string): number | undefined {
  return protocolNumbers.get(name.toLowerCase());
}

/** Names of the protocols that can be typed, in IANA's order. */
export const protocolNames: readonly string[] = [...protocols.values()];

/**
 * The flags that were seen in the interval: `SYN FIN` for 3, `SYN-ACK FIN` for 19, empty for 0.
 * AWS records SYN-ACK as 18 and never ACK alone; PSH and URG come only from other writers.
 */
export function tcpFlagNames(flags: number): string {
  const names: string[] = [];
  if ((flags & 18) === 18) names.push('SYN-ACK');
  else {
    if (flags & 2) names.push('SYN');
    if (flags & 16) names.push('ACK');
  }
  if (flags & 1) names.push('FIN');
  if (flags & 4) names.push('RST');
  if (flags & 8) names.push('PSH');
  if (flags & 32) names.push('URG');
  return names.join(' ');
}

const paths: ReadonlyMap<number, { readonly en: string; readonly ja: string }> = new Map([
  [1, { en: 'same VPC', ja: '同じ VPC 内' }],
  [2, { en: 'internet gateway or gateway endpoint', ja: 'インターネットゲートウェイ・ゲートウェイエンドポイント' }],
  [3, { en: 'virtual private gateway', ja: '仮想プライベートゲートウェイ' }],
  [4, { en: 'peering, same region', ja: '同一リージョンのピアリング' }],
  [5, { en: 'peering, other region', ja: '別リージョンのピアリング' }],
  [6, { en: 'local gateway', ja: 'ローカルゲートウェイ' }],
  [7, { en: 'gateway endpoint', ja: 'ゲートウェイエンドポイント' }],
  [8, { en: 'internet gateway', ja: 'インターネットゲートウェイ' }],
]);

/** Words for `traffic-path`; NULL for a number that AWS does not list. */
export function trafficPathName(path: number, language: 'en' | 'ja'): string | null {
  return paths.get(path)?.[language] ?? null;
}
