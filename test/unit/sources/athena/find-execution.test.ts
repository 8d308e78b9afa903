import { describe, expect, it } from 'vitest';
import { AppError } from '../../../../main/app-error.ts';
import type { AthenaApi } from '../../../../main/aws/athena-api.ts';
import { findExecution } from '../../../../main/sources/athena/find-execution.ts';

const now = Date.UTC(2022, 10, 28);
const minute = 60_000;

interface Past {
  readonly id: string;
  readonly sql: string;
  readonly at: number;
}

/** A workgroup's executions, newest first, two a page. */
function workgroup(past: readonly Past[], unprocessed: string[] = []) {
  let pages = 0;
  const api = {
    async listQueryExecutions(input: { NextToken?: string | undefined }) {
      pages++;
      const from = Number(input.NextToken ?? 0);
      return {
        QueryExecutionIds: past.slice(from, from + 2).map((each) => each.id),
        ...(from + 2 < past.length ? { NextToken: String(from + 2) } : {}),
      };
    },
    async batchGetQueryExecution(input: { QueryExecutionIds: readonly string[] }) {
      const skipped = input.QueryExecutionIds.filter((id) => unprocessed.includes(id));
      unprocessed.shift();
      const found = past.filter((each) => input.QueryExecutionIds.includes(each.id) && !skipped.includes(each.id));
      return {
        QueryExecutions: found.map((each) => ({
          QueryExecutionId: each.id,
          Query: each.sql,
          Status: { SubmissionDateTime: new Date(each.at) },
        })),
        UnprocessedQueryExecutionIds: skipped.map((id) => ({ QueryExecutionId: id })),
      };
    },
  } as unknown as Pick<AthenaApi, 'listQueryExecutions' | 'batchGetQueryExecution'>;
  return { api, pages: () => pages };
}

const past = (id: string, runId: string, at: number): Past => ({ id, sql: `SELECT 1\n/* nagare ${runId} */`, at });

describe('the search for a run’s execution', () => {
  it('finds it by its comment', async () => {
    const { api } = workgroup([past('e3', 'c', now), past('e2', 'b', now - minute), past('e1', 'a', now - 2 * minute)]);
    expect(await findExecution(api, 'w', 'a', now - 5 * minute)).toBe('e1');
  });

  it('ends when executions are older than the run', async () => {
    const old = Array.from({ length: 20 }, (_, index) => past(`o${index}`, 'other', now - (120 + index) * minute));
    const { api, pages } = workgroup([past('e2', 'b', now), ...old]);
    expect(await findExecution(api, 'w', 'a', now - minute)).toBeNull();
    expect(pages()).toBe(2);
  });

  it('looks again at what was passed over', async () => {
    const { api } = workgroup([past('e1', 'a', now)], ['e1']);
    expect(await findExecution(api, 'w', 'a', now)).toBe('e1');
  });

  it('does not say no where there is a gap', async () => {
    const { api } = workgroup([past('e1', 'a', now)], ['e1', 'e1', 'e1']);
    await expect(findExecution(api, 'w', 'a', now)).rejects.toMatchObject({ code: 'start_unknown' });
  });

  it('says so where nobody may look', async () => {
    const { api } = workgroup([]);
    const denied = {
      ...api,
      listQueryExecutions: () =>
        Promise.reject(new AppError('access_denied', 'No.', { details: { action: 'athena:ListQueryExecutions' } })),
    };
    await expect(findExecution(denied, 'w', 'a', now)).rejects.toMatchObject({
      code: 'start_unknown',
      details: { action: 'athena:ListQueryExecutions' },
    });
  });
});
