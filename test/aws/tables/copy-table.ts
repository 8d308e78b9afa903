/** A table's rows in one Parquet file: its objects read as its format says, its partition keys as columns behind. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { quoteIdentifier, quoteLiteral } from '../../../main/flowlogs/quote.ts';
import type { CatalogTable } from '../catalog.ts';
import { PARQUET, REGEX } from './ddl-table.ts';
import { StatementFailure } from './statement-failure.ts';
import type { TableObject } from './table-objects.ts';

/** @returns path of the file, in the folder @throws StatementFailure as Athena words what cannot be read */
export async function copyTable(table: CatalogTable, objects: readonly TableObject[], folder: string): Promise<string> {
  const names = [...table.columns, ...table.partitionKeys].map(({ name }) => name);
  if (new Set(names).size < names.length) {
    throw new StatementFailure(
      `HIVE_INVALID_METADATA: Hive metadata for table ${table.name} is invalid: Table descriptor contains duplicate columns`,
      1004,
    );
  }
  const objectFolder = join(folder, 'objects');
  mkdirSync(objectFolder, { recursive: true });
  const files = objects.map(({ key, stored, values }, index) => {
    const path = join(objectFolder, `${index}${/\.gz$/i.test(key) ? '.gz' : ''}`);
    writeFileSync(path, stored.bytes);
    return { path, values };
  });
  const target = join(folder, 'rows.parquet');
  const instance = await DuckDBInstance.create(':memory:', { autoinstall_known_extensions: 'false', autoload_known_extensions: 'false' });
  const connection = await instance.connect();
  try {
    await connection.run(`COPY (${await selectOf(connection, table, files)}) TO ${quoteLiteral(target)} (FORMAT parquet)`);
    return target;
  } catch (cause) {
    if (cause instanceof StatementFailure) throw cause;
    throw new StatementFailure(`HIVE_CURSOR_ERROR: ${cause instanceof Error ? cause.message : cause}`, 1001);
  } finally {
    connection.closeSync();
    instance.closeSync();
    rmSync(objectFolder, { recursive: true });
  }
}

interface Placed {
  readonly path: string;
  readonly values: readonly string[];
}

async function selectOf(connection: DuckDBConnection, table: CatalogTable, files: readonly Placed[]): Promise<string> {
  const keys = table.partitionKeys.map(
    ({ name, type }) => `TRY_CAST(places.${quoteIdentifier(name)} AS ${duckType(type)}) AS ${quoteIdentifier(name)}`,
  );
  if (files.length === 0) {
    const all = [...table.columns, ...table.partitionKeys].map(
      ({ name, type }) => `CAST(NULL AS ${duckType(type)}) AS ${quoteIdentifier(name)}`,
    );
    return `SELECT ${all.join(', ')} WHERE false`;
  }
  const placed = files.map(({ path, values }) => `(${[path, ...values].map(quoteLiteral).join(', ')})`);
  const placeColumns = ['filename', ...table.partitionKeys.map(({ name }) => name)].map(quoteIdentifier).join(', ');
  const rows =
    table.input?.StorageDescriptor?.SerdeInfo?.SerializationLibrary === PARQUET
      ? await parquetRows(connection, files)
      : textRows(table, files);
  const columns = table.columns.map(({ name, type }, index) => `${rows.column(name, index, duckType(type))} AS ${quoteIdentifier(name)}`);
  return `SELECT ${[...columns, ...keys].join(', ')} FROM (${rows.from}) AS objects JOIN (VALUES ${placed.join(', ')}) AS places (${placeColumns}) USING (filename)`;
}

interface Rows {
  readonly from: string;
  /** SQL of a column's value. */
  readonly column: (name: string, index: number, type: string) => string;
}

/** By name, whatever the order; a column that no file has is NULL. */
async function parquetRows(connection: DuckDBConnection, files: readonly Placed[]): Promise<Rows> {
  const from = `SELECT * FROM read_parquet([${files.map(({ path }) => quoteLiteral(path)).join(', ')}], union_by_name=true, hive_partitioning=false, filename=true)`;
  const described = await connection.runAndReadAll(`DESCRIBE ${from}`);
  const present = new Map(described.getRows().map(([name]) => [String(name).toLowerCase(), String(name)]));
  return {
    from,
    column(name, _, type) {
      const own = present.get(name);
      return own === undefined ? `CAST(NULL AS ${type})` : `CAST(objects.${quoteIdentifier(own)} AS ${type})`;
    },
  };
}

/** By place in the line; what is no number is NULL in a column of numbers, as LazySimpleSerDe has it. */
function textRows({ input, parameters }: CatalogTable, files: readonly Placed[]): Rows {
  const { SerializationLibrary: library = '', Parameters: serde = {} } = input?.StorageDescriptor?.SerdeInfo ?? {};
  if (/orc|avro|json|opencsv|ion/i.test(library)) {
    throw new StatementFailure(`HIVE_UNSUPPORTED_FORMAT: the emulator does not read ${library}`, 1004);
  }
  const skip = Number(parameters['skip.header.line.count'] ?? 0);
  // A line is one column, cut at a sign that no flow log has: what is in it is for the table to say.
  const options = `delim='\u001f', quote='', escape='', header=false, skip=${skip}, auto_detect=false, filename=true, hive_partitioning=false, columns={'line': 'VARCHAR'}`;
  const groups = Map.groupBy(files, ({ path }) => path.endsWith('.gz'));
  const selects = [...groups].map(
    ([isGzip, group]) =>
      `SELECT line, filename FROM read_csv([${group.map(({ path }) => quoteLiteral(path)).join(', ')}], compression='${isGzip ? 'gzip' : 'none'}', ${options})`,
  );
  const from = selects.join(' UNION ALL ');
  if (library === REGEX) {
    const regex = quoteLiteral(serde['input.regex'] ?? '');
    return {
      from,
      column: (_, index, type) =>
        `CASE WHEN regexp_full_match(line, ${regex}) THEN TRY_CAST(regexp_extract(line, ${regex}, ${index + 1}) AS ${type}) END`,
    };
  }
  const named = serde['field.delim'] ?? serde['serialization.format'] ?? '\u0001';
  // Hive takes a number for the sign's code.
  const sign = quoteLiteral(/^\d{1,3}$/.test(named) ? String.fromCharCode(Number(named)) : named);
  return { from, column: (_, index, type) => `TRY_CAST(string_split(line, ${sign})[${index + 1}] AS ${type})` };
}

const duckNames: Readonly<Record<string, string>> = { string: 'VARCHAR', int: 'INTEGER', float: 'REAL', binary: 'BLOB' };

/** Hive's type as DuckDB names it. */
function duckType(type: string): string {
  if (/^(var)?char\(/.test(type)) return 'VARCHAR';
  if (/[<>]/.test(type)) throw new StatementFailure(`NOT_SUPPORTED: the emulator has no columns of type ${type}`, 1004);
  return duckNames[type] ?? type.toUpperCase();
}
