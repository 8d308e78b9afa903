/** Glue: databases, tables and their partitions. */
import { type Catalog, type CatalogColumn, type CatalogTable, locationOf, type NewPartition, partitionLocationOf } from './catalog.ts';
import { type JsonInput, jsonService, page, text } from './json-service.ts';
import { ACCOUNT } from './sts-service.ts';
import type { TableInput } from './tables/table-input.ts';
import { AwsFault, type AwsService } from './wire.ts';

const MOST = 100;
const MOST_PARTITIONS = 1000;

interface PartitionInput {
  readonly Values?: readonly string[];
  readonly StorageDescriptor?: { readonly Location?: string };
}

export function createGlueService(catalog: Catalog): AwsService {
  const tableOf = (input: JsonInput, name: string) => catalog.table(text(input, 'DatabaseName'), text(input, name));
  const tableInput = (input: JsonInput) => input.TableInput as TableInput;
  const listed = <T>(
    name: string,
    { items, NextToken }: { readonly items: readonly T[]; readonly NextToken?: string },
    map: (item: T) => unknown,
  ) => ({
    [name]: items.map(map),
    ...(NextToken ? { NextToken } : {}),
  });
  const add = (input: JsonInput, partitions: readonly PartitionInput[]) => {
    const table = tableOf(input, 'TableName');
    return catalog.addPartitions(
      table.database,
      table.name,
      partitions.map((partition) => newPartition(table, partition)),
    );
  };
  return jsonService({
    GetDatabase: (input) => ({ Database: databaseAnswer(catalog, text(input, 'Name')) }),
    GetDatabases: (input) => listed('DatabaseList', page(catalog.databases, input, MOST), (name) => databaseAnswer(catalog, name)),
    CreateDatabase(input) {
      const {
        Name,
        Description,
        Parameters = {},
      } = input.DatabaseInput as {
        readonly Name: string;
        readonly Description?: string;
        readonly Parameters?: Readonly<Record<string, string>>;
      };
      catalog.createDatabase({ name: Name, parameters: Parameters, ...(Description === undefined ? {} : { description: Description }) });
      return {};
    },
    DeleteDatabase(input) {
      catalog.deleteDatabase(text(input, 'Name'));
      return {};
    },
    GetTable: (input) => ({ Table: tableAnswer(tableOf(input, 'Name')) }),
    GetTables(input) {
      const { name } = catalog.database(text(input, 'DatabaseName'));
      const wanted = typeof input.Expression === 'string' ? new RegExp(`^(?:${input.Expression})$`, 'i') : /^/;
      return listed(
        'TableList',
        page(
          catalog.tablesOf(name).filter((table) => wanted.test(table.name)),
          input,
          MOST,
        ),
        tableAnswer,
      );
    },
    CreateTable(input) {
      catalog.createTable(text(input, 'DatabaseName'), tableInput(input));
      return {};
    },
    UpdateTable(input) {
      catalog.updateTable(text(input, 'DatabaseName'), tableInput(input));
      return {};
    },
    DeleteTable(input) {
      catalog.deleteTable(text(input, 'DatabaseName'), text(input, 'Name'));
      return {};
    },
    CreatePartition(input) {
      if (add(input, [input.PartitionInput as PartitionInput]).length === 0) return {};
      throw new AwsFault('AlreadyExistsException', 'Partition already exists.');
    },
    BatchCreatePartition(input) {
      const wanted = input.PartitionInputList as readonly PartitionInput[];
      if (wanted.length > MOST) throw new AwsFault('InvalidInputException', `Member must have length less than or equal to ${MOST}`);
      const known = add(input, wanted);
      return {
        Errors: known.map((values) => ({
          PartitionValues: values,
          ErrorDetail: { ErrorCode: 'AlreadyExistsException', ErrorMessage: 'Partition already exists.' },
        })),
      };
    },
    GetPartition(input) {
      const table = tableOf(input, 'TableName');
      const wanted = JSON.stringify(input.PartitionValues);
      const values = table.partitions.find((each) => JSON.stringify(each) === wanted);
      if (!values) throw new AwsFault('EntityNotFoundException', 'Cannot find partition.');
      return { Partition: partitionAnswer(table, values, true) };
    },
    GetPartitions(input) {
      const table = tableOf(input, 'TableName');
      const { SegmentNumber = 0, TotalSegments = 1 } = (input.Segment ?? {}) as { SegmentNumber?: number; TotalSegments?: number };
      const wanted = matching(
        input.Expression,
        table.partitionKeys.map((key) => key.name),
      );
      const segment = table.partitions.filter((values, index) => index % TotalSegments === SegmentNumber && wanted(values));
      const hasColumns = input.ExcludeColumnSchema !== true;
      return listed('Partitions', page(segment, input, MOST_PARTITIONS), (values) => partitionAnswer(table, values, hasColumns));
    },
    DeletePartition(input) {
      const table = tableOf(input, 'TableName');
      catalog.deletePartition(table.database, table.name, input.PartitionValues as readonly string[]);
      return {};
    },
  });
}

const databaseAnswer = (catalog: Catalog, asked: string) => {
  const { name, description, parameters = {} } = catalog.database(asked);
  return { Name: name, ...(description === undefined ? {} : { Description: description }), Parameters: parameters, CatalogId: ACCOUNT };
};

const tableAnswer = (table: CatalogTable) => ({
  ...(table.input?.Description === undefined ? {} : { Description: table.input.Description }),
  Name: table.name,
  DatabaseName: table.database,
  CatalogId: ACCOUNT,
  ...(table.createdAt === undefined ? {} : { CreateTime: table.createdAt }),
  TableType: table.input?.TableType ?? 'EXTERNAL_TABLE',
  IsRegisteredWithLakeFormation: table.isGoverned ?? false,
  Parameters: table.parameters,
  PartitionKeys: columns(table.partitionKeys),
  StorageDescriptor: {
    ...table.input?.StorageDescriptor,
    Columns: columns(table.columns),
    Location: locationOf(table),
  },
});

const partitionAnswer = (table: CatalogTable, values: readonly string[], hasColumns: boolean) => ({
  Values: values,
  DatabaseName: table.database,
  TableName: table.name,
  CatalogId: ACCOUNT,
  StorageDescriptor: {
    Location: partitionLocationOf(table, values),
    ...(hasColumns ? { Columns: columns(table.columns) } : {}),
  },
});

/** @throws AwsFault `InvalidInputException` for values that are not one for each key */
function newPartition(table: CatalogTable, { Values = [], StorageDescriptor }: PartitionInput): NewPartition {
  if (Values.length !== table.partitionKeys.length) {
    throw new AwsFault('InvalidInputException', 'The number of partition keys do not match the number of partition values');
  }
  const location = StorageDescriptor?.Location;
  return { values: Values, ...(location === undefined ? {} : { location: location.endsWith('/') ? location : `${location}/` }) };
}

/** Of Glue's expressions those that Nagare sends: `month IN ('1', '2') OR hour IN ('0')`. */
function matching(expression: unknown, names: readonly string[]): (values: readonly string[]) => boolean {
  if (typeof expression !== 'string') return () => true;
  const tests = expression.split(' OR ').map((each) => {
    const [, name = '', list = ''] = /^(\w+) IN \(([^)]*)\)$/.exec(each) ?? [];
    const index = names.indexOf(name);
    if (index < 0) throw new AwsFault('InvalidInputException', `Unsupported expression '${expression}'`);
    const literals = new Set([...list.matchAll(/'([^']*)'/g)].map((match) => match[1] ?? ''));
    return (values: readonly string[]) => literals.has(values[index] ?? '');
  });
  return (values) => tests.some((test) => test(values));
}

export const columns = (all: readonly CatalogColumn[]) => all.map(({ name, type }) => ({ Name: name, Type: type }));
