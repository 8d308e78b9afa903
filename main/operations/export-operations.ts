/** Workbooks and CSV files made of stored rows. */
import { existsSync } from 'node:fs';
import { AppError } from '../app-error.ts';
import type { Exports } from '../exports/exports.ts';
import type { Results } from '../results/results.ts';
import type { HandlersOf } from '../rpc/handlers.ts';
import type { Runs } from '../runs/runs.ts';
import type { ColumnRoles } from './column-roles.ts';
import { finishedRun, readingRows } from './finished-run.ts';

export interface ExportParts {
  readonly runs: Runs;
  readonly results: Results;
  readonly exports: Exports;
  readonly roles: ColumnRoles;
  readonly host: {
    readonly version: string;
    chooseTarget(suggestedName: string, format: 'xlsx' | 'csv'): Promise<{ readonly path: string; readonly download: boolean } | null>;
    offerDownload(path: string, fileName: string): string;
    readonly reveal: { open(path: string): Promise<void>; showInFolder(path: string): void } | null;
  };
}

export function exportOperations({ runs, results, exports, roles, host }: ExportParts) {
  return {
    'export.start': async (request) => {
      const run = finishedRun(runs, request.runId);
      // A result that is gone should be told before anybody chooses a place for it.
      const columns = roles.of(run, (await readingRows(runs, run.id, () => results.columns(run.id))).columns);
      const target = await host.chooseTarget(request.fileName, request.format);
      if (target === null) return { job: null };
      return {
        job: exports.start({
          ...request,
          run,
          roles: Object.fromEntries(columns.map(({ name, role }) => [name, role])),
          resultPath: results.pathOf(run.id),
          target,
          version: host.version,
          offerDownload: host.offerDownload,
        }),
      };
    },
    // By the job: the page names no paths.
    'export.reveal': async ({ jobId, how }) => {
      const path = exports.read(jobId)?.path ?? null;
      if (path === null || host.reveal === null) {
        throw new AppError('job_not_found', 'There is no such export.', { details: { value: jobId.slice(0, 100) } });
      }
      if (!existsSync(path)) throw new AppError('file_not_found', `${path} is not there any more.`, { details: { path } });
      if (how === 'open') await host.reveal.open(path);
      else host.reveal.showInFolder(path);
      return {};
    },
    'export.cancel': async ({ jobId }) => {
      await exports.cancel(jobId);
      return {};
    },
  } satisfies HandlersOf<'export'>;
}
