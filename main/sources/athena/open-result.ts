/** The rows of a finished execution: from S3 where that can be, by Athena's API where not. */
import type { QueryExecution } from '@aws-sdk/client-athena';
import type { ColumnType } from '../../../preload/contract/query.ts';
import type { ViaWhy } from '../../../preload/contract/run.ts';
import { AppError } from '../../app-error.ts';
import type { AthenaApi } from '../../aws/athena-api.ts';
import type { S3Api } from '../../aws/s3-api.ts';
import type { ResultStream } from '../source.ts';
import { resultColumn } from './column-types.ts';
import { type ObjectPlace, objectPlace, openObject } from './object-body.ts';
import { PERSISTENT, type Persistence, persist } from './persist.ts';
import { resultPages } from './result-pages.ts';

export interface ResultApis {
  readonly athena: Pick<AthenaApi, 'getQueryExecution' | 'getQueryResults'>;
  readonly s3: Pick<S3Api, 'getObject'>;
}

export interface OpenOptions {
  readonly signal?: AbortSignal | undefined;
  readonly persistence?: Persistence;
  readonly known?: QueryExecution | undefined;
}

/** What may be wrong with S3 while Athena still answers: a bucket policy, no way there, an object that S3 does not show. */
const GOES_ROUND: ReadonlySet<string> = new Set(['access_denied', 'network', 'result_gone', 'aws_error', 'throttled']);

/**
 * Tries on while AWS cannot be reached: what was paid for is worth some patience.
 * @param known the execution as Athena last told of it, when that was at its end: not asked for again
 * @throws AppError `result_gone` when neither way has it any more, and AWS's other codes
 */
export async function openResult(
  apis: ResultApis,
  executionId: string,
  { signal, persistence = PERSISTENT, known }: OpenOptions = {},
): Promise<ResultStream> {
  const patience = persist(persistence, signal);
  for (;;) {
    try {
      const execution = known ?? (await apis.athena.getQueryExecution({ QueryExecutionId: executionId }, signal)).QueryExecution;
      const opened = await openOnce(apis, executionId, csvPlace(execution), signal, persistence);
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
    'key' in place ? openObject(s3, place, both, persistence).catch((error: unknown) => goesRound(error, true)) : place,
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
    pages: resultPages(athena, executionId, columns, signal, persistence),
  };
}

/** The failure, where there is another way. @throws it where there is none */
function goesRound(error: unknown, hasOtherWay: boolean): AppError {
  if (hasOtherWay && error instanceof AppError && GOES_ROUND.has(error.code)) return error;
  throw error;
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
