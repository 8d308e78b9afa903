/** A line of a comparison as it is read and as it is copied. Pure. */
import { changeSize } from '../../main/flowlogs/change-size.ts';
import { protocolName } from '../../main/flowlogs/names.ts';
import type { ComparedLine, Comparison } from '../../preload/contract/compare.ts';
import { type Measure, measures } from '../../preload/contract/query.ts';
import type { Cell } from '../../preload/contract/result.ts';
import type { Format } from '../i18n/format.ts';

/** `10.0.0.1 → 10.0.0.2`, `443 TCP`, `10.0.0.1`. */
export function lineName(columns: readonly string[], values: readonly Cell[]): string {
  const words = values.map((value, index) => {
    const name = columns[index] === 'protocol' && typeof value === 'number' ? protocolName(value) : null;
    return name ?? String(value ?? '');
  });
  return words.join(columns.includes('dstport') ? ' ' : ' → ');
}

/** An amount by itself: bytes in their unit, all else as a number; of an hour's share no more digits than it deserves. */
export function amountWords(value: number, measure: Measure, format: Format): string {
  if (measure === 'bytes') return format.bytes(Math.round(value));
  return format.number(Number.isInteger(value) ? value : value >= 100 ? Math.round(value) : Math.round(value * 10) / 10);
}

/** How long a window is: `15 min`, `1 h 30 min`. */
export function lengthWords(seconds: number, format: Format): string {
  return format.duration(seconds * 1000).replace(/(\d.*?) 0 ?\D+$/, '$1');
}

/** `+1.2 MB`, `−30`; nothing where nothing changed. The minus is the one of numbers, as wide as the plus. */
export function differenceWords(value: number, measure: Measure, format: Format): string {
  if (value === 0) return '–';
  return `${value > 0 ? '+' : '−'}${amountWords(Math.abs(value), measure, format)}`;
}

/** `×2.5`; a dash where there is none. */
export function ratioWords(ratio: number | null, format: Format): string {
  if (ratio === null) return '–';
  if (ratio > 0 && ratio < 0.005) return '<×0.01';
  return `×${format.number(ratio >= 100 ? Math.round(ratio) : Number(ratio.toFixed(ratio >= 10 ? 1 : 2)))}`;
}

/** Cells for the clipboard: plain numbers, in the order of `copiedHeader`. */
export function copiedLine(line: ComparedLine, { measure }: Pick<Comparison, 'measure'>, change: string): readonly string[] {
  const { difference, ratio } = changeSize(line, measure);
  const amounts = measures.flatMap((name) => [line.a?.[name], line.b?.[name]]);
  return [change, ...line.values, ...amounts, difference, ratio].map((value) => (value == null ? '' : String(value)));
}
