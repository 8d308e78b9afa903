/** What Athena and Glue know of tables: the one over the files, others made of it, and others that are only described. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describeFiles, type Inspection } from '../../main/sources/local/describe-files.ts';
import { findFiles } from '../../main/sources/local/find-files.ts';
import { folderKeys } from '../../main/sources/local/folder-keys.ts';
import { filesOf } from '../../main/sources/source.ts';
import type { ObjectStore } from './s3/object-store.ts';
import { type TableInput, tableOfInput } from './tables/table-input.ts';
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
  /** Unix seconds; left out: nobody tells. */
  readonly createdAt?: number;
  /** Lake Formation says who may read it. */
  readonly isGoverned?: boolean;
  /** As it was made by a statement, by Glue or by a stack: its rows are in the objects at its location. */
  readonly input?: TableInput;
}

export interface CatalogDatabase {
  readonly name: string;
  readonly description?: string;
  readonly parameters?: Readonly<Record<string, string>>;
}

/** A partition with where it lies; left out: as Hive lays it out. */
export interface NewPartition {
  readonly values: readonly string[];
  readonly location?: string;
}

export const LOG_BUCKET = 'flow-logs-emulator';

export const locationOf = (table: CatalogTable): string => table.location ?? `s3://${LOG_BUCKET}/${table.database}/${table.name}/`;

export function partitionLocationOf(table: CatalogTable, values: readonly string[]): string {
  if (table.partitionLocation) return table.partitionLocation(values);
  const folders = values.map((value, index) => (value.includes('=') ? value : `${table.partitionKeys[index]?.name}=${value}`));
  return `${locationOf(table)}${folders.map((folder) => `${folder}/`).join('')}`;
}

export interface Catalog {
  /** Names in their order. */
  readonly databases: readonly string[];
  readonly tables: readonly CatalogTable[];
  tablesOf(database: string): readonly CatalogTable[];
  /** @throws AwsFault `EntityNotFoundException` */
  database(name: string): CatalogDatabase;
  /** @throws AwsFault `EntityNotFoundException` */
  table(database: string, name: string): CatalogTable;
  /** @throws AwsFault `AlreadyExistsException` */
  createDatabase(database: CatalogDatabase): void;
  /** With its tables. @throws AwsFault `EntityNotFoundException` */
  deleteDatabase(name: string): void;
  /** @throws AwsFault `AlreadyExistsException`, `EntityNotFoundException` for the database */
  createTable(database: string, input: TableInput): CatalogTable;
  /** Its partitions stay. @throws AwsFault `EntityNotFoundException` */
  updateTable(database: string, input: TableInput): void;
  /** Adds these to what it has, in the place of those of the same names. @throws AwsFault `EntityNotFoundException` */
  setParameters(database: string, name: string, parameters: Readonly<Record<string, string>>): void;
  /** @throws AwsFault `EntityNotFoundException` */
  deleteTable(database: string, name: string): void;
  /** Those that are there already are left alone. @returns the values of these @throws AwsFault `EntityNotFoundException` */
  addPartitions(database: string, name: string, partitions: readonly NewPartition[]): readonly (readonly string[])[];
  /** @throws AwsFault `EntityNotFoundException` */
  deletePartition(database: string, name: string, values: readonly string[]): void;
  /** What the engine needs to query the one that can be. */
  readonly inspection: Inspection;
}

const hiveNames: Readonly<Record<string, string>> = { integer: 'int', varchar: 'string', real: 'float', 'timestamp(3)': 'timestamp' };

/** @param folder flow logs as AWS lays them out  @param tablesFor makes the tables, of the one over the files */
export async function openCatalog(folder: string, tablesFor: (base: CatalogTable) => readonly CatalogTable[]): Promise<Catalog> {
  const inspection = await describeFiles({ folder, files: await findFiles(folder) });
  let tables = tablesFor(tableOf(inspection));
  const databases = new Map<string, CatalogDatabase>(tables.map(({ database }) => [database, { name: database }]));

  const database = (name: string): CatalogDatabase => {
    const found = databases.get(name.toLowerCase());
    if (!found) throw new AwsFault('EntityNotFoundException', `Database ${name} not found.`);
    return found;
  };
  const tablesOf = (name: string) => tables.filter((table) => table.database === name.toLowerCase());
  const find = (of: string, name: string) => tablesOf(of).find((table) => table.name === name.toLowerCase());
  const table = (of: string, name: string): CatalogTable => {
    const found = find(of, name);
    if (!found) throw new AwsFault('EntityNotFoundException', `Table ${name} not found.`);
    return found;
  };
  const replace = (before: CatalogTable, after: CatalogTable | null) => {
    tables = tables.flatMap((each) => (each !== before ? [each] : after === null ? [] : [after]));
  };

  return {
    get databases() {
      return [...databases.keys()].sort();
    },
    get tables() {
      return tables;
    },
    tablesOf,
    database,
    table,
    createDatabase({ name, ...rest }) {
      const lower = name.toLowerCase();
      if (databases.has(lower)) throw new AwsFault('AlreadyExistsException', 'Database already exists.');
      databases.set(lower, { name: lower, ...rest });
    },
    deleteDatabase(name) {
      const { name: own } = database(name);
      tables = tables.filter((each) => each.database !== own);
      databases.delete(own);
    },
    createTable(of, input) {
      const { name } = database(of);
      const made = { ...tableOfInput(name, input), createdAt: Date.now() / 1000 };
      if (find(name, made.name)) throw new AwsFault('AlreadyExistsException', 'Table already exists.');
      tables = [...tables, made];
      return made;
    },
    updateTable(of, input) {
      const before = table(of, input.Name);
      const { partitions, partitionLocation, createdAt } = before;
      const made = tableOfInput(before.database, input);
      replace(before, {
        ...made,
        partitions,
        ...(createdAt === undefined ? {} : { createdAt }),
        ...(partitionLocation ? { partitionLocation } : {}),
      });
    },
    setParameters(of, name, added) {
      const before = table(of, name);
      const parameters = { ...before.parameters, ...added };
      replace(before, { ...before, parameters, ...(before.input ? { input: { ...before.input, Parameters: parameters } } : {}) });
    },
    deleteTable: (of, name) => replace(table(of, name), null),
    addPartitions(of, name, added) {
      const before = table(of, name);
      const known = new Set(before.partitions.map((values) => JSON.stringify(values)));
      const fresh = added.filter(({ values }) => !known.has(JSON.stringify(values)));
      const own = new Map(fresh.flatMap(({ values, location }) => (location === undefined ? [] : [[JSON.stringify(values), location]])));
      replace(before, {
        ...before,
        partitions: [...before.partitions, ...fresh.map(({ values }) => values)],
        partitionLocation: (values) => own.get(JSON.stringify(values)) ?? partitionLocationOf(before, values),
      });
      return added.filter((each) => !fresh.includes(each)).map(({ values }) => values);
    },
    deletePartition(of, name, values) {
      const before = table(of, name);
      const left = before.partitions.filter((each) => JSON.stringify(each) !== JSON.stringify(values));
      if (left.length === before.partitions.length) throw new AwsFault('EntityNotFoundException', 'Cannot find partition.');
      replace(before, { ...before, partitions: left });
    },
    inspection,
  };
}

/** Its partitions are the `key=value` folders that hold files. */
function tableOf({ table, query }: Inspection): CatalogTable {
  const files = filesOf(query);
  const keys = folderKeys(files[0] ?? '');
  const partitions = new Set(files.map((file) => JSON.stringify(keys.map((key) => folderValue(file, key)))));
  const column = ({ name, type }: { readonly name: string; readonly type: string }) => ({ name, type: hiveNames[type] ?? type });
  return {
    database: DATABASE,
    name: TABLE,
    columns: table.columns.filter(({ name }) => !keys.includes(name)).map(column),
    partitionKeys: keys.map((name) => ({ name, type: 'string' })),
    parameters: { EXTERNAL: 'TRUE', classification: query.groups[0]?.format === 'parquet' ? 'parquet' : 'csv' },
    partitions: [...partitions].map((values) => JSON.parse(values) as string[]),
    location: `s3://${LOG_BUCKET}/AWSLogs/`,
  };
}

/** The files behind the table that can be queried, as the objects that they are in S3. */
export function putFiles({ inspection }: Catalog, store: ObjectStore): void {
  for (const file of filesOf(inspection.query)) {
    const [, key = ''] = /[\\/](AWSLogs[\\/].*)$/.exec(file) ?? [];
    if (key !== '') store.put(LOG_BUCKET, key.replaceAll('\\', '/'), readFileSync(file));
  }
}

const folderValue = (file: string, key: string): string => new RegExp(`[\\\\/]${key}=([^\\\\/]*)[\\\\/]`).exec(file)?.[1] ?? '';

export const SAMPLE_FOLDER = join(import.meta.dirname, '../../assets/sample');
