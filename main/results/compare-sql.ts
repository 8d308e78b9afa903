/** What of a result is compared, as SQL. Pure. */
import type { ComparedBy } from '../../preload/contract/compare.ts';
import { comparedBy } from '../../preload/contract/compare.ts';
import { type Measure, measures } from '../../preload/contract/query.ts';
import type { ResultColumn } from '../../preload/contract/result.ts';
import { quoteIdentifier } from '../flowlogs/quote.ts';

type Column = Pick<ResultColumn, 'name' | 'field' | 'storage'>;

/** By which fields; the first that both results have. */
const KEYS: Readonly<Record<ComparedBy, readonly (readonly string[])[]>> = {
  pair: [
    ['srcaddr', 'dstaddr'],
    ['pkt_srcaddr', 'pkt_dstaddr'],
  ],
  port: [['dstport', 'protocol'], ['dstport']],
  source: [['srcaddr'], ['pkt_srcaddr']],
};
const NUMBERS = new Set(['dstport', 'protocol']);

const columnOf = (columns: readonly Column[], field: string) => columns.find((column) => column.field === field);
const hasAll = (columns: readonly Column[], fields: readonly string[]) => fields.every((field) => columnOf(columns, field) !== undefined);

/** The fields that both are compared by; NULL where one lacks them. */
export function comparedFields(by: ComparedBy, a: readonly Column[], b: readonly Column[]): readonly string[] | null {
  return KEYS[by].find((fields) => hasAll(a, fields) && hasAll(b, fields)) ?? null;
}

/** The first fields that could be meant, for a message about what is missing. */
export function wantedFields(by: ComparedBy): readonly string[] {
  return KEYS[by][0] ?? [];
}

export function possibleWays(a: readonly Column[], b: readonly Column[]): readonly ComparedBy[] {
  return comparedBy.filter((by) => comparedFields(by, a, b) !== null);
}

/** Those that the results tell. Flows always: where there is no column of them, each row is one. */
export function comparedMeasures(a: readonly Column[], b: readonly Column[]): readonly Measure[] {
  return measures.filter((measure) => measure === 'flows' || (amount(a, measure) !== null && amount(b, measure) !== null));
}

/** Sums count on in doubles where integers would overflow, and take a text (`-`) for nothing. */
function amount(columns: readonly Column[], measure: Measure): string | null {
  const numbers = columns.filter((column) => column.storage !== 'TEXT');
  const found = numbers.find((column) => column.name === measure) ?? (measure === 'flows' ? undefined : columnOf(numbers, measure));
  if (found) return `total(${quoteIdentifier(found.name)})`;
  return measure === 'flows' ? 'total(1)' : null;
}

export interface SideSql {
  /** The columns' own names, in the fields' order. */
  readonly names: readonly string[];
  /** The group's values, in the fields' order. */
  readonly keys: readonly string[];
  readonly flows: string;
  /** NULL, as SQL, where the result has none. */
  readonly bytes: string;
  readonly packets: string;
  /** Holds for rows that belong to somebody: all values are there, and none is the `-` of records without data. */
  readonly isSaid: string;
}

/** @param fields that the columns have (`comparedFields`) */
export function sideSql(columns: readonly Column[], fields: readonly string[]): SideSql {
  const found = fields.flatMap((field) => columnOf(columns, field) ?? []);
  return {
    names: found.map(({ name }) => name),
    keys: found.map((column) => {
      const name = quoteIdentifier(column.name);
      if (column.storage !== 'TEXT' || !NUMBERS.has(column.field ?? '')) return name;
      // A port that one result keeps as a text is the same port.
      return `iif(${name} GLOB '[0-9]*' AND ${name} NOT GLOB '*[^0-9]*', CAST(${name} AS INTEGER), ${name})`;
    }),
    flows: amount(columns, 'flows') ?? 'total(1)',
    bytes: amount(columns, 'bytes') ?? 'NULL',
    packets: amount(columns, 'packets') ?? 'NULL',
    isSaid: found.map(({ name }) => `${quoteIdentifier(name)} NOT IN ('-', '')`).join(' AND '),
  };
}
