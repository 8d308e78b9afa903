/** What the user calls a run and says of it. Both are in `search` too, which the index of the search follows by its triggers. */
export const runNamesMigration = `
  ALTER TABLE runs ADD COLUMN title TEXT;
  ALTER TABLE runs ADD COLUMN note TEXT;
`;
