/** Statements for Athena that make a table and change it. Pure. */
import { CATALOG_MARK } from '../marks.ts';
import type { TableDefinition } from './own-table.ts';

/** Glue takes any letters for a name; a statement does not. */
export const isDdlName = (name: string): boolean => /^[\w-]+$/.test(name);

/** Hive quotes names by backticks; `end`, `date` and others are reserved without. @throws RangeError */
function ddlName(name: string): string {
  if (!isDdlName(name)) throw new RangeError('not a name');
  return `\`${name}\``;
}

const ddlText = (text: string): string => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;

const properties = (pairs: Readonly<Record<string, string>>): string =>
  Object.entries(pairs)
    .map(([name, value]) => `  ${ddlText(name)} = ${ddlText(value)}`)
    .join(',\n');

/** Statements for Athena, in order: the database, then the table. @throws RangeError for names that Athena does not take */
export function ddlOf(definition: TableDefinition): readonly string[] {
  const { database, table, parameters } = definition;
  // EXTERNAL is said by the statement itself.
  const { EXTERNAL: _, ...own } = parameters;
  const mark = parameters[CATALOG_MARK] ?? '';
  return [
    `CREATE DATABASE IF NOT EXISTS ${ddlName(database)}\nCOMMENT 'VPC flow logs'\nWITH DBPROPERTIES (${ddlText(CATALOG_MARK)} = ${ddlText(mark)})`,
    [
      `CREATE EXTERNAL TABLE IF NOT EXISTS ${ddlName(database)}.${ddlName(table)} (`,
      definition.columns.map(({ name, type }) => `  ${ddlName(name)} ${type}`).join(',\n'),
      ')',
      `PARTITIONED BY (${definition.keys.map(({ name, type }) => `${ddlName(name)} ${type}`).join(', ')})`,
      definition.fileFormat === 'parquet' ? 'STORED AS PARQUET' : "ROW FORMAT DELIMITED FIELDS TERMINATED BY ' '",
      `LOCATION ${ddlText(definition.location)}`,
      `TBLPROPERTIES (\n${properties(own)}\n)`,
    ].join('\n'),
  ];
}

/**
 * The statement that sets parameters of a table that is there; all others of it stay
 * (docs.aws.amazon.com/athena/latest/ug/alter-table-set-tblproperties.html). @throws RangeError as above
 */
export function alterDdlOf(database: string, table: string, parameters: Readonly<Record<string, string>>): string {
  return `ALTER TABLE ${ddlName(database)}.${ddlName(table)} SET TBLPROPERTIES (\n${properties(parameters)}\n)`;
}
