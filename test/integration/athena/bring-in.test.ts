/** Earlier queries of a workgroup, brought into the history through the real SDK and the emulator. */
import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { BringIn, BringInRequest } from '../../../preload/contract/bring-in.ts';
import type { Run } from '../../../preload/contract/run.ts';
import type { Emulator } from '../../aws/emulator.ts';
import { RESULT_BUCKET } from '../../aws/work-groups.ts';
import { athenaRef, emulatedAws } from '../../support/emulated-aws.ts';
import { finished, type OpenedApp, openApp } from '../../support/open-app.ts';

const DAY_MS = 86_400_000;
const ago = (days: number) => Date.now() - days * DAY_MS;
const asked = (change: Partial<BringInRequest> = {}): BringInRequest => ({
  id: randomUUID(),
  profile: null,
  region: null,
  workgroup: null,
  days: 45,
  withFailed: false,
  zone: 'Asia/Tokyo',
  ...change,
});
const outcome = {
  columns: [
    { name: 'srcaddr', type: 'varchar' },
    { name: 'n', type: 'bigint' },
  ],
  lines: ['"10.0.0.1","42"', '"10.0.0.2",'],
  isUtility: false,
  scannedBytes: 250_000_000,
};
const failed = {
  state: 'FAILED' as const,
  reason: "COLUMN_NOT_FOUND: line 1:8: Column 'x' cannot be resolved",
  error: { ErrorCategory: 2, ErrorType: 1006, Retryable: false, ErrorMessage: 'x' },
};
const listOf = async (app: OpenedApp, search = '') =>
  (await app.handlers['history.list']({ search, filter: 'all', offset: 0, limit: 500 })).runs;
const titles = (runs: readonly Run[]) => runs.map((run) => run.sql);
/** So many plain statements, a minute apart. */
const many = (aws: Emulator, count: number, from = 1) => {
  for (let n = 0; n < count; n++) aws.remember({ sql: `SELECT ${n} FROM flow_logs`, submittedAt: ago(from) - n * 60_000 });
};
const asking = (aws: Emulator, operation: string) => aws.requests.filter((each) => each.operation === operation);

describe('bringing in', () => {
  it('makes runs of the SELECT statements that succeeded, whole and marked, newest first', async () => {
    const { aws } = await emulatedAws();
    const submittedAt = ago(3);
    const past = aws.remember({
      sql: 'SELECT srcaddr, n\nFROM vpcdb.flow_logs WHERE n > ?',
      parameters: ['7'],
      submittedAt,
      tookMs: 4200,
      outcome,
    });
    aws.remember({ sql: 'WITH a AS (SELECT 1) SELECT * FROM a, "other"."flows"', submittedAt: ago(44) });
    aws.remember({ sql: 'SELECT 1', submittedAt: ago(46) });
    aws.remember({ sql: 'INSERT INTO t SELECT * FROM flow_logs', submittedAt: ago(1) });
    aws.remember({ sql: 'CREATE TABLE t AS SELECT * FROM flow_logs', submittedAt: ago(1) });
    aws.remember({ sql: "UNLOAD (SELECT 1) TO 's3://b/' WITH (format = 'PARQUET')", submittedAt: ago(1) });
    aws.remember({ sql: 'SHOW TABLES', submittedAt: ago(1) });
    aws.remember({ sql: 'SELECT x FROM flow_logs', submittedAt: ago(2), ending: failed });
    aws.remember({
      sql: 'SELECT y FROM flow_logs',
      submittedAt: ago(2),
      ending: { state: 'CANCELLED', reason: 'Query cancelled by user' },
    });
    const app = await openApp();
    const answer = await app.handlers['history.bringIn'](asked());
    expect(answer).toMatchObject({
      state: 'done',
      workgroup: 'primary',
      seen: 8,
      added: 2,
      known: 0,
      leftOut: { other: 4, failed: 2, underWay: 0, unread: 0 },
      share: 1,
      error: null,
    });
    const [first, second, ...more] = await listOf(app);
    expect(more).toEqual([]);
    expect(first).toMatchObject({
      id: past.id,
      executionId: past.id,
      state: 'saved',
      broughtIn: true,
      rowsGone: true,
      rowCount: null,
      via: null,
      source: { ...athenaRef, database: 'vpcdb', table: 'flow_logs' },
      query: { type: 'sql', zone: 'Asia/Tokyo' },
      sql: 'SELECT srcaddr, n\nFROM vpcdb.flow_logs WHERE n > 7',
      scannedBytes: 250_000_000,
      costUsd: 0.00125,
      reused: false,
      createdAt: new Date(submittedAt).toISOString(),
      finishedAt: new Date(submittedAt + 4200).toISOString(),
      error: null,
    });
    expect(second).toMatchObject({ source: { database: 'other', table: 'flows' } });
    expect(aws.executions).toEqual([]);
    expect(app.events.filter(({ name }) => name === 'history.changed').length).toBeGreaterThan(0);
  });

  it('brings in failed and cancelled ones where that is asked for, with why they failed', async () => {
    const { aws } = await emulatedAws();
    aws.remember({ sql: 'SELECT x FROM flow_logs', submittedAt: ago(1), ending: failed });
    aws.remember({
      sql: 'SELECT y FROM flow_logs',
      submittedAt: ago(2),
      ending: { state: 'CANCELLED', reason: 'Query cancelled by user' },
    });
    aws.remember({
      sql: 'SELECT z FROM flow_logs',
      submittedAt: ago(3),
      ending: { state: 'CANCELLED', reason: 'Bytes scanned limit was exceeded' },
    });
    const app = await openApp();
    expect(await app.handlers['history.bringIn'](asked({ withFailed: true }))).toMatchObject({ added: 3 });
    expect(
      (await listOf(app)).map(({ state, error, costUsd }) => [state, error?.code ?? null, error?.details.reason ?? null, costUsd]),
    ).toEqual([
      ['failed', 'query_failed', failed.reason, 0],
      ['cancelled', null, null, 0],
      ['failed', 'bytes_limit', 'Bytes scanned limit was exceeded', 0],
    ]);
  });

  it('adds only what is new, never what Nagare started, never what was deleted', async () => {
    const { aws } = await emulatedAws();
    const app = await openApp();
    const own = await app.handlers['run.start']({
      source: athenaRef,
      query: { type: 'sql', sql: 'SELECT 1 AS n', zone: 'UTC' },
      confirmed: true,
    });
    await finished(app, own.id);
    const elsewhere = randomUUID();
    aws.remember({ sql: `SELECT 2 FROM flow_logs\n/* nagare ${elsewhere} */`, submittedAt: ago(1) });
    many(aws, 120, 2);
    expect(await app.handlers['history.bringIn'](asked())).toMatchObject({ seen: 122, added: 121, known: 1 });
    const there = (await listOf(app)).find(({ id }) => id === elsewhere);
    expect(there).toMatchObject({ broughtIn: true, sql: 'SELECT 2 FROM flow_logs' });
    expect((await listOf(app)).filter(({ broughtIn }) => !broughtIn).map(({ id }) => id)).toEqual([own.id]);

    await app.handlers['run.delete']({ runId: elsewhere });
    await app.handlers['run.delete']({ runId: own.id });
    aws.remember({ sql: 'SELECT 3 FROM flow_logs', submittedAt: Date.now() });
    const before = asking(aws, 'BatchGetQueryExecution').length;
    expect(await app.handlers['history.bringIn'](asked())).toMatchObject({ seen: 123, added: 1, known: 122 });
    // What is known is not asked for again.
    expect(asking(aws, 'BatchGetQueryExecution').length - before).toBe(1);
    const runs = await listOf(app);
    expect(runs).toHaveLength(121);
    expect(new Set(runs.map(({ executionId }) => executionId)).size).toBe(121);
  });

  it('knows a run of its own whose execution’s id was never written down', async () => {
    const { aws } = await emulatedAws();
    const app = await openApp();
    const release = aws.faults.hold('StartQueryExecution', 'after');
    const own = await app.handlers['run.start']({
      source: athenaRef,
      query: { type: 'sql', sql: 'SELECT 1 AS n', zone: 'UTC' },
      confirmed: true,
    });
    await expect.poll(() => aws.executions[0]?.state).toBe('SUCCEEDED');
    expect(await app.handlers['history.bringIn'](asked())).toMatchObject({ added: 0, known: 1 });
    release();
    expect(await finished(app, own.id)).toMatchObject({ state: 'saved', broughtIn: false });
    expect(await listOf(app)).toHaveLength(1);
  });

  it('looks back no further than asked, and ends there', async () => {
    const { aws } = await emulatedAws();
    many(aws, 60, 0.1);
    many(aws, 200, 20);
    const app = await openApp();
    expect(await app.handlers['history.bringIn'](asked({ days: 7 }))).toMatchObject({ seen: 60, added: 60, share: 1 });
    expect(asking(aws, 'ListQueryExecutions')).toHaveLength(3);
  });

  it('keeps within the rates of AWS, waits out what is refused all the same, and says that it waits', async () => {
    const { aws } = await emulatedAws();
    aws.faults.rates.set('ListQueryExecutions', 5).set('BatchGetQueryExecution', 10);
    many(aws, 600);
    const app = await openApp();
    expect(await app.handlers['history.bringIn'](asked())).toMatchObject({ state: 'done', added: 600, waitingFor: null });
    expect(asking(aws, 'ListQueryExecutions')).toHaveLength(12);
    const at = asking(aws, 'ListQueryExecutions').map((each) => each.at);
    expect((at.at(-1) ?? 0) - (at[0] ?? 0)).toBeGreaterThan(11 * 200 - 300);

    aws.faults.throttle('ListQueryExecutions', 4);
    expect(await app.handlers['history.bringIn'](asked())).toMatchObject({ state: 'done', added: 0, known: 600 });
    const told = app.events.flatMap((event) => (event.name === 'bringIn.changed' ? [event.payload.waitingFor] : []));
    expect(told).toContain('throttled');
    expect(told.at(-1)).toBeNull();
  });

  it('is told page by page, and ends when it is stopped; what was added stays', async () => {
    const { aws } = await emulatedAws();
    many(aws, 300);
    const app = await openApp();
    const request = asked();
    const done = app.handlers['history.bringIn'](request);
    const told = () => app.events.flatMap((event) => (event.name === 'bringIn.changed' ? [event.payload] : [])) as readonly BringIn[];
    await expect.poll(() => told().at(-1)?.added ?? 0).toBeGreaterThanOrEqual(100);
    await app.handlers['history.stopBringIn']({ id: request.id });
    const answer = await done;
    expect(answer.state).toBe('cancelled');
    expect(answer.added).toBeLessThan(300);
    expect(told().at(-1)).toEqual(answer);
    expect(await listOf(app)).toHaveLength(answer.added);
    expect(await app.handlers['history.bringIn'](asked())).toMatchObject({ state: 'done', added: 300 - answer.added, known: answer.added });
  });

  it('fails with what AWS says, and keeps what was added', async () => {
    const { aws } = await emulatedAws();
    const app = await openApp();
    aws.faults.denied.add('athena:ListQueryExecutions');
    await expect(app.handlers['history.bringIn'](asked())).rejects.toMatchObject({ code: 'access_denied' });
    expect(app.events.findLast(({ name }) => name === 'bringIn.changed')?.payload).toMatchObject({
      state: 'failed',
      error: { code: 'access_denied' },
    });
    aws.faults.denied.clear();
    await expect(app.handlers['history.bringIn'](asked({ workgroup: 'nowhere' }))).rejects.toMatchObject({ code: 'aws_error' });
    await expect(app.handlers['history.bringIn'](asked({ zone: 'Nowhere/Else' }))).rejects.toMatchObject({ code: 'bad_zone' });
  });
});

describe('a run that was brought in', () => {
  it('fetches its rows on demand, unpaid, and keeps what it was', async () => {
    const { aws } = await emulatedAws();
    const past = aws.remember({ sql: 'SELECT srcaddr, n FROM flow_logs', submittedAt: ago(5), outcome });
    const app = await openApp();
    await app.handlers['history.bringIn'](asked());
    const [before] = await listOf(app);
    await app.handlers['run.fetch']({ runId: past.id });
    const run = await finished(app, past.id);
    expect(run).toEqual({ ...before, rowCount: 2, via: 's3', rowsGone: false, resultBytes: run.resultBytes, resultPath: run.resultPath });
    const { rows } = await app.handlers['result.page']({
      runId: past.id,
      view: { filters: [], sort: null },
      offset: 0,
      limit: 10,
    });
    expect(rows).toEqual([
      ['10.0.0.1', 42],
      ['10.0.0.2', null],
    ]);
    expect(aws.executions).toEqual([]);
  });

  it('says that its result is gone where it is', async () => {
    const { aws } = await emulatedAws();
    const past = aws.remember({ sql: 'SELECT srcaddr, n FROM flow_logs', submittedAt: ago(5), outcome });
    const app = await openApp();
    await app.handlers['history.bringIn'](asked());
    aws.store.remove(RESULT_BUCKET, `results/${past.id}.csv`);
    await app.handlers['run.fetch']({ runId: past.id });
    expect(await finished(app, past.id)).toMatchObject({ state: 'saved', rowsGone: true, error: { code: 'result_gone' } });
  });

  it('is found by the search, in the order of time among the others', async () => {
    const { aws } = await emulatedAws();
    aws.remember({ sql: 'SELECT srcaddr FROM flow_logs -- older', submittedAt: ago(2) });
    aws.remember({ sql: 'SELECT dstaddr FROM flow_logs -- oldest', submittedAt: ago(9) });
    const app = await openApp();
    await app.handlers['history.bringIn'](asked());
    const own = await app.handlers['run.start']({
      source: { kind: 'sample' },
      query: { type: 'sql', sql: 'SELECT count(*) AS flow_logs FROM flow_logs', zone: 'UTC' },
    });
    await finished(app, own.id);
    // One that ran between them, brought in last.
    aws.remember({ sql: 'SELECT between_them FROM flow_logs', submittedAt: ago(4) });
    await app.handlers['history.bringIn'](asked());
    const sql = [
      'SELECT count(*) AS flow_logs FROM flow_logs',
      'SELECT srcaddr FROM flow_logs -- older',
      'SELECT between_them FROM flow_logs',
      'SELECT dstaddr FROM flow_logs -- oldest',
    ];
    for (const search of ['', 'flow_logs', 'flo', 'fl', 'f']) expect(titles(await listOf(app, search))).toEqual(sql);
    expect(titles(await listOf(app, 'OLDEST'))).toEqual(sql.slice(3));
    expect(
      (await app.handlers['history.list']({ search: 'flow_logs', filter: 'all', offset: 1, limit: 2 })).runs.map((run) => run.sql),
    ).toEqual(sql.slice(1, 3));
  });

  it('is no part of what Nagare spent, but is told beside it', async () => {
    const { aws } = await emulatedAws();
    const submittedAt = Date.now() - 1000;
    const past = aws.remember({ sql: 'SELECT srcaddr, n FROM flow_logs', submittedAt, tookMs: 10, outcome });
    const app = await openApp();
    await app.handlers['history.bringIn'](asked());
    const nothing = { runs: 0, scannedBytes: 0, costUsd: 0 };
    const spend = async () => (await app.handlers['history.spend']({ zone: 'UTC' })).months[0];
    expect(await spend()).toMatchObject({ ...nothing, broughtIn: { runs: 1, scannedBytes: 250_000_000, costUsd: 0.00125 } });
    await app.handlers['run.delete']({ runId: past.id });
    expect(await spend()).toMatchObject({ ...nothing, broughtIn: nothing });
  });
});
