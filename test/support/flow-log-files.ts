/** Flow-log files that a test makes: Parquet by DuckDB, text as AWS writes it. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { gzipSync } from 'node:zlib';
import { DuckDBInstance } from '@duckdb/node-api';
import { quoteLiteral } from '../../main/flowlogs/quote.ts';
import { type Engine, openEngine } from '../../main/sources/local/engine.ts';
import type { ColumnType } from '../../preload/contract/query.ts';
import { athenaLines } from './athena-lines.ts';

/** `SELECT` of a few records, whose start is `start`, `start + 60`, ... */
export const records = (start: number, count = 3): string =>
  `SELECT 2 AS version, '192.168.0.10' AS srcaddr, CASE WHEN range = 0 THEN NULL ELSE '10.0.0.' || range END AS dstaddr, CAST(443 AS INTEGER) AS dstport,
   CAST(range * 100 AS BIGINT) AS bytes, CAST(${start} + range * 60 AS BIGINT) AS start, CAST(${start} + range * 60 + 59 AS BIGINT) AS "end", 'ACCEPT' AS action FROM range(${count})`;

/** Writes each file with the rows of its query. Folders are made. */
export async function writeParquet(files: Readonly<Record<string, string>>): Promise<void> {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  try {
    for (const [path, sql] of Object.entries(files)) {
      mkdirSync(dirname(path), { recursive: true });
      await connection.run(`COPY (${sql}) TO ${quoteLiteral(path)} (FORMAT parquet)`);
    }
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

export const defaultHeader =
  'version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end action log-status';

/** Writes lines as a `.log.gz`, or plain when the name ends otherwise. */
export function writeText(path: string, lines: readonly string[]): void {
  mkdirSync(dirname(path), { recursive: true });
  const text = `${lines.join('\n')}\n`;
  writeFileSync(path, path.endsWith('.gz') ? gzipSync(text) : text);
}

/** An engine over Parquet files, its table `flow_logs`. */
export function engineOver(folder: string, files: readonly string[]): Promise<Engine> {
  return openEngine({
    folder,
    groups: [{ format: 'parquet', header: [], files }],
    table: { catalog: null, database: null, name: 'flow_logs' },
  });
}

export interface Answer {
  readonly columns: readonly ColumnType[];
  readonly names: readonly string[];
  readonly types: readonly string[];
  /** Each row as its line of Athena's CSV. */
  readonly lines: readonly string[];
}

/** The whole answer. */
export async function answerOf(engine: Engine, sql: string): Promise<Answer> {
  const result = await engine.query(sql);
  const { columns } = result;
  return {
    columns,
    names: columns.map((column) => column.name),
    types: columns.map((column) => column.type),
    lines: await athenaLines(result),
  };
}
