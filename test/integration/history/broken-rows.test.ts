/** Lines of the history that were spoilt by hand: they alone are worse for it. */
import { copyFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type App, createApp } from '../../../main/app.ts';
import { openHistory } from '../../../main/history/open-history.ts';
import { ownIdentity } from '../../../main/history/process-identity.ts';
import { createRunStore } from '../../../main/history/run-store.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { terminal } from '../../support/terminal.ts';

const assets = join(import.meta.dirname, '../../../assets');
const plain = { filters: [], sort: null };
const byHand = { type: 'sql', sql: 'SELECT srcaddr FROM flow_logs LIMIT 3', zone: 'UTC' } as const;

async function window(home: string) {
  const reported: unknown[] = [];
  const app = await createApp({
    home,
    assets,
    host: {
      kind: 'web',
      version: '1.2.3',
      chooseFolder: async () => null,
      chooseTarget: async () => null,
      offerDownload: (path) => path,
      reveal: null,
      report: (error) => String(reported.push(error)),
    },
  });
  onTestFinished(() => app.close());
  return { app, reported };
}

async function saved(app: App): Promise<string> {
  const { id } = await app.handlers['run.start']({ source: { kind: 'sample' }, query: byHand, confirmed: true });
  await app.idle();
  return id;
}

const listed = (app: App) => app.handlers['history.list']({ search: '', filter: 'all', offset: 0, limit: 100 });

/** A copy of a run with its rows, spoilt as somebody does with a SQLite program while the app is closed. */
function addSpoilt(home: string, runId: string, id: string, column: string, value: string): void {
  const { db } = openHistory(join(home, 'history.db'));
  const row = { ...(db.prepare('SELECT * FROM runs WHERE id = ?').get(runId) as object), number: null, id, [column]: value };
  const names = Object.keys(row);
  db.prepare(`INSERT INTO runs (${names.join(', ')}) VALUES (${names.map((name) => `@${name}`).join(', ')})`).run(row);
  db.close();
  copyFileSync(join(home, 'results', `${runId}.sqlite`), join(home, 'results', `${id}.sqlite`));
}

const spoilt = {
  'cut source': ['source', '{"kind":"sam'],
  'no source': ['source', ''],
  'another source': ['source', '{"kind":"tape"}'],
  'no query': ['query', 'null'],
  'no zone': ['query', '{"type":"sql","sql":"SELECT 1","zone":"Nowhere/Atall"}'],
  'another error': ['error', '[]'],
} as const;

describe('a line that cannot be read', () => {
  it('is shown, its rows are read, and it is deleted; the others are as they were', async () => {
    const home = tempFolder();
    const first = await window(home);
    const whole = await saved(first.app);
    await first.app.close();
    for (const [id, [column, value]] of Object.entries(spoilt)) addSpoilt(home, whole, id, column, value);

    const { app, reported } = await window(home);
    expect((await app.handlers['run.read']({ runId: whole })).error).toBeNull();
    const { runs, total } = await listed(app);
    expect(total).toBe(7);
    for (const [id, [field]] of Object.entries(spoilt)) {
      const shown = runs.find((run) => run.id === id);
      expect(shown).toMatchObject({ state: 'saved', sql: byHand.sql, error: { code: 'history_damaged', details: { runId: id, field } } });
      const { rows } = await app.handlers['result.page']({ runId: id, view: plain, offset: 0, limit: 10 });
      expect(rows).toHaveLength(3);
    }
    // What cannot be asked for again is not given up; of the others the newest stays too.
    expect((await app.handlers['room.preview']({ room: { keep: 'gigabytes', gigabytes: 1e-9 } })).runs).toBe(3);

    const listing = await terminal(home).run('history');
    expect(listing).toMatchObject({ code: 0, err: '' });
    expect(listing.out.trimEnd().split('\n')).toHaveLength(7);
    for (const id of Object.keys(spoilt)) {
      await app.handlers['run.delete']({ runId: id });
      expect(existsSync(join(home, 'results', `${id}.sqlite`))).toBe(false);
    }
    expect((await listed(app)).runs).toMatchObject([{ id: whole, error: null, source: { kind: 'sample' }, query: byHand }]);
    expect(reported).toEqual([]);
  });

  it('of a run under way ends as failed, the others go on', async () => {
    const home = tempFolder();
    const { db } = openHistory(join(home, 'history.db'));
    const gone = createRunStore(db, { pid: 2 ** 22 - 3, started: '1' }, Date.now);
    const row = { query: JSON.stringify(byHand), sql: byHand.sql, created_at: Date.now(), search: '' };
    gone.insert({ ...row, id: 'spoilt', source: '{"kind":' });
    gone.insert({ ...row, id: 'whole', source: '{"kind":"sample"}' });
    db.close();
    const { app } = await window(home);
    await app.idle();
    expect(await app.handlers['run.read']({ runId: 'spoilt' })).toMatchObject({ state: 'failed', error: { code: 'history_damaged' } });
    expect(await app.handlers['run.read']({ runId: 'whole' })).toMatchObject({ state: 'saved', rowCount: 3 });
  });

  it('is left alone while another process drives its run', async () => {
    const home = tempFolder();
    const { db } = openHistory(join(home, 'history.db'));
    createRunStore(db, ownIdentity(), Date.now).insert({
      id: 'spoilt',
      source: 'x',
      query: 'y',
      sql: null,
      created_at: 8.65e15,
      search: '',
    });
    db.close();
    const { app } = await window(home);
    expect((await listed(app)).runs).toMatchObject([{ id: 'spoilt', state: 'draft', createdAt: '1970-01-01T00:00:00.000Z' }]);
  });
});

it('layouts and saved statements that were spoilt count as not there', async () => {
  const home = tempFolder();
  const { db } = openHistory(join(home, 'history.db'));
  db.prepare("INSERT INTO column_layouts VALUES ('records', '{')").run();
  db.prepare("INSERT INTO saved_queries (id, scope, name, sql, saved_at) VALUES ('a', '[\"athena\"', 'n', 'SELECT 1', 1)").run();
  db.close();
  const { app } = await window(home);
  expect(await app.handlers['columns.read']({ kind: 'records' })).toEqual({ layout: null });
  expect(await app.handlers['savedQuery.list']({ source: { kind: 'sample' } })).toMatchObject({
    queries: [{ id: 'a', place: null, isHere: false }],
  });
});
