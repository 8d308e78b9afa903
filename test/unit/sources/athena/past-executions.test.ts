import type { QueryExecution } from '@aws-sdk/client-athena';
import { describe, expect, it } from 'vitest';
import { createPace } from '../../../../main/sources/athena/pace.ts';
import { pastExecution } from '../../../../main/sources/athena/past-executions.ts';

const submitted = new Date('2026-11-01T00:00:00Z');
const past = (change: Partial<QueryExecution>) =>
  pastExecution({
    QueryExecutionId: 'e',
    Query: 'SELECT 1',
    Status: { State: 'SUCCEEDED', SubmissionDateTime: submitted },
    ...change,
  });
const run = 'aaaaaaaa-0000-4000-8000-000000000001';

describe('what Athena tells of an execution', () => {
  it('is nothing without an id or a time', () => {
    expect(past({ QueryExecutionId: undefined })).toBeNull();
    expect(past({ Status: { State: 'SUCCEEDED' } })).toBeNull();
    expect(past({ Status: { State: 'SUCCEEDED', SubmissionDateTime: new Date(Number.NaN) } })).toBeNull();
  });

  it('names the run of a Nagare by its comment at the end, and only there', () => {
    expect(past({ Query: `SELECT 1\n/* nagare ${run} */` })).toMatchObject({ sql: 'SELECT 1', runId: run });
    for (const sql of [`/* nagare ${run} */ SELECT 1`, '/* nagare */', "SELECT '/* nagare x */'"])
      expect(past({ Query: sql })).toMatchObject({ sql, runId: null });
  });

  it('is a SELECT by what Athena says of it, else by its first word', () => {
    const isSelect = (change: Partial<QueryExecution>) => past(change)?.isSelect;
    expect(isSelect({ StatementType: 'DML', SubstatementType: 'SELECT' })).toBe(true);
    expect(isSelect({ StatementType: 'DML', SubstatementType: 'INSERT', Query: 'SELECT 1' })).toBe(false);
    expect(isSelect({ StatementType: 'UTILITY', Query: 'SELECT 1' })).toBe(false);
    for (const sql of ['select 1', '-- a\n WITH a AS (SELECT 1) TABLE a', '((SELECT 1))', 'VALUES 1'])
      expect(isSelect({ Query: sql })).toBe(true);
    for (const sql of ['', '-- SELECT', 'INSERT INTO t SELECT 1', 'UNLOAD (SELECT 1) TO x', 'EXPLAIN SELECT 1'])
      expect(isSelect({ Query: sql })).toBe(false);
  });

  it('reads the table by its name, and what that leaves out by where it was run', () => {
    const place = (sql: string, context?: QueryExecution['QueryExecutionContext']) => {
      const { catalog, database, table } = past({ Query: sql, QueryExecutionContext: context }) ?? {};
      return [catalog, database, table];
    };
    const context = { Catalog: 'awsdatacatalog', Database: 'vpcdb' };
    expect(place('SELECT * FROM Flows', context)).toEqual([null, 'vpcdb', 'flows']);
    expect(place('SELECT * FROM other.flows JOIN b ON true', context)).toEqual([null, 'other', 'flows']);
    expect(place('SELECT * FROM "MyCat"."d"."t"', context)).toEqual(['mycat', 'd', 't']);
    expect(place('SELECT * FROM t', { Catalog: 'federated', Database: 'd' })).toEqual(['federated', 'd', 't']);
    expect(place('SELECT 1', context)).toEqual([null, 'vpcdb', null]);
    expect(place('SELECT 1')).toEqual([null, null, null]);
  });

  it('puts the values of a statement in their places, where there are as many', () => {
    const sql = (query: string, values: string[]) => past({ Query: query, ExecutionParameters: values })?.sql;
    expect(sql("SELECT '?' FROM t WHERE a = ? AND b = ? -- ?", ["'ACCEPT'", '7'])).toBe(
      "SELECT '?' FROM t WHERE a = 'ACCEPT' AND b = 7 -- ?",
    );
    expect(sql('SELECT ? FROM t', ['1', '2'])).toBe('SELECT ? FROM t');
  });

  it('ends when Athena says, or after as long as it took', () => {
    const at = submitted.getTime();
    expect(past({})?.endedAt).toBeNull();
    expect(past({ Statistics: { TotalExecutionTimeInMillis: 1500 } })?.endedAt).toBe(at + 1500);
    const status = { State: 'SUCCEEDED' as const, SubmissionDateTime: submitted, CompletionDateTime: new Date(at + 9) };
    expect(past({ Status: status, Statistics: { TotalExecutionTimeInMillis: 1500 } })?.endedAt).toBe(at + 9);
  });
});

describe('the pace', () => {
  it('lets no more requests through than so many a second, and none waits that need not', async () => {
    let clock = 0;
    const pace = createPace(
      5,
      () => clock,
      async (ms) => {
        clock += ms;
      },
    );
    const at: number[] = [];
    for (let n = 0; n < 4; n++) {
      await pace();
      at.push(clock);
    }
    expect(at).toEqual([0, 200, 400, 600]);
    clock = 5000;
    await pace();
    expect(clock).toBe(5000);
  });

  it('gives up with its signal', async () => {
    const pace = createPace(
      5,
      () => 0,
      async () => undefined,
    );
    await expect(pace(AbortSignal.abort(new Error('enough')))).rejects.toThrow('enough');
  });
});
