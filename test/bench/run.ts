/**
 * `npm run bench -- [--rows N] [--times N] [--only TASK ...]`: Nagare beside every peer that is installed, and beside its
 * own goals, on data made here and removed afterwards. Prints tables and keeps the figures in `results/`.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createGround, type Ground } from './ground.ts';
import { load, machine } from './machine.ts';
import { figureTable, programTable, type Report } from './report.ts';

/** In the order in which they are done; each loaded only when it is. */
const tasks: Readonly<Record<string, () => Promise<(ground: Ground) => Promise<Report>>>> = {
  import: async () => (await import('./tasks/import.ts')).importTask,
  export: async () => (await import('./tasks/export.ts')).exportTask,
  sheets: async () => (await import('./tasks/export-sheets.ts')).exportSheetsTask,
  'first-rows': async () => (await import('./tasks/first-rows.ts')).firstRowsTask,
  local: async () => (await import('./tasks/local.ts')).localTask,
  pages: async () => (await import('./tasks/pages.ts')).pagesTask,
  scroll: async () => (await import('./tasks/scroll.ts')).scrollTask,
  window: async () => (await import('./tasks/window.ts')).windowTask,
  start: async () => (await import('./tasks/start.ts')).startTask,
  estimate: async () => (await import('./tasks/estimate.ts')).estimateTask,
  history: async () => (await import('./tasks/history.ts')).historyTask,
};

const { values } = parseArgs({
  options: {
    rows: { type: 'string', default: '1000000' },
    times: { type: 'string', default: '3' },
    only: { type: 'string', multiple: true, default: Object.keys(tasks) },
  },
});
const rows = Number(values.rows);
const times = Number(values.times);
if (!Number.isInteger(rows) || rows < 1 || !Number.isInteger(times) || times < 1) throw new Error('--rows and --times take a number');
const chosen = values.only.flatMap((names) => names.split(/[ ,]+/));
const unknown = chosen.filter((name) => !Object.hasOwn(tasks, name));
if (unknown.length > 0) throw new Error(`--only takes some of ${Object.keys(tasks).join(', ')}`);

const at = new Date().toISOString();
const loadBefore = load();
const ground = createGround(rows, times);
const reports: Report[] = [];
/** Tasks that came to no end: the others are told all the same. */
const failed: string[] = [];
try {
  for (const [name, loadTask] of Object.entries(tasks)) {
    if (!chosen.includes(name)) continue;
    console.error(`${name} ...`);
    try {
      const task = await loadTask();
      reports.push(await task(ground));
    } catch (error) {
      console.error(error);
      failed.push(name);
    }
  }
  const programs = reports.flatMap((report) => report.programs);
  const figures = reports.flatMap((report) => report.figures);
  const missing = [...new Set(reports.flatMap((report) => report.missing))];
  const on = machine(loadBefore);
  console.log(`${rows} rows of 29 columns, medians of ${times}; ${JSON.stringify(on)}`);
  if (programs.length > 0) console.log(`\n${programTable(programs)}\n\nPeak memory: Nagare's above idle, a peer's whole.`);
  if (figures.length > 0) console.log(`\n${figureTable(figures)}`);
  if (missing.length > 0) console.log(`\nNot measured, because it is not installed: ${missing.join(', ')}.`);
  if (failed.length > 0) console.log(`\nFailed, see above: ${failed.join(', ')}.`);
  const results = join(import.meta.dirname, 'results');
  mkdirSync(results, { recursive: true });
  const kept = join(results, `${at.slice(0, 19).replaceAll(':', '')}-${rows}.json`);
  writeFileSync(kept, `${JSON.stringify({ at, rows, times, machine: on, missing, failed, programs, figures }, null, 2)}\n`);
} finally {
  ground.close();
}
process.exitCode = failed.length > 0 ? 1 : 0;
