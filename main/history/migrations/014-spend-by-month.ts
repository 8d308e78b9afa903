/**
 * What was paid is summed by month from indexes alone: a line of `runs` is as long as its statement. The first of them
 * stands for `runs_brought_in` too.
 */
export const spendByMonthMigration = `
  DROP INDEX runs_brought_in;
  CREATE INDEX runs_by_spend ON runs (created_at, brought_in, scanned_bytes, cost_usd) WHERE execution_id IS NOT NULL;
  CREATE INDEX deleted_by_spend ON deleted_spend (created_at, scanned_bytes, cost_usd);
`;
