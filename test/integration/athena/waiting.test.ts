/** What happens between a laptop and AWS in the middle of a run, by the real SDK: it waits, goes on, and is paid for once. */
import dns from 'node:dns';
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import type { Run } from '../../../preload/contract/run.ts';
import type { Emulator } from '../../aws/emulator.ts';
import { athenaRef, emulatedAws } from '../../support/emulated-aws.ts';
import { finished, type OpenedApp, openApp } from '../../support/open-app.ts';

const query = { type: 'sql', sql: 'SELECT srcaddr, bytes, start FROM flow_logs', zone: 'UTC' } as const;

async function begin(aws: Emulator): Promise<{ readonly app: OpenedApp; readonly run: Run }> {
  aws.faults.states = ['QUEUED', 'RUNNING', 'RUNNING'];
  const app = await openApp();
  return { app, run: await app.handlers['run.start']({ source: athenaRef, query, confirmed: true }) };
}

async function until(is: () => boolean | undefined): Promise<void> {
  while (!is()) await new Promise((resolve) => setTimeout(resolve, 5));
}
const waitingFor = (app: OpenedApp, code: string) =>
  until(() => app.events.some(({ name, payload }) => name === 'run.changed' && payload.waiting?.error.code === code));
const asked = (aws: Emulator, operation: string) => aws.requests.filter((each) => each.operation === operation);

describe('credentials that run out', () => {
  it('while the query runs: the run waits for new ones and goes on', async () => {
    const { aws } = await emulatedAws();
    const release = aws.faults.hold('GetQueryExecution', 'before');
    const { app, run } = await begin(aws);
    await until(() => aws.executions.length > 0);
    aws.faults.credentials = 'expired';
    release();
    await waitingFor(app, 'credentials_expired');
    expect(await app.handlers['run.read']({ runId: run.id })).toMatchObject({ state: 'queued', executionId: aws.executions[0]?.id });
    aws.faults.credentials = 'good';
    await app.handlers['run.tryNow']({ runId: run.id });
    expect(await finished(app, run.id)).toMatchObject({ state: 'saved', via: 's3', error: null });
    expect(aws.executions).toHaveLength(1);
  });

  it('in the middle of the result: the rest of it is read when there are new ones', async () => {
    const { aws } = await emulatedAws();
    const release = aws.faults.holdBodies(1000);
    aws.faults.cutBodies = { afterBytes: 5000, times: 1 };
    const { app, run } = await begin(aws);
    await until(() => asked(aws, 'GetObject').length > 0);
    aws.faults.credentials = 'expired';
    release();
    await waitingFor(app, 'credentials_expired');
    expect((await app.handlers['run.read']({ runId: run.id })).state).toBe('fetching');
    aws.faults.credentials = 'good';
    await app.handlers['run.tryNow']({ runId: run.id });
    const { state, rowCount } = await finished(app, run.id);
    expect({ state, rowCount }).toEqual({ state: 'saved', rowCount: aws.executions[0]?.lines.length });
    expect(asked(aws, 'GetObject').at(-1)?.request.headers.range).toMatch(/^bytes=\d+-$/);
    expect(aws.executions).toHaveLength(1);
  });
});

describe('what passes by itself', () => {
  // What the SDK does not try again itself is ours at once.
  beforeEach(() => void vi.stubEnv('AWS_MAX_ATTEMPTS', '1'));

  it('a failure of AWS at the start, at a poll and at the result is waited out', async () => {
    const { aws } = await emulatedAws();
    for (const operation of ['StartQueryExecution', 'GetQueryExecution', 'GetObject']) aws.faults.breakDown(operation, 2);
    const { app, run } = await begin(aws);
    expect(await finished(app, run.id)).toMatchObject({ state: 'saved', error: null });
    expect(aws.executions).toHaveLength(1);
  });

  it('an answer that is lost twice is no second query', async () => {
    const { aws } = await emulatedAws();
    aws.faults.loseAnswers('StartQueryExecution', 2);
    const { app, run } = await begin(aws);
    await waitingFor(app, 'network');
    expect(await finished(app, run.id)).toMatchObject({ state: 'saved' });
    expect(asked(aws, 'StartQueryExecution').length).toBeGreaterThan(1);
    expect(aws.executions).toHaveLength(1);
  });

  it('too many queries at once: it waits to be started', async () => {
    const { aws } = await emulatedAws();
    aws.faults.throttle('StartQueryExecution', 1);
    const { app, run } = await begin(aws);
    await waitingFor(app, 'throttled');
    expect(await finished(app, run.id)).toMatchObject({ state: 'saved' });
    expect(aws.executions).toHaveLength(1);
  });

  it.each([10, -10])('a clock that is %s minutes off is made up for', async (minutes) => {
    const { aws } = await emulatedAws();
    vi.stubEnv('AWS_MAX_ATTEMPTS', '3');
    aws.faults.clockAheadMs = minutes * 60_000;
    const { app, run } = await begin(aws);
    expect(await finished(app, run.id)).toMatchObject({ state: 'saved', error: null });
    expect(aws.executions).toHaveLength(1);
  });

  // S3 out of reach is gone round: its rows come through Athena.
  it.each(['at the start', 'while it is polled'] as const)('a name that is not found %s is asked for again', async (when) => {
    const { aws } = await emulatedAws();
    // A name that only this test knows, as long as it may.
    const names = { isKnown: true };
    const real = dns.lookup as (...asked: unknown[]) => void;
    const lookup = vi.spyOn(dns, 'lookup').mockImplementation(((name: string, options: unknown, done: (...answer: unknown[]) => void) => {
      if (!name.endsWith('aws.example')) return real(name, options, done);
      if (names.isKnown) return real('127.0.0.1', options, done);
      done(Object.assign(new Error(`getaddrinfo ENOTFOUND ${name}`), { code: 'ENOTFOUND', hostname: name }));
    }) as never);
    onTestFinished(() => void lookup.mockRestore());
    vi.stubEnv('AWS_ENDPOINT_URL', `http://aws.example:${new URL(aws.url).port}`);
    const operation = { 'at the start': 'StartQueryExecution', 'while it is polled': 'GetQueryExecution' }[when];
    // The connection that is there would be used on; it breaks with the name.
    aws.faults.beforeNext(operation, () => {
      names.isKnown = false;
    });
    aws.faults.loseAnswers(operation, 1);
    const { app, run } = await begin(aws);
    const reasons = () =>
      app.events.flatMap(({ name, payload }) => (name === 'run.changed' ? [String(payload.waiting?.error.details.reason)] : []));
    await until(() => reasons().some((reason) => reason.includes('ENOTFOUND aws.example')));
    expect((await app.handlers['run.read']({ runId: run.id })).finishedAt).toBeNull();
    names.isKnown = true;
    await app.handlers['run.tryNow']({ runId: run.id });
    expect(await finished(app, run.id)).toMatchObject({ state: 'saved', error: null, rowCount: aws.executions[0]?.lines.length });
    expect(aws.executions).toHaveLength(1);
  });
});
