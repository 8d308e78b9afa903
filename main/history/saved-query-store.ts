/** Statements saved under names. A name is taken once in a scope: the files, or a table of a catalogue. */
import { randomUUID } from 'node:crypto';
import type Database from 'better-sqlite3';
import type { SourceRef } from '../../preload/contract/query.ts';
import type { SavedQuery } from '../../preload/contract/saved-query.ts';
import { AppError } from '../app-error.ts';
import { parseJson } from './parse-json.ts';

export interface SavedQueryStore {
  /** All of them, by name; those of the source's scope first. */
  list(source: SourceRef): readonly SavedQuery[];
  /** @throws AppError `name_taken` when there is one of that name and `replace` is false */
  save(source: SourceRef, name: string, sql: string, replace: boolean): SavedQuery;
  /** @throws AppError `name_taken`, `saved_query_missing` */
  rename(id: string, name: string, source: SourceRef): SavedQuery;
  remove(id: string): void;
}

interface Row {
  readonly id: string;
  readonly scope: string;
  readonly name: string;
  readonly sql: string;
  readonly saved_at: number;
}

const FILES = 'files';

export function createSavedQueryStore(db: Database.Database, now: () => number): SavedQueryStore {
  const all = db.prepare<[], Row>('SELECT * FROM saved_queries');
  const byName = db.prepare<[string, string], Row>('SELECT * FROM saved_queries WHERE scope = ? AND name = ?');
  const byId = db.prepare<[string], Row>('SELECT * FROM saved_queries WHERE id = ?');

  return {
    list(source) {
      const scope = scopeOf(source);
      const queries = all.all().map((row) => queryOf(row, scope));
      return queries.toSorted((a, b) => Number(b.isHere) - Number(a.isHere) || a.name.localeCompare(b.name) || (a.id < b.id ? -1 : 1));
    },
    save(source, name, sql, replace) {
      const scope = scopeOf(source);
      const row = { id: randomUUID(), scope, name: clean(name), sql, saved_at: now() };
      const onConflict = replace ? 'DO UPDATE SET sql = excluded.sql, saved_at = excluded.saved_at' : 'DO NOTHING';
      const done = db
        .prepare(`INSERT INTO saved_queries VALUES (@id, @scope, @name, @sql, @saved_at) ON CONFLICT (scope, name) ${onConflict}`)
        .run(row);
      if (done.changes === 0) throw taken(row.name);
      return queryOf(byName.get(scope, row.name) ?? row, scope);
    },
    rename(id, name, source) {
      const row = byId.get(id);
      if (!row) throw new AppError('saved_query_missing', 'There is no such saved query.', { details: { id } });
      const other = byName.get(row.scope, clean(name));
      if (other && other.id !== id) throw taken(clean(name));
      db.prepare('UPDATE saved_queries SET name = ? WHERE id = ?').run(clean(name), id);
      return queryOf({ ...row, name: clean(name) }, scopeOf(source));
    },
    remove: (id) => void db.prepare('DELETE FROM saved_queries WHERE id = ?').run(id),
  };
}

/** One name has one spelling, whichever way its accents were typed. */
const clean = (name: string) => name.trim().normalize('NFC');

const taken = (name: string) =>
  new AppError('name_taken', `There is a saved query named ${JSON.stringify(name)}.`, { details: { value: name } });

/** Profile and region are left out: the same table in another account takes the same statements. */
function scopeOf(source: SourceRef): string {
  if (source.kind !== 'athena') return FILES;
  const { catalog, database, table } = source;
  return JSON.stringify([
    'athena',
    (catalog ?? 'AwsDataCatalog').toLowerCase(),
    (database ?? 'default').toLowerCase(),
    table.toLowerCase(),
  ]);
}

function queryOf({ id, name, sql, saved_at, scope }: Row, here: string): SavedQuery {
  const words = parseJson(scope);
  const [, , database, table] = Array.isArray(words) ? words.map(String) : [];
  const place = database === undefined || table === undefined ? null : `${database}.${table}`;
  return { id, name, sql, place, isHere: scope === here, savedAt: new Date(saved_at).toISOString() };
}
