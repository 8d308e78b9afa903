/** SQL that makes the table: a view over the flow-log files, with Athena's column names and types. */
import { fieldOf } from '../../flowlogs/fields.ts';
import { quoteIdentifier, quoteLiteral } from '../../flowlogs/quote.ts';
import type { FileGroup } from '../source.ts';
import { folderKeys, numberKeys, oneOfEach } from './folder-keys.ts';

export interface TableName {
  readonly catalog: string | null;
  readonly database: string | null;
  readonly name: string;
}

/** A table's name with as much before it as it has. */
function qualified({ catalog, database, name }: TableName): string {
  return [catalog?.toLowerCase(), database, name]
    .filter((part) => part != null)
    .map(quoteIdentifier)
    .join('.');
}

/** @param groups not empty */
export function viewStatements(groups: readonly FileGroup[], table: TableName): readonly string[] {
  const select = selectGroups(groups);
  const { catalog, database } = table;
  return [
    ...(catalog === null ? [] : [`ATTACH ':memory:' AS ${quoteIdentifier(catalog.toLowerCase())}`]),
    ...(database === null
      ? []
      : [
          `CREATE SCHEMA IF NOT EXISTS ${[catalog?.toLowerCase(), database]
            .filter((part) => part != null)
            .map(quoteIdentifier)
            .join('.')}`,
        ]),
    `CREATE VIEW ${qualified(table)} AS ${select}`,
    // Three-part, two-part and bare names all mean the same table.
    ...(catalog !== null && database !== null
      ? [
          `CREATE SCHEMA IF NOT EXISTS ${quoteIdentifier(database)}`,
          `CREATE VIEW ${quoteIdentifier(database)}.${quoteIdentifier(table.name)} AS FROM ${qualified(table)}`,
        ]
      : []),
    ...(database === null
      ? []
      : [`CREATE VIEW ${quoteIdentifier(table.name)} AS FROM ${quoteIdentifier(database)}.${quoteIdentifier(table.name)}`]),
  ];
}

/**
 * Files of one format and one layout are read together; those of others are laid below them, by the names of their
 * columns. A bucket holds several when somebody changed the flow log's settings, and DuckDB refuses them in one list.
 */
function selectGroups(groups: readonly FileGroup[]): string {
  const files = groups.flatMap((group) => group.files);
  const numbers = numberKeys(files);
  const selects = groups.flatMap(({ format, header, files }) =>
    [...Map.groupBy(files, (file) => `${isGzip(file)} ${folderKeys(file).join('/')}`).values()].map((alike) =>
      format === 'parquet'
        ? `SELECT * FROM read_parquet(${listOf(alike)}, ${hive(alike, numbers)}, union_by_name=true)`
        : selectText(alike, header, numbers),
    ),
  );
  const keys = [...new Set(oneOfEach(files).flatMap(folderKeys))].map(quoteIdentifier);
  const last = keys.length === 0 ? '' : ` EXCLUDE (${keys.join(', ')}), ${keys.join(', ')}`;
  return `SELECT *${last} FROM (${selects.join(' UNION ALL BY NAME ')})`;
}

function selectText(files: readonly string[], columns: readonly string[], numbers: ReadonlySet<string>): string {
  const types = columns.map((name) => `${quoteLiteral(columnName(name))}: 'VARCHAR'`).join(', ');
  // DuckDB would guess by the name, and goes wrong where a folder's has a `?`.
  const compression = isGzip(files[0] ?? '') ? 'gzip' : 'none';
  const keys = folderKeys(files[0] ?? '').map(quoteIdentifier);
  return `SELECT ${[...textColumns(columns), ...keys].join(', ')} FROM read_csv(${listOf(files)}, ${textOptions}, ${hive(files, numbers)}, compression='${compression}', columns={${types}})`;
}

const listOf = (files: readonly string[]): string => `[${files.map(quoteLiteral).join(', ')}]`;
const isGzip = (file: string): boolean => /\.gz$/i.test(file);

/** Partition columns as texts, which is how Athena has them, but for those that are numbers. @param alike files of one layout */
function hive(alike: readonly string[], numbers: ReadonlySet<string>): string {
  const types = folderKeys(alike[0] ?? '').flatMap((key) => (numbers.has(key) ? [`${quoteIdentifier(key)}: INTEGER`] : []));
  return `hive_partitioning=true, hive_types_autocast=false${types.length === 0 ? '' : `, hive_types={${types.join(', ')}}`}`;
}

/**
 * A line of a text file is its fields, one blank between them: no quotes, no escapes. DuckDB holds several of its buffers
 * of 32 MB at once where it is left alone; twice the longest line that it takes is enough, and quicker.
 */
const textOptions = `delim=' ', quote='', escape='', header=true, auto_detect=false, buffer_size=4000000, null_padding=true, union_by_name=false`;

export const columnName = (name: string): string => name.replaceAll('-', '_').toLowerCase();

/** Numbers as numbers; the `-` of a field that does not apply is NULL, as a table over such files has it. */
function textColumns(columns: readonly string[]): readonly string[] {
  return columns.map((name) => {
    const column = quoteIdentifier(columnName(name));
    const type = fieldOf(name)?.type ?? 'string';
    return type === 'string' ? column : `TRY_CAST(${column} AS ${type === 'int' ? 'INTEGER' : 'BIGINT'}) AS ${column}`;
  });
}
