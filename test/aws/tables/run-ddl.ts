/** Carries out a statement about tables: in the catalogue, with what S3 has where a repair looks for it. */
import { type Catalog, type CatalogTable, locationOf, type NewPartition } from '../catalog.ts';
import type { Outcome } from '../run-sql.ts';
import type { ObjectStore } from '../s3/object-store.ts';
import { AwsFault } from '../wire.ts';
import type { Ddl, PartitionSpec } from './ddl.ts';

const silent: Outcome = { columns: [], lines: [], isUtility: true, scannedBytes: 0 };

/** @param database that the execution is in @throws AwsFault from the catalogue */
export function runDdl(catalog: Catalog, store: ObjectStore, database: string, ddl: Ddl): Outcome {
  switch (ddl.kind) {
    case 'createDatabase':
      if (!(ddl.isLenient && catalog.databases.includes(ddl.name))) {
        catalog.createDatabase({ name: ddl.name, parameters: ddl.parameters });
      }
      return silent;
    case 'dropDatabase':
      if (ddl.isLenient && !catalog.databases.includes(ddl.name)) return silent;
      catalog.database(ddl.name);
      if (!ddl.isCascading && catalog.tablesOf(ddl.name).length > 0) {
        throw new AwsFault('InvalidOperationException', `Database ${ddl.name} is not empty. One or more tables exist.`);
      }
      catalog.deleteDatabase(ddl.name);
      return silent;
    case 'createTable': {
      const of = ddl.table.database ?? database;
      if (!(ddl.isLenient && catalog.tablesOf(of).some(({ name }) => name === ddl.table.name))) catalog.createTable(of, ddl.input);
      return silent;
    }
    case 'dropTable': {
      const of = ddl.table.database ?? database;
      if (ddl.isLenient && catalog.tablesOf(of).every(({ name }) => name !== ddl.table.name)) return silent;
      catalog.deleteTable(of, ddl.table.name);
      return silent;
    }
    case 'addPartitions': {
      const table = catalog.table(ddl.table.database ?? database, ddl.table.name);
      const added = ddl.partitions.map((spec) => partitionOf(table, spec));
      const known = new Set(table.partitions.map((values) => JSON.stringify(values)));
      if (!ddl.isLenient && added.some(({ values }) => known.has(JSON.stringify(values)))) {
        throw new AwsFault('AlreadyExistsException', 'Partition already exists.');
      }
      catalog.addPartitions(table.database, table.name, added);
      return silent;
    }
    case 'dropPartitions': {
      const table = catalog.table(ddl.table.database ?? database, ddl.table.name);
      for (const spec of ddl.partitions) {
        const gone = table.partitions.filter((values) =>
          table.partitionKeys.every(({ name }, index) => !spec.values.has(name) || spec.values.get(name) === values[index]),
        );
        if (gone.length === 0 && !ddl.isLenient) throw new AwsFault('EntityNotFoundException', 'Partition not found.');
        for (const values of gone) catalog.deletePartition(table.database, table.name, values);
      }
      return silent;
    }
    case 'setProperties': {
      // Athena has no tables of its own: that one is external cannot be taken back ("has no effect", says its page).
      const { EXTERNAL: _, ...properties } = ddl.properties;
      catalog.setParameters(ddl.table.database ?? database, ddl.table.name, properties);
      return silent;
    }
    case 'repair': {
      const table = catalog.table(ddl.table.database ?? database, ddl.table.name);
      const known = new Set(table.partitions.map((values) => JSON.stringify(values)));
      const found = foldersOf(table, store).filter((values) => !known.has(JSON.stringify(values)));
      catalog.addPartitions(
        table.database,
        table.name,
        found.map((values) => ({ values })),
      );
      const names = found.map((values) => `${table.name}:${partitionName(table, values)}`);
      if (names.length === 0) return silent;
      return printed([
        `Partitions not in metastore:\t${names.join('\t')}`,
        ...names.map((name) => `Repair: Added partition to metastore ${name}`),
      ]);
    }
    case 'showPartitions': {
      const table = catalog.table(ddl.table.database ?? database, ddl.table.name);
      return printed(table.partitions.map((values) => partitionName(table, values)));
    }
  }
}

const printed = (lines: readonly string[]): Outcome => ({
  ...silent,
  columns: [{ name: 'result', type: 'string' }],
  lines: lines.map((line) => `"${line.replaceAll('"', '""')}"`),
});

const partitionName = ({ partitionKeys }: CatalogTable, values: readonly string[]): string =>
  partitionKeys.map(({ name }, index) => `${name}=${values[index] ?? ''}`).join('/');

function partitionOf({ partitionKeys }: CatalogTable, { values, location }: PartitionSpec): NewPartition {
  const own = partitionKeys.map(({ name }) => values.get(name));
  const known = own.filter((value) => value !== undefined);
  if (known.length < own.length || values.size !== own.length) {
    throw new AwsFault(
      'ValidationException',
      `partition spec {${[...values.keys()].join(', ')}} doesn't contain all (${own.length}) partition columns`,
    );
  }
  return location === undefined ? { values: known } : { values: known, location: location.endsWith('/') ? location : `${location}/` };
}

/** Partitions that S3 has as folders in Hive's manner, all keys in their order. */
function foldersOf(table: CatalogTable, store: ObjectStore): readonly (readonly string[])[] {
  const [, bucket = '', prefix = ''] = /^s3:\/\/([^/]+)\/(.*)$/.exec(locationOf(table)) ?? [];
  const found = new Set<string>();
  for (const key of store.keys(bucket, prefix)) {
    const folders = key.slice(prefix.length).split('/').slice(0, table.partitionKeys.length);
    const values = table.partitionKeys.map(({ name }, index) => {
      const [own, value] = (folders[index] ?? '').split('=');
      return own?.toLowerCase() === name ? value : undefined;
    });
    if (values.length > 0 && values.every((value) => value !== undefined)) found.add(JSON.stringify(values));
  }
  return [...found].map((values) => JSON.parse(values) as string[]);
}
