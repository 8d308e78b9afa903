import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createColumnLayoutStore } from '../../../main/history/column-layout-store.ts';
import { createExportStore } from '../../../main/history/export-store.ts';
import { openHistory } from '../../../main/history/open-history.ts';
import { isAlive, ownIdentity } from '../../../main/history/process-identity.ts';
import { createRunStore, type NewRun, STALE_MS } from '../../../main/history/run-store.ts';
import { createSettingsStore } from '../../../main/history/settings-store.ts';
import { createSourceStore } from '../../../main/history/source-store.ts';
import { defaultSettings } from '../../../preload/contract/settings.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const gone = { pid: 2 ** 22 - 3, started: '1' };
const newRun = (id: string, search = '', created_at = 1): NewRun => ({
  id,
  source: '{"kind":"sample"}',
  query: '{"type":"sql","sql":"SELECT 1","zone":"UTC"}',
  sql: 'SELECT 1',
  created_at,
  search,
});

describe('openHistory', () => {
  it('keeps what was written', () => {
    const path = join(tempFolder(), 'data', 'history.db');
    const first = openHistory(path);
    createRunStore(first.db, ownIdentity(), Date.now).insert(newRun('a'));
    first.db.close();
    const second = openHistory(path);
    expect(second.setAside).toBeNull();
    expect(createRunStore(second.db, ownIdentity(), Date.now).read('a')).toMatchObject({ id: 'a', state: 'draft' });
    second.db.close();
  });

  it('puts a damaged file aside, whole, and starts anew', () => {
    const folder = tempFolder();
    const path = join(folder, 'history.db');
    const rubbish = Buffer.from('this is no database, but it may be dear to somebody'.repeat(50));
    writeFileSync(path, rubbish);
    const { db, setAside } = openHistory(path);
    expect(setAside).toMatch(/history\.damaged-.*\.db$/);
    expect(readFileSync(setAside ?? '')).toEqual(rubbish);
    expect(createRunStore(db, ownIdentity(), Date.now).totals().runs).toBe(0);
    db.close();
  });

  it('refuses a file of a newer version and leaves it as it is', () => {
    const path = join(tempFolder(), 'history.db');
    const { db } = openHistory(path);
    db.pragma('user_version = 999');
    db.close();
    const before = readFileSync(path);
    expect(() => openHistory(path)).toThrowError(expect.objectContaining({ code: 'history_newer' }));
    expect(readFileSync(path)).toEqual(before);
  });

  it('says so when the folder cannot be made', () => {
    const folder = tempFolder();
    writeFileSync(join(folder, 'file'), '');
    expect(() => openHistory(join(folder, 'file', 'history.db'))).toThrowError(expect.objectContaining({ code: 'data_folder' }));
  });

  it('says so when the file is in the way', () => {
    const folder = tempFolder();
    mkdirSync(join(folder, 'history.db'));
    expect(() => openHistory(join(folder, 'history.db'))).toThrowError(expect.objectContaining({ code: 'data_folder' }));
  });
});

describe('runs', () => {
  const opened = () => openHistory(join(tempFolder(), 'history.db')).db;

  it('refuses an update under an old generation', () => {
    const db = opened();
    let now = 1000;
    const mine = createRunStore(db, ownIdentity(), () => now);
    const generation = mine.insert(newRun('a'));
    // The process lives, but has slept for longer than its heartbeat allows.
    now += STALE_MS + 1;
    const next = createRunStore(db, ownIdentity(), () => now).claim('a');
    expect(next).toBe(generation + 1);
    expect(() => mine.update('a', generation, { state: 'saved' })).toThrowError(expect.objectContaining({ code: 'run_taken_over' }));
    expect(() => mine.beat('a', generation)).toThrowError(expect.objectContaining({ code: 'run_taken_over' }));
    expect(mine.read('a')?.state).toBe('draft');
  });

  it('takes over a run whose process is gone, at once, and no other', () => {
    const db = opened();
    createRunStore(db, gone, () => 1000).insert(newRun('orphan'));
    const mine = createRunStore(db, ownIdentity(), () => 1000);
    mine.insert(newRun('driven'));
    expect(mine.claim('orphan')).toBe(2);
    expect(mine.claim('orphan')).toBeNull();
    expect(mine.claim('driven')).toBeNull();
    mine.update('driven', 1, { state: 'saved' });
    expect(mine.claim('driven')).toBeNull();
    expect(mine.underWay().map((row) => row.id)).toEqual(['orphan']);
  });

  it('gives a released run away at once', () => {
    const db = opened();
    const mine = createRunStore(db, ownIdentity(), () => 1000);
    mine.insert(newRun('a'));
    mine.release('a', 1);
    expect(mine.claim('a')).toBe(2);
  });

  it('tells a driver that somebody else asked to cancel', () => {
    const db = opened();
    const store = createRunStore(db, ownIdentity(), () => 1000);
    store.insert(newRun('a'));
    expect(store.beat('a', 1)).toEqual({ cancelRequested: false });
    store.requestCancel('a');
    expect(store.beat('a', 1)).toEqual({ cancelRequested: true });
  });

  it('finds by any part of the text, in any case, wildcards being plain letters', () => {
    const db = opened();
    const store = createRunStore(db, ownIdentity(), () => 1000);
    store.insert(newRun('a', '192.168.0.10, port 443', 1));
    store.insert(newRun('b', '通信量の多い組', 2));
    store.insert(newRun('c', 'select 100%_x', 3));
    store.update('c', 1, { state: 'failed' });
    const ids = (search: string, only: 'all' | 'pinned' | 'failed' = 'all') =>
      store.list({ search, only, offset: 0, limit: 10 }).rows.map((row) => row.id);
    expect(ids('')).toEqual(['c', 'b', 'a']);
    expect(ids('PORT 443')).toEqual(['a']);
    expect(ids('通信')).toEqual(['b']);
    expect(ids('%')).toEqual(['c']);
    expect(ids('_x')).toEqual(['c']);
    expect(ids("' OR 1=1")).toEqual([]);
    expect(ids('a'.repeat(1_000_000))).toEqual([]);
    expect(ids('', 'failed')).toEqual(['c']);
    expect(store.list({ search: '', only: 'all', offset: 1, limit: 1 })).toMatchObject({ total: 3, rows: [{ id: 'b' }] });
  });
});

it('keeps settings, and falls back where one is no longer valid', () => {
  const { db } = openHistory(join(tempFolder(), 'history.db'));
  const settings = createSettingsStore(db);
  expect(settings.read()).toEqual(defaultSettings);
  settings.write({ theme: 'dark', zone: 'Asia/Tokyo' });
  db.prepare("INSERT OR REPLACE INTO settings VALUES ('language', '\"klingon\"'), ('pricePerTb', '{'), ('source', '')").run();
  expect(settings.read()).toEqual({ ...defaultSettings, theme: 'dark', zone: 'Asia/Tokyo' });
  expect(settings.write({ zone: 'Mars/Base' })).toEqual({ ...defaultSettings, theme: 'dark' });
});

it('keeps how columns are shown, by kind', () => {
  const { db } = openHistory(join(tempFolder(), 'history.db'));
  const layouts = createColumnLayoutStore(db);
  expect(layouts.read('records')).toBeNull();
  const atFirst = { hidden: [], widths: {}, order: [], pinned: null };
  layouts.write('records', { ...atFirst, hidden: ['a'] });
  const chosen = { hidden: ['b'], widths: { c: 90.5 }, order: ['c', 'b'], pinned: ['c'] };
  layouts.write('records', chosen);
  layouts.write('top_talkers', atFirst);
  expect(layouts.read('records')).toEqual(chosen);
  // As a version wrote it that knew no order.
  db.prepare('UPDATE column_layouts SET layout = ?').run('{"hidden":["b"],"widths":{"c":90.5}}');
  expect(layouts.read('records')).toEqual({ ...atFirst, hidden: ['b'], widths: { c: 90.5 } });
  db.prepare("UPDATE column_layouts SET layout = '[]'").run();
  expect(layouts.read('records')).toBeNull();
});

it('remembers sources by use, each once', () => {
  const { db } = openHistory(join(tempFolder(), 'history.db'));
  const sources = createSourceStore(db);
  sources.used({ kind: 'folder', path: '/a' }, 1);
  sources.used({ path: '/b', kind: 'folder' } as never, 2);
  sources.used({ kind: 'folder', path: '/a' }, 3);
  sources.used({ kind: 'sample' }, 4);
  expect(sources.list()).toEqual([
    { source: { kind: 'folder', path: '/a' }, name: null },
    { source: { kind: 'folder', path: '/b' }, name: null },
  ]);
  sources.forget({ kind: 'folder', path: '/a' });
  db.prepare("INSERT INTO sources (ref, used_at) VALUES ('{', 9)").run();
  expect(sources.list()).toHaveLength(1);
});

it('keeps a name for a source, also when it is used again or put in the place of another', () => {
  const { db } = openHistory(join(tempFolder(), 'history.db'));
  const sources = createSourceStore(db);
  const [a, b] = [
    { kind: 'folder' as const, path: '/a' },
    { kind: 'folder' as const, path: '/b' },
  ];
  sources.used(a, 1);
  sources.save(a, 'Office', null, 2);
  sources.used(a, 3);
  expect(sources.list()).toEqual([{ source: a, name: 'Office' }]);
  sources.save(b, 'Data centre', a, 4);
  expect(sources.list()).toEqual([{ source: b, name: 'Data centre' }]);
  sources.save(b, null, b, 5);
  expect(sources.list()).toEqual([{ source: b, name: null }]);
});

it("sweeps the partial exports of processes that are gone, and leaves a living one's", () => {
  const folder = tempFolder();
  const { db } = openHistory(join(folder, 'history.db'));
  for (const name of ['left', 'mine']) writeFileSync(join(folder, name), '');
  createExportStore(db, gone).begun(join(folder, 'left'), 'a');
  const store = createExportStore(db, ownIdentity());
  store.begun(join(folder, 'mine'), 'b');
  store.sweep();
  expect(existsSync(join(folder, 'left'))).toBe(false);
  expect(existsSync(join(folder, 'mine'))).toBe(true);
  expect(readdirSync(folder)).toContain('mine');
});

it('knows itself from a process that was given its number', () => {
  const self = ownIdentity();
  expect(isAlive(self)).toBe(true);
  if (process.platform === 'linux') expect(isAlive({ ...self, started: '12345' })).toBe(false);
  expect(isAlive(gone)).toBe(false);
});
