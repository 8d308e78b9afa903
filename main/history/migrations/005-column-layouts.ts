/** How the columns of a kind of result are shown: which are hidden, how wide they are. */
export const columnLayoutsMigration = `
  CREATE TABLE column_layouts (kind TEXT PRIMARY KEY, layout TEXT NOT NULL) STRICT;
`;
