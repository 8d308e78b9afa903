import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it, onTestFinished } from 'vitest';
import { runsMigration } from '../../../main/history/migrations/001-runs.ts';
import { openHistory } from '../../../main/history/open-history.ts';
import { createSavedQueryStore, type SavedQueryStore } from '../../../main/history/saved-query-store.ts';
import type { SourceRef } from '../../../preload/contract/query.ts';
import { athenaRef } from '../../support/emulated-aws.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const sample: SourceRef = { kind: 'sample' };
const folder: SourceRef = { kind: 'folder', path: '/logs' };

function openStore(path = join(tempFolder(), 'history.db')): SavedQueryStore {
  const { db } = openHistory(path);
  onTestFinished(() => void db.close());
  return createSavedQueryStore(db, () => Date.UTC(2026, 0, 2));
}

const names = (store: SavedQueryStore, source: SourceRef) => store.list(source).map(({ name, isHere, place }) => [name, isHere, place]);

describe('saved queries', () => {
  it('are kept with their text as it was typed', () => {
    const path = join(tempFolder(), 'history.db');
    const first = openHistory(path);
    createSavedQueryStore(first.db, () => 0).save(sample, ' Top talkers ', "select 'it''s'\n-- ?\n", false);
    first.db.close();
    expect(openStore(path).list(sample)).toMatchObject([{ name: 'Top talkers', sql: "select 'it''s'\n-- ?\n", isHere: true, place: null }]);
  });

  it('belong to the files, or to a table whoever may reach it; others are listed behind', () => {
    const store = openStore();
    store.save(sample, 'b', 'select 1', false);
    store.save(athenaRef, 'a', 'select 2', false);
    expect(names(store, folder)).toEqual([
      ['b', true, null],
      ['a', false, 'vpcdb.flow_logs'],
    ]);
    const elsewhere: SourceRef = { ...athenaRef, profile: 'other', region: 'eu-west-1', catalog: 'awsdatacatalog', table: 'FLOW_LOGS' };
    expect(names(store, elsewhere)).toEqual([
      ['a', true, 'vpcdb.flow_logs'],
      ['b', false, null],
    ]);
  });

  it('have a name once for a table; replacing is asked for', () => {
    const store = openStore();
    const first = store.save(sample, 'が', 'select 1', false);
    // The same name, its accent typed as a sign of its own.
    expect(() => store.save(folder, 'が'.normalize('NFD'), 'select 2', false)).toThrow(expect.objectContaining({ code: 'name_taken' }));
    expect(store.list(sample)[0]?.sql).toBe('select 1');
    expect(store.save(sample, 'が', 'select 2', true)).toMatchObject({ id: first.id, sql: 'select 2' });
    expect(store.save(athenaRef, 'が', 'select 3', false).id).not.toBe(first.id);
    expect(store.list(sample)).toHaveLength(2);
  });

  it('are renamed and removed', () => {
    const store = openStore();
    const one = store.save(sample, 'one', 'select 1', false);
    store.save(sample, 'two', 'select 2', false);
    expect(() => store.rename(one.id, 'two', sample)).toThrow(expect.objectContaining({ code: 'name_taken' }));
    expect(store.rename(one.id, 'three', sample)).toMatchObject({ id: one.id, name: 'three', sql: 'select 1' });
    expect(store.rename(one.id, 'three', sample).name).toBe('three');
    store.remove(one.id);
    store.remove(one.id);
    expect(names(store, sample).map(([name]) => name)).toEqual(['two']);
    expect(() => store.rename(one.id, 'four', sample)).toThrow(expect.objectContaining({ code: 'saved_query_missing' }));
  });

  it('come to a history of the first version, which is kept beside', () => {
    const path = join(tempFolder(), 'history.db');
    const old = new Database(path);
    old.exec(runsMigration);
    old.pragma('user_version = 1');
    old.prepare('INSERT INTO settings VALUES (?, ?)').run('zone', '"Asia/Tokyo"');
    old.close();
    const store = openStore(path);
    store.save(sample, 'a', 'select 1', false);
    expect(store.list(sample)).toHaveLength(1);
    const again = new Database(path, { readonly: true });
    expect(again.prepare('SELECT value FROM settings').pluck().get()).toBe('"Asia/Tokyo"');
    again.close();
  });
});
