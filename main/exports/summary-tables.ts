/** The sheet `Summary` as tables, before it is XML. Pure. */
import type { Ranking, TimeChart } from '../../preload/contract/result.ts';
import { protocolName } from '../flowlogs/names.ts';
import type { Language } from '../flowlogs/titles.ts';
import { MOST_RANKED, type Shares, type SummaryFigures } from './summary-figures.ts';
import { type SummaryWords, summaryWords } from './summary-words.ts';

/** `moment`: Unix seconds; `count`: a whole number with separators; `share`: 0 to 1; `number`: as it is; NULL: empty. */
export type SummaryCell =
  | { readonly as: 'text'; readonly text: string }
  | { readonly as: 'moment' | 'count' | 'share' | 'number'; readonly value: number }
  | null;

export interface SummaryTable {
  readonly title: string;
  /** One a column, the same number in each row. */
  readonly head: readonly string[];
  readonly rows: readonly (readonly SummaryCell[])[];
  /** Instead of rows. */
  readonly note: string | null;
}

/**
 * One below the other: what identifies a line in the first two columns, flows and bytes in the next two, so that they
 * stand in the same columns all the way down.
 */
export function summaryTables(figures: SummaryFigures, zone: string, language: Language): readonly SummaryTable[] {
  const words = summaryWords[language];
  const { flows, bytes, talkers, ports, time } = figures;
  return [
    totals(figures, words),
    ...talkers.map((ranking) => {
      const title = ranking.measure === 'bytes' ? words.talkersByBytes(MOST_RANKED) : words.talkersByFlows(MOST_RANKED);
      return ranked(ranking, title, [words.source, words.destination], flows, bytes, words);
    }),
    ...(ports === null ? [] : [ranked(ports, words.ports(MOST_RANKED), [words.port, words.protocol], flows, bytes, words)]),
    ...(time === null ? noTime(figures, zone, words) : [overTime(time, figures.hasAction, zone, words)]),
  ];
}

const text = (value: string): SummaryCell => ({ as: 'text', text: value });
const count = (value: number): SummaryCell => ({ as: 'count', value });
/** Nothing of nothing is no share. */
const share = (part: number, whole: number): SummaryCell => (whole > 0 ? { as: 'share', value: part / whole } : null);

function totals({ isFlows, flows, bytes, hasAction }: SummaryFigures, words: SummaryWords): SummaryTable {
  const line = (label: string, of: (shares: Shares) => number): SummaryCell[] => [
    text(label),
    null,
    count(of(flows)),
    ...(bytes ? [count(of(bytes))] : []),
    share(of(flows), flows.all),
    ...(bytes ? [share(of(bytes), bytes.all)] : []),
  ];
  const other = ({ all, accepted, rejected }: Shares) => Math.max(0, all - accepted - rejected);
  return {
    title: words.totals,
    head: [
      '',
      '',
      isFlows ? words.flows : words.rows,
      ...(bytes ? [words.bytes] : []),
      isFlows ? words.shareOfFlows : words.shareOfRows,
      ...(bytes ? [words.shareOfBytes] : []),
    ],
    rows: [
      line(words.all, ({ all }) => all),
      ...(hasAction ? [line(words.accepted, ({ accepted }) => accepted), line(words.rejected, ({ rejected }) => rejected)] : []),
      ...(hasAction && other(flows) > 0 ? [line(words.other, other)] : []),
    ],
    note: null,
  };
}

function ranked(
  { columns, measure, rows }: Ranking,
  title: string,
  names: readonly [string, string],
  flows: Shares,
  bytes: Shares | null,
  words: SummaryWords,
): SummaryTable {
  const byBytes = measure === 'bytes' && bytes !== null;
  return {
    title,
    head: [
      names[0],
      columns.length > 1 ? names[1] : '',
      words.flows,
      ...(bytes ? [words.bytes] : []),
      byBytes ? words.shareOfBytes : words.shareOfFlows,
    ],
    rows: rows.map((row) => [
      named(row.values[0] ?? null),
      columns[1] === undefined ? null : columns[1] === 'protocol' ? protocol(row.values[1] ?? null) : named(row.values[1] ?? null),
      count(row.flows),
      ...(bytes ? [count(row.bytes ?? 0)] : []),
      byBytes ? share(row.bytes ?? 0, bytes.all) : share(row.flows, flows.all),
    ]),
    note: rows.length === 0 ? words.nobody : null,
  };
}

const named = (value: string | number | null): SummaryCell =>
  value === null ? null : typeof value === 'number' ? { as: 'number', value } : text(value);

const protocol = (value: string | number | null): SummaryCell => {
  const name = typeof value === 'number' ? protocolName(value) : null;
  return name === null ? named(value) : text(name);
};

function overTime({ edges, flows, bytes }: TimeChart, hasAction: boolean, zone: string, words: SummaryWords): SummaryTable {
  const at = (numbers: readonly number[], bar: number) => numbers[bar] ?? 0;
  const all = (of: TimeChart['flows'], bar: number) => at(of.accepted, bar) + at(of.rejected, bar) + at(of.other, bar);
  const both = (of: TimeChart['flows'], bar: number) => [count(at(of.accepted, bar)), count(at(of.rejected, bar))];
  return {
    title: words.overTime(zone),
    head: [
      words.from(zone),
      words.to(zone),
      words.flows,
      ...(bytes ? [words.bytes] : []),
      ...(hasAction ? [words.acceptedFlows, words.rejectedFlows] : []),
      ...(hasAction && bytes ? [words.acceptedBytes, words.rejectedBytes] : []),
    ],
    rows: edges
      .slice(0, -1)
      .map((edge, bar) => [
        { as: 'moment', value: edge },
        { as: 'moment', value: edges[bar + 1] ?? edge },
        count(all(flows, bar)),
        ...(bytes ? [count(all(bytes, bar))] : []),
        ...(hasAction ? both(flows, bar) : []),
        ...(hasAction && bytes ? both(bytes, bar) : []),
      ]),
    note: null,
  };
}

/** Of rows that are flow logs: why there is nothing over time. */
function noTime({ isFlows, noTime: why }: SummaryFigures, zone: string, words: SummaryWords): readonly SummaryTable[] {
  return isFlows && why !== null ? [{ title: words.overTime(zone), head: [], rows: [], note: words.noTime[why] }] : [];
}
