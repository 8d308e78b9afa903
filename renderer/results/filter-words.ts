/** A filter in words, for its chip. Pure. */
import { formatEpoch } from '../../main/flowlogs/time.ts';
import type { Cell, Filter, ResultColumn } from '../../preload/contract/result.ts';
import { assertNever } from '../../preload/contract/values.ts';
import { cellText, columnLabel, isTime, type Reading } from './cell-text.ts';
import { texts } from './texts.ts';

/** More networks than a chip has room for are counted. */
const MOST_NAMED = 3;

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
    case 'between': {
      const { from, to } = filter;
      if (column && isTime(column)) return timeWords(column, from, to, label, reading);
      if (from === null) return t.atMost(label, words(to));
      return to === null ? t.atLeast(label, words(from)) : `${label} ${words(from)}–${words(to)}`;
    }
    case 'text':
      return t.textFilter[filter.how][filter.not ? 'not' : 'is'](label, filter.text);
    case 'address': {
      const named = filter.networks.slice(0, MOST_NAMED).join(', ');
      const more = filter.networks.length - MOST_NAMED;
      return (filter.not ? t.notIn : t.isIn)(label, more > 0 ? `${named} +${more}` : named);
    }
    default:
      return assertNever(filter);
  }
}

/** The range's end as the moment before which it ends: 12:19:59 is before 12:20. */
function timeWords(column: ResultColumn, from: number | null, to: number | null, label: string, { zone, language }: Reading): string {
  const t = texts[language];
  const perSecond = column.role === 'time_ms' ? 1000 : 1;
  const begin = from === null ? null : Math.floor(from / perSecond);
  const end = to === null ? null : Math.floor((to + 1) / perSecond);
  if (begin === null) return t.before(label, end === null ? '' : formatEpoch(end, zone));
  if (end === null) return t.since(label, formatEpoch(begin, zone));
  // The start is what a part of the time is meant of; any other says its name.
  return column.field === 'start' ? timeRange(begin, end, zone) : `${label} ${timeRange(begin, end, zone)}`;
}

/** `12:15–12:20`, with the day where it ends on another. */
function timeRange(from: number, before: number, zone: string): string {
  const begin = formatEpoch(from, zone);
  const end = formatEpoch(before, zone);
  const clock = (text: string) => (text.endsWith(':00') ? text.slice(11, 16) : text.slice(11));
  if (begin.slice(0, 10) === end.slice(0, 10)) return `${clock(begin)}–${clock(end)}`;
  return `${begin.slice(5, 16)}–${end.slice(5, 16)}`;
}
