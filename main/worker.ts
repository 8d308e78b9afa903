/** What runs in worker threads: one entry for all, each task loaded only when it is asked for. */
import { serveTask } from './jobs/serve-task.ts';

await serveTask({
  'look-through-history': async () => (await import('./history/soundness.ts')).lookThroughHistory,
  'import-rows': async () => (await import('./results/import-rows.ts')).importRows,
  'local-query': async () => (await import('./local-query.ts')).localQuery,
  'count-records': async () => (await import('./sources/local/count-records.ts')).countRecords,
  'describe-files': async () => (await import('./sources/local/describe-files.ts')).describeFiles,
  'result-view': async () => (await import('./results/select-rows.ts')).selectRows,
  'result-overview': async () => (await import('./results/summarise.ts')).summarise,
  'result-summary': async () => (await import('./results/summarise-columns.ts')).summariseColumns,
  'compare-results': async () => (await import('./results/compare-results.ts')).compareResults,
  'result-chart': async () => (await import('./results/chart-view.ts')).chartView,
  'export-rows': async () => (await import('./exports/export-rows.ts')).exportRows,
});
