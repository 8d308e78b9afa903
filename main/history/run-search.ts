/** Finds runs by what stands anywhere in their search text, by the index of the migrations `run-search` and `run-numbers`. */
import type Database from 'better-sqlite3';

export interface RunSearch {
  /** The numbers of the runs whose search text has `text` in it, newest first, at most `most`. @param text in lower case, not empty */
  find(text: string, most: number): readonly number[];
}

interface Found {
  readonly number: number;
  /** Unix ms. */
  readonly at: number;
}

/** So many of the newest runs are looked at for one letter: a common one is found often enough among them. */
const NEWEST = 2500;
/** More of a long text's trigrams would only narrow down what is looked at anyway. */
const MOST_TRIGRAMS = 24;
const LAST_CHARACTER = '\u{10ffff}';

export function createRunSearch(db: Database.Database): RunSearch {
  // The index says which runs may have it: a trigram here and another there are no text yet.
  const inOrder = (which: string) =>
    db.prepare<[string, string, number], Found>(
      `SELECT runs.number, runs.created_at AS at FROM run_search CROSS JOIN runs ON runs.number = run_search.rowid
       WHERE run_search MATCH ? AND run_search.rowid ${which} AND instr(runs.search, ?) > 0 ORDER BY run_search.rowid DESC LIMIT ?`,
    );
  // Both kinds have numbers that grow with their moments, each in its own half.
  const [own, broughtIn] = [inOrder('> 0'), inOrder('< 0')];
  const indexed = (match: string, text: string, most: number): readonly number[] => {
    const found = [...own.all(match, text, most), ...broughtIn.all(match, text, most)];
    return found
      .sort((a, b) => b.at - a.at)
      .slice(0, most)
      .map(({ number }) => number);
  };
  const newest = db
    .prepare<[number, string, number], number>(
      'SELECT number FROM (SELECT number, search FROM runs ORDER BY created_at DESC, id LIMIT ?) WHERE instr(search, ?) > 0 LIMIT ?',
    )
    .pluck();
  const beginning = db.prepare<[string, string], string>('SELECT term FROM run_trigrams WHERE term >= ? AND term < ?').pluck();

  return {
    find(text, most) {
      // It would end the query; nothing that is searched has one.
      if (text.includes('\0')) return [];
      const trigrams = trigramsOf(text);
      if (trigrams.length > 0) return indexed(trigrams.map(quoted).join(' AND '), text, most);
      // Two letters begin few trigrams; one begins hundreds, if it is a common one.
      if ([...text].length === 1) {
        const near = newest.all(NEWEST, text, most);
        if (near.length === most) return near;
      }
      const terms = beginning.all(text, text + LAST_CHARACTER);
      return terms.length === 0 ? [] : indexed(terms.map(quoted).join(' OR '), text, most);
    },
  };
}

/** Three characters in a row: all that the text has, or some from all over a long one. Empty for less than three characters. */
function trigramsOf(text: string): readonly string[] {
  const characters = [...text];
  const trigrams = new Set<string>();
  const step = Math.ceil((characters.length - 2) / MOST_TRIGRAMS);
  for (let at = 0; at + 3 <= characters.length; at += step) trigrams.add(characters.slice(at, at + 3).join(''));
  return [...trigrams];
}

/** As FTS5's query language writes a string. */
const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;
