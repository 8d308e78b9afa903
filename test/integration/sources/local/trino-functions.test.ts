/** Each function that Nagare generates, completes or that analysts write, with the value that Athena gives. */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Engine } from '../../../../main/sources/local/engine.ts';
import { answerOf, engineOver, records, writeParquet } from '../../../support/flow-log-files.ts';

const folder = mkdtempSync(join(tmpdir(), 'nagare-test-'));
let engine: Engine;

beforeAll(async () => {
  const file = join(folder, 'a.parquet');
  await writeParquet({ [file]: records(1669605300, 4) });
  engine = await engineOver(folder, [file]);
});

afterAll(() => {
  engine.close();
  rmSync(folder, { recursive: true, force: true });
});

const moment = 'from_unixtime(1669605300)';

describe('moments', () => {
  it.each([
    [moment, '2022-11-28 03:15:00.000 UTC'],
    ['from_unixtime(1669605300.25)', '2022-11-28 03:15:00.250 UTC'],
    ['from_unixtime(start)', '2022-11-28 03:15:00.000 UTC'],
    // A moment at a zone: its wall time. Athena prints the zone's name after it.
    ["from_unixtime(1669605300, 'Asia/Tokyo')", '2022-11-28 12:15:00.000'],
    [`${moment} AT TIME ZONE 'Asia/Tokyo'`, '2022-11-28 12:15:00.000'],
    [`at_timezone(${moment}, 'America/New_York')`, '2022-11-27 22:15:00.000'],
    [`${moment} AT TIME ZONE '+09:00'`, '2022-11-28 12:15:00.000'],
    [`at_timezone(${moment}, '-05:00')`, '2022-11-27 22:15:00.000'],
    // A timestamp without a zone is UTC, not the zone's own.
    ["TIMESTAMP '2022-11-28 03:15:00' AT TIME ZONE 'Asia/Tokyo'", '2022-11-28 12:15:00.000'],
    ["with_timezone(TIMESTAMP '2022-11-28 12:15:00', 'Asia/Tokyo')", '2022-11-28 03:15:00.000 UTC'],
    ["TIMESTAMP '2022-11-28 12:15:00 Asia/Tokyo'", '2022-11-28 03:15:00.000 UTC'],
    ["TIMESTAMP '2022-11-28 12:15 +09:00'", '2022-11-28 03:15:00.000 UTC'],
    ["TIMESTAMP '2022-11-28 03:15:00.5'", '2022-11-28 03:15:00.500'],
    ['CAST(from_unixtime(1669605300) AS timestamp)', '2022-11-28 03:15:00.000'],
    ['CAST(from_unixtime(1669605300) AS date)', '2022-11-28'],
    [`date(${moment})`, '2022-11-28'],
    [`to_unixtime(${moment})`, '1.6696053E9'],
    ["to_unixtime(TIMESTAMP '2022-11-28 12:15:00 Asia/Tokyo')", '1.6696053E9'],
    [`CAST(to_unixtime(${moment}) AS bigint)`, '1669605300'],
    // The moment is the same at every zone; the zone's midnight is not UTC's.
    [`CAST(to_unixtime(${moment} AT TIME ZONE 'Asia/Tokyo') AS bigint)`, '1669605300'],
    [`CAST(to_unixtime(date_trunc('day', ${moment} AT TIME ZONE 'Asia/Tokyo')) AS bigint)`, '1669561200'],
    ["CAST(to_unixtime(date_trunc('hour', from_unixtime(1669605300, '+09:00')) + INTERVAL '1' HOUR) AS bigint)", '1669608000'],
    [`CAST(to_unixtime(date_add('day', -1, (date_trunc('day', at_timezone(${moment}, 'America/New_York'))))) AS bigint)`, '1669438800'],
    ["CAST(to_unixtime(with_timezone(TIMESTAMP '2022-11-28 12:15:00', 'Asia/Tokyo')) AS bigint)", '1669605300'],
    ["from_iso8601_timestamp('2022-11-28T12:15:00+09:00')", '2022-11-28 03:15:00.000 UTC'],
    ["from_iso8601_timestamp('2022-11-28T03:15:00Z')", '2022-11-28 03:15:00.000 UTC'],
    ["from_iso8601_date('2022-11-28')", '2022-11-28'],
    [`to_iso8601(${moment})`, '2022-11-28T03:15:00.000Z'],
    ["to_iso8601(DATE '2022-11-28')", '2022-11-28'],
    ["to_iso8601(TIMESTAMP '2022-11-28 03:15:00')", '2022-11-28T03:15:00.000'],
    [`CAST(${moment} AS varchar)`, '2022-11-28 03:15:00.000 UTC'],
    ["CAST(DATE '2022-11-28' AS varchar)", '2022-11-28'],
  ])('%s', async (expression, value) => {
    expect((await answerOf(engine, `SELECT ${expression} FROM flow_logs ORDER BY start LIMIT 1`)).lines).toEqual([`"${value}"`]);
  });

  it.each([
    [`date_trunc('hour', ${moment})`, '2022-11-28 03:00:00.000 UTC'],
    ["date_trunc('minute', TIMESTAMP '2022-11-28 03:15:42')", '2022-11-28 03:15:00.000'],
    ["date_trunc('month', DATE '2022-11-28')", '2022-11-01'],
    [`date_trunc('day', ${moment} AT TIME ZONE 'America/New_York')`, '2022-11-27 00:00:00.000'],
    // Whole units that have passed, not the boundaries between.
    ["date_diff('minute', TIMESTAMP '2022-11-28 03:15:42', TIMESTAMP '2022-11-28 03:17:00')", '1'],
    ["date_diff('day', DATE '2022-11-28', DATE '2022-12-01')", '3'],
    ["date_diff('second', from_unixtime(10), from_unixtime(0))", '-10'],
    ["date_diff('hour', from_unixtime(0), from_unixtime(7199))", '1'],
    ["date_add('minute', -15, TIMESTAMP '2022-11-28 03:15:00')", '2022-11-28 03:00:00.000'],
    [`date_add('hour', 9, ${moment})`, '2022-11-28 12:15:00.000 UTC'],
    ["date_add('day', 1, DATE '2022-11-30')", '2022-12-01'],
    ["date_add('month', 1, TIMESTAMP '2022-01-31 00:00:00')", '2022-02-28 00:00:00.000'],
    [`${moment} + INTERVAL '9' HOUR`, '2022-11-28 12:15:00.000 UTC'],
    [`${moment} - INTERVAL '15' MINUTE`, '2022-11-28 03:00:00.000 UTC'],
    [`from_unixtime(90061) - from_unixtime(0)`, '1 01:01:01.000'],
    ["INTERVAL '-90' MINUTE", '-0 01:30:00.000'],
    [`year(${moment}) * 10000 + month(${moment}) * 100 + day(${moment})`, '20221128'],
    [`hour(${moment}) * 10000 + minute(${moment}) * 100 + second(${moment})`, '31500'],
    [`EXTRACT(HOUR FROM ${moment})`, '3'],
    // Monday is 1.
    [`day_of_week(${moment})`, '1'],
    [`day_of_year(${moment})`, '332'],
    [`week(${moment})`, '48'],
    [`quarter(${moment})`, '4'],
  ])('%s', async (expression, value) => {
    expect((await answerOf(engine, `SELECT ${expression}`)).lines).toEqual([`"${value}"`]);
  });

  it.each([
    ['%Y-%m-%d %H:%i:%s', '2022-11-28 03:15:07'],
    ['%Y-%m-%d %T', '2022-11-28 03:15:07'],
    ['%y%c%e %k %l %h %I %r', '221128 3 3 03 03 03:15:07 AM'],
    // DuckDB's own %M is minutes, its %W a week's number.
    ['%W %M %b %a %j %p', 'Monday November Nov Mon 332 AM'],
    ['%f', '250000'],
    ['%x-%v', '2022-48'],
    ['%Y年%m月%d日 100%%', '2022年11月28日 100%'],
    ["it''s %S", "it's 07"],
  ])('date_format %s', async (pattern, value) => {
    const sql = `SELECT date_format(TIMESTAMP '2022-11-28 03:15:07.250', '${pattern}')`;
    expect((await answerOf(engine, sql)).lines).toEqual([`"${value}"`]);
  });

  it.each([
    ['yyyy-MM-dd HH:mm:ss', '2022-11-28 03:15:07'],
    ["yyyy-MM-dd''T''HH:mm:ss.SSS", '2022-11-28T03:15:07.250'],
    ['EEE d MMM yy, h:mm a 100%', 'Mon 28 Nov 22, 3:15 AM 100%'],
    ['EEEE MMMM D', 'Monday November 332'],
  ])('format_datetime %s', async (pattern, value) => {
    const sql = `SELECT format_datetime(TIMESTAMP '2022-11-28 03:15:07.250', '${pattern}')`;
    expect((await answerOf(engine, sql)).lines).toEqual([`"${value}"`]);
  });

  it('are read by the same patterns', async () => {
    const sql = `SELECT date_parse('28 November 2022 03:15', '%d %M %Y %H:%i'), parse_datetime('2022/11/28 3:15', 'yyyy/MM/dd H:mm')`;
    expect((await answerOf(engine, sql)).lines).toEqual(['"2022-11-28 03:15:00.000","2022-11-28 03:15:00.000 UTC"']);
  });

  it.each([
    ["date_format(now(), '%D')", /%D/],
    ["date_format(now(), '%')", /%/],
    ["format_datetime(now(), 'yyyy Z')", /Z/],
    ['date_format(from_unixtime(start), action)', /pattern/],
  ])('%s is refused, not guessed', async (expression, reason) => {
    await expect(engine.query(`SELECT ${expression} FROM flow_logs`)).rejects.toMatchObject({
      code: 'bad_sql',
      details: { reason: expect.stringMatching(reason) },
    });
  });
});

describe('texts, numbers, lists', () => {
  it.each([
    ["concat('a', 'b', 'c')", '"abc"'],
    // NULL in gives NULL out; DuckDB's own would leave it out.
    ["concat('a', CAST(NULL AS varchar))", ''],
    ['greatest(1, 3, 2)', '"3"'],
    ['greatest(1, CAST(NULL AS bigint))', ''],
    ["least('b', 'a')", '"a"'],
    ['least(CAST(NULL AS bigint), 1)', ''],
    ["split_part('10.1.2.3', '.', 2)", '"1"'],
    ["split_part('10.1.2.3', '.', 9) = ''", '"true"'],
    ["split('10.1', '.')", '"[10, 1]"'],
    ["regexp_like('192.168.0.10', '^192\\.168\\.')", '"true"'],
    ["regexp_like('1921168', '^192\\.168')", '"false"'],
    ["regexp_extract('eni-0a1', '[0-9a-f]+$')", '"0a1"'],
    ["regexp_extract('port 443/tcp', '(\\d+)/(\\w+)', 2)", '"tcp"'],
    ["regexp_extract('none', '[0-9]+')", ''],
    ["regexp_replace('10.1.2.3', '\\.\\d+$', '.0')", '"10.1.2.0"'],
    ["regexp_count('10.1.2.3', '\\.')", '"3"'],
    ["levenshtein_distance('ssh', 'sshd')", '"1"'],
    ["hamming_distance('10.1', '10.2')", '"1"'],
    ["strpos('abc', 'c')", '"3"'],
    ["substr('abc', 2, 1) || upper('x') || lower('Y') || trim(' z ')", '"bXyz"'],
    ["lpad('7', 3, '0')", '"007"'],
    ["replace('a-b', '-', '_')", '"a_b"'],
    ["length('日本')", '"2"'],
    ["format('%s:%d', 'a', 443)", '"a:443"'],
    ["format('%,d', 1234567)", '"1,234,567"'],
    ["format('%.1f%%', 12.34E0)", '"12.3%"'],
    ["url_decode('a%20b')", '"a b"'],
    // Whole numbers stay whole.
    ['7 / 2', '"3"'],
    ['-7 / 2', '"-3"'],
    ['bytes / 64', '"4"'],
    ['7 % 4', '"3"'],
    ['CAST(7 AS double) / 2', '"3.5"'],
    ['round(2.5E0)', '"3.0"'],
    ['bitwise_and(18, 2)', '"2"'],
    ['bitwise_or(16, 2)', '"18"'],
    ['bitwise_xor(3, 1)', '"2"'],
    ['bitwise_left_shift(1, 4)', '"16"'],
    ["coalesce(NULL, 'x')", '"x"'],
    ['nullif(1, 1)', ''],
    ["if(bytes > 100, 'big', 'small')", '"big"'],
    ["if(bytes > 1000, 'big')", ''],
    ["TRY_CAST('-' AS bigint)", ''],
    ["try(CAST('-' AS bigint))", ''],
    ['cardinality(ARRAY[1, 2])', '"2"'],
    ['element_at(ARRAY[5, 6], 2)', '"6"'],
    ['element_at(ARRAY[5, 6], 3)', ''],
    ["array_join(ARRAY['a', 'b'], ', ')", '"a, b"'],
    ['contains(ARRAY[22, 443], dstport)', '"true"'],
    ["contains(ARRAY['a'], 'b')", '"false"'],
  ])('%s', async (expression, line) => {
    expect((await answerOf(engine, `SELECT ${expression} FROM flow_logs WHERE bytes = 300`)).lines).toEqual([line]);
  });

  it.each([
    ['count(*)', '"4"'],
    ['count(dstaddr)', '"3"'],
    ['count(DISTINCT srcaddr)', '"1"'],
    ['count_if(bytes > 100)', '"2"'],
    ['count_if(bytes > 1000)', '"0"'],
    ['count_if(CAST(NULL AS boolean))', '"0"'],
    ['count_if(bytes > 0) FILTER (WHERE bytes > 100)', '"2"'],
    ['count(*) FILTER (WHERE bytes > 100)', '"2"'],
    ['approx_distinct(dstaddr)', '"3"'],
    ['approx_percentile(bytes, 0.5)', '"150"'],
    ['sum(bytes)', '"600"'],
    ['avg(bytes)', '"150.0"'],
    ['sum(bytes) / count(*)', '"150"'],
    ['max_by(start, bytes)', '"1669605480"'],
    ['max_by(dstaddr, -bytes)', ''],
    ['min_by(bytes, start)', '"0"'],
    ['arbitrary(srcaddr)', '"192.168.0.10"'],
    ['array_agg(bytes ORDER BY bytes DESC)', '"[300, 200, 100, 0]"'],
    ["array_join(array_agg(dstaddr ORDER BY dstaddr), ' ')", '"10.0.0.1 10.0.0.2 10.0.0.3"'],
    ['bool_or(bytes > 200)', '"true"'],
  ])('%s', async (expression, line) => {
    expect((await answerOf(engine, `SELECT ${expression} FROM flow_logs`)).lines).toEqual([line]);
  });
});

describe('a statement', () => {
  it.each([
    ['SELECT n FROM UNNEST(sequence(1, 3)) AS t(n)', ['"1"', '"2"', '"3"']],
    ['SELECT a FROM (VALUES 1, NULL, 2) AS t(a) ORDER BY a DESC', ['"2"', '"1"', '']],
    ['SELECT a FROM (VALUES 1, 2, 3) AS t(a) ORDER BY a OFFSET 1 LIMIT 1', ['"2"']],
    ['SELECT a FROM (VALUES 1, 2, 3) AS t(a) ORDER BY a FETCH FIRST 1 ROWS ONLY', ['"1"']],
    ['SELECT bytes, row_number() OVER (ORDER BY bytes DESC) FROM flow_logs ORDER BY 2 LIMIT 1', ['"300","1"']],
    ['SELECT bytes - lag(bytes) OVER (ORDER BY start) FROM flow_logs ORDER BY start', ['', '"100"', '"100"', '"100"']],
    ['WITH big AS (SELECT * FROM flow_logs WHERE bytes > 100) SELECT count(*) FROM big', ['"2"']],
    ['SELECT bytes FROM flow_logs WHERE bytes > 200 UNION ALL SELECT 1 ORDER BY 1', ['"1"', '"300"']],
    [
      "SELECT date_format(from_unixtime(start), '%H:%i') AS minute, sum(bytes) FROM flow_logs GROUP BY date_format(from_unixtime(start), '%H:%i') ORDER BY 1 LIMIT 2",
      ['"03:15","0"', '"03:16","100"'],
    ],
    ['SELECT "end" - start FROM flow_logs LIMIT 1 -- the length */ of a flow', ['"59"']],
    ['SELECT 1 /* a comment; with a semicolon */ ;', ['"1"']],
  ])('%s', async (sql, lines) => {
    expect((await answerOf(engine, sql)).lines).toEqual(lines);
  });

  it('names columns as Athena does', async () => {
    const names = async (sql: string) => (await answerOf(engine, sql)).names;
    expect(await names('SELECT count(*), action, bytes + 1, sum(bytes) AS "Sum" FROM flow_logs f GROUP BY 2, 3')).toEqual([
      '_col0',
      'action',
      '_col2',
      'Sum',
    ]);
    expect(await names('SELECT f.start, f."end", 1 FROM flow_logs f')).toEqual(['start', 'end', '_col2']);
    expect(await names('(SELECT 1) UNION SELECT 2')).toEqual(['_col0']);
    expect((await names('SELECT *, 1 FROM flow_logs')).at(-1)).toBe('_col8');
  });

  it('types columns as Athena does', async () => {
    const sql = `SELECT version, bytes, srcaddr, sum(bytes), count(*), avg(bytes), bytes > 1, from_unixtime(start), DATE '2022-11-28',
      TIMESTAMP '2022-11-28 00:00:00', CAST(1.5 AS decimal(10,2)), array_agg(bytes) FROM flow_logs GROUP BY 1, 2, 3, start`;
    expect((await answerOf(engine, sql)).types).toEqual([
      'integer',
      'bigint',
      'varchar',
      'bigint',
      'bigint',
      'double',
      'boolean',
      'timestamp(3) with time zone',
      'date',
      'timestamp(3)',
      'decimal(10,2)',
      'array(bigint)',
    ]);
  });

  it.each([
    ['SELEC 1', /[Ll]ine 1, column/],
    ['SELECT nosuch FROM flow_logs', /"nosuch" not found/],
    ['SELECT nosuch(1)', /nosuch does not exist/],
    ['SELECT * FROM nosuch', /nosuch does not exist/],
    ["SELECT CAST('x' AS bigint)", /Could not convert string 'x'/],
    ["SELECT date_add('day', 'x', 'y')", /./],
    ["SELECT contains('10.0.0.0/33', IPADDRESS '10.0.0.1')", /Invalid CIDR: 10.0.0.0\/33/],
    ["SELECT CAST('-' AS IPADDRESS)", /Cannot cast value to IPADDRESS: -/],
  ])('%s says what is wrong, in words that the user has seen', async (sql, reason) => {
    const error = await answerOf(engine, sql).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'bad_sql', details: { reason: expect.stringMatching(reason) } });
    expect(JSON.stringify(error)).not.toMatch(/nagare|LINE 1:/i);
  });
});

describe("Athena's CSV line", () => {
  it('tells NULL from the empty string, doubles quotes, keeps line feeds', async () => {
    const sql = `SELECT CAST(NULL AS varchar), '', 'a "b", c', 'two\nlines', '日本', NULL`;
    expect((await answerOf(engine, sql)).lines).toEqual([',"","a ""b"", c","two\nlines","日本",']);
    expect((await answerOf(engine, 'SELECT CAST(NULL AS varchar)')).lines).toEqual(['']);
  });

  it('prints values as Java does', async () => {
    const sql = `SELECT true, 1 = 2, 0E0, -2.5E0, 9999999E0, 1E7, 123456789.123E0, 1E21, 0.001E0, 1E-7, nan(), infinity(), -infinity(),
      CAST(1.5 AS decimal(10,2)), 9223372036854775807, ARRAY[1, 2], TIME '03:15:00'`;
    expect((await answerOf(engine, sql)).lines).toEqual([
      '"true","false","0.0","-2.5","9999999.0","1.0E7","1.23456789123E8","1.0E21","0.001","1.0E-7","NaN","Infinity","-Infinity",' +
        '"1.50","9223372036854775807","[1, 2]","03:15:00"',
    ]);
  });
});
