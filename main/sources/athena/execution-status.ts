/** An execution as Athena describes it, as the run sees it. */
import type { QueryExecution } from '@aws-sdk/client-athena';
import type { ErrorDetails } from '../../../preload/contract/errors.ts';
import { athenaFailureText } from '../../flowlogs/athena-failure-text.ts';
import { athenaFailure } from '../../flowlogs/athena-failures.ts';
import type { ExecutionStatus } from '../source.ts';

/** The two ways Athena has of saying that a workgroup's limit stopped the query. */
const BYTES_LIMIT = /bytes scanned limit/i;

/** A state that is not known yet counts as running: the next poll tells. */
export function executionStatus(execution: QueryExecution | undefined): ExecutionStatus {
  const scannedBytes = execution?.Statistics?.DataScannedInBytes ?? null;
  const reason = reasonOf(execution);
  const isLimit = BYTES_LIMIT.test(reason);
  const error = () => ({ code: isLimit ? 'bytes_limit' : 'query_failed', reason, ...failureOf(execution, reason) }) as const;
  switch (execution?.Status?.State) {
    case 'QUEUED':
      return { state: 'queued', scannedBytes, error: null };
    case 'SUCCEEDED':
      return {
        state: 'succeeded',
        scannedBytes,
        ...(execution.Statistics?.ResultReuseInformation?.ReusedPreviousResult ? { isReused: true } : {}),
        error: null,
      };
    case 'CANCELLED':
      return { state: 'cancelled', scannedBytes, error: isLimit ? error() : null };
    case 'FAILED':
      return { state: 'failed', scannedBytes, error: error() };
    default:
      return { state: 'running', scannedBytes, error: null };
  }
}

/** StateChangeReason is the fuller text where both are there. */
function reasonOf(execution: QueryExecution | undefined): string {
  const { StateChangeReason: reason, AthenaError: error } = execution?.Status ?? {};
  return reason || error?.ErrorMessage || (error ? `AthenaError ${error.ErrorCategory ?? ''}/${error.ErrorType ?? ''}` : '');
}

/** Its English words, and what those of any language are made of. */
function failureOf(execution: QueryExecution | undefined, reason: string): { readonly message: string; readonly details: ErrorDetails } {
  const { ErrorCategory: category, ErrorType: type } = execution?.Status?.AthenaError ?? {};
  const failure = athenaFailure(reason, category, type);
  const { title, hint } = athenaFailureText(failure, 'en');
  const { line, column } = failure;
  return {
    message: `${title.replace(/\.?$/, '.')} ${hint}`,
    details: {
      ...(category === undefined ? {} : { errorCategory: category }),
      ...(type === undefined ? {} : { errorType: type }),
      ...(line === null ? {} : { line, column }),
    },
  };
}
