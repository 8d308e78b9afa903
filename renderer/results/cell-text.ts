/** How a stored value is read by a person: dates, names beside numbers, NULL apart from the empty string. Pure. */
import { fieldOf } from '../../main/flowlogs/fields.ts';
import { protocolName, tcpFlagNames, trafficPathName } from '../../main/flowlogs/names.ts';
import { formatEpoch, formatEpochMs } from '../../main/flowlogs/time.ts';
import type { Language } from '../../main/flowlogs/titles.ts';
import { type Cell, isNumeric, type ResultColumn } from '../../preload/contract/result.ts';

export interface CellText {
  readonly text: string;
  /** Quiet text after it: the number behind a name. */
  readonly side: string;
  readonly tone: 'plain' | 'muted' | 'accept' | 'reject';
}

export interface Reading {
  /** IANA zone for time columns. */
  readonly zone: string;
  /** Values as they are stored. */
  readonly raw: boolean;
  readonly language: Language;
}

const grouped = new Intl.NumberFormat('en-US', { maximumFractionDigits: 6 });
const plain = (text: string): CellText => ({ text, side: '', tone: 'plain' });
const muted = (text: string): CellText => ({ text, side: '', tone: 'muted' });

/** NULL is a dash, the empty string nothing at all. */
export function cellText(column: ResultColumn, value: Cell, { zone, raw, language }: Reading): CellText {
  if (value === null) return muted('–');
  if (column.field === 'action') return { text: String(value), side: '', tone: toneOf(value) };
  if (typeof value === 'string') return value === '-' ? muted(value) : plain(value);
  if (raw) return plain(String(value));
  if (isTime(column)) return plain(momentText(column, value, zone));
  switch (column.field) {
    case 'protocol': {
      const name = protocolName(value);
      return name === null ? plain(String(value)) : { text: name, side: String(value), tone: 'plain' };
    }
    case 'tcp_flags':
      return muted(tcpFlagNames(value) || String(value));
    case 'traffic_path': {
      const name = trafficPathName(value, language);
      return name === null ? plain(String(value)) : { text: name, side: String(value), tone: 'plain' };
    }
    case null:
    case 'bytes':
    case 'packets':
      return plain(grouped.format(value));
    default:
      return plain(String(value));
  }
}

function toneOf(action: Cell): CellText['tone'] {
  return action === 'REJECT' ? 'reject' : action === 'ACCEPT' ? 'accept' : 'plain';
}

/** Names that the kinds of query give to what they count. */
const counted: Readonly<Record<string, string>> = {
  flows: 'フロー数',
  accepted: '許可',
  rejected: '拒否',
  ports: 'ポート数',
  addresses: 'アドレス数',
  sources: '送信元数',
  address: 'アドレス',
};

/** What a column is called: the field's label, or the result's own name. */
export function columnLabel(column: Pick<ResultColumn, 'name'>, language: Language): string {
  const label = fieldOf(column.name)?.label[language];
  if (label !== undefined) return label;
  return language === 'ja' && Object.hasOwn(counted, column.name) ? (counted[column.name] ?? column.name) : column.name;
}

const words = new Set(['protocol', 'action', 'tcp_flags', 'flow_direction', 'log_status', 'type', 'traffic_path']);

/** Addresses, times, numbers and ids in monospace; words in the text's own face. */
export function isMono(column: ResultColumn): boolean {
  return column.field === null ? isNumeric(column) : !words.has(column.field);
}

/** A stored moment as a date in the zone. */
export function momentText(column: Pick<ResultColumn, 'role'>, value: number, zone: string): string {
  return column.role === 'time_ms' ? formatEpochMs(value, zone) : formatEpoch(value, zone);
}

/** Whether its values are moments. */
export const isTime = (column: Pick<ResultColumn, 'role'>): boolean => column.role !== 'plain';

/** Numbers right, text left; a number that is shown as a name or a date is text. */
export function isRight(column: ResultColumn): boolean {
  return isNumeric(column) && !isTime(column) && !(column.field !== null && words.has(column.field));
}
