/**
 * The history's search: which runs have which three characters in a row in their `search`, so that no search reads a
 * hundred thousand statements. Two line feeds are put behind a text, so that each of its characters begins three.
 * `run_trigrams` tells those that begin with one or two. The migration `run-numbers` fills it with the runs that are there.
 */
export const runSearchMigration = `
  CREATE VIRTUAL TABLE run_search USING fts5(
    search, content='', contentless_delete=1, detail=none, tokenize='trigram case_sensitive 1'
  );
  CREATE VIRTUAL TABLE run_trigrams USING fts5vocab(run_search, row);
  CREATE TRIGGER run_search_insert AFTER INSERT ON runs BEGIN
    INSERT INTO run_search (rowid, search) VALUES (new.rowid, new.search || char(10, 10));
  END;
  CREATE TRIGGER run_search_update AFTER UPDATE OF search ON runs BEGIN
    UPDATE run_search SET search = new.search || char(10, 10) WHERE rowid = new.rowid;
  END;
  CREATE TRIGGER run_search_delete AFTER DELETE ON runs BEGIN
    DELETE FROM run_search WHERE rowid = old.rowid;
  END;
  CREATE INDEX runs_failed ON runs (created_at DESC, id) WHERE state = 'failed';
`;
