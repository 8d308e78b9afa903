/** The partial files of exports under way, so that a crash leaves none behind. */
import { rmSync } from 'node:fs';
import type Database from 'better-sqlite3';
import { isAlive, type ProcessIdentity } from './process-identity.ts';

export interface ExportStore {
  begun(partialPath: string): void;
  ended(partialPath: string): void;
  /** Removes the partial files of processes that are gone. */
  sweep(): void;
}

export function createExportStore(db: Database.Database, self: ProcessIdentity): ExportStore {
  const ended = (path: string) => void db.prepare('DELETE FROM exports WHERE partial_path = ?').run(path);
  return {
    begun: (path) => void db.prepare('INSERT OR REPLACE INTO exports VALUES (?, ?, ?)').run(path, self.pid, self.started),
    ended,
    sweep() {
      const rows = db.prepare<[], { partial_path: string; owner_pid: number; owner_started: string }>('SELECT * FROM exports').all();
      for (const row of rows) {
        if (isAlive({ pid: row.owner_pid, started: row.owner_started })) continue;
        try {
          rmSync(row.partial_path, { force: true });
          ended(row.partial_path);
        } catch {
          // The disk it lies on is not there now; the next start tries again.
        }
      }
    },
  };
}
