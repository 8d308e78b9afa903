/** "Open" and "Show in folder" after an export: by the job, never by a path that the page names. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { type App, createApp, type HostPorts } from '../../../main/app.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const assets = join(import.meta.dirname, '../../../assets');

async function exported(reveal: HostPorts['reveal']) {
  const folder = tempFolder();
  const target = join(folder, 'a.csv');
  const app: App = await createApp({
    home: join(folder, 'data'),
    assets,
    host: {
      kind: 'electron',
      version: 'test',
      chooseFolder: async () => null,
      chooseTarget: async () => ({ path: target, download: false }),
      offerDownload: () => '',
      reveal,
      report: (error) => {
        throw error;
      },
    },
  });
  onTestFinished(() => app.close());
  const query = { type: 'sql', sql: 'SELECT srcaddr FROM flow_logs LIMIT 3', zone: 'UTC' } as const;
  const { id } = await app.handlers['run.start']({ source: { kind: 'sample' }, query });
  await app.idle();
  const { job } = await app.handlers['export.start']({
    runId: id,
    format: 'csv',
    zone: 'UTC',
    view: { filters: [], sort: null },
    columns: null,
    language: 'en',
    fileName: 'a.csv',
  });
  const jobId = job?.id ?? '';
  while (app.job(jobId)?.state === 'running') await new Promise((resolve) => setTimeout(resolve, 10));
  expect(app.job(jobId)?.state).toBe('done');
  return { app, target, jobId };
}

it('leads to the file that the job wrote', async () => {
  const seen: [string, string][] = [];
  const { app, target, jobId } = await exported({
    open: async (path) => void seen.push(['open', path]),
    showInFolder: (path) => void seen.push(['folder', path]),
  });
  await app.handlers['export.reveal']({ jobId, how: 'open' });
  await app.handlers['export.reveal']({ jobId, how: 'folder' });
  expect(seen).toEqual([
    ['open', target],
    ['folder', target],
  ]);
  await expect(app.handlers['export.reveal']({ jobId: target, how: 'open' })).rejects.toMatchObject({ code: 'job_not_found' });
  rmSync(target);
  await expect(app.handlers['export.reveal']({ jobId, how: 'open' })).rejects.toMatchObject({ code: 'file_not_found' });
  expect(seen).toHaveLength(2);
});

it('is not there where a host has no such thing', async () => {
  const { app, jobId } = await exported(null);
  await expect(app.handlers['export.reveal']({ jobId, how: 'open' })).rejects.toMatchObject({ code: 'job_not_found' });
});
