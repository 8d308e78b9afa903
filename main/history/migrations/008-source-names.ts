/** What a user calls a source; NULL: by what it is. */
export const sourceNamesMigration = `
  ALTER TABLE sources ADD COLUMN name TEXT;
`;
