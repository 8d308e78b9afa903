/** Seeded flow-log results as Athena writes them: 29 columns, every value quoted, NULL empty. */
import { closeSync, openSync, writeSync } from 'node:fs';
import { seeded } from '../../scripts/sample/random.ts';

export const flowColumns = [
  ['version', 'integer'],
  ['account_id', 'varchar'],
  ['interface_id', 'varchar'],
  ['srcaddr', 'varchar'],
  ['dstaddr', 'varchar'],
  ['srcport', 'integer'],
  ['dstport', 'integer'],
  ['protocol', 'integer'],
  ['packets', 'bigint'],
  ['bytes', 'bigint'],
  ['start', 'bigint'],
  ['end', 'bigint'],
  ['action', 'varchar'],
  ['log_status', 'varchar'],
  ['vpc_id', 'varchar'],
  ['subnet_id', 'varchar'],
  ['instance_id', 'varchar'],
  ['tcp_flags', 'integer'],
  ['type', 'varchar'],
  ['pkt_srcaddr', 'varchar'],
  ['pkt_dstaddr', 'varchar'],
  ['region', 'varchar'],
  ['az_id', 'varchar'],
  ['sublocation_type', 'varchar'],
  ['sublocation_id', 'varchar'],
  ['pkt_src_aws_service', 'varchar'],
  ['pkt_dst_aws_service', 'varchar'],
  ['flow_direction', 'varchar'],
  ['traffic_path', 'integer'],
] as const;

const PIECE = 4_000_000;

/** Writes `rows` records and the header to `path`. The same rows for the same seed. */
export function writeFlowCsv(path: string, rows: number, seed = 1): void {
  const random = seeded(seed);
  const address = () => `10.${random.between(0, 3)}.${random.between(0, 255)}.${random.between(1, 254)}`;
  const hosts = Array.from({ length: 4000 }, address);
  const interfaces = hosts.map((_, index) => `eni-0${(index * 7919 + 0xabcdef).toString(16).padStart(16, '0')}`);
  const instances = interfaces.map((id) => id.replace('eni-', 'i-'));
  const file = openSync(path, 'w');
  let text = `${flowColumns.map(([name]) => `"${name}"`).join(',')}\n`;
  for (let row = 0; row < rows; row++) {
    const at = random.between(0, hosts.length - 1);
    const source = hosts[at];
    const destination = random.pick(hosts);
    const packets = random.between(1, 2000);
    const start = 1_669_593_600 + Math.floor((row * 86_400) / rows);
    const isEgress = random.next() < 0.5;
    text += `"5","123456789012","${interfaces[at]}","${source}","${destination}","${random.between(1024, 65_535)}","${random.pick(PORTS)}","6","${packets}","${packets * random.between(40, 1500)}","${start}","${start + random.between(1, 59)}","${random.next() < 0.1 ? 'REJECT' : 'ACCEPT'}","OK","vpc-0a11ce0f10a000001","subnet-05eed110f0f103001","${instances[at]}","${random.pick(FLAGS)}","IPv4","${source}","${destination}","ap-northeast-1","apne1-az4","-","-","-","${isEgress ? 'S3' : '-'}",${isEgress ? '"egress","7"' : '"ingress",'}\n`;
    if (text.length > PIECE) {
      writeSync(file, text);
      text = '';
    }
  }
  writeSync(file, text);
  closeSync(file);
}

const PORTS = [22, 53, 80, 443, 443, 443, 3306, 5432, 8080];
const FLAGS = [2, 3, 18, 19];
