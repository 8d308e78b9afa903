/**
 * Room on the disk: runs that keep their rows, when the rows came, and whose rows an export reads.
 * A saved run without `result_bytes` has given up its rows.
 */
export const roomMigration = `
  ALTER TABLE runs ADD COLUMN pinned INTEGER NOT NULL DEFAULT 0;
  -- When rows that had been given up were fetched again; else they came with the run's end.
  ALTER TABLE runs ADD COLUMN rows_at INTEGER;
  ALTER TABLE exports ADD COLUMN run_id TEXT;
  CREATE INDEX runs_by_rows ON runs (coalesce(rows_at, finished_at), result_bytes) WHERE state = 'saved' AND result_bytes IS NOT NULL;
  CREATE INDEX runs_pinned ON runs (created_at DESC, id) WHERE pinned = 1;
`;
