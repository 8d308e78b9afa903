import { AppError } from '../../app-error.ts';
import type { AthenaApi } from '../../aws/athena-api.ts';
import type { ResultSize } from '../source.ts';

/**
 * What Athena tells of a result that it gives in pages, which say nothing of how many come. The numbers may come later
 * than the end of the query, or never: https://docs.aws.amazon.com/athena/latest/APIReference/API_GetQueryRuntimeStatistics.html
 * @returns NULLs where it does not tell, or may not be asked
 */
export async function resultSize(
  athena: Pick<AthenaApi, 'getQueryRuntimeStatistics'>,
  executionId: string,
  signal?: AbortSignal,
): Promise<ResultSize> {
  try {
    const { QueryRuntimeStatistics: told } = await athena.getQueryRuntimeStatistics({ QueryExecutionId: executionId }, signal);
    return { rows: told?.Rows?.OutputRows ?? null, bytes: told?.Rows?.OutputBytes ?? null };
  } catch (error) {
    if (!(error instanceof AppError) || signal?.aborted) throw error;
    return { rows: null, bytes: null };
  }
}
