/**
 * One piece of Nagare's own work in a process of its own, through the same doors as the app's: workers, streams, jobs.
 * `idle` | `import CSV RESULT` | `export RESULT XLSX`. Prints `{seconds, blockedMs, rows}` as JSON.
 */
import { createReadStream, statSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { createExports } from '../../main/exports/exports.ts';
import { emptyForm } from '../../main/flowlogs/form.ts';
import { fetchResult } from '../../main/runs/fetch-result.ts';
import type { Job, Run } from '../../preload/contract/run.ts';
import { flowColumns } from './flow-csv.ts';

const [task, from = '', to = ''] = process.argv.slice(2);
const tasks: Readonly<Record<string, () => Promise<number | null>>> = {
  async idle() {
    await sleep(500);
    return 0;
  },
  async import() {
    const columns = flowColumns.map(([name, type]) => ({ name, type }));
    const stream = { via: 's3', columns, totalBytes: statSync(from).size, body: createReadStream(from) } as const;
    const signal = new AbortController().signal;
    return (await fetchResult(stream, { path: to, signal, onRows: () => undefined })).rowCount;
  },
  async export() {
    const { promise: ended, resolve } = Promise.withResolvers<Job>();
    const exports = createExports({
      begun: () => undefined,
      ended: () => undefined,
      changed: (job) => {
        if (job.state !== 'running') resolve(job);
      },
      report: (error) => {
        console.error(error);
        return '';
      },
    });
    exports.start({
      runId: run.id,
      format: 'xlsx',
      zone: 'Asia/Tokyo',
      view: { filters: [], sort: null },
      columns: null,
      language: 'en',
      run,
      resultPath: from,
      target: { path: to, download: false },
      version: '0',
      fileName: 'bench.xlsx',
      offerDownload: () => '',
    });
    const job = await ended;
    if (job.state !== 'done') throw new Error(`the export ended as ${JSON.stringify(job)}`);
    return job.done;
  },
};

const run: Run = {
  id: 'bench',
  state: 'saved',
  source: { kind: 'sample' },
  query: { type: 'form', form: emptyForm(1_669_593_600, 1_669_680_000, 'Asia/Tokyo') },
  sql: 'SELECT * FROM flow_logs',
  executionId: null,
  rowCount: null,
  scannedBytes: null,
  costUsd: null,
  reused: false,
  via: 'local',
  createdAt: '2022-11-28T00:00:00.000Z',
  startedAt: '2022-11-28T00:00:00.000Z',
  finishedAt: '2022-11-28T00:00:01.000Z',
  resultBytes: null,
  resultPath: from,
  error: null,
  rowsGone: false,
  pinned: false,
};

const act = tasks[task ?? ''];
if (!act) throw new Error('idle | import CSV RESULT | export RESULT XLSX');
const delay = monitorEventLoopDelay({ resolution: 5 });
// What starting costs is no part of it.
await sleep(200);
delay.enable();
const begun = performance.now();
const rows = await act();
const seconds = (performance.now() - begun) / 1000;
delay.disable();
console.log(JSON.stringify({ seconds, blockedMs: delay.max / 1e6, rows }));
