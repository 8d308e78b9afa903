/** Cancelling a run that is paid for: it is stopped in Athena, or the run says that it was not. */
import { describe, expect, it } from 'vitest';
import { AppError } from '../../../main/app-error.ts';
import { errorText } from '../../../renderer/i18n/error-texts.ts';
import { openedRuns, until } from '../../support/opened-runs.ts';
import { status } from '../../support/scripted-athena.ts';

const denied = () =>
  new AppError('access_denied', 'AWS denied access.', {
    details: { action: 'athena:StopQueryExecution', reason: 'User is not authorized to perform: athena:StopQueryExecution' },
  });
const away = () => new AppError('network', 'AWS cannot be reached.', { details: { reason: 'ENOTFOUND' } });

async function running() {
  const opened = openedRuns();
  opened.source.statuses = [status('running', { scannedBytes: 50_000_000 })];
  const id = opened.start();
  await until(opened.runs, id, (run) => run.state === 'running' && run.scannedBytes !== null);
  return { ...opened, id };
}

describe('a query that cannot be stopped', () => {
  it('leaves why with the run, and what it cost by then', async () => {
    const { runs, source, id } = await running();
    source.stopFailures = [denied()];
    expect(await runs.cancel(id)).toMatchObject({
      state: 'cancelled',
      scannedBytes: 50_000_000,
      costUsd: 0.00025,
      error: {
        code: 'stop_failed',
        message: expect.stringContaining('execution-1'),
        details: {
          action: 'athena:StopQueryExecution',
          reason: expect.stringContaining('not authorized'),
          executionId: 'execution-1',
        },
      },
    });
  });

  it('is asked for again and again while Athena is out of reach', async () => {
    const { runs, source, id } = await running();
    source.stopFailures = [away(), away(), away()];
    const tries = setInterval(() => runs.tryNow(id), 5);
    source.stop = ((stop) => async (executionId: string) => {
      await stop(executionId).finally(() => {
        if (source.stopFailures.length === 1) source.stopFailures = [];
      });
    })(source.stop.bind(source));
    expect(await runs.cancel(id)).toMatchObject({ state: 'cancelled', error: null, costUsd: 0.00025 });
    clearInterval(tries);
    expect(source.stopped).toEqual(['execution-1']);
  });

  it('is given up after a minute of waiting, and said', async () => {
    const { runs, source, id } = await running();
    source.stopFailures = [away()];
    const poll = source.poll.bind(source);
    let isCancelled = false;
    source.poll = (executionId) => {
      if (isCancelled) throw away();
      return poll(executionId);
    };
    const tries = setInterval(() => runs.tryNow(id), 5);
    isCancelled = true;
    const run = await runs.cancel(id);
    clearInterval(tries);
    expect(run).toMatchObject({ state: 'cancelled', scannedBytes: 50_000_000, costUsd: 0.00025 });
    expect(run.error).toMatchObject({ code: 'stop_failed', details: { reason: 'ENOTFOUND' } });
  });

  it('does not wait for somebody to sign in', async () => {
    const { runs, source, id } = await running();
    source.stopFailures = [new AppError('sign_in_needed', 'A sign-in is needed.')];
    expect(await runs.cancel(id)).toMatchObject({ state: 'cancelled', error: { code: 'stop_failed' } });
  });

  it('but is over all the same has no error', async () => {
    const { runs, source, id } = await running();
    source.stopFailures = [denied()];
    const stop = source.stop.bind(source);
    source.stop = async (executionId) => {
      source.statuses = [status('cancelled', { scannedBytes: 80_000_000 })];
      await stop(executionId);
    };
    expect(await runs.cancel(id)).toMatchObject({ state: 'cancelled', scannedBytes: 80_000_000, costUsd: 0.0004, error: null });
  });

  it('is not told as refused where only its end was not seen', async () => {
    const { runs, source, id } = await running();
    const poll = source.poll.bind(source);
    source.poll = async (executionId) => {
      if (source.stopped.length > 0) throw denied();
      return poll(executionId);
    };
    const run = await runs.cancel(id);
    expect(run).toMatchObject({ state: 'cancelled', costUsd: 0.00025, error: { code: 'stop_failed', details: { wasAsked: true } } });
    expect(errorText(run.error ?? { code: 'internal', details: {} }, 'en').title).toContain('has not said that it has ended');
  });
});
