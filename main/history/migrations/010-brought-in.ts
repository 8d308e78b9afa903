/**
 * Runs that were brought in from Athena's own list: which they are, and the executions of runs that were deleted, which
 * are not brought in again. Their numbers are below zero and grow with the moment they were started at, so that the
 * search has them newest first too, whenever they came.
 */
export const broughtInMigration = `
  ALTER TABLE runs ADD COLUMN brought_in INTEGER NOT NULL DEFAULT 0;
  CREATE INDEX runs_by_execution ON runs (execution_id) WHERE execution_id IS NOT NULL;
  CREATE INDEX runs_brought_in ON runs (created_at) WHERE brought_in = 1;
  CREATE TABLE deleted_executions (execution_id TEXT PRIMARY KEY, created_at INTEGER NOT NULL) STRICT, WITHOUT ROWID;
`;
