/** Cancelling through the real SDK: what is not stopped at AWS is said, in the app and at the terminal. */
import { describe, expect, it, vi } from 'vitest';
import { athenaRef, emulatedAws } from '../../support/emulated-aws.ts';
import { finished, openApp } from '../../support/open-app.ts';
import { terminal } from '../../support/terminal.ts';

const query = { type: 'sql', sql: 'SELECT srcaddr FROM flow_logs', zone: 'UTC' } as const;
const STOP = 'athena:StopQueryExecution';

/** Executions that go on running for as long as they are looked at. */
async function endless() {
  const emulated = await emulatedAws();
  emulated.aws.faults.states = Array.from({ length: 1000 }, () => 'RUNNING' as const);
  return emulated;
}

describe('a stop that AWS denies', () => {
  it('is an error of the cancelled run, with the action and AWS’s text', async () => {
    const { aws } = await endless();
    aws.faults.denied.add(STOP);
    const app = await openApp();
    const { id } = await app.handlers['run.start']({ source: athenaRef, query, confirmed: true });
    await expect.poll(async () => (await app.handlers['run.read']({ runId: id })).scannedBytes).toBeGreaterThan(0);
    await app.handlers['run.cancel']({ runId: id });
    const run = await finished(app, id);
    expect(run).toMatchObject({
      state: 'cancelled',
      error: {
        code: 'stop_failed',
        details: { action: STOP, reason: expect.stringContaining('not authorized'), executionId: run.executionId },
      },
    });
    expect(run.scannedBytes).toBeGreaterThan(0);
    expect(run.costUsd).toBeGreaterThan(0);
  });

  it('is told at the terminal', async () => {
    const { aws } = await endless();
    aws.faults.denied.add(STOP);
    const words = '--source athena --database vpcdb --table flow_logs --zone UTC --yes --json'.split(' ');
    const { code, out, err } = await terminal().runUntil((said) => said.includes('running'), 'query', ...words, '--sql', query.sql);
    expect(code).toBe(130);
    expect(JSON.parse(out)).toMatchObject({ state: 'cancelled', error: { code: 'stop_failed', details: { action: STOP } } });
    expect(err).toContain('error[stop_failed]: ');
    expect(err).toContain(`not authorized to perform: ${STOP}`);
    expect(aws.executions.every(({ reason }) => reason !== 'Query cancelled by user')).toBe(true);
  });
});

it('a stop that is throttled is asked for again', async () => {
  const { aws } = await endless();
  vi.stubEnv('AWS_MAX_ATTEMPTS', '1');
  const app = await openApp();
  const { id } = await app.handlers['run.start']({ source: athenaRef, query, confirmed: true });
  await expect.poll(async () => (await app.handlers['run.read']({ runId: id })).state).toBe('running');
  aws.faults.throttle('StopQueryExecution', 1);
  await app.handlers['run.cancel']({ runId: id });
  expect(await finished(app, id)).toMatchObject({ state: 'cancelled', error: null });
  expect(aws.requests.filter(({ operation }) => operation === 'StopQueryExecution')).toHaveLength(2);
});

it('a start whose answers are lost is found when it is cancelled, and stopped', async () => {
  const { aws } = await endless();
  vi.stubEnv('AWS_MAX_ATTEMPTS', '1');
  aws.faults.loseAnswers('StartQueryExecution', 2);
  const app = await openApp();
  const { id } = await app.handlers['run.start']({ source: athenaRef, query, confirmed: true });
  await expect.poll(async () => (await app.handlers['run.read']({ runId: id })).waiting?.error.code).toBe('network');
  await app.handlers['run.cancel']({ runId: id });
  const [execution, ...more] = aws.executions;
  expect(await finished(app, id)).toMatchObject({ state: 'cancelled', executionId: execution?.id, error: null });
  expect(more).toEqual([]);
  const stopped = aws.requests.filter(({ operation }) => operation === 'StopQueryExecution');
  expect(stopped.map(({ request }) => JSON.parse(request.body.toString()).QueryExecutionId)).toEqual([execution?.id]);
});
