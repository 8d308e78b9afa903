/** Stored rows: columns, pages, what they come to, and how their columns are shown. */
import type { AppEvent } from '../../preload/contract/operations.ts';
import type { ColumnSummary } from '../../preload/contract/result.ts';
import { windowSeconds } from '../flowlogs/windows.ts';
import type { ColumnLayoutStore } from '../history/column-layout-store.ts';
import type { Results } from '../results/results.ts';
import { isPlain, type SelectProgress } from '../results/select-rows.ts';
import type { HandlersOf } from '../rpc/handlers.ts';
import type { Runs } from '../runs/runs.ts';
import type { ColumnRoles } from './column-roles.ts';
import { finishedRun, isLost, type OnScreen, readingRows } from './finished-run.ts';

export interface ResultParts {
  readonly runs: Runs;
  readonly results: Results;
  readonly layouts: ColumnLayoutStore;
  readonly roles: ColumnRoles;
  readonly onScreen: OnScreen;
  readonly tell: (event: AppEvent) => void;
}

export function resultOperations({ runs, results, layouts, roles, onScreen, tell }: ResultParts) {
  const idOf = (runId: string) => finishedRun(runs, runId).id;
  return {
    'result.columns': async ({ runId }) => {
      const { columns, rowCount } = runs.arriving(runId) ?? (await readingRows(runs, runId, () => results.columns(idOf(runId))));
      onScreen.runId = runId;
      return { columns: roles.of(runs.read(runId), columns), rowCount };
    },
    'result.page': async ({ runId, view, offset, limit }) => {
      // Filters and orders wait until all rows are there.
      const arrived = isPlain(view) ? await runs.arriving(runId)?.page(offset, limit) : null;
      return { rows: arrived ?? (await readingRows(runs, runId, () => results.page(idOf(runId), view, offset, limit))) };
    },
    'result.prepare': async ({ runId, view }) => {
      const onRead = ({ done, total }: SelectProgress) => tell({ name: 'view.progress', payload: { runId, view, done, total } });
      return { rowCount: await results.prepare(idOf(runId), view, onRead) };
    },
    'result.overview': ({ runId, view }) => results.overview(idOf(runId), view),
    'result.summary': async ({ runId, view, columns }) => {
      const onColumn = (summary: ColumnSummary) => tell({ name: 'summary.column', payload: { runId, view, summary } });
      return { columns: [...(await results.analyses.summary(idOf(runId), view, columns, onColumn))] };
    },
    'result.chart': ({ runId, view, zone }) =>
      results.analyses.chart(idOf(runId), view, zone, (chart) => tell({ name: 'chart.begun', payload: { runId, view, zone, chart } })),
    'result.compare': async ({ runA, runB, by, perHour, ...page }) => {
      const [a, b] = [finishedRun(runs, runA), finishedRun(runs, runB)];
      const seconds = { a: windowSeconds(a.query), b: windowSeconds(b.query) };
      const hours = perHour && seconds.a !== null && seconds.b !== null ? { a: seconds.a / 3600, b: seconds.b / 3600 } : null;
      try {
        return await results.comparisons.page(a.id, b.id, by, { ...page, hours }, ({ done, total }) =>
          tell({ name: 'compare.progress', payload: { runA, runB, by, done, total } }),
        );
      } catch (error) {
        const lost = isLost(error) && [a, b].find(({ id }) => error.details.path === results.pathOf(id));
        if (lost) runs.lost(lost.id, error);
        throw error;
      }
    },
    'result.stopComparing': ({ runA, runB, by }) => {
      results.comparisons.stop(runA, runB, by);
      return {};
    },
    'result.stop': ({ runId }) => {
      results.analyses.stop(runId);
      return {};
    },

    'columns.read': ({ kind }) => ({ layout: layouts.read(kind) }),
    'columns.mark': ({ runId, column, role }) => ({
      columns: roles.mark(runs.read(runId), results.columns(idOf(runId)).columns, column, role),
    }),
    'columns.write': ({ kind, layout }) => {
      layouts.write(kind, layout);
      return {};
    },
  } satisfies HandlersOf<'result' | 'columns'>;
}
