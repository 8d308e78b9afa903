/** One statement of DDL through Athena, from its start to its end. It scans nothing and is not charged for. */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { AppError } from '../../app-error.ts';
import type { AthenaApi } from '../../aws/athena-api.ts';
import { executionStatus } from '../../sources/athena/execution-status.ts';

/** DDL takes some seconds; what takes minutes hangs. */
const PATIENCE_MS = 120_000;
const POLL_MS = [100, 200, 400, 800] as const;

/**
 * @param resultLocation `s3://bucket/folder/` for a workgroup that names none; NULL: it does, or keeps results itself
 * @throws AppError `query_failed` with Athena's own text, and AWS's other codes
 */
export async function runStatement(
  athena: Pick<AthenaApi, 'startQueryExecution' | 'getQueryExecution' | 'stopQueryExecution'>,
  sql: string,
  workgroup: string,
  resultLocation: string | null = null,
): Promise<void> {
  const { QueryExecutionId: id } = await athena.startQueryExecution({
    QueryString: sql,
    WorkGroup: workgroup,
    ...(resultLocation === null ? {} : { ResultConfiguration: { OutputLocation: resultLocation } }),
    ClientRequestToken: randomUUID(),
  });
  if (id === undefined) throw new AppError('query_failed', 'Athena did not start the statement.');
  const until = Date.now() + PATIENCE_MS;
  for (let count = 0; Date.now() < until; count++) {
    const { QueryExecution } = await athena.getQueryExecution({ QueryExecutionId: id });
    const { state, error } = executionStatus(QueryExecution);
    if (state === 'succeeded') return;
    if (state === 'failed' || state === 'cancelled') {
      const reason = error?.reason ?? QueryExecution?.Status?.StateChangeReason ?? '';
      throw new AppError('query_failed', error?.message ?? 'Athena stopped the statement.', { details: { ...error?.details, reason } });
    }
    await sleep(POLL_MS[count] ?? 1000);
  }
  await athena.stopQueryExecution({ QueryExecutionId: id });
  throw new AppError('query_failed', 'Athena did not come to an end with the statement.', { details: { reason: '' } });
}
