/** Values of every type on their way from the engine into a result file. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import Database from 'better-sqlite3';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createCsvReader } from '../../../../main/results/csv-reader.ts';
import { createResultWriter, type WriterValue } from '../../../../main/results/result-writer.ts';
import { registerDoubleText } from '../../../../main/sources/local/double-text.ts';
import type { Engine } from '../../../../main/sources/local/engine.ts';
import type { ColumnType } from '../../../../preload/contract/query.ts';
import { athenaLines } from '../../../support/athena-lines.ts';
import { engineOver, records, writeParquet } from '../../../support/flow-log-files.ts';
import { linesBySql } from '../../../support/lines-by-sql.ts';

const folder = mkdtempSync(join(tmpdir(), 'nagare-test-'));
let engine: Engine;
let instance: DuckDBInstance;
let plain: DuckDBConnection;

beforeAll(async () => {
  const file = join(folder, 'a.parquet');
  await writeParquet({ [file]: records(0) });
  engine = await engineOver(folder, [file]);
  instance = await DuckDBInstance.create(':memory:');
  plain = await instance.connect();
  registerDoubleText(plain);
  await plain.run("SET TimeZone = 'UTC'");
});

afterAll(() => {
  engine.close();
  plain.closeSync();
  instance.closeSync();
  rmSync(folder, { recursive: true, force: true });
});

const whole = (bits: number, signed: boolean) =>
  fc.oneof(
    fc.bigInt(signed ? { min: -(2n ** BigInt(bits - 1)), max: 2n ** BigInt(bits - 1) - 1n } : { min: 0n, max: 2n ** BigInt(bits) - 1n }),
    fc.bigInt(signed ? { min: -3n, max: 100n } : { min: 0n, max: 100n }),
    // Where doubles end to be exact.
    ...(bits < 64 ? [] : [fc.bigInt({ min: 2n ** 53n - 3n, max: 2n ** 53n + 3n })]),
    ...(bits < 64 || !signed ? [] : [fc.bigInt({ min: -(2n ** 53n) - 3n, max: -(2n ** 53n) + 3n })]),
  );
const quoted = (text: string) => `'${text.replaceAll("'", "''")}'`;
/** Twelve bytes are the most that lie beside their length; what is no ASCII has more bytes than letters. */
const text = fc
  .oneof(
    fc.string({ unit: 'grapheme-ascii', maxLength: 30 }),
    fc.string({ unit: 'grapheme', maxLength: 30 }),
    fc.constantFrom(
      '',
      '-',
      '"',
      '""',
      ',',
      '\n',
      '\r\n',
      'NULL',
      '123456789012',
      '1234567890123',
      'é23456789012',
      '\u{feff}a',
      '日本語日',
      '日本語日本',
    ),
  )
  .filter((value) => !value.includes('\0'));
const seconds = fc.integer({ min: -2_000_000_000, max: 4_000_000_000 });
const milliseconds = fc.integer({ min: -2e12, max: 4e12 });

/** Types of DuckDB and literals of each. */
const types: Readonly<Record<string, fc.Arbitrary<string>>> = {
  TINYINT: whole(8, true).map(String),
  SMALLINT: whole(16, true).map(String),
  INTEGER: whole(32, true).map(String),
  BIGINT: whole(64, true).map(String),
  HUGEINT: whole(127, true).map((value) => `'${value}'`),
  UTINYINT: whole(8, false).map(String),
  USMALLINT: whole(16, false).map(String),
  UINTEGER: whole(32, false).map(String),
  UBIGINT: whole(64, false).map(String),
  UHUGEINT: whole(128, false).map((value) => `'${value}'`),
  DOUBLE: fc
    .oneof(fc.double(), fc.constantFrom(0, -0, 1, 1e7, 9_999_999.5, 1e-3, 0.1, 2 ** 53, -(2 ** 63), 1e22, NaN, Infinity, -Infinity, 5e-324))
    .map((value) => `'${Object.is(value, -0) ? '-0' : value}'`),
  FLOAT: fc.oneof(fc.float(), fc.constantFrom(0, 0.1, NaN, Infinity)).map((value) => `'${value}'`),
  'DECIMAL(18,3)': fc.integer({ min: -1e12, max: 1e12 }).map((value) => `${value / 1000}`),
  'DECIMAL(38,0)': whole(120, true).map((value) => `'${value}'`),
  BOOLEAN: fc.boolean().map(String),
  VARCHAR: text.map(quoted),
  DATE: seconds.map((at) => `DATE '1970-01-01' + ${Math.trunc(at / 86_400)}`),
  TIME: fc.integer({ min: 0, max: 86_399 }).map((at) => `TIME '00:00:00' + to_seconds(${at})`),
  TIMESTAMP: milliseconds.map((at) => `make_timestamp_ms(${at})`),
  TIMESTAMP_S: seconds.map((at) => `make_timestamp(${at}000000)`),
  TIMESTAMPTZ: milliseconds.map((at) => `to_timestamp(${at} / 1000.0)`),
  INTERVAL: milliseconds.map((at) => `to_milliseconds(${at})`),
  BLOB: text.map((value) => `encode(${quoted(value)})`),
  UUID: fc.uuid().map(quoted),
  JSON: fc
    .json()
    .filter((value) => !value.includes('\\u0000'))
    .map(quoted),
  'BIGINT[]': fc.array(whole(64, true), { maxLength: 4 }).map((values) => `[${values.join(', ')}]`),
  'VARCHAR[]': fc.array(text, { maxLength: 4 }).map((values) => `[${values.map(quoted).join(', ')}]`),
  'DOUBLE[]': fc.array(fc.double(), { maxLength: 4 }).map((values) => `[${values.map((value) => `'${value}'::DOUBLE`).join(', ')}]`),
  'MAP(VARCHAR, BIGINT)': fc
    .uniqueArray(text, { maxLength: 3 })
    .map((keys) => `MAP([${keys.map(quoted).join(', ')}], [${keys.map((_, index) => index).join(', ')}])`),
  'STRUCT(a BIGINT, b VARCHAR, c DATE[])': fc
    .tuple(whole(64, true), text)
    .map(([number, word]) => `{'a': ${number}, 'b': ${quoted(word)}, 'c': [DATE '2020-01-01']}`),
};

const tables = fc
  .array(fc.constantFrom(...Object.keys(types)), { minLength: 1, maxLength: 8 })
  .chain((names) =>
    fc.tuple(
      fc.constant(names),
      fc.array(fc.tuple(...names.map((name) => fc.option(types[name] as fc.Arbitrary<string>, { freq: 4, nil: 'NULL' }))), {
        minLength: 1,
        maxLength: 12,
      }),
      // Beyond one chunk of DuckDB's, which has 2048 rows.
      fc.constantFrom(1, 1, 1, 1, 300),
    ),
  )
  .map(([names, rows, times]) => {
    const values = rows.map((row, index) => `(${[index, ...row.map((value, at) => `CAST(${value} AS ${names[at]})`)].join(', ')})`);
    const columns = names.map((_, index) => `v${index}`);
    return `SELECT ${columns.join(', ')} FROM (VALUES ${values.join(', ')}) AS t (i, ${columns.join(', ')}) CROSS JOIN range(${times}) AS r (n) ORDER BY n, i`;
  });

/** What a result file has of the rows: each value with its storage class, and which columns have integers beyond doubles. */
function stored(columns: readonly ColumnType[], rows: readonly (readonly WriterValue[])[]) {
  const path = join(folder, 'result.sqlite');
  const writer = createResultWriter(path, columns);
  writer.insert(rows);
  const shown = writer.read(0, rows.length);
  writer.finish();
  const db = new Database(path, { readonly: true });
  try {
    const cells = columns.map((_, index) => `typeof(v${index}) || ' ' || quote(v${index})`);
    return {
      shown,
      cells: db
        .prepare(`SELECT ${cells.join(', ')} FROM rows`)
        .raw()
        .all(),
      columns: db.prepare('SELECT * FROM columns').raw().all(),
    };
  } finally {
    db.close();
  }
}

it('are the same as by way of texts', async () => {
  await fc.assert(
    fc.asyncProperty(tables, async (sql) => {
      const lines = await linesBySql(plain, sql);
      expect(await athenaLines(await engine.queryOwn(sql))).toEqual(lines);
      const { columns, rows } = await engine.queryOwn(sql);
      const found: (readonly WriterValue[])[] = [];
      for await (const batch of rows) found.push(...batch);
      const reader = createCsvReader();
      const header = columns.map(({ name }) => `"${name}"`).join(',');
      const [, ...read] = [...reader.pushText(`${[header, ...lines].join('\n')}\n`), ...reader.end()];
      expect(stored(columns, found)).toEqual(stored(columns, read));
    }),
    { numRuns: 100 },
  );
});

it.each([
  ["'a' || chr(0) || 'b'", 'a\0b'],
  ["repeat('a', 20) || chr(0) || 'b'", `${'a'.repeat(20)}\0b`],
  ["chr(65279) || 'x'", '\u{feff}x'],
  ["chr(65279) || repeat('x', 20)", `\u{feff}${'x'.repeat(20)}`],
])('%s keeps each of its letters', async (expression, value) => {
  const { rows } = await engine.queryOwn(`SELECT ${expression} FROM range(3)`);
  for await (const batch of rows) expect(batch).toEqual([[value], [value], [value]]);
});
