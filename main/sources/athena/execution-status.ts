/** An execution as Athena describes it, as the run sees it. */
import type { QueryExecution } from '@aws-sdk/client-athena';
import type { ExecutionStatus } from '../source.ts';

/** The two ways Athena has of saying that a workgroup's limit stopped the query. */
const BYTES_LIMIT = /bytes scanned limit/i;

/** A state that is not known yet counts as running: the next poll tells. */
export function executionStatus(execution: QueryExecution | undefined): ExecutionStatus {
  const scannedBytes = execution?.Statistics?.DataScannedInBytes ?? null;
  const reason = reasonOf(execution);
  const limit = {
    code: 'bytes_limit',
    message: 'The query passed the workgroup’s limit of scanned data and was stopped.',
    reason,
  } as const;
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
      return { state: 'cancelled', scannedBytes, error: BYTES_LIMIT.test(reason) ? limit : null };
    case 'FAILED':
      return {
        state: 'failed',
        scannedBytes,
        error: BYTES_LIMIT.test(reason) ? limit : { code: 'query_failed', message: 'Athena could not run the query.', reason },
      };
    default:
      return { state: 'running', scannedBytes, error: null };
  }
}

/** StateChangeReason is the fuller text where both are there. */
function reasonOf(execution: QueryExecution | undefined): string {
  const { StateChangeReason: reason, AthenaError: error } = execution?.Status ?? {};
  return reason || error?.ErrorMessage || (error ? `AthenaError ${error.ErrorCategory ?? ''}/${error.ErrorType ?? ''}` : '');
}
