import { rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type Ground, inside } from '../ground.ts';
import { multiplyResult } from '../large-result.ts';
import type { Figure, Report } from '../report.ts';

/** With a million rows of data: three sheets. */
const TIMES_THE_ROWS = 3;

/** Three times the rows to one workbook: more than a sheet takes, in no more memory. */
export async function exportSheetsTask(ground: Ground): Promise<Report> {
  const large = join(ground.folder, 'large.sqlite');
  const target = join(ground.folder, 'large.xlsx');
  const rows = multiplyResult(await ground.result(), large, TIMES_THE_ROWS);
  const { said, peakMb } = await inside<{ seconds: number; blockedMs: number }>('export', large, target);
  const note = `${rows} rows, ${(statSync(target).size / 1e6).toFixed(0)} MB in ${said.seconds.toFixed(1)} s, level 1`;
  rmSync(large);
  rmSync(target);
  const figures: Figure[] = [{ task: 'sheets', what: 'main blocked', value: said.blockedMs, unit: 'ms', goal: { most: 50 }, note }];
  if (peakMb !== null) {
    const value = peakMb - (await ground.idleMb());
    figures.unshift({ task: 'sheets', what: 'memory above idle', value, unit: 'MB', goal: { most: 200 }, note });
  }
  return { programs: [], figures, missing: [] };
}
