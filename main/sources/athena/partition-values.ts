/** Values of a table's partitions: they show how its keys are written. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { AthenaRef } from '../../../preload/contract/query.ts';
import { AppError } from '../../app-error.ts';
import type { AthenaApi } from '../../aws/athena-api.ts';
import type { AwsClients } from '../../aws/clients.ts';
import type { GlueApi } from '../../aws/glue-api.ts';
import { catalogOf, databaseOf, workgroupOf } from '../../flowlogs/athena-defaults.ts';
import type { CatalogKey } from '../../flowlogs/partition-key.ts';
import { timeRoles } from '../../flowlogs/partition-scheme.ts';
import { quoteIdentifier } from '../../flowlogs/quote.ts';
import { executionStatus } from './execution-status.ts';
import { createKeep, type Keep } from './kept.ts';
import { keptPartitions, samplePartitions } from './list-partitions.ts';
import { TooManyError } from './object-sizes.ts';
import { outputLocation } from './output-location.ts';
import { shortNumbersExpression } from './short-numbers.ts';
import { workgroupSettings } from './workgroup-settings.ts';

/** Partitions looked at of each way of writing them, or of each of Glue's segments, where not all are. */
const SAMPLE = 50;
/** Athena gives so many rows at once, the header among them. */
const PAGE = 1000;
/** The list of a table with two years of hours takes a second or two. */
const LIST_PATIENCE_MS = 3000;
/** A statement over the catalogue alone takes a second or two; nobody waits longer for a form. */
const PATIENCE_MS = 15_000;
const POLL_MS = [100, 200, 400, 800] as const;

/** What Glue names the partition of rows without a value; Athena says NULL. */
const DEFAULT_PARTITION = '__HIVE_DEFAULT_PARTITION__';

type Values = readonly (readonly string[])[];

export interface ValuesOptions {
  readonly signal?: AbortSignal | undefined;
  readonly patienceMs?: number;
  readonly isToDraw?: boolean;
}

/**
 * All of them, where Glue lists them within some seconds: one partition that is written in another way than the rest would
 * be left out by every predicate. Of a table with more, some of each segment, and one that is written short if there is any.
 *
 * Where Glue may not be asked (a policy can let only Athena do so, by `aws:CalledVia`) or does not hold the catalogue,
 * Athena is: `"table$partitions"` reads the catalogue and no data. That is an execution in the workgroup's list with a
 * result of some lines, and still the cheaper way: without a partition predicate the first query would read the whole
 * table. SHOW PARTITIONS has no limit, and Athena's API lists no partitions. Athena's answer is kept for an hour.
 * @param keep remembers the list, for estimates too
 * @param isToDraw a list that is up to an hour old will do, while a new one is asked for: nothing is run by it
 * @returns each partition's values in the order of `keys`; none where neither may be asked
 */
export async function partitionValues(
  ref: AthenaRef,
  clients: Pick<AwsClients, 'athena' | 'glue'>,
  keys: readonly CatalogKey[],
  keep: Keep,
  { signal, patienceMs = LIST_PATIENCE_MS, isToDraw = false }: ValuesOptions = {},
): Promise<Values> {
  const isGlue = catalogOf(ref).toLowerCase() === 'awsdatacatalog';
  const values = isGlue ? await fromGlue(ref, clients.glue(ref), keys, keep, { signal, patienceMs, isToDraw }) : null;
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
async function fromGlue(
  ref: AthenaRef,
  glue: Pick<GlueApi, 'getPartitions'>,
  keys: readonly CatalogKey[],
  keep: Keep,
  { signal, patienceMs, isToDraw }: ValuesOptions & { readonly patienceMs: number },
): Promise<Values | null> {
  const isWhole = (values: readonly string[]) => values.length === keys.length;
  try {
    const all = await withinPatience(keptPartitions(ref, glue, keep, isToDraw ? FRESH_MS : undefined), patienceMs);
    signal?.throwIfAborted();
    return (all?.map(({ values }) => values) ?? (await sampleOf(ref, glue, keys, signal))).filter(isWhole);
  } catch (error) {
    if (error instanceof AppError && (error.code === 'access_denied' || error.code === 'table_not_found' || error.code === 'aws_error')) {
      return null;
    }
    throw error;
  }
}

/** NULL where there are too many, or where it takes longer: the list goes on, for whoever asks next. */
async function withinPatience<T>(list: Promise<T>, patienceMs: number): Promise<T | null> {
  const over = new AbortController();
  const patience = sleep(patienceMs, null, { signal: over.signal }).catch(() => null);
  try {
    return await Promise.race([list, patience]);
  } catch (error) {
    if (error instanceof TooManyError) return null;
    throw error;
  } finally {
    over.abort();
    list.catch(() => undefined);
  }
}

async function sampleOf(
  ref: AthenaRef,
  glue: Pick<GlueApi, 'getPartitions'>,
  keys: readonly CatalogKey[],
  signal?: AbortSignal,
): Promise<Values> {
  const some = await samplePartitions(ref, glue, SAMPLE, {}, signal);
  const short = shortNumbersExpression(keys, some);
  return short === null ? some : [...some, ...(await samplePartitions(ref, glue, 1, { Expression: short }, signal))];
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
  const { ResultSet } = await athena.getQueryResults({ QueryExecutionId: id, MaxResults: PAGE });
  // The first row is the header.
  return (ResultSet?.Rows ?? []).slice(1).flatMap(({ Data = [] }) => {
    const values = Data.map((each) => each.VarCharValue ?? DEFAULT_PARTITION);
    return values.length === keys.length ? [values] : [];
  });
}

/**
 * The metadata table beside every partitioned one. Some of each way of writing: with the digits all alike, `2022`,
 * `year=2022` and `7` beside `07` are three. The newest of each, whose neighbours show how far apart partitions lie.
 */
export function partitionsSql(ref: Pick<AthenaRef, 'database' | 'table'>, keys: readonly CatalogKey[]): string {
  const columns = keys.map((key) => quoteIdentifier(key.name)).join(', ');
  const times = keys.filter((key) => timeRoles(key.name) !== null).map((key) => quoteIdentifier(key.name));
  const texts = times.map((column) => `coalesce(CAST(${column} AS varchar), '')`).join(" || ' ' || ");
  const way = `PARTITION BY regexp_replace(${texts}, '[0-9]', '0') ORDER BY ${times.map((column) => `${column} DESC`).join(', ')}`;
  const from = `${quoteIdentifier(databaseOf(ref))}.${quoteIdentifier(`${ref.table}$partitions`)}`;
  return `SELECT ${columns} FROM (SELECT ${columns}, row_number() OVER (${way}) AS "place" FROM ${from}) WHERE "place" <= ${SAMPLE} LIMIT ${PAGE - 1}`;
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
