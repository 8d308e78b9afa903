/** Two exports and a query over files at the same time, in one app. */
import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { SourceRef } from '../../../preload/contract/query.ts';
import type { Job, Run } from '../../../preload/contract/run.ts';
import { benchApp } from './bench-app.ts';
import { watchMain } from './watch-main.ts';

export interface Together {
  readonly exportedRows: readonly number[];
  readonly exportedBytes: readonly number[];
  readonly queriedRows: number;
}

/** @param runId a stored run of `home`  @param files folder of flow logs */
export async function together(home: string, runId: string, files: string) {
  const { app, ask } = await benchApp(home, home);
  const source: SourceRef = { kind: 'folder', path: files };
  await ask('source.describe', { source });
  const jobs = new Map<string, Job>();
  const runs = new Map<string, Run>();
  let look: () => void = () => undefined;
  app.onEvent((event) => {
    if (event.name === 'job.changed') jobs.set(event.payload.id, event.payload);
    if (event.name === 'run.changed') runs.set(event.payload.id, event.payload);
    look();
  });
  const watched = await watchMain(async (): Promise<Together> => {
    const names = ['first.xlsx', 'second.xlsx'];
    const started = await Promise.all(
      names.map((fileName) =>
        ask('export.start', {
          runId,
          format: 'xlsx',
          zone: 'Asia/Tokyo',
          view: { filters: [], sort: null },
          columns: null,
          language: 'en',
          fileName,
        }),
      ),
    );
    const query = { type: 'sql', sql: 'SELECT * FROM flow_logs', zone: 'Asia/Tokyo' } as const;
    const run = await ask('run.start', { source, query, confirmed: true });
    const isOver = () =>
      started.every(({ job }) => job && jobs.get(job.id)?.state !== 'running' && jobs.has(job.id)) &&
      ['saved', 'failed', 'cancelled'].includes(runs.get(run.id)?.state ?? '');
    await new Promise<void>((resolve) => {
      look = () => isOver() && resolve();
      look();
    });
    const ended = started.map(({ job }) => jobs.get(job?.id ?? ''));
    const last = runs.get(run.id);
    if (ended.some((job) => job?.state !== 'done') || last?.state !== 'saved') {
      throw new Error(`not all came to a good end: ${JSON.stringify([ended, last])}`);
    }
    return {
      exportedRows: ended.map((job) => job?.done ?? 0),
      exportedBytes: names.map((name) => statSync(join(home, name)).size),
      queriedRows: last.rowCount ?? 0,
    };
  });
  await app.close();
  return watched;
}
