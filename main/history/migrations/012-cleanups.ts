/**
 * Clean-ups: what was found, what is to be deleted of it, and how far that is. Lists of objects are files of the data
 * folder, `cleanups/<id>/`; `position` is how many lines of such a list are done with for good.
 */
export const cleanupsMigration = `
  CREATE TABLE cleanups (
    id TEXT PRIMARY KEY,
    state TEXT NOT NULL CHECK (state IN ('planned', 'running', 'stopped', 'ended')),
    place TEXT NOT NULL,
    account TEXT,
    region TEXT NOT NULL,
    flow_log_ids TEXT NOT NULL,
    unread TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    started_at INTEGER,
    finished_at INTEGER,
    owner_pid INTEGER,
    owner_started TEXT,
    heartbeat_at INTEGER,
    stop_requested INTEGER NOT NULL DEFAULT 0,
    generation INTEGER NOT NULL DEFAULT 0
  ) STRICT;
  CREATE TABLE cleanup_items (
    cleanup_id TEXT NOT NULL REFERENCES cleanups (id) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    id TEXT NOT NULL,
    step TEXT NOT NULL,
    identity TEXT NOT NULL,
    name TEXT,
    count INTEGER,
    bytes INTEGER,
    made_by TEXT NOT NULL,
    needs_typed INTEGER NOT NULL,
    is_proposed INTEGER NOT NULL,
    target TEXT NOT NULL,
    is_chosen INTEGER NOT NULL DEFAULT 0,
    state TEXT NOT NULL DEFAULT 'planned',
    done INTEGER NOT NULL DEFAULT 0,
    position INTEGER NOT NULL DEFAULT 0,
    error TEXT,
    notes TEXT NOT NULL,
    PRIMARY KEY (cleanup_id, id)
  ) STRICT;
`;
