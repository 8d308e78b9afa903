/** What the sheet `Query` says: where the rows came from and what they are, so that the workbook stands by itself. */
import type { QueryForm, SourceRef } from '../../preload/contract/query.ts';
import type { Cell, Filter, ResultColumn, View } from '../../preload/contract/result.ts';
import type { Run } from '../../preload/contract/run.ts';
import { assertNever } from '../../preload/contract/values.ts';
import { formatEpoch } from '../flowlogs/time.ts';
import { type Language, madeTitle, runTitle } from '../flowlogs/titles.ts';
import { type QueryWords, queryWords } from './query-words.ts';

export interface QueryFacts {
  readonly run: Run;
  readonly view: View;
  /** Of the result, in file order. */
  readonly columns: readonly ResultColumn[];
  /** Names in the order of the sheet; NULL: all, in file order. */
  readonly chosen: readonly string[] | null;
  /** Rows in the workbook. */
  readonly rowCount: number;
  /** Cells that were longer than Excel takes. */
  readonly cutCells: number;
  readonly zone: string;
  readonly language: Language;
  /** Of Nagare. */
  readonly version: string;
  /** Unix milliseconds. */
  readonly exportedAt: number;
}

export interface QueryLine {
  readonly label: string;
  readonly value: string | number;
}

export function queryLines(facts: QueryFacts): readonly QueryLine[] {
  const { run, zone, language } = facts;
  const words = queryWords[language];
  const made = madeTitle(run, language);
  const moment = (milliseconds: number) => formatEpoch(Math.floor(milliseconds / 1000), zone);
  const at = (iso: string | null) => (iso === null ? null : moment(Date.parse(iso)));
  const lines: readonly (readonly [string, string | number | null])[] = [
    [words.title, runTitle(run, language).title],
    [words.note, run.note ?? null],
    [words.question, run.title === undefined ? null : made.title],
    [words.kind, made.subtitle],
    [words.source, sourceText(run.source, words)],
    [words.sql, run.sql],
    ...(run.query.type === 'form' ? formLines(run.query.form, zone, words) : []),
    ...facts.view.filters.map((filter) => [words.filter, filterText(filter, facts, words)] as const),
    [words.sort, sortText(facts.view, words)],
    [words.columns, facts.chosen?.join(', ') ?? null],
    [words.executionId, run.executionId],
    [words.resultRows, run.rowCount],
    [words.exportedRows, facts.rowCount],
    [words.scannedBytes, run.scannedBytes],
    [words.costUsd, run.costUsd],
    [words.started(zone), at(run.startedAt ?? run.createdAt)],
    [words.finished(zone), at(run.finishedAt)],
    [words.exported(zone), moment(facts.exportedAt)],
    [words.cutTexts, facts.cutCells === 0 ? null : words.cut(count(facts.cutCells))],
    [words.version, facts.version],
  ];
  return lines.flatMap(([label, value]) => (value === null ? [] : [{ label, value }]));
}

function formLines(form: QueryForm, zone: string, words: QueryWords): readonly (readonly [string, string | null])[] {
  const list = (values: readonly string[]) => (values.length === 0 ? null : values.join(', '));
  const window = (inZone: string) => `${formatEpoch(form.from, inZone)} – ${formatEpoch(form.to, inZone)}`;
  return [
    [words.address + words.sides[form.addressSide], list(form.addresses)],
    [words.port + words.sides[form.portSide], list(form.ports)],
    [words.protocol, list(form.protocols)],
    [words.action, form.action],
    [words.direction, form.direction],
    [words.interface, list(form.interfaces)],
    [words.instance, list(form.instances)],
    [words.match, words.matches[form.match]],
    [words.limit, form.limit === null ? null : words.rowLimit(count(form.limit))],
    [words.window(zone), window(zone)],
    [words.window('UTC'), zone === 'UTC' ? null : window('UTC')],
  ];
}

function sourceText(source: SourceRef, words: QueryWords): string {
  switch (source.kind) {
    case 'sample':
      return words.sample;
    case 'folder':
    case 'csv':
      return source.path;
    case 'athena': {
      const table = [source.catalog, source.database, source.table].filter((part) => part !== null).join('.');
      return ['Athena', source.profile, source.region, source.workgroup, table].filter((part) => part !== null).join(' · ');
    }
    default:
      return assertNever(source);
  }
}

function filterText(filter: Filter, { columns, zone }: QueryFacts, words: QueryWords): string {
  if (filter.op === 'find') return words.find(JSON.stringify(filter.text));
  const role = columns.find((column) => column.name === filter.column)?.role ?? 'plain';
  const shown = (value: Cell) => {
    if (value === null) return 'NULL';
    if (typeof value === 'string') return JSON.stringify(value);
    return role === 'plain' ? String(value) : `${formatEpoch(role === 'time' ? value : Math.floor(value / 1000), zone)} (${zone})`;
  };
  switch (filter.op) {
    case 'is':
      return `${filter.column} = ${shown(filter.value)}`;
    case 'not':
      return `${filter.column} ≠ ${shown(filter.value)}`;
    case 'between': {
      const { column, from, to } = filter;
      if (from === null) return `${column} ≤ ${shown(to)}`;
      return to === null ? `${column} ≥ ${shown(from)}` : `${shown(from)} ≤ ${column} ≤ ${shown(to)}`;
    }
    case 'text': {
      const say = filter.how === 'contains' ? (filter.not ? 'lacks' : 'contains') : filter.not ? 'otherStart' : 'starts';
      return words.text[say](filter.column, JSON.stringify(filter.text));
    }
    case 'address':
      return (filter.not ? words.notIn : words.isIn)(filter.column, filter.networks.join(', '));
    default:
      return assertNever(filter);
  }
}

function sortText({ sort }: View, words: QueryWords): string | null {
  if (!sort) return null;
  return sort.descending ? words.descending(sort.column) : words.ascending(sort.column);
}

/** `1,204` */
const count = (value: number) => value.toLocaleString('en-US');
