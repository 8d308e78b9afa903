/**
 * Runs have a number of their own by which the search's index means them. A table without one has rowids that a VACUUM
 * gives anew, whoever does it, and the index would then mean other runs. Filled anew, for it may have been done already.
 */
export const runNumbersMigration = `
  CREATE TABLE runs_numbered (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    state TEXT NOT NULL,
    source TEXT NOT NULL,
    query TEXT NOT NULL,
    sql TEXT,
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
    owner_pid INTEGER,
    owner_started TEXT,
    heartbeat_at INTEGER,
    generation INTEGER NOT NULL DEFAULT 0,
    cancel_requested INTEGER NOT NULL DEFAULT 0,
    reuse_minutes INTEGER,
    reused INTEGER NOT NULL DEFAULT 0,
    pinned INTEGER NOT NULL DEFAULT 0,
    rows_at INTEGER
  ) STRICT;
  INSERT INTO runs_numbered SELECT rowid, * FROM runs ORDER BY rowid;
  DROP TABLE runs;
  ALTER TABLE runs_numbered RENAME TO runs;

  CREATE INDEX runs_by_creation ON runs (created_at DESC, id);
  CREATE INDEX runs_under_way ON runs (state) WHERE state NOT IN ('saved', 'failed', 'cancelled');
  CREATE INDEX runs_by_rows ON runs (coalesce(rows_at, finished_at), result_bytes) WHERE state = 'saved' AND result_bytes IS NOT NULL;
  CREATE INDEX runs_pinned ON runs (created_at DESC, id) WHERE pinned = 1;
  CREATE INDEX runs_failed ON runs (created_at DESC, id) WHERE state = 'failed';

  INSERT INTO run_search (run_search) VALUES ('delete-all');
  INSERT INTO run_search (rowid, search) SELECT number, search || char(10, 10) FROM runs ORDER BY number;
  CREATE TRIGGER run_search_insert AFTER INSERT ON runs BEGIN
    INSERT INTO run_search (rowid, search) VALUES (new.number, new.search || char(10, 10));
  END;
  CREATE TRIGGER run_search_update AFTER UPDATE OF search ON runs BEGIN
    UPDATE run_search SET search = new.search || char(10, 10) WHERE rowid = new.number;
  END;
  CREATE TRIGGER run_search_delete AFTER DELETE ON runs BEGIN
    DELETE FROM run_search WHERE rowid = old.number;
  END;
`;
