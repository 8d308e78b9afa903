/** What a user said that the numbers of a query's columns are. */
import type Database from 'better-sqlite3';
import { type ColumnRole, columnRoleSchema } from '../../preload/contract/result.ts';

export interface ColumnRoleStore {
  /** By column name. @param query as `queryKey` names it */
  read(query: string): ReadonlyMap<string, ColumnRole>;
  /** @param role NULL: as it is without a word of the user's */
  write(query: string, column: string, role: ColumnRole | null): void;
}

export function createColumnRoleStore(db: Database.Database): ColumnRoleStore {
  return {
    read(query) {
      const rows = db
        .prepare<[string], { column_name: string; role: string }>('SELECT column_name, role FROM column_roles WHERE query = ?')
        .all(query);
      return new Map(
        rows.flatMap(({ column_name, role }) => {
          const read = columnRoleSchema.safeParse(role);
          return read.success ? [[column_name, read.data] as const] : [];
        }),
      );
    },
    write(query, column, role) {
      if (role === null) db.prepare('DELETE FROM column_roles WHERE query = ? AND column_name = ?').run(query, column);
      else
        db.prepare('INSERT INTO column_roles VALUES (?, ?, ?) ON CONFLICT (query, column_name) DO UPDATE SET role = excluded.role').run(
          query,
          column,
          role,
        );
    },
  };
}
