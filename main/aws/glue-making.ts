/** The operations of Glue by which things are set up and taken away: no query needs them. Each throws an AppError for what AWS says. */
import type {
  BatchCreatePartitionCommandInput,
  BatchCreatePartitionCommandOutput,
  DeleteDatabaseCommandInput,
  DeleteDatabaseCommandOutput,
  DeleteTableCommandInput,
  DeleteTableCommandOutput,
  GetDatabasesCommandInput,
  GetDatabasesCommandOutput,
  GetTablesCommandInput,
  GetTablesCommandOutput,
  GlueClient,
} from '@aws-sdk/client-glue';
import type { Ask, Call } from './ask.ts';

export interface GlueMakingApi {
  readonly getTables: Call<GetTablesCommandInput, GetTablesCommandOutput>;
  readonly getDatabases: Call<GetDatabasesCommandInput, GetDatabasesCommandOutput>;
  readonly batchCreatePartition: Call<BatchCreatePartitionCommandInput, BatchCreatePartitionCommandOutput>;
  readonly deleteTable: Call<DeleteTableCommandInput, DeleteTableCommandOutput>;
  readonly deleteDatabase: Call<DeleteDatabaseCommandInput, DeleteDatabaseCommandOutput>;
}

type Sdk = typeof import('./glue-sdk.ts');

export function createGlueMakingApi(ask: Ask<Sdk, GlueClient>): GlueMakingApi {
  return {
    getTables: ask('GetTables', ({ sdk, client, input, options }) => client.send(new sdk.GetTablesCommand(input), options)),
    getDatabases: ask('GetDatabases', ({ sdk, client, input, options }) => client.send(new sdk.GetDatabasesCommand(input), options)),
    batchCreatePartition: ask('BatchCreatePartition', ({ sdk, client, input, options }) =>
      client.send(new sdk.BatchCreatePartitionCommand(input), options),
    ),
    deleteTable: ask('DeleteTable', ({ sdk, client, input, options }) => client.send(new sdk.DeleteTableCommand(input), options)),
    deleteDatabase: ask('DeleteDatabase', ({ sdk, client, input, options }) => client.send(new sdk.DeleteDatabaseCommand(input), options)),
  };
}
