/** Glue: a table and its partitions. */
import { CATALOG, type Catalog, type CatalogColumn } from './catalog.ts';
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
          Parameters: table.parameters,
          PartitionKeys: columns(table.partitionKeys),
          StorageDescriptor: {
            Columns: columns(table.columns),
            Location: `s3://flow-logs-emulator/${CATALOG}/${table.database}/${table.name}/`,
          },
        },
      };
    },
    GetPartitions(input) {
      const table = tableOf(input, 'TableName');
      const { items, NextToken } = page(table.partitions, input, MOST_PARTITIONS);
      return {
        Partitions: items.map((values) => ({
          Values: values,
          DatabaseName: table.database,
          TableName: table.name,
          CatalogId: ACCOUNT,
          StorageDescriptor: input.ExcludeColumnSchema === true ? {} : { Columns: columns(table.columns) },
        })),
        ...(NextToken ? { NextToken } : {}),
      };
    },
  });
}

export const columns = (all: readonly CatalogColumn[]) => all.map(({ name, type }) => ({ Name: name, Type: type }));
