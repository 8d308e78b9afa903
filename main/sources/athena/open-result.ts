/** The rows of a finished execution: from S3 where that can be, by Athena's API where not. */
import type { QueryExecution } from '@aws-sdk/client-athena';
import type { ColumnType } from '../../../preload/contract/query.ts';
import type { ViaWhy } from '../../../preload/contract/run.ts';
import { AppError } from '../../app-error.ts';
import type { AthenaApi } from '../../aws/athena-api.ts';
import type { S3Api } from '../../aws/s3-api.ts';
import type { ResultStream } from '../source.ts';
import { isOwnersRefusal, ownersRefusal } from './bucket-owner.ts';
import { resultColumn } from './column-types.ts';
import { type ObjectPlace, objectPlace, openObject } from './object-body.ts';
import { PERSISTENT, type Persistence, persist } from './persist.ts';
import { resultPages } from './result-pages.ts';
import { resultSize } from './result-size.ts';

export interface ResultApis {
  readonly athena: Pick<AthenaApi, 'getQueryExecution' | 'getQueryResults' | 'getQueryRuntimeStatistics'>;
  readonly s3: Pick<S3Api, 'getObject' | 'getBucketLocation'>;
}

export interface OpenOptions {
  readonly signal?: AbortSignal | undefined;
  readonly persistence?: Persistence;
  readonly known?: QueryExecution | undefined;
  readonly ownerOf?: (execution: QueryExecution | undefined) => Promise<string | null>;
}

/** What may be wrong with S3 while Athena still answers: a bucket policy, no way there, an object that S3 does not show. */
const GOES_ROUND: ReadonlySet<string> = new Set(['access_denied', 'network', 'result_gone', 'aws_error', 'throttled']);

/**
 * Tries on while AWS cannot be reached: what was paid for is worth some patience.
 * @param known the execution as Athena last told of it, when that was at its end: not asked for again
 * @param ownerOf the account that has to own the result's bucket; NULL: any
 * @throws AppError `access_denied` with the detail `expectedBucketOwner` where it is another's; `result_gone` when neither way has it any more, and AWS's other codes
 */
export async function openResult(
  apis: ResultApis,
  executionId: string,
  { signal, persistence = PERSISTENT, known, ownerOf = async () => null }: OpenOptions = {},
): Promise<ResultStream> {
  const patience = persist(persistence, signal);
  for (;;) {
    try {
      const execution = known ?? (await apis.athena.getQueryExecution({ QueryExecutionId: executionId }, signal)).QueryExecution;
      const place = csvPlace(execution);
      const owner = 'key' in place ? await ownerOf(execution) : null;
      const opened = await openOnce(apis, executionId, owner === null ? place : { ...place, owner }, signal, persistence);
      patience.succeeded();
      return opened;
    } catch (error) {
      await patience.failed(error);
    }
  }
}

/** Columns and rows are asked for at once: whoever waits for the first rows waits for one answer, not for two. */
async function openOnce(
  { athena, s3 }: ResultApis,
  executionId: string,
  place: ObjectPlace | ViaWhy,
  signal: AbortSignal | undefined,
  persistence: Persistence,
): Promise<ResultStream> {
  // What one of them fails by for good must not leave the other's connection open.
  const failed = new AbortController();
  const both = AbortSignal.any([failed.signal, ...(signal ? [signal] : [])]);
  const [columns, object] = await Promise.all([
    resultColumns(athena, executionId, both).catch((error: unknown) => goesRound(error, 'key' in place)),
    'key' in place
      ? openObject(s3, place, both, persistence)
          .catch((error: unknown) => refuseStranger(error, s3, place, both))
          .catch((error: unknown) => goesRound(error, true))
      : place,
  ]).catch((error: unknown) => {
    failed.abort();
    throw error;
  });
  if ('body' in object) {
    const { totalBytes, body } = object;
    return { via: 's3', columns: columns instanceof AppError ? null : columns, totalBytes, body };
  }
  // Neither way: what Athena said of its own result is the fuller answer.
  if (columns instanceof AppError) throw columns;
  return {
    via: 'api',
    why: object instanceof AppError ? whyNotS3(object) : object,
    columns,
    size: () => resultSize(athena, executionId, signal),
    pages: resultPages(athena, executionId, columns, signal, persistence),
  };
}

/** The failure, where there is another way. @throws it where there is none */
function goesRound(error: unknown, hasOtherWay: boolean): AppError {
  const isOwners = error instanceof AppError && 'expectedBucketOwner' in error.details;
  if (hasOtherWay && error instanceof AppError && GOES_ROUND.has(error.code) && !isOwners) return error;
  throw error;
}

/** @throws AppError that says so where a bucket is refused because it is another account's: there is no way round that; else `error` */
async function refuseStranger(error: unknown, s3: ResultApis['s3'], { bucket, owner }: ObjectPlace, signal: AbortSignal): Promise<never> {
  const isDenied = error instanceof AppError && error.code === 'access_denied';
  if (!isDenied || owner === undefined || !(await isOwnersRefusal(s3, bucket, owner, signal))) throw error;
  const { message, details } = ownersRefusal(owner);
  throw new AppError('access_denied', message, { cause: error, details: { ...error.details, ...details } });
}

function whyNotS3({ code, message, details }: AppError): ViaWhy {
  const { reason } = details;
  return { code: code === 'access_denied' ? 's3_denied' : 's3_unreadable', reason: typeof reason === 'string' ? reason : message };
}

/** Where the CSV lies, if there is one that can be read as it is; else why there is none. */
function csvPlace(execution: QueryExecution | undefined): ObjectPlace | ViaWhy {
  if (execution?.ManagedQueryResultsConfiguration?.Enabled) return { code: 'managed', reason: null };
  const { OutputLocation: url, EncryptionConfiguration: encryption } = execution?.ResultConfiguration ?? {};
  // Encrypted on the client: S3 has the bytes, but only Athena gives the text.
  if (encryption?.EncryptionOption === 'CSE_KMS') return { code: 'encrypted', reason: null };
  return (url?.endsWith('.csv') ? objectPlace(url) : null) ?? { code: 'no_csv', reason: null };
}

/** One row is asked for, for the sake of what stands beside it. */
async function resultColumns(
  athena: Pick<AthenaApi, 'getQueryResults'>,
  executionId: string,
  signal?: AbortSignal,
): Promise<readonly ColumnType[]> {
  const { ResultSet } = await athena.getQueryResults({ QueryExecutionId: executionId, MaxResults: 1 }, signal);
  return (ResultSet?.ResultSetMetadata?.ColumnInfo ?? []).map(resultColumn);
}
