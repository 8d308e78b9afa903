/** Runs a statement for real: DuckDB over the sample, by the app's own local engine. */
import { statSync } from 'node:fs';
import { AppError } from '../../main/app-error.ts';
import { placeOfName } from '../../main/flowlogs/sql-place.ts';
import { tableReads } from '../../main/flowlogs/sql-reads.ts';
import { type Engine, openEngine } from '../../main/sources/local/engine.ts';
import { trinoToDuckdb } from '../../main/sources/local/trino-to-duckdb.ts';
import { filesOf } from '../../main/sources/source.ts';
import type { ColumnType } from '../../preload/contract/query.ts';
import { athenaLines } from '../support/athena-lines.ts';
import { CATALOG, type Catalog, type CatalogTable, DATABASE, TABLE } from './catalog.ts';
import type { Ending } from './faults.ts';
import type { ObjectStore } from './s3/object-store.ts';
import { ddlOf } from './tables/ddl.ts';
import { runDdl } from './tables/run-ddl.ts';
import { StatementFailure } from './tables/statement-failure.ts';
import { createTableEngines, type TableEngines } from './tables/table-engines.ts';
import { AwsFault } from './wire.ts';

export interface Outcome {
  readonly columns: readonly ColumnType[];
  /** Each row as a line of Athena's CSV. */
  readonly lines: readonly string[];
  /** A statement about tables: its output is no CSV and has no header. */
  readonly isUtility: boolean;
  readonly scannedBytes: number;
}

const SHOW_TABLES = /^\s*show\s+tables\b/i;
const EXPLAIN = /^\s*explain\s+(?!analyze\b)/i;

/** What Athena checks before it starts anything. @throws AwsFault for a statement that cannot be parsed */
export async function checkSyntax(sql: string): Promise<void> {
  if (SHOW_TABLES.test(sql) || ddlOf(sql) !== null) return;
  try {
    await trinoToDuckdb(sql.replace(EXPLAIN, ''));
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const { line = 1, column = 1, reason = '' } = error.details;
    throw new AwsFault('InvalidRequestException', `line ${line}:${column}: mismatched input. ${reason}`, 400, {
      AthenaErrorCode: 'MALFORMED_QUERY',
    });
  }
}

/** @throws AppError `bad_sql`, `cancelled`; StatementFailure */
export async function runSql(catalog: Catalog, store: ObjectStore, database: string, sql: string, signal: AbortSignal): Promise<Outcome> {
  if (SHOW_TABLES.test(sql)) {
    const lines = catalog.tablesOf(database).map((table) => `"${table.name}"`);
    return { columns: [{ name: 'tab_name', type: 'string' }], lines, isUtility: true, scannedBytes: 0 };
  }
  if (EXPLAIN.test(sql)) {
    return { columns: [{ name: 'Query Plan', type: 'string' }], lines: ['"Fragment 0 [SINGLE]"'], isUtility: true, scannedBytes: 0 };
  }
  const ddl = ddlOf(sql);
  if (ddl) return runDdl(catalog, store, database, ddl);
  const made = madeTableOf(catalog, database, sql);
  if (made) return runOnMade(catalog, store, made, sql, signal);
  const { query } = catalog.inspection;
  const free = idle.get(catalog) ?? [];
  idle.set(catalog, free);
  const engine =
    free.pop() ?? (await openEngine({ ...query, table: { catalog: CATALOG, database: DATABASE, name: TABLE }, memoryMb: 512 }));
  try {
    const answer = await engine.query(withTables(catalog, sql), signal);
    const lines = await athenaLines(answer);
    free.push(engine);
    return { columns: answer.columns, lines, isUtility: false, scannedBytes: scanned(filesOf(query)) };
  } catch (error) {
    // It may still be busy with what was stopped.
    engine.close();
    throw error;
  }
}

/** The table that a statement reads, of those that were made while the emulator runs. @throws StatementFailure for several */
function madeTableOf(catalog: Catalog, database: string, sql: string): CatalogTable | null {
  const names = tableReads(sql).map(({ name }) => name.slice(-2));
  const read = names.flatMap((name) => {
    const [of, table] = name.length === 1 ? [database, name[0]] : name;
    return catalog.tables.filter((each) => each.input !== undefined && each.database === of && each.name === table);
  });
  const [first, ...others] = new Set(read);
  if (others.length > 0) throw new StatementFailure('NOT_SUPPORTED: the emulator reads one table that was made at a time', 1008);
  return first ?? null;
}

async function runOnMade(catalog: Catalog, store: ObjectStore, table: CatalogTable, sql: string, signal: AbortSignal): Promise<Outcome> {
  const engines = madeEngines.get(catalog) ?? createTableEngines(store);
  madeEngines.set(catalog, engines);
  const { engine, scannedBytes, giveBack } = await engines.take(table);
  try {
    const answer = await engine.query(sql, signal);
    const lines = await athenaLines(answer);
    giveBack();
    return { columns: answer.columns, lines, isUtility: false, scannedBytes };
  } catch (error) {
    engine.close();
    throw error;
  }
}

const madeEngines = new WeakMap<Catalog, TableEngines>();

/** Opening one takes longer than most statements: they are kept, one for each that ran at once. */
const idle = new WeakMap<Catalog, Engine[]>();

export function closeEngines(catalog: Catalog): void {
  for (const engine of idle.get(catalog) ?? []) engine.close();
  idle.delete(catalog);
  madeEngines.get(catalog)?.close();
}

/** Every other table's name, and those with `$partitions`, by what they stand for. */
function withTables({ tables }: Catalog, sql: string): string {
  return sql.replace(/"([^"]+)"\."([^"$]+)(\$partitions)?"/g, (whole, database: string, name: string, isPartitions?: string) => {
    const table = tables.find((each) => each.database === database && each.name === name);
    if (table && isPartitions) return `(${partitionsSelect(table)}) AS "partitions"`;
    return table?.select === undefined ? whole : `(${table.select}) AS "${name}"`;
  });
}

function partitionsSelect({ partitionKeys, partitions }: CatalogTable): string {
  const types: Readonly<Record<string, string>> = { string: 'varchar', int: 'integer' };
  const rows = partitions.map((values) => {
    const row = values.map((value, index) => {
      const { name = '', type = '' } = partitionKeys[index] ?? {};
      return `CAST('${value}' AS ${types[type] ?? type}) AS "${name}"`;
    });
    return `SELECT ${row.join(', ')}`;
  });
  const none = partitionKeys.map(({ name }) => `'' AS "${name}"`).join(', ');
  return rows.length === 0 ? `SELECT ${none || '1 AS "none"'} WHERE false` : rows.join(' UNION ALL ');
}

/** Nothing is pruned here: every file counts. */
const scanned = (files: readonly string[]) => files.reduce((sum, file) => sum + statSync(file).size, 0);

/** A statement that failed, in Athena's words. */
export function endingOf(error: unknown, sql: string): Ending {
  if (error instanceof StatementFailure) return failed(error.message, 2, error.errorType);
  if (error instanceof AwsFault) {
    // The catalogue's own failure, inside of Hive's words, as a statement about tables ends with it.
    return failed(
      `FAILED: Execution Error, return code 1 from org.apache.hadoop.hive.ql.exec.DDLTask. ${error.code}(message:${error.message})`,
      2,
      1401,
    );
  }
  const reason = error instanceof AppError ? String(error.details.reason ?? error.message) : String(error);
  const column = /(?:Referenced column|column) "([^"]+)"/.exec(reason)?.[1];
  const table = /Table with name (\S+) does not exist/.exec(reason)?.[1];
  if (column)
    return failed(
      `COLUMN_NOT_FOUND: ${placeOf(column, sql)}: Column '${column}' cannot be resolved or requester is not authorized to access requested resources`,
      2,
      1006,
    );
  if (table) return failed(`TABLE_NOT_FOUND: ${placeOf(table, sql)}: Table 'awsdatacatalog.${DATABASE}.${table}' does not exist`, 2, 1110);
  return failed(`GENERIC_USER_ERROR: ${reason}`, 2, 1001);
}

/** Where the name stands, as Trino says it. */
function placeOf(name: string, sql: string): string {
  const { line, column } = placeOfName(sql, name) ?? { line: 1, column: 1 };
  return `line ${line}:${column}`;
}

export const failed = (reason: string, category: number, type: number): Ending => ({
  state: 'FAILED',
  reason,
  error: { ErrorCategory: category, ErrorType: type, Retryable: false, ErrorMessage: reason },
});
