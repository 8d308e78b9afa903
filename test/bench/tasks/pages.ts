import { join } from 'node:path';
import { type Ground, inside, storeRun } from '../ground.ts';
import type { PageTimes } from '../inside/pages.ts';
import { percentile } from '../numbers.ts';
import type { Figure, Report } from '../report.ts';

const MOST_MS = { plain: 10, sorted: 30, filtered: 30 } as const;

/** Pages of 200 rows at random places, as the grid asks for them: dispatched, read, written as the text that is sent. */
export async function pagesTask(ground: Ground): Promise<Report> {
  const home = join(ground.folder, 'pages');
  const runId = storeRun(home, await ground.result(), ground.rows, 'pages');
  const { said } = await inside<readonly PageTimes[]>('pages', home, runId);
  const figures = said.flatMap(({ name, kind, preparedMs, rows, pagesMs }): Figure[] => {
    const line = (what: string, value: number, goal: Figure['goal'], note = ''): Figure => {
      return { task: 'pages', what: `${name}: ${what}`, value, unit: 'ms', goal, note };
    };
    return [
      ...(kind === 'plain' ? [] : [line('made ready', preparedMs, null, 'in a worker, with the first page')]),
      line('p50', percentile(pagesMs, 50), null),
      line('p95', percentile(pagesMs, 95), { most: MOST_MS[kind] }, `${pagesMs.length} pages of 200 rows among ${rows}`),
      line('p99', percentile(pagesMs, 99), null),
    ];
  });
  return { programs: [], figures, missing: [] };
}
