/** Runs and their history: what one would cost, starting, ending, finding and deleting them. */
import type { AppEvent } from '../../preload/contract/operations.ts';
import type { Query, SourceRef } from '../../preload/contract/query.ts';
import type { Run } from '../../preload/contract/run.ts';
import type { Explanation } from '../../preload/contract/zero-rows.ts';
import { AppError } from '../app-error.ts';
import type { Estimates } from '../estimates.ts';
import { mayReuse } from '../flowlogs/reuse.ts';
import type { RunStore } from '../history/run-store.ts';
import type { SourceStore } from '../history/source-store.ts';
import type { SpendStore } from '../history/spend-store.ts';
import type { HandlersOf } from '../rpc/handlers.ts';
import type { Runs } from '../runs/runs.ts';
import type { OpenSource } from '../sources/source.ts';
import { finishedRun, type OnScreen } from './finished-run.ts';

export interface RunParts {
  readonly runs: Runs;
  readonly store: RunStore;
  readonly sources: SourceStore;
  readonly spend: SpendStore;
  readonly openSource: OpenSource;
  readonly sqlOf: (source: SourceRef, query: Query) => Promise<string>;
  readonly estimates: Estimates;
  readonly explain: (run: Run) => Promise<Explanation>;
  readonly onScreen: OnScreen;
  readonly tell: (event: AppEvent) => void;
  readonly now: () => number;
}

export function runOperations(parts: RunParts) {
  const { runs, store, sources, spend, openSource, sqlOf, estimates, explain, onScreen, tell, now } = parts;
  return {
    'query.estimate': ({ source, query }) => estimates.of(source, query),
    'run.start': async ({ source, query, confirmed, anySize, reuseMinutes }) => {
      if ((source.kind === 'csv') !== (query.type === 'rows')) throw new AppError('bad_arguments', 'A CSV is its rows, and only a CSV is.');
      const sql = query.type === 'rows' ? null : await sqlOf(source, query);
      if (query.type === 'rows') await openSource(source).describe();
      else if (!confirmed) await estimates.check(source, query);
      sources.used(source, now());
      const reuse = source.kind === 'athena' && mayReuse(source, query, now() / 1000) ? reuseMinutes : null;
      // The new run takes the place of the rows that were shown.
      onScreen.runId = null;
      return runs.start(source, query, sql, { reuseMinutes: reuse, anySize });
    },
    'run.cancel': ({ runId }) => runs.cancel(runId),
    'run.read': ({ runId }) => runs.read(runId),
    'run.tryNow': ({ runId }) => {
      runs.tryNow(runId);
      return runs.read(runId);
    },
    'run.pin': ({ runId, pinned }) => {
      const run = runs.pin(runId, pinned);
      tell({ name: 'run.changed', payload: run });
      return run;
    },
    'run.name': ({ runId, title, note }) => {
      const run = runs.name(runId, title, note);
      tell({ name: 'run.changed', payload: run });
      return run;
    },
    'run.fetch': ({ runId, anySize }) => runs.fetch(runId, anySize),
    'run.explain': ({ runId }) => explain(finishedRun(runs, runId)),
    'run.delete': async ({ runId }) => {
      await runs.remove(runId);
      tell({ name: 'history.changed', payload: {} });
      return {};
    },

    'history.list': ({ search, filter, offset, limit }) => {
      const totals = store.totals();
      const page = runs.list({ search, only: filter, offset, limit });
      return { runs: [...page.runs], total: page.total, more: page.more, allRuns: totals.runs, resultBytes: totals.resultBytes };
    },
    'history.spend': ({ zone }) => ({ months: [...spend.byMonth(zone)] }),
  } satisfies Omit<HandlersOf<'query' | 'run' | 'history'>, 'history.bringIn' | 'history.stopBringIn'>;
}
