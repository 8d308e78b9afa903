/** Athena, as far as a client that runs queries needs it. */
import { CATALOG, type Catalog, type CatalogTable, locationOf } from './catalog.ts';
import type { Execution } from './executions.ts';
import type { Faults } from './faults.ts';
import { columns } from './glue-service.ts';
import { type JsonInput, jsonService, page, text } from './json-service.ts';
import { namedQueryAnswer } from './named-queries.ts';
import { columnInfo, valuesOf } from './result-object.ts';
import type { ObjectStore } from './s3/object-store.ts';
import { AwsFault, type AwsService } from './wire.ts';
import { type WorkGroupHolders, workGroupOperations } from './work-group-operations.ts';
import { workGroupAnswer } from './work-groups.ts';

export interface AthenaServiceOptions extends WorkGroupHolders {
  readonly faults: Faults;
  readonly catalog: Catalog;
  readonly store: ObjectStore;
}

const MOST_NAMES = 50;
const MOST_ROWS = 1000;

export function createAthenaService({ catalog, executions, store, workgroups, namedQueries, faults }: AthenaServiceOptions): AwsService {
  const workgroup = workgroups.get;
  const databaseOf = (input: JsonInput) => {
    if (String(input.CatalogName).toLowerCase() !== CATALOG.toLowerCase())
      throw new AwsFault('InvalidRequestException', `Catalog ${input.CatalogName} is not found.`);
    const name = text(input, 'DatabaseName');
    if (!catalog.databases.includes(name)) throw new AwsFault('MetadataException', `Database ${name} not found.`);
    return name;
  };
  return jsonService({
    ...workGroupOperations({ workgroups, executions, namedQueries }),
    StartQueryExecution: async (input) => ({ QueryExecutionId: (await executions.start(input)).id }),
    GetQueryExecution(input) {
      return { QueryExecution: described(executions.get(text(input, 'QueryExecutionId'))) };
    },
    BatchGetQueryExecution(input) {
      const ids = input.QueryExecutionIds as readonly string[];
      if (ids.length === 0 || ids.length > MOST_NAMES)
        throw new AwsFault('InvalidRequestException', `QueryExecutionIds takes 1 to ${MOST_NAMES} ids.`);
      const listed = new Set(executions.listed().map((each) => each.id));
      const known = ids.filter((id) => listed.has(id));
      return {
        QueryExecutions: known.map((id) => described(executions.get(id))),
        UnprocessedQueryExecutionIds: ids
          .filter((id) => !known.includes(id))
          .map((id) => ({
            QueryExecutionId: id,
            ErrorCode: 'INVALID_QUERY_EXECUTION_ID',
            ErrorMessage: `QueryExecution ${id} was not found`,
          })),
      };
    },
    ListQueryExecutions(input) {
      const group = workgroup(typeof input.WorkGroup === 'string' ? input.WorkGroup : 'primary');
      const newestFirst = executions.listed().filter((each) => each.workgroup.name === group.name);
      return named('QueryExecutionIds', page(newestFirst, input, MOST_NAMES), (each) => each.id);
    },
    ListNamedQueries(input) {
      const group = workgroup(typeof input.WorkGroup === 'string' ? input.WorkGroup : 'primary');
      const kept = namedQueries.filter((each) => each.workgroup === group.name);
      return named('NamedQueryIds', page(kept, input, MOST_NAMES), (each) => each.id);
    },
    BatchGetNamedQuery(input) {
      const ids = input.NamedQueryIds as readonly string[];
      if (ids.length === 0 || ids.length > MOST_NAMES)
        throw new AwsFault('InvalidRequestException', `NamedQueryIds takes 1 to ${MOST_NAMES} ids.`);
      const known = namedQueries.filter((each) => ids.includes(each.id));
      return {
        NamedQueries: known.map(namedQueryAnswer),
        UnprocessedNamedQueryIds: ids.filter((id) => known.every((each) => each.id !== id)).map((id) => ({ NamedQueryId: id })),
      };
    },
    StopQueryExecution(input) {
      executions.stop(text(input, 'QueryExecutionId'));
      return {};
    },
    GetQueryResults: (input) => results(executions.get(text(input, 'QueryExecutionId')), input, store),
    GetQueryRuntimeStatistics(input) {
      const execution = executions.get(text(input, 'QueryExecutionId'));
      const { TotalExecutionTimeInMillis, EngineExecutionTimeInMillis } = statistics(execution);
      const OutputBytes = execution.lines.reduce((sum, line) => sum + Buffer.byteLength(line) + 1, 0);
      const rows = { InputBytes: execution.scannedBytes, OutputRows: faults.claimedRows ?? execution.lines.length, OutputBytes };
      return { QueryRuntimeStatistics: { Timeline: { TotalExecutionTimeInMillis, EngineExecutionTimeInMillis }, Rows: rows } };
    },
    GetWorkGroup: (input) => ({ WorkGroup: workGroupAnswer(workgroup(text(input, 'WorkGroup'))) }),
    ListWorkGroups: (input) =>
      named('WorkGroups', page(workgroups.all(), input, MOST_NAMES), ({ name, description, state = 'ENABLED' }) => ({
        Name: name,
        State: state,
        ...(description === undefined ? {} : { Description: description }),
      })),
    ListDataCatalogs: () => ({ DataCatalogsSummary: [{ CatalogName: CATALOG, Type: 'GLUE' }] }),
    ListDatabases: (input) => named('DatabaseList', page(catalog.databases, input, MOST_NAMES), (name) => ({ Name: name })),
    ListTableMetadata(input) {
      const wanted = typeof input.Expression === 'string' ? new RegExp(`^(?:${input.Expression})$`, 'i') : /^/;
      const tables = catalog.tablesOf(databaseOf(input)).filter((table) => wanted.test(table.name));
      return named('TableMetadataList', page(tables, input, MOST_NAMES), metadata);
    },
    GetTableMetadata(input) {
      const database = databaseOf(input);
      const name = text(input, 'TableName');
      const found = catalog.tablesOf(database).find((table) => table.name === name.toLowerCase());
      if (!found) throw new AwsFault('MetadataException', `EntityNotFoundException: Table ${name} not found.`);
      return { TableMetadata: metadata(found) };
    },
  });
}

/** A page of a list under the name that Athena gives it. */
function named<T>(
  name: string,
  { items, NextToken }: { readonly items: readonly T[]; readonly NextToken?: string },
  map: (item: T) => unknown,
): JsonInput {
  return { [name]: items.map(map), ...(NextToken ? { NextToken } : {}) };
}

const metadata = (table: CatalogTable) => ({
  Name: table.name,
  TableType: 'EXTERNAL_TABLE',
  Columns: columns(table.columns),
  PartitionKeys: columns(table.partitionKeys),
  Parameters: { location: locationOf(table), ...table.parameters },
});

/** A look at an execution takes the next state of its script, if it has one. */
function described(execution: Execution) {
  const { workgroup, resultFolder, script } = execution;
  const State = script.shift() ?? execution.state;
  const isEnd = State === execution.state && execution.completedAt !== null;
  const location = execution.outputLocation ?? (resultFolder === null ? null : `${resultFolder}${execution.id}.csv`);
  return {
    QueryExecutionId: execution.id,
    Query: execution.sql,
    StatementType: /^(CREATE_(TABLE|DATABASE)|ALTER|DROP|MSCK)(_|$)(?!AS_)/.test(execution.substatement)
      ? 'DDL'
      : execution.isUtility
        ? 'UTILITY'
        : 'DML',
    ...(execution.parameters.length > 0 ? { ExecutionParameters: execution.parameters } : {}),
    ...(workgroup.isManaged ? { ManagedQueryResultsConfiguration: { Enabled: true } } : {}),
    ResultConfiguration: {
      ...(location === null ? {} : { OutputLocation: location }),
      ...(workgroup.encryption ? { EncryptionConfiguration: { EncryptionOption: workgroup.encryption } } : {}),
    },
    QueryExecutionContext: { Catalog: execution.catalog.toLowerCase(), Database: execution.database },
    Status: {
      State,
      SubmissionDateTime: execution.submittedAt / 1000,
      ...(isEnd ? { CompletionDateTime: (execution.completedAt ?? 0) / 1000 } : {}),
      ...(isEnd && execution.reason !== null ? { StateChangeReason: execution.reason } : {}),
      ...(isEnd && execution.error ? { AthenaError: execution.error } : {}),
    },
    Statistics: statistics(execution),
    WorkGroup: workgroup.name,
    EngineVersion: { SelectedEngineVersion: 'AUTO', EffectiveEngineVersion: 'Athena engine version 3' },
    SubstatementType: execution.substatement,
  };
}

function statistics({ submittedAt, completedAt, scannedBytes, isReused }: Execution) {
  const total = (completedAt ?? Date.now()) - submittedAt;
  return {
    DataScannedInBytes: scannedBytes,
    EngineExecutionTimeInMillis: total,
    TotalExecutionTimeInMillis: total,
    QueryQueueTimeInMillis: 0,
    ServiceProcessingTimeInMillis: 0,
    ResultReuseInformation: { ReusedPreviousResult: isReused },
  };
}

/** At most 1,000 rows a page, of which a SELECT's first is its column names. */
function results(execution: Execution, input: JsonInput, store: ObjectStore): JsonInput {
  if (execution.completedAt === null)
    throw new AwsFault('InvalidRequestException', `Query has not yet finished. Current state: ${execution.state}`);
  if (execution.state !== 'SUCCEEDED')
    throw new AwsFault('InvalidRequestException', `Query did not finish successfully. Final query state: ${execution.state}`);
  const [, bucket = '', key = ''] = /^s3:\/\/([^/]+)\/(.*)$/.exec(execution.outputLocation ?? '') ?? [];
  if (execution.outputLocation !== null && !store.get(bucket, key)) throw new AwsFault('InvalidRequestException', 'Could not find results');
  const header: readonly (string | null)[][] = execution.isUtility ? [] : [execution.columns.map((column) => column.name)];
  const all = [...header.map(() => null), ...execution.lines];
  const { items, NextToken } = page(all, input, MOST_ROWS);
  const rows = [
    ...(items[0] === null ? header : []),
    ...valuesOf(
      execution.columns.length,
      items.filter((line) => line !== null),
    ),
  ];
  return {
    ResultSet: {
      Rows: rows.map((row) => ({ Data: row.map((value) => (value === null ? {} : { VarCharValue: value })) })),
      ResultSetMetadata: { ColumnInfo: execution.columns.map(columnInfo) },
    },
    UpdateCount: 0,
    ...(NextToken ? { NextToken } : {}),
  };
}
