import { describe, expect, it } from 'vitest';
import { readsNothing } from '../../../main/flowlogs/sql-reads-nothing.ts';

describe('a statement in which no table was found', () => {
  it.each([
    'SELECT 1',
    "SELECT 'a' AS b, count(1) c",
    'SHOW TABLES',
    'EXPLAIN SELECT * FROM t',
    'WITH a AS (SELECT 1 AS n) SELECT n FROM a',
    'SELECT * FROM "flow_logs$partitions"',
    'SELECT x FROM UNNEST(ARRAY[1, 2]) AS t(x)',
    "SELECT CAST(current_date AS varchar), TIMESTAMP '2022-11-28 00:00:00' AT TIME ZONE 'Asia/Tokyo'",
    "SELECT date_add('day', 1, current_date) WHERE 1 = 1 ORDER BY 1 LIMIT 10",
    'VALUES (1), (2)',
    '(SELECT 1) UNION ALL (SELECT 2)',
  ])('reads nothing: %s', (sql) => expect(readsNothing(sql)).toBe(true));

  it.each([
    'SELEC * FROM flow_logs',
    'SELECT * FORM flow_logs',
    'SELECT srcaddr FORM flow_logs',
    'SELECT * FROM',
    'SELECT (1',
    'hello',
    'SELECT *',
    ') SELECT 1',
    'SELECT 1)',
  ])('cannot be made out: %s', (sql) => expect(readsNothing(sql)).toBe(false));
});
