/** The operations of Athena that queries use; those that set up and take away come from `athena-making.ts`. Each throws an AppError for what AWS says. */
import type {
  AthenaClient,
  BatchGetNamedQueryCommandInput,
  BatchGetNamedQueryCommandOutput,
  BatchGetQueryExecutionCommandInput,
  BatchGetQueryExecutionCommandOutput,
  GetQueryExecutionCommandInput,
  GetQueryExecutionCommandOutput,
  GetQueryResultsCommandInput,
  GetQueryResultsCommandOutput,
  GetQueryRuntimeStatisticsCommandInput,
  GetQueryRuntimeStatisticsCommandOutput,
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
  ListWorkGroupsCommandInput,
  ListWorkGroupsCommandOutput,
  StartQueryExecutionCommandInput,
  StartQueryExecutionCommandOutput,
  StopQueryExecutionCommandInput,
  StopQueryExecutionCommandOutput,
} from '@aws-sdk/client-athena';
import type { Ask, Call } from './ask.ts';
import { type AthenaMakingApi, createAthenaMakingApi } from './athena-making.ts';

export interface AthenaApi extends AthenaMakingApi {
  readonly startQueryExecution: Call<StartQueryExecutionCommandInput, StartQueryExecutionCommandOutput>;
  readonly stopQueryExecution: Call<StopQueryExecutionCommandInput, StopQueryExecutionCommandOutput>;
  readonly getQueryExecution: Call<GetQueryExecutionCommandInput, GetQueryExecutionCommandOutput>;
  readonly batchGetQueryExecution: Call<BatchGetQueryExecutionCommandInput, BatchGetQueryExecutionCommandOutput>;
  readonly listQueryExecutions: Call<ListQueryExecutionsCommandInput, ListQueryExecutionsCommandOutput>;
  readonly getQueryResults: Call<GetQueryResultsCommandInput, GetQueryResultsCommandOutput>;
  readonly getQueryRuntimeStatistics: Call<GetQueryRuntimeStatisticsCommandInput, GetQueryRuntimeStatisticsCommandOutput>;
  readonly getWorkGroup: Call<GetWorkGroupCommandInput, GetWorkGroupCommandOutput>;
  readonly listWorkGroups: Call<ListWorkGroupsCommandInput, ListWorkGroupsCommandOutput>;
  readonly listDataCatalogs: Call<ListDataCatalogsCommandInput, ListDataCatalogsCommandOutput>;
  readonly listDatabases: Call<ListDatabasesCommandInput, ListDatabasesCommandOutput>;
  readonly listTableMetadata: Call<ListTableMetadataCommandInput, ListTableMetadataCommandOutput>;
  readonly getTableMetadata: Call<GetTableMetadataCommandInput, GetTableMetadataCommandOutput>;
  readonly listNamedQueries: Call<ListNamedQueriesCommandInput, ListNamedQueriesCommandOutput>;
  readonly batchGetNamedQuery: Call<BatchGetNamedQueryCommandInput, BatchGetNamedQueryCommandOutput>;
}

type Sdk = typeof import('./athena-sdk.ts');

export function createAthenaApi(ask: Ask<Sdk, AthenaClient>): AthenaApi {
  return {
    ...createAthenaMakingApi(ask),
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
    getQueryRuntimeStatistics: ask('GetQueryRuntimeStatistics', ({ sdk, client, input, options }) =>
      client.send(new sdk.GetQueryRuntimeStatisticsCommand(input), options),
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
  };
}
