import { join } from 'node:path';
import Database from 'better-sqlite3';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runsMigration } from '../../../main/history/migrations/001-runs.ts';
import { spendMigration } from '../../../main/history/migrations/002-spend.ts';
import { savedQueriesMigration } from '../../../main/history/migrations/003-saved-queries.ts';
import { roomMigration } from '../../../main/history/migrations/004-room.ts';
import { columnLayoutsMigration } from '../../../main/history/migrations/005-column-layouts.ts';
import { runSearchMigration } from '../../../main/history/migrations/006-run-search.ts';
import { columnRolesMigration } from '../../../main/history/migrations/007-column-roles.ts';
import { sourceNamesMigration } from '../../../main/history/migrations/008-source-names.ts';
import { openHistory } from '../../../main/history/open-history.ts';
import { ownIdentity } from '../../../main/history/process-identity.ts';
import { COUNTED_BEYOND, createRunStore, type NewRun, type RunStore } from '../../../main/history/run-store.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const newRun = (id: string, search: string): NewRun => ({
  id,
  source: '{"kind":"sample"}',
  query: '{"type":"sql","sql":"SELECT 1","zone":"UTC"}',
  sql: null,
  created_at: 1,
  search,
});

function history() {
  const { db } = openHistory(join(tempFolder(), 'history.db'));
  // Nobody pulls the plug here.
  db.pragma('synchronous = OFF');
  return { db, store: createRunStore(db, ownIdentity(), () => 1000) };
}

const find = (store: RunStore, search: string, only: 'all' | 'failed' = 'all') => store.list({ search, only, offset: 0, limit: 100 });
const idsOf = (store: RunStore, search: string) => find(store, search).rows.map((row) => row.id);

/** Letters that make parts of one another often, what FTS5 takes for its own, characters of two units, and half of one. */
const letter = fc.constantFrom('a', 'b', ' ', '"', '*', '-', '(', ')', '^', ':', '.', '1', '拒', '否', '𠮟', 'é', '\n', '\ud842');
const textOf = (most: number) => fc.array(letter, { maxLength: most }).map((letters) => letters.join(''));

describe('a search', () => {
  it('finds the runs whose text has it, whatever it is made of', () => {
    const { db, store } = history();
    fc.assert(
      fc.property(fc.array(textOf(12), { maxLength: 8 }), textOf(5), (texts, searched) => {
        db.exec('DELETE FROM runs');
        for (const [index, text] of texts.entries()) store.insert(newRun(String(index), text));
        // The database knows no half characters.
        const wanted = searched.trim().toWellFormed();
        const expected = texts.flatMap((text, index) => (text.toWellFormed().includes(wanted) ? [String(index)] : []));
        expect(idsOf(store, searched).toSorted()).toEqual(expected);
      }),
      { numRuns: 300 },
    );
  });

  it('finds a short text behind thousands of newer runs, and a long one that is nearly another', () => {
    const { db, store } = history();
    const long = `${'10.1.2.3, '.repeat(100)}192.168.0.10`;
    db.transaction(() => {
      store.insert(newRun('old', `拒否 ${long}`));
      for (let index = 0; index < 6000; index++) store.insert(newRun(String(index), 'all traffic'));
    })();
    for (const text of ['拒', '拒否', '否', long, '10']) expect([text, idsOf(store, text)]).toEqual([text, ['old']]);
    expect(idsOf(store, long.replace('192', '193'))).toEqual([]);
    expect(idsOf(store, 'zz')).toEqual([]);
    expect(idsOf(store, 'a\0')).toEqual([]);
  });

  it('follows a run that changes, and forgets one that goes', () => {
    const { db, store } = history();
    store.insert(newRun('a', 'port 443'));
    store.insert(newRun('b', 'port 443'));
    db.prepare("UPDATE runs SET search = 'named anew' WHERE id = 'a'").run();
    expect(idsOf(store, 'port 443')).toEqual(['b']);
    expect(idsOf(store, 'anew')).toEqual(['a']);
    store.remove('b');
    expect(idsOf(store, '443')).toEqual([]);
    store.insert(newRun('c', 'something else'));
    expect(idsOf(store, '443')).toEqual([]);
  });

  it('is counted some way beyond the page, and says when there are more', () => {
    const { db, store } = history();
    db.transaction(() => {
      for (let index = 0; index <= COUNTED_BEYOND + 100; index++) {
        store.insert(newRun(String(index), 'select'));
        if (index % 2 === 0) store.update(String(index), 1, { state: 'failed' });
      }
    })();
    for (const text of ['select', 's']) {
      expect(find(store, text)).toMatchObject({ total: COUNTED_BEYOND + 100, more: true });
      expect(store.list({ search: text, only: 'all', offset: 100, limit: 100 })).toMatchObject({
        total: COUNTED_BEYOND + 101,
        more: false,
      });
      expect(find(store, text, 'failed')).toMatchObject({ total: COUNTED_BEYOND / 2 + 51, more: false });
    }
    expect(find(store, '')).toMatchObject({ total: COUNTED_BEYOND + 101, more: false });
    expect(find(store, '', 'failed').total).toBe(COUNTED_BEYOND / 2 + 51);
  });

  it('finds what an earlier version wrote', () => {
    const path = join(tempFolder(), 'history.db');
    const db = new Database(path);
    for (const sql of [runsMigration, spendMigration, savedQueriesMigration, roomMigration, columnLayoutsMigration]) db.exec(sql);
    db.exec("INSERT INTO runs (id, state, source, query, created_at, search) VALUES ('a', 'saved', '{}', '{}', 1, 'port 443')");
    db.pragma('user_version = 5');
    db.close();
    const again = openHistory(path);
    expect(
      idsOf(
        createRunStore(again.db, ownIdentity(), () => 1000),
        'port 443',
      ),
    ).toEqual(['a']);
    again.db.close();
  });

  it('finds the same runs when the file was made smaller by other hands', () => {
    const { db, store } = history();
    for (const id of ['a', 'b', 'c', 'd']) store.insert(newRun(id, `traffic of ${id}`));
    for (const id of ['a', 'c']) store.remove(id);
    db.exec('VACUUM');
    expect([idsOf(store, 'of b'), idsOf(store, 'of d'), idsOf(store, 'traffic')]).toEqual([['b'], ['d'], ['d', 'b']]);
    store.remove('b');
    store.insert(newRun('e', 'traffic of e'));
    expect(idsOf(store, 'traffic')).toEqual(['e', 'd']);
  });

  it('finds what an earlier version wrote whose file was made smaller', () => {
    const path = join(tempFolder(), 'history.db');
    const db = new Database(path);
    const earlier = [runsMigration, spendMigration, savedQueriesMigration, roomMigration, columnLayoutsMigration, runSearchMigration];
    for (const sql of [...earlier, columnRolesMigration, sourceNamesMigration]) db.exec(sql);
    const insert = db.prepare("INSERT INTO runs (id, state, source, query, created_at, search) VALUES (?, 'saved', '{}', '{}', 1, ?)");
    for (const id of ['a', 'b', 'c']) insert.run(id, `traffic of ${id}`);
    db.exec("DELETE FROM runs WHERE id = 'a'; VACUUM; PRAGMA user_version = 8");
    db.close();
    const again = openHistory(path);
    const store = createRunStore(again.db, ownIdentity(), () => 1000);
    expect([idsOf(store, 'of b'), idsOf(store, 'of c'), idsOf(store, 'traffic')]).toEqual([['b'], ['c'], ['c', 'b']]);
    again.db.close();
  });
});
