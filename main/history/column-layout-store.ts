import type Database from 'better-sqlite3';
import { type ColumnLayout, columnLayoutSchema } from '../../preload/contract/column-layout.ts';
import { parseJson } from './parse-json.ts';

export interface ColumnLayoutStore {
  /** NULL: nothing was chosen for this kind. */
  read(kind: string): ColumnLayout | null;
  write(kind: string, layout: ColumnLayout): void;
}

export function createColumnLayoutStore(db: Database.Database): ColumnLayoutStore {
  return {
    read(kind) {
      const row = db.prepare<[string], { layout: string }>('SELECT layout FROM column_layouts WHERE kind = ?').get(kind);
      const read = columnLayoutSchema.safeParse(row && parseJson(row.layout));
      return read.success ? read.data : null;
    },
    write: (kind, layout) =>
      void db
        .prepare('INSERT INTO column_layouts VALUES (?, ?) ON CONFLICT (kind) DO UPDATE SET layout = excluded.layout')
        .run(kind, JSON.stringify(layout)),
  };
}
