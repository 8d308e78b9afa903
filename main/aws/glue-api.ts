/** The operations of Glue that Nagare uses. Each throws an AppError for what AWS says. */
import type {
  BatchCreatePartitionCommandInput,
  BatchCreatePartitionCommandOutput,
  DeleteDatabaseCommandInput,
  DeleteDatabaseCommandOutput,
  DeleteTableCommandInput,
  DeleteTableCommandOutput,
  GetDatabasesCommandInput,
  GetDatabasesCommandOutput,
  GetPartitionsCommandInput,
  GetPartitionsCommandOutput,
  GetTableCommandInput,
  GetTableCommandOutput,
  GetTablesCommandInput,
  GetTablesCommandOutput,
  GlueClient,
} from '@aws-sdk/client-glue';
import type { Ask, Call } from './ask.ts';

export interface GlueApi {
  readonly getPartitions: Call<GetPartitionsCommandInput, GetPartitionsCommandOutput>;
  readonly getTable: Call<GetTableCommandInput, GetTableCommandOutput>;
  readonly getTables: Call<GetTablesCommandInput, GetTablesCommandOutput>;
  readonly getDatabases: Call<GetDatabasesCommandInput, GetDatabasesCommandOutput>;
  readonly batchCreatePartition: Call<BatchCreatePartitionCommandInput, BatchCreatePartitionCommandOutput>;
  readonly deleteTable: Call<DeleteTableCommandInput, DeleteTableCommandOutput>;
  readonly deleteDatabase: Call<DeleteDatabaseCommandInput, DeleteDatabaseCommandOutput>;
}

type Sdk = typeof import('./glue-sdk.ts');

export function createGlueApi(ask: Ask<Sdk, GlueClient>): GlueApi {
  return {
    getPartitions: ask('GetPartitions', ({ sdk, client, input, options }) => client.send(new sdk.GetPartitionsCommand(input), options)),
    getTable: ask('GetTable', ({ sdk, client, input, options }) => client.send(new sdk.GetTableCommand(input), options)),
    getTables: ask('GetTables', ({ sdk, client, input, options }) => client.send(new sdk.GetTablesCommand(input), options)),
    getDatabases: ask('GetDatabases', ({ sdk, client, input, options }) => client.send(new sdk.GetDatabasesCommand(input), options)),
    batchCreatePartition: ask('BatchCreatePartition', ({ sdk, client, input, options }) =>
      client.send(new sdk.BatchCreatePartitionCommand(input), options),
    ),
    deleteTable: ask('DeleteTable', ({ sdk, client, input, options }) => client.send(new sdk.DeleteTableCommand(input), options)),
    deleteDatabase: ask('DeleteDatabase', ({ sdk, client, input, options }) => client.send(new sdk.DeleteDatabaseCommand(input), options)),
  };
}
