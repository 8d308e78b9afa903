/** A start whose answer was lost: what may be running is stopped, or found, or said to be unknown. Never just cancelled. */
import { describe, expect, it } from 'vitest';
import { AppError } from '../../../main/app-error.ts';
import { type OpenedRuns, openedRuns, until } from '../../support/opened-runs.ts';
import { status } from '../../support/scripted-athena.ts';

const away = () => new AppError('network', 'AWS cannot be reached.', { details: { reason: 'ECONNRESET' } });
const isWaiting = (run: { readonly waiting?: unknown }) => run.waiting !== undefined;

/** Whoever waits is woken at once, each time: the waits are counted, not timed. */
async function hurried<T>({ runs }: OpenedRuns, act: () => Promise<T>): Promise<T> {
  const tries = setInterval(() => runs.tryNow(), 1);
  return act().finally(() => clearInterval(tries));
}

/** The first start is accepted and its answer lost; every later one fails as `later` says. */
function losing(opened: OpenedRuns, later: (() => Error) | null) {
  const { source } = opened;
  const submit = source.submit.bind(source);
  source.statuses = [status('running', { scannedBytes: 50_000_000 })];
  let isFirst = true;
  source.submit = async (input) => {
    if (isFirst) {
      isFirst = false;
      await submit(input);
      throw away();
    }
    if (later) throw later();
    return submit(input);
  };
}

describe('cancelled while nobody knows whether it was started, a run', () => {
  it('is found by the same input, and stopped', async () => {
    const opened = openedRuns();
    losing(opened, null);
    const id = opened.start();
    await until(opened.runs, id, isWaiting);
    expect(await opened.runs.cancel(id)).toMatchObject({ state: 'cancelled', executionId: 'execution-1', costUsd: 0.00025, error: null });
    expect(opened.source.stopped).toEqual(['execution-1']);
    expect(opened.source.executions.size).toBe(1);
  });

  it('is searched for where the input is refused, and stopped', async () => {
    const opened = openedRuns();
    losing(opened, () => new AppError('access_denied', 'No.'));
    const id = opened.start();
    await until(opened.runs, id, isWaiting);
    expect(await opened.runs.cancel(id)).toMatchObject({ state: 'cancelled', executionId: 'execution-1', error: null });
    expect(opened.source.stopped).toEqual(['execution-1']);
  });

  it('ends as start_unknown where Athena stays out of reach', async () => {
    const opened = openedRuns();
    losing(opened, away);
    opened.source.find = async () => {
      throw away();
    };
    const id = opened.start();
    await until(opened.runs, id, isWaiting);
    expect(await hurried(opened, () => opened.runs.cancel(id))).toMatchObject({
      state: 'failed',
      executionId: null,
      error: { code: 'start_unknown', details: { reason: 'ECONNRESET' } },
    });
  });

  it('is tried again for a while, and stopped when Athena is back', async () => {
    const opened = openedRuns();
    let tries = 0;
    const { source } = opened;
    losing(opened, null);
    const submit = source.submit;
    source.submit = async (input) => {
      tries++;
      if (tries > 1 && tries < 5) throw away();
      return submit(input);
    };
    const id = opened.start();
    await until(opened.runs, id, isWaiting);
    expect(await hurried(opened, () => opened.runs.cancel(id))).toMatchObject({ state: 'cancelled', executionId: 'execution-1' });
    expect(source.stopped).toEqual(['execution-1']);
  });

  it('is stopped by the next process where this one was closed meanwhile', async () => {
    const first = openedRuns();
    losing(first, away);
    const id = first.start();
    await until(first.runs, id, isWaiting);
    void first.runs.cancel(id);
    await first.close();
    const second = first.again();
    losing(second, null);
    second.runs.resume();
    expect(await until(second.runs, id, (run) => run.state === 'cancelled')).toMatchObject({ executionId: 'execution-1', error: null });
    expect(second.source.executions.size).toBe(1);
  });

  it('is only cancelled where a search finds that it was not started', async () => {
    const opened = openedRuns();
    const { source, runs, clock } = opened;
    source.submit = async () => {
      throw away();
    };
    const id = opened.start();
    await until(runs, id, isWaiting);
    clock.offsetMs = 11 * 60_000;
    expect(await runs.cancel(id)).toMatchObject({ state: 'cancelled', executionId: null, costUsd: null, error: null });
  });
});

it('a run that is cancelled before anything is sent sends nothing', async () => {
  const opened = openedRuns();
  const { source, runs } = opened;
  const { promise, resolve } = Promise.withResolvers<void>();
  const prepare = source.prepare.bind(source);
  source.prepare = async (...asked) => {
    await promise;
    return prepare(...asked);
  };
  const id = opened.start();
  const cancelling = runs.cancel(id);
  resolve();
  expect(await cancelling).toMatchObject({ state: 'cancelled', executionId: null, error: null });
  expect(source.sent).toEqual([]);
});

describe('an hour without Athena', () => {
  it('after an answer that was lost ends as start_unknown: nothing invites to pay twice', async () => {
    const opened = openedRuns();
    losing(opened, away);
    opened.source.find = async () => {
      throw away();
    };
    const id = opened.start();
    const run = await hurried(opened, () => until(opened.runs, id, ({ state }) => state === 'failed'));
    expect(run.error).toMatchObject({ code: 'start_unknown', details: { reason: 'ECONNRESET' } });
    expect(opened.source.executions.size).toBe(1);
  });

  it('goes on with what a search then finds', async () => {
    const opened = openedRuns();
    losing(opened, away);
    opened.source.statuses = [status('succeeded', { scannedBytes: 20_000_000 })];
    const id = opened.start();
    const run = await hurried(opened, () => until(opened.runs, id, ({ state }) => state === 'saved'));
    expect(run).toMatchObject({ executionId: 'execution-1', rowCount: 3 });
    expect(opened.source.executions.size).toBe(1);
  });

  it('is what the run failed of where it was not started', async () => {
    const opened = openedRuns();
    opened.source.submit = async () => {
      throw away();
    };
    const id = opened.start();
    const run = await hurried(opened, () => until(opened.runs, id, ({ state }) => state === 'failed'));
    expect(run).toMatchObject({ executionId: null, error: { code: 'network' } });
  });
});
