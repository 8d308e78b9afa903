/** Searches a workgroup's executions for the one of a run: the last way to tell whether it was started. */
import { AppError } from '../../app-error.ts';
import type { AthenaApi } from '../../aws/athena-api.ts';
import { runComment } from './start-input.ts';

/** Most that BatchGetQueryExecution takes. */
const PAGE = 50;
/** Clocks of this machine and of AWS may differ by so much. */
const CLOCK_MS = 60 * 60_000;

/**
 * Athena lists executions newest first: the search ends with the first page that is older than `since` (Unix ms).
 * @returns the execution's id, or NULL when there is none
 * @throws AppError `start_unknown` where the executions may not be searched
 */
export async function findExecution(
  athena: Pick<AthenaApi, 'listQueryExecutions' | 'batchGetQueryExecution'>,
  workgroup: string,
  runId: string,
  since: number,
  signal?: AbortSignal,
): Promise<string | null> {
  try {
    let token: string | undefined;
    do {
      const listed = await athena.listQueryExecutions(
        { WorkGroup: workgroup, MaxResults: PAGE, ...(token === undefined ? {} : { NextToken: token }) },
        signal,
      );
      const page = await look(athena, listed.QueryExecutionIds ?? [], signal);
      const found = page.find((each) => each.sql.includes(runComment(runId)));
      if (found) return found.id;
      if (page.length > 0 && page.every((each) => each.submittedAt < since - CLOCK_MS)) return null;
      token = listed.NextToken;
    } while (token !== undefined);
    return null;
  } catch (error) {
    if (error instanceof AppError && error.code === 'access_denied') throw startUnknown(error);
    throw error;
  }
}

interface Candidate {
  readonly id: string;
  readonly sql: string;
  /** Unix ms. */
  readonly submittedAt: number;
}

async function look(
  athena: Pick<AthenaApi, 'batchGetQueryExecution'>,
  ids: readonly string[],
  signal?: AbortSignal,
): Promise<readonly Candidate[]> {
  const found: Candidate[] = [];
  let open = ids;
  // What could not be looked at is asked for once more; a page with a gap proves nothing.
  for (let round = 0; open.length > 0; round++) {
    if (round === 2) throw startUnknown(undefined);
    const answer = await athena.batchGetQueryExecution({ QueryExecutionIds: [...open] }, signal);
    for (const each of answer.QueryExecutions ?? []) {
      found.push({
        id: each.QueryExecutionId ?? '',
        sql: each.Query ?? '',
        submittedAt: each.Status?.SubmissionDateTime?.getTime() ?? Number.POSITIVE_INFINITY,
      });
    }
    open = (answer.UnprocessedQueryExecutionIds ?? []).flatMap((each) => each.QueryExecutionId ?? []);
  }
  return found;
}

function startUnknown(cause: AppError | undefined): AppError {
  return new AppError(
    'start_unknown',
    'Nobody can tell whether the statement was started: the executions of the workgroup cannot be searched.',
    { cause, details: cause?.details ?? {} },
  );
}
