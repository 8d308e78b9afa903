/** What a statement typed by hand reads, told from its text. */
import { describe, expect, it } from 'vitest';
import { exclusionOf, hasPartitionPredicate } from '../../../main/flowlogs/partition-check.ts';
import { tableReads } from '../../../main/flowlogs/sql-reads.ts';

const names = (sql: string) => tableReads(sql).map(({ name }) => name.join('.'));
const columns = ['year', 'month', 'day', 'hour', 'aws-region'];
const prunes = (condition: string) =>
  tableReads(`SELECT * FROM t WHERE ${condition}`).every(({ where }) => hasPartitionPredicate(where, columns));
const partition: Readonly<Record<string, string>> = { year: '2022', month: '11', day: '28', hour: '03' };
const isLeftOut = (condition: string) =>
  tableReads(`SELECT * FROM t WHERE ${condition}`).every(({ where }) => exclusionOf(where)((column) => partition[column]));

describe('tables that are read', () => {
  it.each([
    ['SELECT 1', []],
    ['SELECT * FROM flow_logs', ['flow_logs']],
    ['select * from VpcDb."Flow_Logs" f where 1=1', ['vpcdb.flow_logs']],
    ['SELECT * FROM awsdatacatalog.vpcdb.flow_logs;', ['awsdatacatalog.vpcdb.flow_logs']],
    ['SELECT * FROM a, b JOIN c ON a.x = c.x CROSS JOIN UNNEST(a.list) AS u(v)', ['a', 'b', 'c']],
    ['SELECT * FROM (SELECT * FROM inner_table) x', ['inner_table']],
    ['SELECT * FROM a WHERE x IN (SELECT y FROM b)', ['a', 'b']],
    ['SELECT * FROM a UNION ALL SELECT * FROM b', ['a', 'b']],
    ['WITH c AS (SELECT * FROM a), d (x) AS (SELECT 1 FROM c) SELECT * FROM c JOIN d ON true', ['a']],
    ['SELECT extract(year FROM ts), a IS DISTINCT FROM b FROM t', ['t']],
    ["SELECT ' FROM x ' -- FROM y\n /* FROM z */ FROM t", ['t']],
    ['SHOW PARTITIONS flow_logs', []],
    ['EXPLAIN SELECT * FROM t', []],
    ['EXPLAIN ANALYZE SELECT * FROM t', ['t']],
    ['SELECT * FROM "flow_logs$partitions"', []],
    ['SELECT * FROM information_schema.tables', []],
    ['CREATE TABLE x AS SELECT * FROM t', ['t']],
    ['SELECT (SELECT max(x) FROM b) FROM a', ['b', 'a']],
  ])('%s', (sql, expected) => {
    expect(names(sql).toSorted()).toEqual([...expected].sort());
  });
});

describe('a partition predicate', () => {
  it.each([
    `year = '2022'`,
    `"year" = '2022' AND srcport = 1`,
    `t.year = '2022'`,
    `'2022' = year`,
    `(year = '2022' AND month = '11') OR (year = '2022' AND month = '12')`,
    `srcport = 443 AND ((day BETWEEN '01' AND '02'))`,
    `month IN ('11', '12')`,
    `concat(year, '/', month) >= '2022/11'`,
    `CAST(day AS integer) > 27`,
    `"aws-region" = 'eu-west-1'`,
    `day = date_format(current_date, '%d')`,
    `CASE WHEN srcport = 1 THEN 'a' END = 'a' AND year = '2022'`,
    `year || month LIKE '202211%'`,
  ])('is one: %s', (condition) => {
    expect(prunes(condition)).toBe(true);
  });

  it.each([
    'srcport = 443',
    `srcaddr = 'year = 2022'`,
    `srcport = 443 /* year = '2022' */`,
    `year = '2022' OR srcport = 443`,
    `year <> '2022'`,
    `NOT (year = '2022')`,
    `year NOT IN ('2022')`,
    'year IS NOT NULL',
    'year = month',
    `srcaddr IN (SELECT a FROM u WHERE year = '2022')`,
    'length(year) = 4',
    `substr(year, 1, 1) = '2'`,
    `concat(lower(year), '-') = '2022-'`,
    `CASE WHEN srcport = 1 AND year = '2022' THEN 1 ELSE 2 END = 1`,
    `srcport = CASE WHEN year = '2022' THEN 1 ELSE 2 END`,
    `coalesce(srcaddr, year) = '2022'`,
  ])('is none: %s', (condition) => {
    expect(prunes(condition)).toBe(false);
  });

  it('stands in every SELECT of the statement, or it is none', () => {
    const reads = tableReads(`SELECT * FROM t WHERE year = '2022' UNION ALL SELECT * FROM t`);
    expect(reads.map(({ where }) => hasPartitionPredicate(where, columns))).toEqual([true, false]);
  });

  it.each([
    ['TABLE t', ['t']],
    ['(TABLE "db"."t") UNION ALL SELECT * FROM u', ['db.t', 'u']],
    ['SELECT * FROM (t)', ['t']],
    ['SELECT * FROM (t CROSS JOIN (u JOIN db.v ON true)), w', ['t', 'u', 'db.v', 'w']],
    ['SELECT * FROM ((SELECT * FROM t)) x JOIN (TABLE u) ON true', ['t', 'u']],
    ['CREATE TABLE x AS SELECT * FROM t', ['t']],
    ['SELECT * FROM TABLE(sequence(1, 9))', []],
    // Nobody knows what it reads: a read without a name.
    ['EXECUTE prepared', ['']],
    ["EXECUTE IMMEDIATE 'SELECT * FROM t'", ['']],
    ['DELETE FROM t', ['']],
  ])('in whatever way a table is named: %s', (sql, wanted) => {
    expect(names(sql).toSorted()).toEqual(wanted.toSorted());
    for (const { where } of tableReads(sql)) expect(hasPartitionPredicate(where, columns)).toBe(false);
  });

  it('holds for tables that are joined in parentheses', () => {
    const reads = tableReads(`SELECT * FROM (t AS a JOIN u b ON a.x = b.x) WHERE a.year = '2022'`);
    expect(reads.map(({ name, where }) => [name.join('.'), hasPartitionPredicate(where, columns)])).toEqual([
      ['t', true],
      ['u', false],
    ]);
  });

  it('is the table’s own: a column of another one says nothing', () => {
    const reads = tableReads(`SELECT * FROM t AS a LEFT JOIN u b ON a.x = b.x WHERE b.year = '2022'`);
    expect(reads.map(({ where }) => hasPartitionPredicate(where, columns))).toEqual([false, true]);
    expect(reads.map(({ where }) => exclusionOf(where)((column) => (column === 'year' ? '2021' : undefined)))).toEqual([false, true]);
  });

  it('ends where GROUP BY begins', () => {
    const [read] = tableReads(`SELECT year, count(*) FROM t WHERE srcport = 1 GROUP BY year HAVING year = '2022' LIMIT 5`);
    expect(hasPartitionPredicate(read?.where ?? [], columns)).toBe(false);
  });
});

describe('a partition is left out', () => {
  it.each([
    `year = '2021'`,
    `year = '2022' AND month = '12'`,
    `day BETWEEN '01' AND '27'`,
    `day > '28'`,
    `'28' < day`,
    `hour IN ('04', '05')`,
    `(month = '12' OR day = '01') AND srcport = 443`,
    `t."hour" >= '04'`,
    'year < 2022',
  ])('by %s', (condition) => {
    expect(isLeftOut(condition)).toBe(true);
  });

  it.each([
    `year = '2022'`,
    `hour BETWEEN '03' AND '04'`,
    `month = '12' OR srcport = 443`,
    `NOT (year = '2022')`,
    `concat(year, month) = '202112'`,
    `region = 'eu-west-1'`,
    `year NOT IN ('2022')`,
    `hour IN ('03', lower('X'))`,
    `day <= 28`,
    `CASE WHEN srcport = 1 AND year = '2021' AND dstport = 2 THEN 1 ELSE 2 END = 2`,
    `CASE WHEN srcport = 1 THEN CASE WHEN dstport = 2 AND year = '2021' THEN 1 END END IS NULL`,
  ])('never for certain by %s', (condition) => {
    expect(isLeftOut(condition)).toBe(false);
  });
});
