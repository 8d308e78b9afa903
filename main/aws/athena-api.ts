/** The operations of Athena that Nagare uses. Each throws an AppError for what AWS says. */
import type {
  AthenaClient,
  BatchGetNamedQueryCommandInput,
  BatchGetNamedQueryCommandOutput,
  BatchGetQueryExecutionCommandInput,
  BatchGetQueryExecutionCommandOutput,
  CreateWorkGroupCommandInput,
  CreateWorkGroupCommandOutput,
  DeleteWorkGroupCommandInput,
  DeleteWorkGroupCommandOutput,
  GetQueryExecutionCommandInput,
  GetQueryExecutionCommandOutput,
  GetQueryResultsCommandInput,
  GetQueryResultsCommandOutput,
  GetTableMetadataCommandInput,
  GetTableMetadataCommandOutput,
  GetWorkGroupCommandInput,
  GetWorkGroupCommandOutput,
  ListDatabasesCommandInput,
  ListDatabasesCommandOutput,
  ListDataCatalogsCommandInput,
  ListDataCatalogsCommandOutput,
  ListNamedQueriesCommandInput,
  ListNamedQueriesCommandOutput,
  ListQueryExecutionsCommandInput,
  ListQueryExecutionsCommandOutput,
  ListTableMetadataCommandInput,
  ListTableMetadataCommandOutput,
  ListTagsForResourceCommandInput,
  ListTagsForResourceCommandOutput,
  ListWorkGroupsCommandInput,
  ListWorkGroupsCommandOutput,
  StartQueryExecutionCommandInput,
  StartQueryExecutionCommandOutput,
  StopQueryExecutionCommandInput,
  StopQueryExecutionCommandOutput,
} from '@aws-sdk/client-athena';
import type { Ask, Call } from './ask.ts';

export interface AthenaApi {
  readonly startQueryExecution: Call<StartQueryExecutionCommandInput, StartQueryExecutionCommandOutput>;
  readonly stopQueryExecution: Call<StopQueryExecutionCommandInput, StopQueryExecutionCommandOutput>;
  readonly getQueryExecution: Call<GetQueryExecutionCommandInput, GetQueryExecutionCommandOutput>;
  readonly batchGetQueryExecution: Call<BatchGetQueryExecutionCommandInput, BatchGetQueryExecutionCommandOutput>;
  readonly listQueryExecutions: Call<ListQueryExecutionsCommandInput, ListQueryExecutionsCommandOutput>;
  readonly getQueryResults: Call<GetQueryResultsCommandInput, GetQueryResultsCommandOutput>;
  readonly getWorkGroup: Call<GetWorkGroupCommandInput, GetWorkGroupCommandOutput>;
  readonly listWorkGroups: Call<ListWorkGroupsCommandInput, ListWorkGroupsCommandOutput>;
  readonly listDataCatalogs: Call<ListDataCatalogsCommandInput, ListDataCatalogsCommandOutput>;
  readonly listDatabases: Call<ListDatabasesCommandInput, ListDatabasesCommandOutput>;
  readonly listTableMetadata: Call<ListTableMetadataCommandInput, ListTableMetadataCommandOutput>;
  readonly getTableMetadata: Call<GetTableMetadataCommandInput, GetTableMetadataCommandOutput>;
  readonly listNamedQueries: Call<ListNamedQueriesCommandInput, ListNamedQueriesCommandOutput>;
  readonly batchGetNamedQuery: Call<BatchGetNamedQueryCommandInput, BatchGetNamedQueryCommandOutput>;
  readonly createWorkGroup: Call<CreateWorkGroupCommandInput, CreateWorkGroupCommandOutput>;
  readonly deleteWorkGroup: Call<DeleteWorkGroupCommandInput, DeleteWorkGroupCommandOutput>;
  readonly listTagsForResource: Call<ListTagsForResourceCommandInput, ListTagsForResourceCommandOutput>;
}

type Sdk = typeof import('./athena-sdk.ts');

export function createAthenaApi(ask: Ask<Sdk, AthenaClient>): AthenaApi {
  return {
    startQueryExecution: ask('StartQueryExecution', ({ sdk, client, input, options }) =>
      client.send(new sdk.StartQueryExecutionCommand(input), options),
    ),
    stopQueryExecution: ask('StopQueryExecution', ({ sdk, client, input, options }) =>
      client.send(new sdk.StopQueryExecutionCommand(input), options),
    ),
    getQueryExecution: ask('GetQueryExecution', ({ sdk, client, input, options }) =>
      client.send(new sdk.GetQueryExecutionCommand(input), options),
    ),
    batchGetQueryExecution: ask('BatchGetQueryExecution', ({ sdk, client, input, options }) =>
      client.send(new sdk.BatchGetQueryExecutionCommand(input), options),
    ),
    listQueryExecutions: ask('ListQueryExecutions', ({ sdk, client, input, options }) =>
      client.send(new sdk.ListQueryExecutionsCommand(input), options),
    ),
    getQueryResults: ask('GetQueryResults', ({ sdk, client, input, options }) =>
      client.send(new sdk.GetQueryResultsCommand(input), options),
    ),
    getWorkGroup: ask('GetWorkGroup', ({ sdk, client, input, options }) => client.send(new sdk.GetWorkGroupCommand(input), options)),
    listWorkGroups: ask('ListWorkGroups', ({ sdk, client, input, options }) => client.send(new sdk.ListWorkGroupsCommand(input), options)),
    listDataCatalogs: ask('ListDataCatalogs', ({ sdk, client, input, options }) =>
      client.send(new sdk.ListDataCatalogsCommand(input), options),
    ),
    listDatabases: ask('ListDatabases', ({ sdk, client, input, options }) => client.send(new sdk.ListDatabasesCommand(input), options)),
    listTableMetadata: ask('ListTableMetadata', ({ sdk, client, input, options }) =>
      client.send(new sdk.ListTableMetadataCommand(input), options),
    ),
    getTableMetadata: ask('GetTableMetadata', ({ sdk, client, input, options }) =>
      client.send(new sdk.GetTableMetadataCommand(input), options),
    ),
    listNamedQueries: ask('ListNamedQueries', ({ sdk, client, input, options }) =>
      client.send(new sdk.ListNamedQueriesCommand(input), options),
    ),
    batchGetNamedQuery: ask('BatchGetNamedQuery', ({ sdk, client, input, options }) =>
      client.send(new sdk.BatchGetNamedQueryCommand(input), options),
    ),
    createWorkGroup: ask('CreateWorkGroup', ({ sdk, client, input, options }) =>
      client.send(new sdk.CreateWorkGroupCommand(input), options),
    ),
    deleteWorkGroup: ask('DeleteWorkGroup', ({ sdk, client, input, options }) =>
      client.send(new sdk.DeleteWorkGroupCommand(input), options),
    ),
    listTagsForResource: ask('ListTagsForResource', ({ sdk, client, input, options }) =>
      client.send(new sdk.ListTagsForResourceCommand(input), options),
    ),
  };
}
