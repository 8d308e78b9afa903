/** The local engine answers one SELECT over the flow logs. Everything else is refused, and nothing is written. */
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { answerOf, engineOver, records, writeParquet } from '../../../support/flow-log-files.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

/** A folder of flow logs with other files in it and beside it, and where the app was started. */
async function house() {
  const top = tempFolder();
  const folder = join(top, 'logs');
  const flowLog = join(folder, 'flow.parquet');
  await writeParquet({ [flowLog]: records(0, 2), [join(folder, 'other.parquet')]: 'SELECT 1 AS secret' });
  mkdirSync(join(top, 'cwd'));
  writeFileSync(join(folder, 'secret.csv'), 'secret\n1\n');
  writeFileSync(join(top, 'secret.txt'), 'secret');
  const before = process.cwd();
  process.chdir(join(top, 'cwd'));
  onTestFinished(() => process.chdir(before));
  const engine = await engineOver(folder, [flowLog]);
  onTestFinished(() => engine.close());
  /** Every path, with its content where it is a file. */
  const contents = () =>
    readdirSync(top, { recursive: true })
      .map(String)
      .sort()
      .map((name) => {
        const path = join(top, name);
        return statSync(path).isDirectory() ? name : `${name} ${readFileSync(path).toString('base64')}`;
      });
  return { top, folder, flowLog, engine, contents };
}

/** `TOP`, `LOGS` and `FLOW` stand for the paths of the house. */
const refused: readonly string[] = [
  // Writing.
  "COPY (SELECT 1) TO 'LOGS/out.csv'",
  "COPY flow_logs TO 'FLOW' (FORMAT parquet)",
  "COPY flow_logs FROM 'LOGS/secret.csv'",
  "UNLOAD (SELECT 1) TO 'LOGS/out' WITH (format = 'PARQUET')",
  "EXPORT DATABASE 'LOGS/out'",
  "IMPORT DATABASE 'LOGS'",
  "ATTACH 'LOGS/new.db' AS other",
  "ATTACH 'LOGS/new.db'",
  'DETACH memory',
  'CREATE TABLE t AS SELECT 1 AS a',
  'CREATE TABLE t (a integer)',
  'CREATE OR REPLACE VIEW flow_logs AS SELECT 1',
  'CREATE MACRO f() AS 1',
  'INSERT INTO flow_logs VALUES (1)',
  'INSERT INTO flow_logs SELECT * FROM flow_logs',
  'UPDATE flow_logs SET bytes = 0',
  'DELETE FROM flow_logs',
  'TRUNCATE TABLE flow_logs',
  'DROP VIEW flow_logs',
  'ALTER TABLE flow_logs RENAME TO other',
  'MERGE INTO flow_logs USING flow_logs f ON 1 = 1 WHEN MATCHED THEN DELETE',
  'SELECT * INTO t FROM flow_logs',
  'WITH t AS (INSERT INTO flow_logs VALUES (1) RETURNING *) SELECT * FROM t',
  'WITH t AS (DELETE FROM flow_logs RETURNING *) SELECT * FROM t',
  'PIVOT flow_logs ON action',
  'VACUUM',
  'CHECKPOINT',
  // Changing the engine.
  'INSTALL httpfs',
  'LOAD httpfs',
  "LOAD 'LOGS/evil.duckdb_extension'",
  'SET enable_external_access = true',
  "SET SESSION allowed_directories = ['/']",
  'RESET allowed_paths',
  'SET VARIABLE a = 1',
  "PRAGMA memory_limit='1TB'",
  "PRAGMA enable_profiling = 'json'",
  "CALL enable_logging(storage = 'file', storage_path = 'LOGS/log')",
  "SELECT * FROM enable_logging(storage := 'file', storage_path := 'LOGS/log')",
  "SELECT * FROM enable_profiling(format := 'json', save_location := 'LOGS/prof')",
  "SELECT * FROM enable_profiling(format := 'json', save_location := 'LOGS/prof.json')",
  "SELECT * FROM \"enable_profiling\"(format := 'json', save_location := 'LOGS/prof.json') AS t",
  "SELECT * FROM system.main.enable_profiling(format := 'json', save_location := 'LOGS/prof.json')",
  "SELECT * FROM (enable_profiling(format := 'json', save_location := 'LOGS/prof.json'))",
  "SELECT * FROM LATERAL enable_profiling(format := 'json', save_location := 'LOGS/prof.json')",
  "SELECT * FROM ROWS FROM (enable_profiling(format := 'json', save_location := 'LOGS/prof.json'))",
  "FROM enable_profiling(format := 'json', save_location := 'LOGS/prof.json')",
  "SELECT EXISTS (SELECT * FROM flow_logs JOIN enable_profiling(format := 'json', save_location := 'LOGS/prof.json') ON true)",
  "WITH t AS (SELECT * FROM (flow_logs CROSS JOIN enable_profiling(format := 'json', save_location := 'LOGS/prof.json'))) SELECT 1",
  "SELECT 1 UNION SELECT * FROM TABLE(enable_profiling(format := 'json', save_location := 'LOGS/prof.json'))",
  'BEGIN',
  'BEGIN TRANSACTION',
  'PREPARE p AS SELECT 1',
  'EXECUTE p',
  'USE memory',
  'EXPLAIN SELECT 1',
  'EXPLAIN ANALYZE DELETE FROM flow_logs',
  'DESCRIBE flow_logs',
  'SUMMARIZE flow_logs',
  'SHOW TABLES',
  'CALL pragma_version()',
  'SELECT * FROM duckdb_settings()',
  // Reading something else.
  "SELECT * FROM read_csv('LOGS/secret.csv')",
  "SELECT * FROM read_csv('TOP/secret.txt')",
  "SELECT * FROM read_csv_auto('LOGS/secret.csv')",
  "SELECT * FROM read_text('TOP/secret.txt')",
  "SELECT * FROM read_text('/etc/hosts')",
  "SELECT * FROM read_blob('LOGS/secret.csv')",
  "SELECT * FROM read_parquet('LOGS/other.parquet')",
  "SELECT * FROM read_parquet('LOGS/*.parquet')",
  "SELECT * FROM parquet_metadata('LOGS/other.parquet')",
  "SELECT * FROM read_json('LOGS/secret.csv')",
  "SELECT * FROM sniff_csv('LOGS/secret.csv')",
  "SELECT * FROM glob('LOGS/*')",
  "SELECT * FROM glob('/etc/*')",
  "SELECT * FROM 'LOGS/secret.csv'",
  'SELECT * FROM "LOGS/other.parquet"',
  'SELECT * FROM "LOGS/../secret.txt"',
  "SELECT * FROM query('COPY (SELECT 1) TO ''LOGS/out.csv''')",
  "SELECT * FROM query('SELECT * FROM read_text(''TOP/secret.txt'')')",
  "SELECT * FROM query_table('LOGS/secret.csv')",
  "SELECT getenv('HOME')",
  "SELECT * FROM read_csv('https://example.com/a.csv')",
  "SELECT * FROM read_parquet('s3://bucket/a.parquet')",
  // More than one, and less.
  'SELECT 1; SELECT 2',
  'SELECT 1; DROP VIEW flow_logs',
  'SELECT 1 /* ; */ ; /* x */ DELETE FROM flow_logs',
  'SELECT 1 -- one\n; DELETE FROM flow_logs',
  "SELECT 'a;b'; COPY (SELECT 1) TO 'LOGS/out.csv'",
  'SELECT 1) AS answer (c0); DROP VIEW flow_logs; --',
  "SELECT 1) TO 'LOGS/out.csv' --",
  '',
  ' \n ',
  ';',
  '-- only a comment',
  '/* SELECT 1',
  "SELECT 'open",
];

describe('refused as bad_sql', () => {
  it.each(refused)('%s', async (statement) => {
    const { top, folder, flowLog, engine, contents } = await house();
    const before = contents();
    const sql = statement.replaceAll('FLOW', flowLog).replaceAll('LOGS', folder).replaceAll('TOP', top);
    const error = await answerOf(engine, sql).then(
      (answer) => answer,
      (thrown: unknown) => thrown,
    );
    expect(error).toMatchObject({ name: 'AppError', code: 'bad_sql', message: expect.stringMatching(/^\S.*\.$/) });
    expect(contents()).toEqual(before);
  });
});

describe('let through', () => {
  it.each([
    ['SELECT count(*) FROM flow_logs', '"2"'],
    ['WITH a AS (SELECT 1 AS n) SELECT n FROM a', '"1"'],
    ['(SELECT 1)', '"1"'],
    ['VALUES (1)', '"1"'],
    ['SELECT 1 -- ; DELETE FROM flow_logs', '"1"'],
    ['SELECT 1 /* ; DELETE FROM flow_logs */', '"1"'],
    ["SELECT '; DELETE FROM flow_logs --'", '"; DELETE FROM flow_logs --"'],
    ["SELECT 'it''s /* no comment'", '"it\'s /* no comment"'],
    ['SELECT "a;b" FROM (SELECT 1 AS "a;b")', '"1"'],
    // What the comment holds stays a comment, also when it is written another way.
    ['SELECT 1 -- */ + 1', '"1"'],
    ['SELECT 1 -- */ ; DELETE FROM flow_logs', '"1"'],
    ['SELECT 1;', '"1"'],
  ])('%s', async (sql, line) => {
    const { engine, contents } = await house();
    const before = contents();
    expect((await answerOf(engine, sql)).lines).toEqual([line]);
    expect(contents()).toEqual(before);
  });

  it('what does not fit into memory goes beside the result, and is gone with it', async () => {
    const { openEngine } = await import('../../../../main/sources/local/engine.ts');
    const { top, folder, flowLog, contents } = await house();
    const before = contents();
    const spillFolder = join(top, 'spill');
    const table = { catalog: null, database: null, name: 'flow_logs' };
    const engine = await openEngine({
      folder,
      groups: [{ format: 'parquet', header: [], files: [flowLog] }],
      table,
      memoryMb: 64,
      spillFolder,
    });
    let spilled = false;
    try {
      const { rows } = await engine.query(
        'SELECT n, md5(to_utf8(CAST(n * 50000 + m AS varchar))) AS a FROM UNNEST(sequence(0, 29)) AS t(n) CROSS JOIN UNNEST(sequence(1, 50000)) AS u(m) ORDER BY 2',
      );
      for await (const _ of rows) spilled ||= readdirSync(top).includes('spill');
    } catch (error) {
      expect(error).toMatchObject({ code: 'bad_sql' });
      spilled ||= readdirSync(top).includes('spill');
    } finally {
      engine.close();
    }
    expect(spilled).toBe(true);
    expect(contents()).toEqual(before);
  });
});
