import type Database from 'better-sqlite3';

const EVERY_MS = 1000;

/** Calls back when another process has written to the history (the terminal beside the window). Returns how to stop. */
export function watchHistory(db: Database.Database, changed: () => void): () => void {
  // The number changes for writes of other connections only.
  const read = () => db.pragma('data_version', { simple: true });
  let last = read();
  const timer = setInterval(() => {
    const current = read();
    if (current !== last) changed();
    last = current;
  }, EVERY_MS);
  timer.unref();
  return () => clearInterval(timer);
}
