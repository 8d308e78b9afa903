/** Statements saved under a name. Times are Unix milliseconds. */
export const savedQueriesMigration = `
  CREATE TABLE saved_queries (
    id TEXT PRIMARY KEY,
    -- What the table names in the statement mean: 'files', or 'athena' with catalog, database and table.
    scope TEXT NOT NULL,
    name TEXT NOT NULL CHECK (name <> ''),
    sql TEXT NOT NULL,
    saved_at INTEGER NOT NULL,
    UNIQUE (scope, name)
  ) STRICT;
`;
