/** Glue: a table and its partitions. */
import { type Catalog, type CatalogColumn, locationOf, partitionLocationOf } from './catalog.ts';
import { type JsonInput, jsonService, page, text } from './json-service.ts';
import { ACCOUNT } from './sts-service.ts';
import type { AwsService } from './wire.ts';

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
      const segment = table.partitions.filter((_, index) => index % TotalSegments === SegmentNumber);
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

export const columns = (all: readonly CatalogColumn[]) => all.map(({ name, type }) => ({ Name: name, Type: type }));
