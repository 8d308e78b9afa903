/** Runs, settings, the sources used, and exports under way. Times are Unix milliseconds. */
export const runsMigration = `
  CREATE TABLE runs (
    id TEXT PRIMARY KEY,
    state TEXT NOT NULL,
    source TEXT NOT NULL,
    query TEXT NOT NULL,
    sql TEXT,
    -- The whole StartQueryExecution input, written before it is sent and sent unchanged ever after.
    start_input TEXT,
    execution_id TEXT,
    row_count INTEGER,
    scanned_bytes INTEGER,
    cost_usd REAL,
    via TEXT,
    created_at INTEGER NOT NULL,
    submitted_at INTEGER,
    started_at INTEGER,
    finished_at INTEGER,
    result_bytes INTEGER,
    error TEXT,
    search TEXT NOT NULL,
    -- The process that drives it; every update checks the generation, which grows when another one takes over.
    owner_pid INTEGER,
    owner_started TEXT,
    heartbeat_at INTEGER,
    generation INTEGER NOT NULL DEFAULT 0,
    cancel_requested INTEGER NOT NULL DEFAULT 0
  ) STRICT;
  CREATE INDEX runs_by_creation ON runs (created_at DESC, id);
  CREATE INDEX runs_under_way ON runs (state) WHERE state NOT IN ('saved', 'failed', 'cancelled');

  CREATE TABLE settings (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
  CREATE TABLE sources (ref TEXT PRIMARY KEY, used_at INTEGER NOT NULL) STRICT;
  CREATE TABLE exports (partial_path TEXT PRIMARY KEY, owner_pid INTEGER NOT NULL, owner_started TEXT NOT NULL) STRICT;
`;
