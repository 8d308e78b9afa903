/** What a workgroup's list of executions tells of statements that ran before: those of the last 45 days. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { QueryExecution } from '@aws-sdk/client-athena';
import type { BringIn } from '../../../preload/contract/bring-in.ts';
import { AppError } from '../../app-error.ts';
import type { AthenaApi } from '../../aws/athena-api.ts';
import { catalogOf } from '../../flowlogs/athena-defaults.ts';
import { isSolid, lexemes } from '../../flowlogs/sql-lexer.ts';
import { parameterPlaces } from '../../flowlogs/sql-parameters.ts';
import { tableReads } from '../../flowlogs/sql-reads.ts';
import { replaced } from '../../flowlogs/sql-statement.ts';
import type { PastExecution, PastExecutions } from '../source.ts';
import { executionStatus } from './execution-status.ts';
import { createPace, type Pace } from './pace.ts';
import { PERSISTENT, type Persistence, persist } from './persist.ts';

/** Most that both operations take, and what AWS allows of each in a second, for an account in a region. */
const PAGE = 50;
const LISTS_A_SECOND = 5;
const READS_A_SECOND = 10;

export interface PastOptions {
  readonly athena: Pick<AthenaApi, 'listQueryExecutions' | 'batchGetQueryExecution'>;
  readonly workgroup: string;
  /** What is waited for; NULL: no more. */
  readonly waiting: (what: BringIn['waitingFor']) => void;
  readonly signal: AbortSignal;
  readonly persistence?: Persistence;
}

/** The calls throw AppErrors of AWS's codes, and the signal's reason. */
export function pastExecutions({ athena, workgroup, waiting, signal, persistence = PERSISTENT }: PastOptions): PastExecutions {
  const rest = (ms: number, until?: AbortSignal) => sleep(ms, undefined, until ? { signal: until } : {});
  const now = () => performance.now();
  const lists = createPace(LISTS_A_SECOND, now, rest);
  const reads = createPace(READS_A_SECOND, now, rest);

  const patiently = async <T>(pace: Pace, ask: () => Promise<T>): Promise<T> => {
    const patience = persist(persistence, signal);
    for (;;) {
      await pace(signal);
      try {
        const answer = await ask();
        waiting(null);
        return answer;
      } catch (error) {
        if (error instanceof AppError && (error.code === 'throttled' || error.code === 'network')) waiting(error.code);
        await patience.failed(error);
      }
    }
  };

  return {
    async list(token) {
      const input = { WorkGroup: workgroup, MaxResults: PAGE, ...(token === null ? {} : { NextToken: token }) };
      const { QueryExecutionIds: ids = [], NextToken: next } = await patiently(lists, () => athena.listQueryExecutions(input, signal));
      return { ids, next: next ?? null };
    },
    async read(ids) {
      const found: PastExecution[] = [];
      let open = ids;
      // What could not be told is asked for once more; it may be gone for good.
      for (let round = 0; open.length > 0 && round < 2; round++) {
        const wanted = [...open];
        const answer = await patiently(reads, () => athena.batchGetQueryExecution({ QueryExecutionIds: wanted }, signal));
        found.push(...(answer.QueryExecutions ?? []).flatMap((each) => pastExecution(each) ?? []));
        open = (answer.UnprocessedQueryExecutionIds ?? []).flatMap((each) => each.QueryExecutionId ?? []);
      }
      return found;
    },
  };
}

/** @returns NULL for one without an id or a time, of which nothing could be made */
export function pastExecution(execution: QueryExecution): PastExecution | null {
  const { QueryExecutionId: id, Query: text = '', Status: status, Statistics: statistics } = execution;
  const submittedAt = status?.SubmissionDateTime?.getTime();
  if (!id || submittedAt === undefined || !Number.isFinite(submittedAt)) return null;
  const { sql, runId } = withoutComment(text);
  const total = statistics?.TotalExecutionTimeInMillis;
  return {
    id,
    sql: withValues(sql, execution.ExecutionParameters ?? []),
    runId,
    isSelect: isSelect(execution, sql),
    ...placeOf(execution, sql),
    status: executionStatus(execution),
    submittedAt,
    endedAt: status?.CompletionDateTime?.getTime() ?? (total === undefined ? null : submittedAt + total),
  };
}

const COMMENT = /\s*\/\* nagare ([0-9a-f-]{36}) \*\/\s*$/;

function withoutComment(text: string): { readonly sql: string; readonly runId: string | null } {
  const found = COMMENT.exec(text);
  return found ? { sql: text.slice(0, found.index), runId: found[1] ?? null } : { sql: text, runId: null };
}

/** Athena keeps the values of a `?` apart, as SQL; here a statement is complete. */
function withValues(sql: string, values: readonly string[]): string {
  if (values.length === 0) return sql;
  const tokens = parameterPlaces(sql).map(({ token }) => token);
  return tokens.length === values.length ? replaced(sql, tokens, (index) => values[index] ?? '?') : sql;
}

/** By what Athena says of it; where it says nothing, by the first word. */
function isSelect({ StatementType: type, SubstatementType: kind }: QueryExecution, sql: string): boolean {
  if (kind) return kind.toUpperCase() === 'SELECT';
  if (type && type !== 'DML') return false;
  const first = lexemes(sql).find((each) => isSolid(each) && sql.slice(each.from, each.to) !== '(');
  return first !== undefined && /^(select|with|values|table)$/i.test(sql.slice(first.from, first.to));
}

function placeOf({ QueryExecutionContext: context }: QueryExecution, sql: string): Pick<PastExecution, 'catalog' | 'database' | 'table'> {
  const [read] = tableReads(sql);
  const [table = null, database = context?.Database ?? null, catalog = context?.Catalog ?? null] = read?.name.toReversed() ?? [];
  const isDefault = catalog === null || catalog.toLowerCase() === catalogOf({ catalog: null }).toLowerCase();
  return { catalog: isDefault ? null : catalog, database, table };
}
