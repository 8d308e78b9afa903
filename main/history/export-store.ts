/** The partial files of exports under way, so that a crash leaves none behind. */
import { rmSync } from 'node:fs';
import type Database from 'better-sqlite3';
import { isAlive, type ProcessIdentity } from './process-identity.ts';

export interface ExportStore {
  /** @param runId whose rows are read: they are not given up meanwhile */
  begun(partialPath: string, runId: string): void;
  ended(partialPath: string): void;
  /** Removes the partial files of processes that are gone. */
  sweep(): void;
}

export function createExportStore(db: Database.Database, self: ProcessIdentity): ExportStore {
  const ended = (path: string) => void db.prepare('DELETE FROM exports WHERE partial_path = ?').run(path);
  return {
    begun: (path, runId) =>
      void db
        .prepare('INSERT OR REPLACE INTO exports (partial_path, owner_pid, owner_started, run_id) VALUES (?, ?, ?, ?)')
        .run(path, self.pid, self.started, runId),
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
