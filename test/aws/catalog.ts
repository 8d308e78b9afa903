/** What Athena and Glue know of tables: the one over the files, others made of it, and others that are only described. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describeFiles, type Inspection } from '../../main/sources/local/describe-files.ts';
import { findFiles } from '../../main/sources/local/find-files.ts';
import { folderKeys } from '../../main/sources/local/table-view.ts';
import type { ObjectStore } from './s3-service.ts';
import { AwsFault } from './wire.ts';

export const CATALOG = 'AwsDataCatalog';
export const DATABASE = 'vpcdb';
export const TABLE = 'flow_logs';

/** Hive's type names, as the catalogue has them. */
export interface CatalogColumn {
  readonly name: string;
  readonly type: string;
}

export interface CatalogTable {
  readonly database: string;
  readonly name: string;
  readonly columns: readonly CatalogColumn[];
  readonly partitionKeys: readonly CatalogColumn[];
  readonly parameters: Readonly<Record<string, string>>;
  /** Values in the order of the keys. */
  readonly partitions: readonly (readonly string[])[];
  /** Trino over `vpcdb.flow_logs` that gives its rows; a table without is only described. */
  readonly select?: string;
  /** `s3://bucket/folder/`; left out: a folder of its own in the emulator's bucket. */
  readonly location?: string;
  /** Where a partition lies; left out: as Hive lays it out. */
  readonly partitionLocation?: (values: readonly string[]) => string;
  /** Lake Formation says who may read it. */
  readonly isGoverned?: boolean;
}

export const LOG_BUCKET = 'flow-logs-emulator';

export const locationOf = (table: CatalogTable): string => table.location ?? `s3://${LOG_BUCKET}/${table.database}/${table.name}/`;

export function partitionLocationOf(table: CatalogTable, values: readonly string[]): string {
  if (table.partitionLocation) return table.partitionLocation(values);
  const folders = values.map((value, index) => (value.includes('=') ? value : `${table.partitionKeys[index]?.name}=${value}`));
  return `${locationOf(table)}${folders.map((folder) => `${folder}/`).join('')}`;
}

export interface Catalog {
  readonly databases: readonly string[];
  readonly tables: readonly CatalogTable[];
  tablesOf(database: string): readonly CatalogTable[];
  /** @throws AwsFault `EntityNotFoundException` */
  table(database: string, name: string): CatalogTable;
  /** What the engine needs to query the one that can be. */
  readonly inspection: Inspection;
}

const hiveNames: Readonly<Record<string, string>> = { integer: 'int', varchar: 'string', real: 'float', 'timestamp(3)': 'timestamp' };

/** @param folder flow logs as AWS lays them out  @param others makes the other tables, of the one over the files */
export async function openCatalog(folder: string, others: (base: CatalogTable) => readonly CatalogTable[]): Promise<Catalog> {
  const inspection = await describeFiles({ folder, files: await findFiles(folder) });
  const base = tableOf(inspection);
  const tables = [base, ...others(base)];
  const tablesOf = (database: string) => tables.filter((table) => table.database === database);
  return {
    databases: [...new Set(tables.map((table) => table.database))].sort(),
    tables,
    tablesOf,
    table(database, name) {
      const found = tablesOf(database).find((table) => table.name === name.toLowerCase());
      if (!found) throw new AwsFault('EntityNotFoundException', `Table ${name} not found.`);
      return found;
    },
    inspection,
  };
}

/** Its partitions are the `key=value` folders that hold files. */
function tableOf({ table, query }: Inspection): CatalogTable {
  const keys = folderKeys(query.files[0] ?? '');
  const partitions = new Set(query.files.map((file) => JSON.stringify(keys.map((key) => folderValue(file, key)))));
  const column = ({ name, type }: { readonly name: string; readonly type: string }) => ({ name, type: hiveNames[type] ?? type });
  return {
    database: DATABASE,
    name: TABLE,
    columns: table.columns.filter(({ name }) => !keys.includes(name)).map(column),
    partitionKeys: keys.map((name) => ({ name, type: 'string' })),
    parameters: { EXTERNAL: 'TRUE', classification: query.format === 'parquet' ? 'parquet' : 'csv' },
    partitions: [...partitions].map((values) => JSON.parse(values) as string[]),
    location: `s3://${LOG_BUCKET}/AWSLogs/`,
  };
}

/** The files behind the table that can be queried, as the objects that they are in S3. */
export function putFiles({ inspection }: Catalog, store: ObjectStore): void {
  for (const file of inspection.query.files) {
    const [, key = ''] = /[\\/](AWSLogs[\\/].*)$/.exec(file) ?? [];
    if (key !== '') store.put(LOG_BUCKET, key.replaceAll('\\', '/'), readFileSync(file));
  }
}

const folderValue = (file: string, key: string): string => new RegExp(`[\\\\/]${key}=([^\\\\/]*)[\\\\/]`).exec(file)?.[1] ?? '';

export const SAMPLE_FOLDER = join(import.meta.dirname, '../../assets/sample');
