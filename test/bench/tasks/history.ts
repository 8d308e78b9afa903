import { join } from 'node:path';
import { type Ground, inside } from '../ground.ts';
import type { SearchTimes } from '../inside/history.ts';
import { makeHistory } from '../make-history.ts';
import { percentile } from '../numbers.ts';
import type { Figure, Report } from '../report.ts';

const RUNS = 100_000;

/** The history's search with many runs, for texts that find much, little and nothing. */
export async function historyTask(ground: Ground): Promise<Report> {
  const home = join(ground.folder, 'history');
  makeHistory(home, RUNS, null);
  const { said } = await inside<readonly SearchTimes[]>('history', home);
  const line = (what: string, timesMs: readonly number[]): Figure => {
    const note = `${timesMs.length} searches among ${RUNS} runs, median ${percentile(timesMs, 50).toFixed(1)} ms`;
    return { task: 'history', what: `${what}: p95`, value: percentile(timesMs, 95), unit: 'ms', goal: { most: 20 }, note };
  };
  const figures = [
    ...said.map(({ kind, timesMs }) => line(kind, timesMs)),
    line(
      'all',
      said.flatMap(({ timesMs }) => timesMs),
    ),
  ];
  return { programs: [], figures, missing: [] };
}
