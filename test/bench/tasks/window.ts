import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { writeParquetFiles } from '../flow-files.ts';
import { type Ground, inside, storeRun } from '../ground.ts';
import type { Together } from '../inside/together.ts';
import { ownTurn, type Report } from '../report.ts';

/** Two exports and a query over files at once: all come to their end, and main can answer meanwhile. */
export async function windowTask(ground: Ground): Promise<Report> {
  const home = join(ground.folder, 'window');
  const runId = storeRun(home, await ground.result(), ground.rows, 'window');
  const files = join(ground.folder, 'window-files');
  mkdirSync(files);
  await writeParquetFiles(files, ground.csv());
  const { said } = await inside<{ value: Together; seconds: number; blockedMs: number; busyMs: number | null }>(
    'together',
    home,
    runId,
    files,
  );
  const { exportedRows, queriedRows } = said.value;
  if ([...exportedRows, queriedRows].some((rows) => rows !== ground.rows)) throw new Error(`not all rows: ${JSON.stringify(said.value)}`);
  const what = 'two exports and a local query';
  return {
    programs: [],
    figures: [
      { task: 'window', what: `${what}: main blocked`, value: said.blockedMs, unit: 'ms', goal: { most: 50 }, note: ownTurn(said.busyMs) },
      { task: 'window', what: `${what}: all done`, value: said.seconds, unit: 's', goal: null, note: `${ground.rows} rows each` },
    ],
    missing: [],
  };
}
