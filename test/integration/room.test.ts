/** Room on the disk: whose rows go, whose stay, and how they come back. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type App, createApp } from '../../main/app.ts';
import { AppError } from '../../main/app-error.ts';
import { createExportStore } from '../../main/history/export-store.ts';
import { openHistory } from '../../main/history/open-history.ts';
import { ownIdentity } from '../../main/history/process-identity.ts';
import { createRoomStore } from '../../main/history/room-store.ts';
import { createRunStore } from '../../main/history/run-store.ts';
import { createResults } from '../../main/results/results.ts';
import { createRoomKeeper } from '../../main/room.ts';
import { createRuns } from '../../main/runs/runs.ts';
import type { AppEvent } from '../../preload/contract/operations.ts';
import type { Query } from '../../preload/contract/query.ts';
import { MOST_GOING } from '../../preload/contract/room.ts';
import { RESULT_BUCKET } from '../aws/work-groups.ts';
import { athenaRef, emulatedAws } from '../support/emulated-aws.ts';
import { scriptedAthena } from '../support/scripted-athena.ts';
import { tempFolder } from '../support/temp-folder.ts';

const assets = join(import.meta.dirname, '../../assets');
const athena = { kind: 'athena', profile: null, region: null, workgroup: null, catalog: null, database: 'd', table: 't' } as const;
const query = { type: 'sql', sql: 'SELECT 1', zone: 'UTC' } as const;
const DAY_MS = 86_400_000;

/** One process with scripted sources; runs end in the order they are made, a day apart. */
function opened() {
  const folder = tempFolder();
  const { db } = openHistory(join(folder, 'history.db'));
  const results = createResults(join(folder, 'results'));
  const source = scriptedAthena();
  const clock = { nowMs: Date.now() };
  const now = () => clock.nowMs;
  const store = createRunStore(db, ownIdentity(), now);
  const runs = createRuns({
    store,
    results,
    openSource: () => source,
    pricePerTb: () => 5,
    now,
    changed: () => undefined,
    report: () => '',
  });
  const screen: { runId: string | null } = { runId: null };
  const roomStore = createRoomStore(db);
  const room = createRoomKeeper({
    store: roomStore,
    results,
    onScreen: () => screen.runId,
    read: runs.read,
    changed: () => undefined,
    now,
  });
  onTestFinished(async () => {
    await runs.close();
    results.close();
    db.close();
  });
  const make = async () => {
    const { id } = runs.start(athena, query, 'SELECT 1');
    await runs.idle();
    clock.nowMs += DAY_MS;
    return id;
  };
  const left = () => results.stored().then((ids) => [...ids].sort());
  return { folder, db, results, source, runs, room, roomStore, screen, clock, make, left };
}

describe('what goes', () => {
  it('is what the preview says; pinned rows, the newest and those on the screen stay', async () => {
    const { make, runs, room, screen, left } = opened();
    const ids = [];
    for (let n = 0; n < 5; n++) ids.push(await make());
    const [first, second, third, fourth, fifth] = ids as [string, string, string, string, string];
    runs.pin(first, true);
    screen.runId = third;
    const tiny = { keep: 'gigabytes', gigabytes: 1e-6 } as const;
    const bytes = (runs.read(second).resultBytes ?? 0) + (runs.read(fourth).resultBytes ?? 0);
    expect(room.preview(tiny)).toMatchObject({ runs: 2, bytes, going: [{ id: fourth }, { id: second }] });
    expect(await left()).toHaveLength(5);
    expect(await room.keepTo(tiny)).toEqual({ runs: 2, bytes });
    expect(await left()).toEqual([first, third, fifth].sort());
    expect(runs.read(second)).toMatchObject({ state: 'saved', rowsGone: true, resultBytes: null, resultPath: null, rowCount: 3 });
    expect(room.preview(tiny).runs).toBe(0);
  });

  it('by days is by the age of the rows, those fetched again being new', async () => {
    const { make, runs, room, left, clock } = opened();
    const first = await make();
    const second = await make();
    clock.nowMs += 30 * DAY_MS;
    const third = await make();
    expect(await room.keepTo({ keep: 'days', days: 20 })).toMatchObject({ runs: 2 });
    runs.fetch(first);
    await runs.idle();
    await make();
    expect(await room.keepTo({ keep: 'days', days: 20 })).toEqual({ runs: 0, bytes: 0 });
    expect(await left()).toEqual(expect.arrayContaining([first, third]));
    expect(await left()).not.toContain(second);
  });

  it('leaves a run under way, one being exported and a CSV that was opened', async () => {
    const { make, runs, room, roomStore, source, db, folder, left } = opened();
    const exported = await make();
    const opening = await make();
    db.prepare(`UPDATE runs SET source = '{"kind":"csv","path":"/gone.csv"}' WHERE id = ?`).run(opening);
    await make();
    createExportStore(db, ownIdentity()).begun(join(folder, 'x'), exported);
    source.held = true;
    const { id } = runs.start(athena, query, 'SELECT 1');
    while (runs.read(id).state !== 'fetching') await new Promise((resolve) => setTimeout(resolve, 5));
    expect(await room.keepTo({ keep: 'gigabytes', gigabytes: 1e-6 })).toEqual({ runs: 0, bytes: 0 });
    for (const each of [exported, opening, id]) expect(roomStore.giveUp(each)).toBe(false);
    expect(await left()).toHaveLength(3);
  });

  it('is named newest first, as many as anybody reads', async () => {
    const { make, db, room } = opened();
    const first = await make();
    const names = (db.prepare('SELECT * FROM runs').columns() as { name: string }[]).map(({ name }) => name);
    const copied = names.map((name) =>
      name === 'id' ? '@id' : name === 'number' ? 'NULL' : name === 'finished_at' ? 'finished_at + @n' : name,
    );
    const copy = db.prepare(`INSERT INTO runs (${names.join()}) SELECT ${copied.join()} FROM runs WHERE id = '${first}'`);
    for (let n = 1; n <= MOST_GOING + 20; n++) copy.run({ id: `copy ${n}`, n });
    const { runs, going } = room.preview({ keep: 'gigabytes', gigabytes: 1e-6 });
    // The newest of all stays.
    expect([runs, going.length]).toEqual([MOST_GOING + 20, MOST_GOING]);
    expect([going[0]?.id, going.at(-1)?.id]).toEqual([`copy ${MOST_GOING + 19}`, 'copy 20']);
  });

  it('is told before it goes by itself, by days; a pin keeps it', async () => {
    const { make, runs, room, screen, clock } = opened();
    const ids = [];
    for (let n = 0; n < 8; n++) ids.push(await make());
    const [first, second] = ids;
    const next = () => room.next({ keep: 'days', days: 9 });
    const storedBytes = 8 * (runs.read(first ?? '').resultBytes ?? 0);
    expect(next()).toMatchObject({ storedBytes, next: ids.slice(0, 5).map((id, index) => ({ run: { id }, inDays: index + 1 })) });
    expect(next().soon).toEqual([
      { runId: first, inDays: 1 },
      { runId: second, inDays: 2 },
    ]);
    runs.pin(first ?? '', true);
    screen.runId = second ?? '';
    clock.nowMs += 12 * DAY_MS;
    const late = next();
    expect(late.soon.map(({ runId }) => runId)).toEqual(ids.slice(2, 7));
    expect(late.soon.every(({ inDays }) => inDays === 0)).toBe(true);
    expect(late.next.map(({ run }) => run.id)).toEqual(ids.slice(2, 7));
  });

  it('is told before it goes by itself once more than nine tenths of a limit are used', async () => {
    const { make, runs, room } = opened();
    const ids = [];
    for (let n = 0; n < 4; n++) ids.push(await make());
    const [first, second] = ids;
    const stored = 4 * (runs.read(first ?? '').resultBytes ?? 0);
    const next = (used: number) => room.next({ keep: 'gigabytes', gigabytes: stored / used / 1e9 });
    expect(next(0.89)).toMatchObject({ soon: [], next: [{ run: { id: first }, inDays: null }, {}, {}] });
    expect(next(0.91).soon).toEqual([{ runId: first, inDays: null }]);
    runs.pin(first ?? '', true);
    expect(next(0.91).soon).toEqual([{ runId: second, inDays: null }]);
    expect(room.next({ keep: 'all' })).toEqual({ storedBytes: stored, next: [], soon: [] });
  });

  it('is written down before it goes: what a crash left is deleted at the next start', async () => {
    const { make, results, roomStore, room } = opened();
    const first = await make();
    const second = await make();
    expect(roomStore.giveUp(first)).toBe(true);
    expect(existsSync(results.pathOf(first))).toBe(true);
    await room.sweep();
    expect(existsSync(results.pathOf(first))).toBe(false);
    expect(existsSync(results.pathOf(second))).toBe(true);
  });

  it('counts as still there when the file cannot be deleted', async () => {
    const { make, roomStore, runs } = opened();
    const first = await make();
    await make();
    const stuck = createRoomKeeper({
      store: roomStore,
      results: { deleteRows: () => Promise.reject(new Error('EBUSY')), stored: async () => [] },
      onScreen: () => null,
      read: runs.read,
      changed: () => undefined,
      now: Date.now,
    });
    const bytes = runs.read(first).resultBytes;
    expect(await stuck.keepTo({ keep: 'gigabytes', gigabytes: 1e-6 })).toEqual({ runs: 0, bytes: 0 });
    expect(runs.read(first)).toMatchObject({ rowsGone: false, resultBytes: bytes });
  });
});

describe('fetching again', () => {
  const without = async () => {
    const all = opened();
    const id = await all.make();
    await all.make();
    await all.room.keepTo({ keep: 'gigabytes', gigabytes: 1e-6 });
    return { ...all, id };
  };

  it('reads the result without running anything, and leaves the run as it was', async () => {
    const { id, runs, source, results } = await without();
    const before = runs.read(id);
    const sent = source.sent.length;
    expect(runs.fetch(id)).toMatchObject({ state: 'fetching', finishedAt: before.finishedAt });
    await runs.idle();
    const { rowsGone, resultBytes, resultPath, ...rest } = runs.read(id);
    expect(rest).toMatchObject({ state: 'saved', costUsd: before.costUsd, finishedAt: before.finishedAt, error: null });
    expect([rowsGone, resultBytes !== null, resultPath]).toEqual([false, true, results.pathOf(id)]);
    expect(source.sent).toHaveLength(sent);
    expect(await results.page(id, { filters: [], sort: null }, 0, 10)).toHaveLength(3);
  });

  it('that fails leaves it saved, without rows, and says why', async () => {
    const { id, runs, source } = await without();
    source.open = async () => {
      throw new AppError('result_gone', 'It is gone.');
    };
    runs.fetch(id);
    await runs.idle();
    expect(runs.read(id)).toMatchObject({ state: 'saved', rowsGone: true, rowCount: 3, error: { code: 'result_gone' } });
  });

  it('that is cancelled stops nothing that was paid for', async () => {
    const { id, runs, source } = await without();
    const { costUsd } = runs.read(id);
    source.held = true;
    runs.fetch(id);
    expect(await runs.cancel(id)).toMatchObject({ state: 'saved', rowsGone: true, costUsd, error: null });
    expect(source.stopped).toEqual([]);
  });

  it('is for results of Athena, and for rows that are gone', async () => {
    const { id, runs, db, clock } = await without();
    runs.fetch(id);
    await runs.idle();
    clock.nowMs += DAY_MS;
    expect(runs.fetch(id)).toMatchObject({ state: 'saved' });
    db.prepare(`UPDATE runs SET source = '{"kind":"sample"}' WHERE id = ?`).run(id);
    expect(() => runs.fetch(id)).toThrowError(expect.objectContaining({ code: 'bad_arguments' }));
  });
});

describe('the app', () => {
  async function openApp(home: string): Promise<App & { readonly events: AppEvent[] }> {
    const app = await createApp({
      home,
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
    let open = true;
    const close = async () => {
      if (open) await app.close();
      open = false;
    };
    onTestFinished(close);
    const events: AppEvent[] = [];
    app.onEvent((event) => void events.push(event));
    return { ...app, close, events };
  }
  const sql: Query = { type: 'sql', sql: 'SELECT srcaddr FROM flow_logs LIMIT 5', zone: 'UTC' };
  const room = { keep: 'gigabytes', gigabytes: 1e-6 } as const;

  it('removes nothing by default, then keeps to the setting after each run and at the start, and says so', async () => {
    const home = tempFolder();
    const first = await openApp(home);
    const run = async (app: App) => {
      const { id } = await app.handlers['run.start']({ source: { kind: 'sample' }, query: sql });
      await app.idle();
      return id;
    };
    for (let n = 0; n < 3; n++) await run(first);
    expect(readdirSync(join(home, 'results'))).toHaveLength(3);
    expect(await first.handlers['room.preview']({ room })).toMatchObject({ runs: 2 });
    expect(readdirSync(join(home, 'results'))).toHaveLength(3);
    expect(await first.handlers['room.free']({ room })).toMatchObject({ runs: 2 });
    expect(readdirSync(join(home, 'results'))).toHaveLength(1);
    await run(first);
    await expect.poll(() => first.events.filter((event) => event.name === 'room.freed').length).toBe(1);
    expect(readdirSync(join(home, 'results'))).toHaveLength(1);
    const { allRuns } = await first.handlers['history.list']({ search: '', filter: 'all', offset: 0, limit: 10 });
    expect(allRuns).toBe(4);
    await first.handlers['room.free']({ room: { keep: 'all' } });
    await run(first);
    await first.close();
    // As another process would: a setting that was made elsewhere.
    const { db } = openHistory(join(home, 'history.db'));
    db.prepare("UPDATE settings SET value = ? WHERE key = 'room'").run(JSON.stringify(room));
    db.close();
    const second = await openApp(home);
    const read = () => second.handlers['app.read']({});
    await expect.poll(async () => (await read()).freedAtStart?.runs).toBe(1);
    expect(readdirSync(join(home, 'results'))).toHaveLength(1);
  });

  it('lists the pinned runs', async () => {
    const app = await openApp(tempFolder());
    const { id } = await app.handlers['run.start']({ source: { kind: 'sample' }, query: sql });
    await app.handlers['run.start']({ source: { kind: 'sample' }, query: sql });
    await app.idle();
    expect(await app.handlers['run.pin']({ runId: id, pinned: true })).toMatchObject({ pinned: true });
    const list = () => app.handlers['history.list']({ search: '', filter: 'pinned', offset: 0, limit: 10 });
    expect(await list()).toMatchObject({ total: 1, runs: [{ id, pinned: true }] });
    await app.handlers['run.pin']({ runId: id, pinned: false });
    expect(await list()).toMatchObject({ total: 0 });
  });

  it('fetches from S3 at no cost; where it is no more, says so', async () => {
    const { aws } = await emulatedAws();
    const app = await openApp(tempFolder());
    const run = async () => {
      const { id } = await app.handlers['run.start']({ source: athenaRef, query: sql, confirmed: true });
      await app.idle();
      return id;
    };
    const id = await run();
    await run();
    await app.handlers['room.free']({ room });
    expect(await app.handlers['run.read']({ runId: id })).toMatchObject({ rowsGone: true });
    await app.handlers['room.free']({ room: { keep: 'all' } });
    const fetched = async () => {
      await app.handlers['run.fetch']({ runId: id });
      await app.idle();
      return app.handlers['run.read']({ runId: id });
    };
    expect(await fetched()).toMatchObject({ state: 'saved', rowsGone: false, via: 's3', rowCount: 5 });
    await run();
    await app.handlers['room.free']({ room });
    for (const key of aws.store.keys(RESULT_BUCKET, '')) aws.store.remove(RESULT_BUCKET, key);
    const after = await fetched();
    expect(after).toMatchObject({ state: 'saved', rowsGone: true, rowCount: 5, error: { code: 'result_gone' } });
    expect(aws.executions).toHaveLength(3);
  });
});
