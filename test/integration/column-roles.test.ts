/** What the numbers of a result are: by the statement, by a word of the user's, in the grid and in an export. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import { type App, createApp } from '../../main/app.ts';
import type { SourceRef } from '../../preload/contract/query.ts';
import type { ResultColumn } from '../../preload/contract/result.ts';
import { tempFolder } from '../support/temp-folder.ts';

const assets = join(import.meta.dirname, '../../assets');
const sample: SourceRef = { kind: 'sample' };

async function openApp(home: string, target: string): Promise<App> {
  const app = await createApp({
    home,
    assets,
    host: {
      kind: 'web',
      version: 'test',
      chooseFolder: async () => null,
      chooseTarget: async () => ({ path: target, download: false }),
      offerDownload: () => '',
      reveal: null,
      report: (error) => {
        throw error;
      },
    },
  });
  onTestFinished(() => app.close());
  return app;
}

async function ran(app: App, sql: string): Promise<string> {
  const { id } = await app.handlers['run.start']({ source: sample, query: { type: 'sql', sql, zone: 'Asia/Tokyo' } });
  await app.idle();
  expect(await app.handlers['run.read']({ runId: id })).toMatchObject({ state: 'saved', error: null });
  return id;
}

const rolesOf = (columns: readonly ResultColumn[]) => columns.map(({ name, role }) => `${name} ${role}`);

it('reads the statement, takes the word of the user, and writes dates', async () => {
  const home = tempFolder();
  const target = join(home, 'out.csv');
  const app = await openApp(home, target);
  const sql = `SELECT min("start") AS first_seen, max("end"), min("start") * 1000 AS ms, count(*) AS flows
FROM flow_logs WHERE "start" BETWEEN 1669605300 AND 1669605400`;
  const runId = await ran(app, sql);
  const { columns } = await app.handlers['result.columns']({ runId });
  const last = columns[1]?.name ?? '';
  expect(rolesOf(columns)).toEqual(['first_seen time', `${last} time`, 'ms plain', 'flows plain']);

  const marked = await app.handlers['columns.mark']({ runId, column: 'ms', role: 'time_ms' });
  expect(rolesOf(marked.columns)).toEqual(['first_seen time', `${last} time`, 'ms time_ms', 'flows plain']);
  await app.handlers['columns.mark']({ runId, column: last, role: 'plain' });

  const { job } = await app.handlers['export.start']({
    runId,
    format: 'csv',
    zone: 'Asia/Tokyo',
    view: { filters: [{ op: 'find', text: '12:15:0', zone: 'Asia/Tokyo', roles: { ms: 'time_ms' } }], sort: null },
    columns: null,
    language: 'en',
    fileName: 'out.csv',
    bom: false,
  });
  await vi.waitFor(() => expect(app.job(job?.id ?? '')?.state).toBe('done'));
  const [header, row] = readFileSync(target, 'utf8').split('\r\n');
  expect(header).toMatch(/^first_seen \(Asia\/Tokyo\),[^(]*(\(""?end""?\)|_col1)[^,]*,ms \(Asia\/Tokyo\),flows$/);
  const [first, end, ms, flows] = row?.split(',') ?? [];
  expect(first).toMatch(/^2022-11-28 12:15:0\d$/);
  expect(ms).toBe(first);
  expect(Number(end)).toBeGreaterThan(1_669_605_300);
  expect(Number(flows)).toBeGreaterThan(0);

  // The same statement, laid out otherwise, run again: the word holds, in this process and the next.
  await app.close();
  const next = await openApp(home, target);
  const again = await ran(next, `${sql.replace('\n', '  ')} -- again`);
  const kept = await next.handlers['result.columns']({ runId: again });
  expect(rolesOf(kept.columns)).toEqual(['first_seen time', `${last} plain`, 'ms time_ms', 'flows plain']);
  // Taken back, it is as the statement says.
  const back = await next.handlers['columns.mark']({ runId: again, column: last, role: 'time' });
  expect(rolesOf(back.columns)[1]).toBe(`${last} time`);
  await expect(async () => next.handlers['columns.mark']({ runId: again, column: 'nowhere', role: 'time' })).rejects.toMatchObject({
    code: 'bad_column',
  });
});
