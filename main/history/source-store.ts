import type Database from 'better-sqlite3';
import { type KnownSource, type SourceRef, sourceRefSchema } from '../../preload/contract/query.ts';
import { parseJson } from './parse-json.ts';

export interface SourceStore {
  /** Newest first. The sample and dropped CSVs are not kept: the first is always there, the second is a run of its own. */
  list(): readonly KnownSource[];
  used(source: SourceRef, atMs: number): void;
  /** Keeps it under a name; NULL: under none. @param before the source that it stands for from now on; NULL: a new one */
  save(source: SourceRef, name: string | null, before: SourceRef | null, atMs: number): void;
  forget(source: SourceRef): void;
}

const MOST = 50;

export function createSourceStore(db: Database.Database): SourceStore {
  // zod gives the keys in the schema's order, so that one source has one text.
  const key = (source: SourceRef) => JSON.stringify(sourceRefSchema.parse(source));
  const forget = (source: SourceRef) => void db.prepare('DELETE FROM sources WHERE ref = ?').run(key(source));
  return {
    list: () =>
      db
        .prepare<[number], { ref: string; name: string | null }>('SELECT ref, name FROM sources ORDER BY used_at DESC LIMIT ?')
        .all(MOST)
        .flatMap(({ ref, name }) => {
          const read = sourceRefSchema.safeParse(parseJson(ref));
          return read.success ? [{ source: read.data, name }] : [];
        }),
    used(source, atMs) {
      if (source.kind === 'sample' || source.kind === 'csv') return;
      db.prepare('INSERT INTO sources (ref, used_at) VALUES (?, ?) ON CONFLICT (ref) DO UPDATE SET used_at = excluded.used_at').run(
        key(source),
        atMs,
      );
    },
    save(source, name, before, atMs) {
      if (source.kind === 'sample' || source.kind === 'csv') return;
      db.transaction(() => {
        if (before) forget(before);
        db.prepare(
          'INSERT INTO sources (ref, used_at, name) VALUES (?, ?, ?) ON CONFLICT (ref) DO UPDATE SET used_at = excluded.used_at, name = excluded.name',
        ).run(key(source), atMs, name);
      })();
    },
    forget,
  };
}
