/** A filter of one column as a person types it, and back. Pure. */
import { parseAddress } from '../../main/flowlogs/address.ts';
import { protocolNumber } from '../../main/flowlogs/names.ts';
import { formatEpoch, parseTime } from '../../main/flowlogs/time.ts';
import { type Filter, isDecimal, isNumeric, type ResultColumn } from '../../preload/contract/result.ts';
import { isTime } from './cell-text.ts';

/** `period`: a range of moments; `in`, `notIn`: addresses and networks. */
export type FilterOp = 'between' | 'period' | 'in' | 'notIn' | 'contains' | 'lacks' | 'starts' | 'is' | 'not';

export interface FilterDraft {
  readonly op: FilterOp;
  /** What is typed; the second is a range's end. */
  readonly first: string;
  readonly second: string;
}

export interface FilterProblem {
  readonly kind: 'badNumber' | 'badTime' | 'badNetwork' | 'badRange' | 'noRange' | 'empty';
  readonly field: 'first' | 'second';
  /** What is wrong in it. */
  readonly text: string;
}

export type ReadFilter = { readonly ok: true; readonly filter: Filter } | { readonly ok: false; readonly problem: FilterProblem };

const addressFields = new Set(['srcaddr', 'dstaddr', 'pkt_srcaddr', 'pkt_dstaddr']);

/** How a column can be filtered, what is most likely meant first. @param zone of its dates; NULL: moments are numbers */
export function filterOps(column: ResultColumn, zone: string | null): readonly FilterOp[] {
  if (isNumeric(column)) return isTime(column) && zone !== null ? ['period'] : ['between', 'is', 'not'];
  if (column.field !== null && addressFields.has(column.field)) return ['in', 'notIn', 'contains', 'lacks', 'starts'];
  const texts: readonly FilterOp[] = ['contains', 'lacks', 'starts', 'is', 'not'];
  // An address under another name.
  return column.field === null ? [...texts, 'in', 'notIn'] : texts;
}

/** What the filter would be typed as; NULL for one that cannot be: NULL, the empty string. */
export function draftOf(filter: Filter, column: ResultColumn, zone: string | null): FilterDraft | null {
  const ops = filterOps(column, zone);
  const draft = (op: FilterOp, first: string, second = ''): FilterDraft | null => (ops.includes(op) ? { op, first, second } : null);
  switch (filter.op) {
    case 'find':
      return null;
    case 'is':
    case 'not': {
      const { value } = filter;
      if (value === null || value === '') return null;
      if (ops.includes('period')) return filter.op === 'is' && typeof value === 'number' ? period(column, value, value, zone) : null;
      if (ops[0] === 'in') return parseAddress(String(value)).ok ? draft(filter.op === 'is' ? 'in' : 'notIn', String(value)) : null;
      return draft(filter.op, String(value));
    }
    case 'between':
      if (ops.includes('period')) return period(column, filter.from, filter.to, zone);
      return draft('between', filter.from === null ? '' : String(filter.from), filter.to === null ? '' : String(filter.to));
    case 'text':
      if (filter.how === 'starts') return filter.not ? null : draft('starts', filter.text);
      return draft(filter.not ? 'lacks' : 'contains', filter.text);
    case 'address':
      return draft(filter.not ? 'notIn' : 'in', filter.networks.join(', '));
  }
}

const perSecond = (column: ResultColumn) => (column.role === 'time_ms' ? 1000 : 1);

/** Ends before a second: what is stored up to and with 12:19:59 is before 12:20:00. */
function period(column: ResultColumn, from: number | null, to: number | null, zone: string | null): FilterDraft | null {
  if (zone === null) return null;
  const unit = perSecond(column);
  const text = (value: number | null) => (value === null ? '' : formatEpoch(Math.floor(value / unit), zone));
  return { op: 'period', first: text(from), second: text(to === null ? null : to + 1) };
}

/** @param draft its texts as typed: full-width digits and separators of thousands are taken too */
export function readFilter(draft: FilterDraft, column: ResultColumn, zone: string | null): ReadFilter {
  const name = column.name;
  const first = draft.first.trim();
  switch (draft.op) {
    case 'between':
    case 'period':
      return readRange(draft, column, zone);
    case 'in':
    case 'notIn': {
      const networks = first
        .normalize('NFKC')
        .split(/[\s,、;]+/)
        .filter((each) => each !== '');
      if (networks.length === 0) return bad('empty', 'first', '');
      const wrong = networks.find((each) => !parseAddress(each).ok);
      return wrong === undefined
        ? good({ op: 'address', column: name, networks, not: draft.op === 'notIn' })
        : bad('badNetwork', 'first', wrong.slice(0, 60));
    }
    case 'contains':
    case 'lacks':
    case 'starts':
      if (draft.first === '') return bad('empty', 'first', '');
      return good({
        op: 'text',
        column: name,
        how: draft.op === 'starts' ? 'starts' : 'contains',
        text: draft.first,
        not: draft.op === 'lacks',
      });
    case 'is':
    case 'not': {
      if (!isNumeric(column)) return good({ op: draft.op, column: name, value: draft.first });
      if (first === '') return bad('empty', 'first', '');
      const value = numberOf(first, column);
      return value === null ? bad('badNumber', 'first', first) : good({ op: draft.op, column: name, value });
    }
  }
}

function readRange(draft: FilterDraft, column: ResultColumn, zone: string | null): ReadFilter {
  const isPeriod = draft.op === 'period';
  const read = (text: string) => (isPeriod ? moment(text, column, zone ?? 'UTC') : plainNumber(text));
  const ends: (number | null)[] = [];
  for (const field of ['first', 'second'] as const) {
    const text = draft[field].trim();
    const value = text === '' ? null : read(text);
    if (value === undefined) return bad(isPeriod ? 'badTime' : 'badNumber', field, text);
    ends.push(value);
  }
  const [from = null, end = null] = ends;
  const to = isPeriod && end !== null ? end - 1 : end;
  if (from === null && to === null) return bad('noRange', 'first', '');
  if (from !== null && to !== null && from > to) return bad('badRange', 'second', draft.second.trim());
  return good({ op: 'between', column: column.name, from, to });
}

const good = (filter: Filter): ReadFilter => ({ ok: true, filter });
const bad = (kind: FilterProblem['kind'], field: FilterProblem['field'], text: string): ReadFilter => ({
  ok: false,
  problem: { kind, field, text },
});

function moment(text: string, column: ResultColumn, zone: string): number | undefined {
  const read = parseTime(text.normalize('NFKC').replaceAll('/', '-').replace(/\s+/g, ' '), zone);
  return read.ok ? read.value * perSecond(column) : undefined;
}

const NUMBER = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?$/i;

function plainNumber(text: string): number | undefined {
  const typed = text.normalize('NFKC');
  const plain = /^[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?$/.test(typed) ? typed.replaceAll(',', '') : typed;
  const value = NUMBER.test(plain) ? Number(plain) : Number.NaN;
  return Number.isFinite(value) ? value : undefined;
}

/** A number as cells have it: beyond 2^53 its digits. A protocol may be named. */
function numberOf(text: string, column: ResultColumn): number | string | null {
  const value = plainNumber(text);
  if (value !== undefined)
    return isDecimal(column) || Number.isSafeInteger(value) || !Number.isInteger(value)
      ? value
      : text.normalize('NFKC').replaceAll(',', '');
  if (column.field !== 'protocol') return null;
  return protocolNumber(text) ?? null;
}
