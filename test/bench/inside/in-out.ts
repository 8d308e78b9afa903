/** Rows into a result file, and out of one. */
import { createReadStream } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { createExports } from '../../../main/exports/exports.ts';
import { emptyForm } from '../../../main/flowlogs/form.ts';
import { fetchResult } from '../../../main/runs/fetch-result.ts';
import { createLocalSource } from '../../../main/sources/local/local-source.ts';
import type { Job, Run } from '../../../preload/contract/run.ts';
import { flowColumns } from '../flow-csv.ts';
import { watchMain } from './watch-main.ts';

/** What a process takes that has nothing to do. */
export async function idle() {
  return watchMain(() => sleep(500, 0));
}

/** Athena's CSV on the disk to a result file. Value: rows. @param times how often its rows come, one after the other */
export async function importCsv(csv: string, result: string, times = '1') {
  return watchMain(async () => {
    const columns = flowColumns.map(([name, type]) => ({ name, type }));
    const body = repeated(csv, Number(times));
    const stream = { via: 's3', columns, totalBytes: null, body } as const;
    return (await fetchResult(stream, { path: result, signal: new AbortController().signal, onRows: () => undefined })).rowCount;
  });
}

/** The file, then its rows again and again. */
async function* repeated(csv: string, times: number): AsyncGenerator<Uint8Array> {
  const header = flowColumns.reduce((bytes, [name]) => bytes + name.length + 3, 0);
  for (let time = 0; time < times; time++) yield* createReadStream(csv, { start: time === 0 ? 0 : header });
}

/** Every record of flow-log files to a result file. Value: rows. */
export async function queryFiles(folder: string, result: string) {
  const source = createLocalSource({ folder });
  // The app has looked at the folder long before.
  await source.describe();
  return watchMain(async () => {
    const signal = new AbortController().signal;
    const stream = await source.open('SELECT * FROM flow_logs', signal);
    return (await fetchResult(stream, { path: result, signal, onRows: () => undefined })).rowCount;
  });
}

/** A result file to a workbook. Value: rows. */
export async function exportRows(result: string, workbook: string) {
  return watchMain(async () => {
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
      resultPath: result,
      target: { path: workbook, download: false },
      version: '0',
      fileName: 'bench.xlsx',
      offerDownload: () => '',
    });
    const job = await ended;
    if (job.state !== 'done') throw new Error(`the export ended as ${JSON.stringify(job)}`);
    return job.done;
  });
}

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
  resultPath: null,
  error: null,
  rowsGone: false,
  broughtIn: false,
  pinned: false,
};
