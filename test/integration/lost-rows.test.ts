/** Result files that somebody deleted or damaged, and rows that were given up: how they come again. */
import { existsSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { isFetchable, type Run } from '../../preload/contract/run.ts';
import { RESULT_BUCKET } from '../aws/work-groups.ts';
import { athenaRef, emulatedAws } from '../support/emulated-aws.ts';
import { finished, type OpenedApp, openApp } from '../support/open-app.ts';
import { terminal } from '../support/terminal.ts';

const query = { type: 'sql', sql: 'SELECT srcaddr, "bytes" FROM flow_logs LIMIT 500', zone: 'UTC' } as const;
const plain = { filters: [], sort: null };

async function saved(app: OpenedApp, source: Run['source'] = athenaRef): Promise<Run> {
  const { id } = await app.handlers['run.start']({ source, query, confirmed: true });
  const run = await finished(app, id);
  expect(run).toMatchObject({ state: 'saved', rowCount: 500 });
  return run;
}

const pathOf = (home: string, run: Run) => join(home, 'results', `${run.id}.sqlite`);
const spoil = {
  deleted: (path: string) => rmSync(path),
  'cut short': (path: string) => truncateSync(path, 20_000),
  'overwritten with something else': (path: string) => writeFileSync(path, 'x'.repeat(50_000)),
  emptied: (path: string) => truncateSync(path, 0),
  'damaged in its middle': (path: string) => {
    const bytes = readFileSync(path);
    writeFileSync(path, bytes.fill(0x55, 16_384 * 2));
  },
};
const ways = Object.entries(spoil);

async function firstPage(app: OpenedApp, run: Run) {
  await app.handlers['result.columns']({ runId: run.id });
  return app.handlers['result.page']({ runId: run.id, view: plain, offset: 0, limit: 500 });
}

describe('a result file', () => {
  it.each(ways)('that was %s: told as gone, fetched again for nothing', async (_, act) => {
    const { aws } = await emulatedAws();
    const app = await openApp();
    const run = await saved(app);
    await app.close();
    act(pathOf(app.home, run));
    const again = await openApp(app.home);
    await expect(firstPage(again, run)).rejects.toMatchObject({ code: expect.stringMatching(/^result_(missing|damaged)$/) });
    const told = again.events.findLast((event) => event.name === 'run.changed')?.payload as Run;
    expect(told).toMatchObject({
      id: run.id,
      state: 'saved',
      rowsGone: true,
      resultPath: null,
      error: { code: expect.stringMatching(/^result_/) },
    });
    expect(isFetchable(told)).toBe(true);
    await again.handlers['run.fetch']({ runId: run.id });
    expect(await finished(again, run.id)).toMatchObject({ ...run, resultBytes: expect.any(Number) });
    expect((await firstPage(again, run)).rows).toHaveLength(500);
    expect(aws.executions).toHaveLength(1);
    expect(readdirSync(join(app.home, 'results'))).toEqual([`${run.id}.sqlite`]);
  });

  it('of files: told as gone, and the file is left as it is', async () => {
    const app = await openApp();
    const run = await saved(app, { kind: 'sample' });
    await app.close();
    truncateSync(pathOf(app.home, run), 20_000);
    const again = await openApp(app.home);
    await expect(firstPage(again, run)).rejects.toMatchObject({ code: 'result_damaged' });
    const gone = await again.handlers['run.read']({ runId: run.id });
    expect(gone).toMatchObject({ rowsGone: true, error: { code: 'result_damaged' } });
    expect(isFetchable(gone)).toBe(false);
    await again.close();
    expect(existsSync(pathOf(app.home, run))).toBe(true);
  });

  it('that is missing stops no export at the save dialog', async () => {
    const chooseTarget = vi.fn(async () => null);
    const app = await openApp();
    const run = await saved(app, { kind: 'sample' });
    await app.close();
    rmSync(pathOf(app.home, run));
    const again = await openApp(app.home, { chooseTarget });
    const request = { runId: run.id, format: 'csv', zone: 'UTC', view: plain, columns: null, language: 'en', fileName: 'x.csv' } as const;
    await expect((async () => again.handlers['export.start'](request))()).rejects.toMatchObject({ code: 'result_missing' });
    expect(chooseTarget).not.toHaveBeenCalled();
  });
});

describe('nagare export', () => {
  it.each([...ways, ['given up', null] as const])('of rows that were %s fetches them again by itself', async (_, act) => {
    const { aws } = await emulatedAws();
    const app = await openApp();
    const run = await saved(app);
    if (act === null) {
      // The newest stays.
      await saved(app, { kind: 'sample' });
      expect(await app.handlers['room.free']({ room: { keep: 'gigabytes', gigabytes: 1e-9 } })).toMatchObject({ runs: 1 });
    }
    await app.close();
    act?.(pathOf(app.home, run));
    const { run: nagare, cwd } = terminal(app.home);
    const { code, err } = await nagare('export', run.id, '--csv', 'out.csv');
    expect(err).not.toContain('error');
    expect(code).toBe(0);
    expect(readFileSync(join(cwd, 'out.csv'), 'utf8').trimEnd().split('\r\n')).toHaveLength(501);
    expect(aws.executions).toHaveLength(1);
  });

  it('says so where Athena has them no more, or there is nothing to fetch', async () => {
    const { aws } = await emulatedAws();
    const app = await openApp();
    const [paid, free] = [await saved(app), await saved(app, { kind: 'sample' })];
    await app.close();
    for (const run of [paid, free]) rmSync(pathOf(app.home, run));
    for (const key of aws.store.keys(RESULT_BUCKET, '')) aws.store.remove(RESULT_BUCKET, key);
    const { run: nagare, cwd } = terminal(app.home);
    for (const [run, said] of [
      [paid, 'result_gone'],
      [free, 'result_missing'],
    ] as const) {
      const { code, err } = await nagare('export', run.id, '--xlsx', 'out.xlsx');
      expect([code, err]).toEqual([1, expect.stringContaining(`error[${said}]`)]);
    }
    expect(readdirSync(cwd)).toEqual([]);
  });
});
