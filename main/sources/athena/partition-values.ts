/** Values of some of a table's partitions: they show how its keys are written. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { AthenaRef } from '../../../preload/contract/query.ts';
import { AppError } from '../../app-error.ts';
import type { AthenaApi } from '../../aws/athena-api.ts';
import type { AwsClients } from '../../aws/clients.ts';
import type { GlueApi } from '../../aws/glue-api.ts';
import { quoteIdentifier } from '../../flowlogs/quote.ts';
import { catalogOf, databaseOf, workgroupOf } from './defaults.ts';
import { executionStatus } from './execution-status.ts';
import { createKeep } from './kept.ts';
import { outputLocation } from './output-location.ts';
import type { CatalogKey } from './partition-scheme.ts';
import { shortNumbersExpression } from './short-numbers.ts';
import { workgroupSettings } from './workgroup-settings.ts';

/** Partitions looked at. */
const SAMPLE = 50;
/** A statement over the catalogue alone takes a second or two; nobody waits longer for a form. */
const PATIENCE_MS = 15_000;
const POLL_MS = [100, 200, 400, 800] as const;

/** What Glue names the partition of rows without a value; Athena says NULL. */
const DEFAULT_PARTITION = '__HIVE_DEFAULT_PARTITION__';

type Values = readonly (readonly string[])[];

/**
 * Glue answers in one request, without a trace and without a cost. Where it may not be asked (a policy can let only
 * Athena do so, by `aws:CalledVia`) or does not hold the catalogue, Athena is: `"table$partitions"` reads the catalogue
 * and no data. That is an execution in the workgroup's list with a result of some lines, and still the cheaper way:
 * without a partition predicate the first query would read the whole table. SHOW PARTITIONS has no limit, and Athena's
 * API lists no partitions.
 * Athena's answer is kept for an hour.
 * @returns each partition's values in the order of `keys`; none where neither may be asked
 */
export async function partitionValues(
  ref: AthenaRef,
  clients: Pick<AwsClients, 'athena' | 'glue'>,
  keys: readonly CatalogKey[],
  signal?: AbortSignal,
): Promise<Values> {
  const values = catalogOf(ref).toLowerCase() === 'awsdatacatalog' ? await fromGlue(ref, clients.glue(ref), keys, signal) : null;
  if (values) return values;
  try {
    return await kept(JSON.stringify(ref), FRESH_MS, () => fromAthena(ref, clients.athena(ref), keys));
  } catch (error) {
    // Not allowed, no place for a result, no such table beside this one: then nothing is known, and that is said.
    if (error instanceof AppError) return [];
    throw error;
  }
}

/** How a table writes its partitions does not change from one form to the next. */
const FRESH_MS = 3_600_000;
const kept = createKeep(Date.now);

/** NULL where Glue may not be asked. */
async function fromGlue(ref: AthenaRef, glue: GlueApi, keys: readonly CatalogKey[], signal?: AbortSignal): Promise<Values | null> {
  const values = async (wanted: { readonly MaxResults: number; readonly Expression?: string }): Promise<Values> => {
    const { Partitions = [] } = await glue.getPartitions(
      { DatabaseName: databaseOf(ref), TableName: ref.table, ExcludeColumnSchema: true, ...wanted },
      signal,
    );
    return Partitions.flatMap(({ Values }) => (Values?.length === keys.length ? [Values] : []));
  };
  try {
    const some = await values({ MaxResults: SAMPLE });
    const short = shortNumbersExpression(keys, some);
    return short === null ? some : [...some, ...(await values({ MaxResults: 1, Expression: short }))];
  } catch (error) {
    if (error instanceof AppError && (error.code === 'access_denied' || error.code === 'table_not_found' || error.code === 'aws_error')) {
      return null;
    }
    throw error;
  }
}

/** @throws AppError of AWS's codes, `query_failed` */
async function fromAthena(ref: AthenaRef, athena: AthenaApi, keys: readonly CatalogKey[]): Promise<Values> {
  const workgroup = workgroupOf(ref);
  const place = outputLocation(await workgroupSettings(athena, workgroup), workgroup);
  const { QueryExecutionId: id } = await athena.startQueryExecution({
    QueryString: partitionsSql(ref, keys),
    WorkGroup: workgroup,
    QueryExecutionContext: { Catalog: catalogOf(ref), Database: databaseOf(ref) },
    ...(place === null ? {} : { ResultConfiguration: { OutputLocation: place } }),
  });
  if (!id || !(await hasSucceeded(athena, id))) throw new AppError('query_failed', 'The partitions could not be listed.');
  const { ResultSet } = await athena.getQueryResults({ QueryExecutionId: id, MaxResults: SAMPLE + 1 });
  // The first row is the header.
  return (ResultSet?.Rows ?? []).slice(1).flatMap(({ Data = [] }) => {
    const values = Data.map((each) => each.VarCharValue ?? DEFAULT_PARTITION);
    return values.length === keys.length ? [values] : [];
  });
}

/**
 * The metadata table beside every partitioned one. Shortest values first: they show whether the seventh hour is `7` or `07`.
 */
export function partitionsSql(ref: Pick<AthenaRef, 'database' | 'table'>, keys: readonly CatalogKey[]): string {
  const columns = keys.map((key) => quoteIdentifier(key.name)).join(', ');
  const length = keys.map((key) => `length(CAST(${quoteIdentifier(key.name)} AS varchar))`).join(' + ');
  return `SELECT ${columns} FROM ${quoteIdentifier(databaseOf(ref))}.${quoteIdentifier(`${ref.table}$partitions`)} ORDER BY ${length} LIMIT ${SAMPLE}`;
}

/** Stops what takes too long. */
async function hasSucceeded(athena: AthenaApi, id: string): Promise<boolean> {
  const until = Date.now() + PATIENCE_MS;
  const stop = () => athena.stopQueryExecution({ QueryExecutionId: id }).catch(() => undefined);
  try {
    for (let count = 0; Date.now() < until; count++) {
      const { QueryExecution } = await athena.getQueryExecution({ QueryExecutionId: id });
      const { state } = executionStatus(QueryExecution);
      if (state !== 'queued' && state !== 'running') return state === 'succeeded';
      await sleep(POLL_MS[count] ?? 1000);
    }
  } catch (error) {
    await stop();
    throw error;
  }
  await stop();
  return false;
}
