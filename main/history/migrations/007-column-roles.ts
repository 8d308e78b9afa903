/** What a user said that a column's numbers are, for all runs of a query. */
export const columnRolesMigration = `
  CREATE TABLE column_roles (
    query TEXT NOT NULL,
    column_name TEXT NOT NULL,
    role TEXT NOT NULL,
    PRIMARY KEY (query, column_name)
  ) STRICT, WITHOUT ROWID;
`;
