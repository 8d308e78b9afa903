/** Pages of a large result through the app's own handlers, at random places. */

import type { View } from '../../../preload/contract/result.ts';
import { seeded } from '../../../scripts/sample/random.ts';
import { type BenchApp, benchApp } from './bench-app.ts';

/** As the grid asks. */
const LIMIT = 200;
const PAGES = 300;

export interface PageTimes {
  readonly name: string;
  readonly kind: 'plain' | 'sorted' | 'filtered';
  /** From the first page asked to its answer: the view is made in between. */
  readonly preparedMs: number;
  readonly rows: number;
  readonly pagesMs: readonly number[];
}

const views: readonly { readonly name: string; readonly kind: PageTimes['kind']; readonly view: View }[] = [
  { name: 'unsorted', kind: 'plain', view: { filters: [], sort: null } },
  { name: 'by bytes', kind: 'sorted', view: { filters: [], sort: { column: 'bytes', descending: true } } },
  { name: 'by srcaddr', kind: 'sorted', view: { filters: [], sort: { column: 'srcaddr', descending: false } } },
  { name: 'by start, newest first', kind: 'sorted', view: { filters: [], sort: { column: 'start', descending: true } } },
  { name: 'by action', kind: 'sorted', view: { filters: [], sort: { column: 'action', descending: false } } },
  { name: 'action is REJECT', kind: 'filtered', view: { filters: [{ op: 'is', column: 'action', value: 'REJECT' }], sort: null } },
  {
    name: 'bytes between, by bytes',
    kind: 'filtered',
    view: { filters: [{ op: 'between', column: 'bytes', from: 10_000, to: 500_000 }], sort: { column: 'bytes', descending: false } },
  },
  { name: 'found in any column', kind: 'filtered', view: { filters: [{ op: 'find', text: '10.2.17', zone: 'Asia/Tokyo' }], sort: null } },
];

export async function pages(home: string, runId: string): Promise<readonly PageTimes[]> {
  const bench = await benchApp(home, home);
  const { rowCount } = await bench.ask('result.columns', { runId });
  const all: PageTimes[] = [];
  for (const { name, kind, view } of views) all.push({ name, kind, ...(await timesOf(bench, runId, view, rowCount)) });
  await bench.app.close();
  return all;
}

async function timesOf({ ask, text }: BenchApp, runId: string, view: View, all: number) {
  const random = seeded(7);
  const begun = performance.now();
  await text('result.page', { runId, view, offset: 0, limit: LIMIT });
  const preparedMs = performance.now() - begun;
  const rows = view.filters.length === 0 ? all : (await ask('result.overview', { runId, view })).rowCount;
  const pagesMs: number[] = [];
  for (let page = 0; page < PAGES; page++) {
    const offset = Math.floor(random.between(0, Math.max(0, rows - 1)) / LIMIT) * LIMIT;
    const at = performance.now();
    await text('result.page', { runId, view, offset, limit: LIMIT });
    pagesMs.push(performance.now() - at);
  }
  return { preparedMs, rows, pagesMs };
}
