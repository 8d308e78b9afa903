import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { momentColumns } from '../../../main/flowlogs/sql-outputs.ts';

/** Names of the columns that are moments. */
const moments = (sql: string, columns: readonly string[]) => [...momentColumns(sql, columns)].map((index) => columns[index]);

describe('a column is a moment', () => {
  it.each<[string, readonly string[], readonly string[]]>([
    // As Athena names them, and as the local engine does.
    ['SELECT min("start"), max("end") FROM flow_logs', ['_col0', '_col1'], ['_col0', '_col1']],
    ['SELECT min("start") FROM flow_logs', ['min("start")'], ['min("start")']],
    ['SELECT srcaddr, min("start") AS first_seen, count(*) n FROM t GROUP BY 1', ['srcaddr', 'first_seen', 'n'], ['first_seen']],
    ['SELECT start first_seen FROM t', ['first_seen'], ['first_seen']],
    ['select t."start" as s, t.srcaddr from flow_logs t', ['s', 'srcaddr'], ['s']],
    ['SELECT db.t."end" AS e FROM db.t', ['e'], ['e']],
    ['SELECT (max("end")) AS e, CAST(min(start) AS bigint) c FROM t;', ['e', 'c'], ['e', 'c']],
    ['SELECT min("start") FILTER (WHERE action = \'REJECT\') AS r FROM t', ['r'], ['r']],
    ['SELECT lag("start") OVER (PARTITION BY srcaddr ORDER BY "start") AS before FROM t', ['before'], ['before']],
    ['SELECT coalesce(max("end"), 0) AS last, greatest("start", "end") g FROM t', ['last', 'g'], ['last', 'g']],
    ['SELECT DISTINCT "start" AS s FROM t', ['s'], ['s']],
    ['SELECT min(DISTINCT "start") AS s FROM t', ['s'], ['s']],
    ['SELECT a IS DISTINCT FROM b AS d, "start" AS s FROM t', ['d', 's'], ['s']],
    // All of a table, and something beside it.
    ['SELECT *, "start" AS s FROM t', ['start', 'srcaddr', 's'], ['s']],
    ['SELECT max("end") AS e, t.* FROM t', ['e', 'start', 'srcaddr'], ['e']],
    ['SELECT a.*, b.*, a."start" AS s FROM a JOIN b ON a.x = b.x', ['start', 'x', 'x', 's'], ['s']],
    // Out of something else.
    ['SELECT first FROM (SELECT min("start") AS first, count(*) AS n FROM t) q WHERE n > 1', ['first'], ['first']],
    ['SELECT * FROM (SELECT min("start") AS first, count(*) AS n FROM t)', ['first', 'n'], ['first']],
    ['WITH q AS (SELECT min("start") AS a, max(bytes) AS b FROM t) SELECT b, a FROM q', ['b', 'a'], ['a']],
    ['WITH q (a, b) AS (SELECT min("start"), 1 FROM t), r AS (SELECT * FROM q) SELECT r.* FROM r', ['a', 'b'], ['a']],
    ['SELECT x.s, y.n FROM (SELECT "start" AS s FROM t) x CROSS JOIN (SELECT count(*) AS n FROM t) AS y', ['s', 'n'], ['s']],
    ['SELECT "start" AS s FROM t UNION ALL SELECT "end" FROM t', ['s'], ['s']],
    ['(SELECT "start" AS s FROM t) UNION (SELECT max("end") FROM t)', ['s'], ['s']],
    ['SELECT max(q.first) AS m FROM (SELECT min("start") AS first FROM t) AS q', ['m'], ['m']],
    ['-- a comment, with a comma\nSELECT /* min(bytes) */ min("start") AS s FROM t', ['s'], ['s']],
  ])('%s', (sql, columns, expected) => {
    expect(moments(sql, columns)).toEqual(expected);
  });

  it.each<[string, readonly string[]]>([
    ['SELECT count(*) AS n, sum(bytes) FROM t', ['n', '_col1']],
    ['SELECT "start" - 3600 AS s FROM t', ['s']],
    ['SELECT "start" * 1000 AS s FROM t', ['s']],
    ['SELECT "end" - "start" AS seconds FROM t', ['seconds']],
    ['SELECT max("end") - min("start") AS seconds FROM t', ['seconds']],
    ['SELECT from_unixtime("start") AS s FROM t', ['s']],
    ['SELECT min(from_unixtime("start")) AS s FROM t', ['s']],
    ['SELECT max("start", 3) AS several FROM t', ['several']],
    ['SELECT count("start") AS n, avg("start") AS a, sum("end") s FROM t', ['n', 'a', 's']],
    ['SELECT max("start") > 5 AS b FROM t', ['b']],
    ['SELECT CAST("start" AS varchar) AS s FROM t', ['s']],
    ['SELECT \'min("start")\' AS s FROM t', ['s']],
    ['SELECT bytes AS b FROM t WHERE "start" > 1', ['b']],
    ['SELECT "start" AS s FROM t UNION ALL SELECT bytes FROM t', ['s']],
    // That is the subquery's `start`, which is a count.
    ['SELECT "start" AS s FROM (SELECT count(*) AS "start" FROM t)', ['s']],
    ['SELECT u.start AS s FROM UNNEST(ARRAY[1]) AS u (start)', ['s']],
    ['SHOW TABLES', ['tab_name']],
    ['VALUES (1)', ['_col0']],
    ['', ['a']],
    // The text and the result do not agree: nothing is known.
    ['SELECT min("start") FROM t', ['a', 'b']],
  ])('not in %s', (sql, columns) => {
    expect(moments(sql, columns)).toEqual([]);
  });

  it('takes any text, however broken, and names only columns that are there', () => {
    const pieces = fc.constantFrom(
      'SELECT',
      'WITH',
      'a',
      'AS',
      '(',
      ')',
      ',',
      'FROM',
      '"start"',
      'min',
      'UNION',
      '*',
      '.',
      'JOIN',
      'OVER',
      "'x",
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 40 }), fc.nat(4), (words, count) => {
        const found = momentColumns(
          words.join(' '),
          Array.from({ length: count }, (_, index) => `c${index}`),
        );
        for (const index of found) expect(index).toBeLessThan(count);
      }),
      { numRuns: 500 },
    );
  });

  it('gives up on depth that nobody writes', () => {
    const deep = `${'SELECT * FROM ('.repeat(500)}SELECT "start" AS s FROM t${')'.repeat(500)}`;
    expect(moments(deep, ['s'])).toEqual([]);
  });
});
