/** What the values of a field mean, where a field has few of them or numbers for names. */
import { protocolName, tcpFlagNames, trafficPathName } from './names.ts';
import type { Language } from './titles.ts';

export interface FieldValue {
  /** As a record has it. */
  readonly value: string;
  readonly text: string;
}

type Words = Readonly<Record<Language, string>>;
const words = (en: string, ja: string): Words => ({ en, ja });

const listed: Readonly<Record<string, Readonly<Record<string, Words>>>> = {
  action: {
    ACCEPT: words('let through', '許可'),
    REJECT: words('stopped by a security group or network ACL', 'セキュリティグループかネットワーク ACL が拒否'),
  },
  log_status: {
    OK: words('logged normally', '正常に記録'),
    NODATA: words('no traffic in the interval', '集約間隔内に通信なし'),
    SKIPDATA: words('some records were skipped', '一部のレコードを省略'),
  },
  flow_direction: {
    ingress: words('to the interface', 'インターフェイスへ（受信）'),
    egress: words('from the interface', 'インターフェイスから（送信）'),
  },
  type: {
    IPv4: words('Internet Protocol version 4', 'インターネットプロトコル バージョン 4'),
    IPv6: words('Internet Protocol version 6', 'インターネットプロトコル バージョン 6'),
    EFA: words('Elastic Fabric Adapter', 'Elastic Fabric Adapter'),
  },
  sublocation_type: {
    wavelength: words('Wavelength Zone', 'Wavelength Zone'),
    outpost: words('Outpost', 'Outpost'),
    localzone: words('Local Zone', 'Local Zone'),
  },
  reject_reason: {
    BPA: words('VPC block public access', 'VPC パブリックアクセスブロック'),
    EC: words('encryption control', '暗号化コントロール'),
  },
  encryption_status: {
    '0': words('not encrypted', '暗号化なし'),
    '1': words('by Nitro', 'Nitro による暗号化'),
    '2': words('by the application', 'アプリケーションによる暗号化'),
    '3': words('by both', '両方による暗号化'),
  },
};

/** Sums that are met: a record's flags are OR-ed over its interval. */
const FLAGS = [1, 2, 3, 4, 5, 6, 7, 18, 19, 22, 23];
const PATHS = [1, 2, 3, 4, 5, 6, 7, 8];
const NUMBERS = Array.from({ length: 256 }, (_, number) => number);

/** @param column the field by its column name: `tcp_flags`. Empty for a field whose values explain themselves. */
export function fieldValues(column: string, language: Language): readonly FieldValue[] {
  switch (column) {
    case 'protocol':
      return numbered(NUMBERS, protocolName);
    case 'tcp_flags':
      return numbered(FLAGS, tcpFlagNames);
    case 'traffic_path':
      return numbered(PATHS, (path) => trafficPathName(path, language));
    default:
      return Object.entries(listed[column] ?? {}).map(([value, text]) => ({ value, text: text[language] }));
  }
}

function numbered(numbers: readonly number[], nameOf: (number: number) => string | null): readonly FieldValue[] {
  return numbers.flatMap((number) => {
    const text = nameOf(number);
    return text === null ? [] : [{ value: String(number), text }];
  });
}
