/** The first rows of a result are there to be looked at while the rest still comes. */
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type App, createApp } from '../../../main/app.ts';
import { emptyForm } from '../../../main/flowlogs/form.ts';
import type { AppEvent } from '../../../preload/contract/operations.ts';
import type { Query } from '../../../preload/contract/query.ts';
import type { Cell } from '../../../preload/contract/result.ts';
import type { Run } from '../../../preload/contract/run.ts';
import { athenaRef, emulatedAws } from '../../support/emulated-aws.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const assets = join(import.meta.dirname, '../../../assets');
const from = Date.UTC(2022, 10, 28, 3, 15) / 1000;
const to = Date.UTC(2022, 10, 28, 3, 30) / 1000;
/** Some thousand rows, in an order. */
const query: Query = {
  type: 'sql',
  sql: `SELECT srcaddr, dstaddr, "start", "bytes", CAST(9007199254740993 AS bigint) AS wide FROM flow_logs WHERE "start" BETWEEN ${from} AND ${to}
    ORDER BY "start", srcaddr, dstaddr, srcport, dstport, "bytes" LIMIT 3500`,
  zone: 'UTC',
};
const plainView = { filters: [], sort: null };
const filtered = { filters: [{ op: 'is' as const, column: 'srcaddr', value: 'x' }], sort: null };

async function openApp(): Promise<App & { readonly seen: Run[] }> {
  const app = await createApp({
    home: tempFolder(),
    assets,
    host: {
      kind: 'web',
      version: 'test',
      chooseFolder: async () => null,
      chooseTarget: async () => null,
      offerDownload: () => '',
      reveal: null,
      report: (error) => {
        throw error;
      },
    },
  });
  onTestFinished(() => app.close());
  const seen: Run[] = [];
  app.onEvent((event: AppEvent) => event.name === 'run.changed' && seen.push(event.payload));
  return { ...app, seen };
}

const page = async (app: App, runId: string, offset = 0, limit = 5000): Promise<Cell[][]> =>
  (await app.handlers['result.page']({ runId, view: plainView, offset, limit })).rows;
const start = (app: App, asked: Query = query) => app.handlers['run.start']({ source: athenaRef, query: asked, confirmed: true });
const read = (app: App, runId: string) => app.handlers['run.read']({ runId });

/** Until so many rows have come while the run is on its way. */
async function arrived(app: App, runId: string, least: number): Promise<Run> {
  for (;;) {
    const run = await read(app, runId);
    if (run.state === 'failed') throw new Error(JSON.stringify(run.error));
    if (run.state === 'fetching' && (run.rowCount ?? 0) >= least) return run;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

describe('rows of a result in S3', () => {
  it('are there while its body is held, and the same once it is saved', async () => {
    const { aws } = await emulatedAws();
    const app = await openApp();
    const release = aws.faults.holdBodies(65_536);
    const { id } = await start(app);
    const { rowCount } = await arrived(app, id, 300);
    const { columns, rowCount: counted } = await app.handlers['result.columns']({ runId: id });
    expect(columns.map(({ name, field }) => [name, field])).toEqual([
      ['srcaddr', 'srcaddr'],
      ['dstaddr', 'dstaddr'],
      ['start', 'start'],
      ['bytes', 'bytes'],
      ['wide', null],
    ]);
    expect(counted).toBeGreaterThanOrEqual(rowCount ?? 0);
    const early = await page(app, id);
    expect(early.length).toBeGreaterThanOrEqual(counted);
    expect(early.length).toBeLessThan(3500);
    expect(early[0]?.[4]).toBe('9007199254740993');
    expect(await page(app, id, 100, 10)).toEqual(early.slice(100, 110));
    expect(await page(app, id, 4000, 10)).toEqual([]);
    // Filters and orders wait for the rest.
    await expect(app.handlers['result.page']({ runId: id, view: filtered, offset: 0, limit: 10 })).rejects.toMatchObject({
      code: 'run_not_finished',
    });
    release();
    await app.idle();
    expect(await read(app, id)).toMatchObject({ state: 'saved', rowCount: 3500 });
    const all = await page(app, id);
    expect(all).toHaveLength(3500);
    expect(all.slice(0, early.length)).toEqual(early);
  });

  it('grow in number, told in order', async () => {
    const { aws } = await emulatedAws();
    const app = await openApp();
    const first = aws.faults.holdBodies(65_536);
    const { id } = await start(app);
    const early = (await arrived(app, id, 1)).rowCount ?? 0;
    const second = aws.faults.holdBodies(131_072);
    first();
    await arrived(app, id, early + 500);
    second();
    await app.idle();
    const counts = app.seen.filter((run) => run.id === id && run.state === 'fetching').flatMap((run) => run.rowCount ?? []);
    expect(counts.length).toBeGreaterThan(1);
    expect(counts).toEqual([...counts].sort((a, b) => a - b));
    expect(counts[0]).toBeLessThan(3500);
  });

  it('that are asked for at the very end are answered by the file', async () => {
    const { aws } = await emulatedAws();
    const app = await openApp();
    const release = aws.faults.holdBodies(65_536);
    const { id } = await start(app);
    await arrived(app, id, 1);
    release();
    const asked: Promise<Cell[][]>[] = [];
    const asking = setInterval(() => asked.push(page(app, id, 0, 100)), 1);
    await app.idle();
    clearInterval(asking);
    const answers = await Promise.all(asked);
    const stored = await page(app, id, 0, 100);
    expect(answers.length).toBeGreaterThan(1);
    for (const answer of answers) expect(answer).toEqual(stored);
  });

  it('are gone with a run that is cancelled', async () => {
    const { aws } = await emulatedAws();
    const app = await openApp();
    aws.faults.holdBodies(65_536);
    const { id } = await start(app);
    await arrived(app, id, 1);
    expect(await app.handlers['run.cancel']({ runId: id })).toMatchObject({ state: 'cancelled' });
    await expect(page(app, id)).rejects.toMatchObject({ code: 'run_not_finished' });
  });

  it('are there, too, when they are fetched again', async () => {
    const { aws } = await emulatedAws();
    const app = await openApp();
    const { id } = await start(app);
    await app.idle();
    await start(app, { type: 'sql', sql: 'SELECT 1 AS one', zone: 'UTC' });
    await app.idle();
    await app.handlers['room.free']({ room: { keep: 'gigabytes', gigabytes: 1e-6 } });
    expect(await read(app, id)).toMatchObject({ rowsGone: true, rowCount: 3500 });
    const release = aws.faults.holdBodies(65_536);
    // Those of before are no longer there to be counted.
    expect(await app.handlers['run.fetch']({ runId: id })).toMatchObject({ state: 'fetching', rowCount: null });
    const { rowCount } = await arrived(app, id, 1);
    expect((await page(app, id)).length).toBeGreaterThanOrEqual(rowCount ?? 0);
    release();
    await app.idle();
    expect(await read(app, id)).toMatchObject({ state: 'saved', rowCount: 3500, rowsGone: false });
  });
});

it('rows by Athena’s pages are there while the next page is held', async () => {
  const { aws } = await emulatedAws();
  const app = await openApp();
  aws.faults.denied.add('s3:GetObject');
  const { id } = await start(app);
  const { rowCount } = await arrived(app, id, 999);
  expect((await page(app, id, 990, 100)).length).toBeGreaterThanOrEqual(9);
  expect(rowCount).toBeGreaterThanOrEqual(999);
  await app.idle();
  expect(await read(app, id)).toMatchObject({ state: 'saved', via: 'api', rowCount: 3500 });
});

it('rows of files on this disk are there while the engine goes on', async () => {
  const app = await openApp();
  const { id } = await app.handlers['run.start']({
    source: { kind: 'sample' },
    query: { type: 'form', form: { ...emptyForm(from - 86_400, to + 86_400, 'UTC'), limit: null } },
  });
  const seen: number[] = [];
  app.onEvent(async (event) => {
    if (event.name !== 'run.changed' || event.payload.state !== 'fetching' || event.payload.rowCount === null) return;
    seen.push((await page(app, id, 0, 10)).length);
  });
  await app.idle();
  expect(await read(app, id)).toMatchObject({ state: 'saved', via: 'local' });
  expect(seen.length).toBeGreaterThan(0);
  expect(seen).toEqual(seen.map(() => 10));
});
