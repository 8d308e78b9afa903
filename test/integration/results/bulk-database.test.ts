import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { openBulk, throughPackage } from '../../../main/results/bulk-database.ts';
import { resultFailure } from '../../../main/results/sqlite-failure.ts';
import { tempFolder } from '../../support/temp-folder.ts';

describe.each([
  ["Node's own SQLite", openBulk],
  ['better-sqlite3', throughPackage],
])('filling through %s', (_, open) => {
  it('keeps values exactly', () => {
    const path = join(tempFolder(), 'rows.sqlite');
    const db = open(path);
    db.exec('CREATE TABLE rows (a TEXT, b INTEGER, c REAL)');
    const insert = db.prepare('INSERT INTO rows VALUES (?, ?, ?)');
    insert(['', '9223372036854775807', '0.5']);
    insert([null, '92233720368547758070', null]);
    insert(['a"b\nc\u0000d流れ\ud800', 9223372036854775807n, 1.5]);
    db.close();
    db.close();
    const reader = new Database(path, { readonly: true });
    const rows = reader.prepare('SELECT a, CAST(b AS TEXT) AS b, typeof(b) AS t, c FROM rows ORDER BY rowid').raw().all();
    reader.close();
    expect(rows).toEqual([
      ['', '9223372036854775807', 'integer', 0.5],
      [null, '9.2233720368547758e+19', 'real', null],
      ['a"b\nc\u0000d流れ\ufffd', '9223372036854775807', 'integer', 1.5],
    ]);
  });

  it('says that the disk is full', () => {
    const path = join(tempFolder(), 'rows.sqlite');
    const db = open(path);
    db.exec('PRAGMA journal_mode = OFF; CREATE TABLE rows (a TEXT); PRAGMA max_page_count = 20; BEGIN');
    const insert = db.prepare('INSERT INTO rows VALUES (?)');
    let failure: unknown = null;
    try {
      for (let row = 0; row < 1000; row++) insert(['x'.repeat(1000)]);
    } catch (error) {
      failure = resultFailure(error, path);
    }
    db.close();
    expect(failure).toMatchObject({ code: 'disk_full' });
  });
});
