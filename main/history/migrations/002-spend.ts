/** Reuse of results, and the spend of runs that were deleted: a month's sum does not shrink by tidying up. */
export const spendMigration = `
  ALTER TABLE runs ADD COLUMN reuse_minutes INTEGER;
  ALTER TABLE runs ADD COLUMN reused INTEGER NOT NULL DEFAULT 0;
  CREATE TABLE deleted_spend (created_at INTEGER NOT NULL, scanned_bytes INTEGER, cost_usd REAL) STRICT;
`;
