/** A filter in words, for its chip. Pure. */
import { formatEpoch } from '../../main/flowlogs/time.ts';
import type { Cell, Filter, ResultColumn } from '../../preload/contract/result.ts';
import { assertNever } from '../../preload/contract/values.ts';
import { cellText, columnLabel, type Reading } from './cell-text.ts';
import { texts } from './texts.ts';

export function filterWords(filter: Filter, columns: readonly ResultColumn[], reading: Reading): string {
  const t = texts[reading.language];
  if (filter.op === 'find') return t.contains(filter.text);
  const column = columns.find((each) => each.name === filter.column);
  const label = columnLabel({ name: filter.column }, reading.language);
  const words = (value: Cell) => {
    if (value === null) return t.isNull;
    if (value === '') return t.isEmpty;
    return column ? cellText(column, value, reading).text : String(value);
  };
  switch (filter.op) {
    case 'is':
      return t.is(label, words(filter.value));
    case 'not':
      return t.isNot(label, words(filter.value));
    case 'between':
      return column?.role === 'time'
        ? timeRange(filter.from, filter.to, reading.zone)
        : `${label} ${words(filter.from)}–${words(filter.to)}`;
    default:
      return assertNever(filter);
  }
}

/** `12:15–12:20`, with the day where it ends on another. The last second belongs to it: 12:19:59 reads as 12:20. */
function timeRange(from: number, to: number, zone: string): string {
  const begin = formatEpoch(from, zone);
  const end = formatEpoch(to + 1, zone);
  const clock = (text: string) => (text.endsWith(':00') ? text.slice(11, 16) : text.slice(11));
  if (begin.slice(0, 10) === end.slice(0, 10)) return `${clock(begin)}–${clock(end)}`;
  return `${begin.slice(5, 16)}–${end.slice(5, 16)}`;
}
