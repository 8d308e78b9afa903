/** Which columns the grid shows at first, in which order, how wide. Pure. */
import type { Cell, ResultColumn } from '../../preload/contract/result.ts';
import { cellText, columnLabel, isMono, isTime, type Reading } from './cell-text.ts';

/** What an analyst reads first in a flow record; the rest follows in the result's order. */
const FIRST = [
  'start',
  'end',
  'srcaddr',
  'srcport',
  'dstaddr',
  'dstport',
  'protocol',
  'packets',
  'bytes',
  'action',
  'tcp_flags',
  'flow_direction',
  'interface_id',
];

/** Indices of the result's columns in the order of the grid. Records are put in reading order, aggregates stay as asked. */
export function gridOrder(columns: readonly ResultColumn[]): readonly number[] {
  const positions = columns.map((_, index) => index);
  const isRecords =
    ['start', 'srcaddr', 'dstaddr', 'action'].filter((field) => columns.some((column) => column.field === field)).length >= 3;
  if (!isRecords) return positions;
  const rank = (index: number) => {
    const column = columns[index];
    const place = column && column.field !== null ? FIRST.indexOf(column.field) : -1;
    return place < 0 ? FIRST.length : place;
  };
  return positions.sort((a, b) => rank(a) - rank(b) || a - b);
}

const MONO = 7.3;
const TEXT = 7.4;
const BOLD = 7.8;
const PADDING = 22;
const NARROWEST = 56;
const WIDEST = 300;
/** Room for the arrow that says the order. */
const ARROW = 16;

/** Width in pixels that shows the header and these values of the column. */
export function columnWidth(column: ResultColumn, values: readonly Cell[], reading: Reading): number {
  const each = isMono(column) ? MONO : TEXT;
  let widest = textWidth(columnLabel(column, reading.language), BOLD) + ARROW;
  if (isTime(column)) widest = Math.max(widest, textWidth(reading.zone, 6.2));
  for (const value of values) {
    const { text, side, tone } = cellText(column, value, reading);
    const dot = tone === 'accept' || tone === 'reject' ? 14 : 0;
    widest = Math.max(widest, textWidth(text, each) + (side === '' ? 0 : textWidth(side, TEXT) + 6) + dot);
  }
  return Math.round(Math.min(Math.max(widest + PADDING, NARROWEST), WIDEST));
}

/** Letters of Chinese and Japanese are as wide as two others. */
function textWidth(text: string, each: number): number {
  let units = 0;
  for (const letter of text.slice(0, 100)) units += letter.charCodeAt(0) >= 0x1100 ? 1.75 : 1;
  return units * each;
}
