import { describe, expect, it } from 'vitest';
import type { SummaryFigures } from '../../../main/exports/summary-figures.ts';
import { summaryWidths } from '../../../main/exports/summary-sheet.ts';
import { type SummaryCell, summaryTables } from '../../../main/exports/summary-tables.ts';

const figures: SummaryFigures = {
  isFlows: true,
  flows: { all: 10, accepted: 7, rejected: 2 },
  bytes: { all: 1000, accepted: 900, rejected: 100 },
  hasAction: true,
  talkers: [{ columns: ['srcaddr', 'dstaddr'], measure: 'bytes', rows: [{ values: ['10.0.0.1', '10.0.0.2'], flows: 4, bytes: 250 }] }],
  ports: {
    columns: ['dstport', 'protocol'],
    measure: 'flows',
    rows: [
      { values: [443, 6], flows: 5, bytes: 500 },
      { values: [8, 200], flows: 1, bytes: null },
    ],
  },
  time: {
    edges: [60, 120, 180],
    flows: { accepted: [7, 0], rejected: [1, 1], other: [1, 0] },
    bytes: { accepted: [900, 0], rejected: [50, 50], other: [0, 0] },
  },
  noTime: null,
};
const shown = (cell: SummaryCell) => (cell === null ? null : cell.as === 'text' ? cell.text : cell.value);
const read = (change: Partial<SummaryFigures> = {}, language: 'en' | 'ja' = 'en') =>
  summaryTables({ ...figures, ...change }, 'UTC', language).map(({ title, head, rows, note }) => ({
    title,
    lines: note ?? [head, ...rows.map((row) => row.map(shown))],
  }));

describe('the tables of a summary', () => {
  it('have flows and bytes in the same columns all the way down', () => {
    expect(read()).toEqual([
      {
        title: 'Totals',
        lines: [
          ['', '', 'Flows', 'Bytes', 'Share of flows', 'Share of bytes'],
          ['All', null, 10, 1000, 1, 1],
          ['Accepted', null, 7, 900, 0.7, 0.9],
          ['Rejected', null, 2, 100, 0.2, 0.1],
          ['Neither', null, 1, 0, 0.1, 0],
        ],
      },
      {
        title: 'Top talkers by bytes (at most 20)',
        lines: [
          ['Source', 'Destination', 'Flows', 'Bytes', 'Share of bytes'],
          ['10.0.0.1', '10.0.0.2', 4, 250, 0.25],
        ],
      },
      {
        title: 'Top destination ports by flows (at most 20)',
        lines: [
          ['Destination port', 'Protocol', 'Flows', 'Bytes', 'Share of flows'],
          [443, 'TCP', 5, 500, 0.5],
          [8, 200, 1, 0, 0.1],
        ],
      },
      {
        title: 'Traffic over time, by the start of each flow (UTC)',
        lines: [
          ['From (UTC)', 'To (UTC)', 'Flows', 'Bytes', 'Flows accepted', 'Flows rejected', 'Bytes accepted', 'Bytes rejected'],
          [60, 120, 9, 950, 7, 1, 900, 50],
          [120, 180, 1, 50, 0, 1, 0, 50],
        ],
      },
    ]);
  });

  it('leave out what the result lacks, and say why there is nothing over time', () => {
    const bare = read({ bytes: null, hasAction: false, talkers: [], ports: null, time: null, noTime: 'no_start' });
    expect(bare).toEqual([
      {
        title: 'Totals',
        lines: [
          ['', '', 'Flows', 'Share of flows'],
          ['All', null, 10, 1],
        ],
      },
      { title: 'Traffic over time, by the start of each flow (UTC)', lines: 'The result has no column start.' },
    ]);
  });

  it('count rows where the result is no flow logs, and divide nothing by nothing', () => {
    const empty = { all: 0, accepted: 0, rejected: 0 };
    const [totals, ...others] = read({
      isFlows: false,
      flows: empty,
      bytes: null,
      hasAction: false,
      talkers: [],
      ports: null,
      time: null,
      noTime: 'no_start',
    });
    expect(totals?.lines).toEqual([
      ['', '', 'Rows', 'Share of rows'],
      ['All', null, 0, null],
    ]);
    expect(others).toEqual([]);
  });

  it('say that nobody was there', () => {
    const { ports } = figures;
    expect(read({ ports: ports && { ...ports, rows: [] } }, 'ja').find(({ title }) => title.startsWith('宛先ポート'))?.lines).toBe(
      '該当なし',
    );
  });

  it('are as wide as what stands in them, titles aside', () => {
    const widths = summaryWidths(summaryTables(figures, 'UTC', 'en'));
    expect(widths).toHaveLength(8);
    expect(widths[0]).toBe(21);
    expect(Math.max(...widths)).toBeLessThanOrEqual(48);
  });
});
