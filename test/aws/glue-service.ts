/** Glue: a table and its partitions. */
import { type Catalog, type CatalogColumn, locationOf, partitionLocationOf } from './catalog.ts';
import { type JsonInput, jsonService, page, text } from './json-service.ts';
import { ACCOUNT } from './sts-service.ts';
import { AwsFault, type AwsService } from './wire.ts';

const MOST_PARTITIONS = 1000;

export function createGlueService(catalog: Catalog): AwsService {
  const tableOf = (input: JsonInput, name: string) => catalog.table(text(input, 'DatabaseName'), text(input, name));
  return jsonService({
    GetTable(input) {
      const table = tableOf(input, 'Name');
      return {
        Table: {
          Name: table.name,
          DatabaseName: table.database,
          CatalogId: ACCOUNT,
          TableType: 'EXTERNAL_TABLE',
          IsRegisteredWithLakeFormation: table.isGoverned ?? false,
          Parameters: table.parameters,
          PartitionKeys: columns(table.partitionKeys),
          StorageDescriptor: {
            Columns: columns(table.columns),
            Location: locationOf(table),
          },
        },
      };
    },
    GetPartitions(input) {
      const table = tableOf(input, 'TableName');
      const { SegmentNumber = 0, TotalSegments = 1 } = (input.Segment ?? {}) as { SegmentNumber?: number; TotalSegments?: number };
      const wanted = matching(
        input.Expression,
        table.partitionKeys.map((key) => key.name),
      );
      const segment = table.partitions.filter((values, index) => index % TotalSegments === SegmentNumber && wanted(values));
      const { items, NextToken } = page(segment, input, MOST_PARTITIONS);
      return {
        Partitions: items.map((values) => ({
          Values: values,
          DatabaseName: table.database,
          TableName: table.name,
          CatalogId: ACCOUNT,
          StorageDescriptor: {
            Location: partitionLocationOf(table, values),
            ...(input.ExcludeColumnSchema === true ? {} : { Columns: columns(table.columns) }),
          },
        })),
        ...(NextToken ? { NextToken } : {}),
      };
    },
  });
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
