/** A run that is paid for and lost its way to Athena: how its execution ended is asked, and its rows come, unpaid. */
import { describe, expect, it } from 'vitest';
import { AppError } from '../../../main/app-error.ts';
import type { ErrorCode } from '../../../preload/contract/errors.ts';
import { isFetchable, mayHaveRows } from '../../../preload/contract/run.ts';
import { openedRuns, until } from '../../support/opened-runs.ts';
import { status } from '../../support/scripted-athena.ts';

/** A run that failed while it was polled, though its execution goes on. */
async function lost(code: ErrorCode = 'access_denied') {
  const opened = openedRuns();
  const { source, runs } = opened;
  const poll = source.poll.bind(source);
  source.poll = async () => {
    throw new AppError(code, 'Not now.');
  };
  const id = opened.start();
  const failed = await until(runs, id, ({ state }) => state === 'failed');
  expect(failed).toMatchObject({ error: { code }, executionId: 'execution-1', via: null, costUsd: null });
  source.poll = poll;
  const fetched = async () => {
    runs.fetch(id);
    await runs.idle();
    return runs.read(id);
  };
  return { ...opened, id, failed, fetched };
}

describe('a run that failed while it was polled', () => {
  it('is polled on when it is fetched, with its rows and its cost', async () => {
    const { source, runs, id, failed, fetched } = await lost();
    expect(mayHaveRows(failed)).toBe(true);
    source.statuses = [status('running', { scannedBytes: 1 }), status('succeeded', { scannedBytes: 20_000_000 })];
    const run = await fetched();
    expect(run).toMatchObject({ state: 'saved', rowCount: 3, scannedBytes: 20_000_000, costUsd: 0.0001, via: 's3', error: null });
    expect(run.finishedAt).toBe(failed.finishedAt);
    expect(source.sent).toHaveLength(1);
    expect(runs.fetch(id)).toEqual(run);
  });

  it('becomes what Athena says of it: failed, at no cost', async () => {
    const { source, fetched, runs, id } = await lost();
    const error = { code: 'query_failed', message: 'Athena could not run the query.', reason: 'HIVE_BAD_DATA' } as const;
    source.statuses = [status('failed', { scannedBytes: 7, error })];
    const run = await fetched();
    expect(run).toMatchObject({ state: 'failed', costUsd: 0, error: { code: 'query_failed', details: { reason: 'HIVE_BAD_DATA' } } });
    expect(isFetchable(run)).toBe(false);
    expect(() => runs.fetch(id)).toThrowError(expect.objectContaining({ code: 'run_not_finished' }));
  });

  it('becomes what Athena says of it: cancelled, at what it scanned', async () => {
    const { source, fetched } = await lost();
    source.statuses = [status('cancelled', { scannedBytes: 50_000_000 })];
    const run = await fetched();
    expect(run).toMatchObject({ state: 'cancelled', costUsd: 0.00025, error: null, rowsGone: false });
    expect([isFetchable(run), mayHaveRows(run)]).toEqual([true, false]);
  });

  it('says that its execution is forgotten', async () => {
    const { source, fetched } = await lost();
    source.poll = async () => {
      throw new AppError('result_gone', 'The result is no longer there.');
    };
    const run = await fetched();
    expect(run).toMatchObject({ state: 'failed', error: { code: 'result_gone' } });
    expect(mayHaveRows(run)).toBe(false);
  });

  it('stays failed, and can be fetched, where it fails in the same way again', async () => {
    const { source, fetched } = await lost();
    source.poll = async () => {
      throw new AppError('access_denied', 'Still not.');
    };
    const run = await fetched();
    expect(run).toMatchObject({ state: 'failed', rowsGone: false, error: { code: 'access_denied', message: 'Still not.' } });
    expect(mayHaveRows(run)).toBe(true);
  });

  it('is stopped in Athena when it is cancelled while it is polled again', async () => {
    const { source, runs, id } = await lost();
    source.statuses = [status('running', { scannedBytes: 50_000_000 })];
    runs.fetch(id);
    await until(runs, id, ({ state }) => state === 'running');
    expect(await runs.cancel(id)).toMatchObject({ state: 'cancelled', costUsd: 0.00025, error: null });
    expect(source.stopped).toEqual(['execution-1']);
  });

  it('goes on after a crash in the middle of that', async () => {
    const first = await lost();
    first.source.statuses = [status('running')];
    first.runs.fetch(first.id);
    await until(first.runs, first.id, ({ state }) => state === 'running');
    await first.close();
    first.source.statuses = [status('succeeded', { scannedBytes: 20_000_000 })];
    const second = first.again();
    second.runs.resume();
    expect(await until(second.runs, first.id, ({ state }) => state === 'saved')).toMatchObject({ rowCount: 3, costUsd: 0.0001 });
    expect(first.source.sent).toHaveLength(1);
  });

  it('is saved without rows once it is known to have succeeded, whatever the fetching fails of', async () => {
    const { source, fetched } = await lost();
    const { open } = source;
    source.open = async () => {
      throw new AppError('result_gone', 'Gone.');
    };
    expect(await fetched()).toMatchObject({ state: 'saved', rowsGone: true, costUsd: 0.0001, error: { code: 'result_gone' } });
    source.open = open;
    expect(await fetched()).toMatchObject({ state: 'saved', rowCount: 3, error: null });
  });
});

describe('a run that was cancelled', () => {
  it('and could not be stopped has rows when it succeeded all the same', async () => {
    const opened = openedRuns();
    const { source, runs } = opened;
    source.statuses = [status('running', { scannedBytes: 1_000_000 })];
    source.stopFailures = [new AppError('access_denied', 'No.')];
    const id = opened.start();
    await until(runs, id, ({ state }) => state === 'running');
    const cancelled = await runs.cancel(id);
    expect(mayHaveRows(cancelled)).toBe(true);
    source.statuses = [status('succeeded', { scannedBytes: 20_000_000 })];
    runs.fetch(id);
    await runs.idle();
    expect(runs.read(id)).toMatchObject({ state: 'saved', rowCount: 3, costUsd: 0.0001, error: null });
  });

  it('too late is offered its rows', async () => {
    const opened = openedRuns();
    const { source, runs } = opened;
    source.statuses = [status('running', { scannedBytes: 1_000_000 })];
    const id = opened.start();
    await until(runs, id, ({ state }) => state === 'running');
    source.stop = async () => {
      source.statuses = [status('succeeded', { scannedBytes: 20_000_000 })];
    };
    const cancelled = await runs.cancel(id);
    expect(cancelled).toMatchObject({ state: 'cancelled', via: 's3', costUsd: 0.0001, error: null });
    expect(mayHaveRows(cancelled)).toBe(true);
  });
});
