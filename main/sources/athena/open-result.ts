/** The rows of a finished execution: from S3 where that can be, by Athena's API where not. */
import type { QueryExecution } from '@aws-sdk/client-athena';
import type { ColumnType } from '../../../preload/contract/query.ts';
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

/** What may be wrong with S3 while Athena still answers: a bucket policy, no way there, an object that S3 does not show. */
const GOES_ROUND: ReadonlySet<string> = new Set(['access_denied', 'network', 'result_gone', 'aws_error', 'throttled']);

/**
 * Tries on while AWS cannot be reached: what was paid for is worth some patience.
 * @throws AppError `result_gone` when neither way has it any more, and AWS's other codes
 */
export async function openResult(
  apis: ResultApis,
  executionId: string,
  signal?: AbortSignal,
  persistence: Persistence = PERSISTENT,
): Promise<ResultStream> {
  const patience = persist(persistence, signal);
  for (;;) {
    try {
      return await openOnce(apis, executionId, signal, persistence);
    } catch (error) {
      await patience.failed(error);
    }
  }
}

async function openOnce(
  { athena, s3 }: ResultApis,
  executionId: string,
  signal: AbortSignal | undefined,
  persistence: Persistence,
): Promise<ResultStream> {
  const { QueryExecution: execution } = await athena.getQueryExecution({ QueryExecutionId: executionId }, signal);
  const place = csvPlace(execution);
  const columns = await resultColumns(athena, executionId, signal).catch((error: unknown) => {
    if (place !== null && error instanceof AppError && GOES_ROUND.has(error.code)) return error;
    throw error;
  });
  if (place !== null) {
    try {
      const { totalBytes, body } = await openObject(s3, place, signal, persistence);
      return { via: 's3', columns: columns instanceof AppError ? null : columns, totalBytes, body };
    } catch (error) {
      if (!(error instanceof AppError) || !GOES_ROUND.has(error.code)) throw error;
    }
  }
  // Neither way: what Athena said of its own result is the fuller answer.
  if (columns instanceof AppError) throw columns;
  return { via: 'api', columns, pages: resultPages(athena, executionId, columns, signal, persistence) };
}

/** Where the CSV lies, if there is one that can be read as it is. */
function csvPlace(execution: QueryExecution | undefined): ObjectPlace | null {
  if (execution?.ManagedQueryResultsConfiguration?.Enabled) return null;
  const { OutputLocation: url, EncryptionConfiguration: encryption } = execution?.ResultConfiguration ?? {};
  // Encrypted on the client: S3 has the bytes, but only Athena gives the text.
  if (encryption?.EncryptionOption === 'CSE_KMS' || !url?.endsWith('.csv')) return null;
  return objectPlace(url);
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
