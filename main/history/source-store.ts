import type Database from 'better-sqlite3';
import { type KnownSource, type SourceRef, sourceRefSchema } from '../../preload/contract/query.ts';
import { parseJson } from './parse-json.ts';

export interface SourceStore {
  /** Newest first. The sample and dropped CSVs are not kept: the first is always there, the second is a run of its own. */
  list(): readonly KnownSource[];
  used(source: SourceRef, atMs: number): void;
  forget(source: SourceRef): void;
}

const MOST = 50;

export function createSourceStore(db: Database.Database): SourceStore {
  // zod gives the keys in the schema's order, so that one source has one text.
  const key = (source: SourceRef) => JSON.stringify(sourceRefSchema.parse(source));
  return {
    list: () =>
      db
        .prepare<[number], { ref: string }>('SELECT ref FROM sources ORDER BY used_at DESC LIMIT ?')
        .all(MOST)
        .map((row) => sourceRefSchema.safeParse(parseJson(row.ref)))
        .flatMap((read) => (read.success ? [read.data] : [])),
    used(source, atMs) {
      if (source.kind === 'sample' || source.kind === 'csv') return;
      db.prepare('INSERT INTO sources (ref, used_at) VALUES (?, ?) ON CONFLICT (ref) DO UPDATE SET used_at = excluded.used_at').run(
        key(source),
        atMs,
      );
    },
    forget: (source) => void db.prepare('DELETE FROM sources WHERE ref = ?').run(key(source)),
  };
}
