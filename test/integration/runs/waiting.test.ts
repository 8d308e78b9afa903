/** A run that cannot go on for a while: it says why, keeps its place, and is never started twice. */
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { AppError } from '../../../main/app-error.ts';
import { openHistory } from '../../../main/history/open-history.ts';
import { ownIdentity } from '../../../main/history/process-identity.ts';
import { isEnd } from '../../../main/history/run-row.ts';
import { createRunStore } from '../../../main/history/run-store.ts';
import { createResults } from '../../../main/results/results.ts';
import { createRuns } from '../../../main/runs/runs.ts';
import type { ErrorCode } from '../../../preload/contract/errors.ts';
import type { Run } from '../../../preload/contract/run.ts';
import { scriptedAthena } from '../../support/scripted-athena.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const athena = { kind: 'athena', profile: null, region: null, workgroup: null, catalog: null, database: 'd', table: 't' } as const;
const query = { type: 'sql', sql: 'SELECT 1', zone: 'UTC' } as const;

function process(folder = tempFolder(), source = scriptedAthena(), clock = { offsetMs: 0 }) {
  const { db } = openHistory(join(folder, 'history.db'));
  const results = createResults(join(folder, 'results'));
  const now = () => Date.now() + clock.offsetMs;
  const seen: Run[] = [];
  const runs = createRuns({
    store: createRunStore(db, ownIdentity(), now),
    results,
    openSource: () => source,
    pricePerTb: () => 5,
    now,
    changed: (run) => void seen.push(run),
    report: (error) => {
      throw error;
    },
  });
  const close = async () => {
    await runs.close();
    results.close();
    db.close();
  };
  onTestFinished(async () => {
    if (db.open) await close();
  });
  return { runs, source, seen, clock, close, again: () => process(folder, source, clock) };
}

async function until(runs: { read(id: string): Run }, id: string, is: (run: Run) => boolean): Promise<Run> {
  for (;;) {
    const run = runs.read(id);
    if (is(run)) return run;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
const isWaiting = (run: Run) => run.waiting !== undefined;
const ended = (run: Run) => isEnd(run.state);
const needed = () => new AppError('sign_in_needed', 'A sign-in is needed.', { details: { method: 'sso', profile: 'p' } });

/** Fails with what is set, until it is taken away. */
function failing(source: ReturnType<typeof scriptedAthena>, what: 'submit' | 'poll' | 'open') {
  const state: { error: AppError | null } = { error: needed() };
  const real = source[what].bind(source) as (...args: unknown[]) => unknown;
  (source as unknown as Record<string, unknown>)[what] = async (...args: unknown[]) => {
    if (state.error) {
      const waits = args[2] as { wait(error: AppError, ms: number, signal: AbortSignal): Promise<void>; over(): void } | undefined;
      // A source waits by itself while it opens the rows.
      while (what === 'open' && state.error) await waits?.wait(state.error, 60_000, args[1] as AbortSignal);
      if (state.error) throw state.error;
      waits?.over();
    }
    return real(...args);
  };
  return state;
}

describe('a sign-in that is needed in the middle of a run', () => {
  it.each(['submit', 'poll', 'open'] as const)('pauses it at %s; it goes on from there when told, started once', async (what) => {
    const { runs, source } = process();
    const fault = failing(source, what);
    const { id } = runs.start(athena, query, 'SELECT 1');
    const paused = await until(runs, id, isWaiting);
    expect(paused.waiting).toMatchObject({ error: { code: 'sign_in_needed', details: { profile: 'p' } } });
    expect(Date.now() - Date.parse(paused.waiting?.since ?? '')).toBeLessThan(60_000);
    expect(paused.state).toBe({ submit: 'submitted', poll: 'queued', open: 'fetching' }[what]);
    fault.error = null;
    runs.tryNow();
    const run = await until(runs, id, ended);
    expect(run).toMatchObject({ state: 'saved', rowCount: 3 });
    expect(run).not.toHaveProperty('waiting');
    expect(source.executions.size).toBe(1);
  });

  it('goes on by itself, without being told', async () => {
    const { runs, source } = process();
    const fault = failing(source, 'poll');
    const { id } = runs.start(athena, query, 'SELECT 1');
    await until(runs, id, isWaiting);
    fault.error = null;
    expect((await until(runs, id, ended)).state).toBe('saved');
  });

  it.each(['submit', 'poll', 'open'] as const)('can be cancelled while it waits at %s', async (what) => {
    const { runs, source } = process();
    failing(source, what);
    const { id } = runs.start(athena, query, 'SELECT 1');
    await until(runs, id, isWaiting);
    expect((await runs.cancel(id)).state).toBe('cancelled');
  });

  it('is waited for by the next process, too, and by the one after', async () => {
    const first = process();
    const fault = failing(first.source, 'poll');
    const { id } = first.runs.start(athena, query, 'SELECT 1');
    await until(first.runs, id, isWaiting);
    await first.close();
    const second = first.again();
    second.runs.resume();
    expect((await until(second.runs, id, isWaiting)).state).toBe('queued');
    fault.error = null;
    second.runs.tryNow(id);
    expect((await until(second.runs, id, ended)).state).toBe('saved');
    expect(first.source.executions.size).toBe(1);
    expect(first.source.sent).toHaveLength(1);
  });

  it('at the start of an answer that was lost: after a long pause the execution is looked for first', async () => {
    const { runs, source, clock } = process();
    source.submitFailures = [
      { accepted: true, error: new AppError('network', 'The answer was lost.') },
      { accepted: false, error: needed() },
    ];
    const { id } = runs.start(athena, query, 'SELECT 1');
    await until(runs, id, (run) => run.waiting?.error.code === 'sign_in_needed');
    clock.offsetMs = 60 * 60_000;
    runs.tryNow();
    expect((await until(runs, id, ended)).state).toBe('saved');
    expect(source.sent).toHaveLength(2);
    expect(source.executions.size).toBe(1);
  });

  it.each([1, -1])('looks for it as well when the clock jumped by %s hour', async (hours) => {
    const { runs, source, clock } = process();
    source.submitFailures = [{ accepted: true, error: new AppError('network', 'The answer was lost.') }];
    const { id } = runs.start(athena, query, 'SELECT 1');
    await until(runs, id, isWaiting);
    clock.offsetMs = hours * 60 * 60_000;
    expect((await until(runs, id, ended)).state).toBe('saved');
    expect(source.sent).toHaveLength(1);
  });
});

describe('what passes by itself', () => {
  it.each<ErrorCode>(['network', 'throttled', 'clock_wrong'])('%s is waited out in the state that it came in', async (code) => {
    const { runs, source, seen } = process();
    const fault = failing(source, 'poll');
    fault.error = new AppError(code, 'Not now.');
    const { id } = runs.start(athena, query, 'SELECT 1');
    expect(await until(runs, id, isWaiting)).toMatchObject({ state: 'queued', waiting: { error: { code } } });
    fault.error = null;
    expect((await until(runs, id, ended)).state).toBe('saved');
    expect(seen.filter(isWaiting).length).toBeGreaterThan(0);
  });

  it('keeps its moment while it fails in the same way, however often', async () => {
    const { runs, source, clock } = process();
    failing(source, 'poll').error = new AppError('network', 'No way.');
    const { id } = runs.start(athena, query, 'SELECT 1');
    const { waiting } = await until(runs, id, isWaiting);
    clock.offsetMs = 3_600_000;
    for (let round = 0; round < 5; round++) {
      runs.tryNow();
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    // An hour on the clock is no hour of waiting: a machine that slept goes on trying.
    expect(runs.read(id)).toMatchObject({ state: 'queued', waiting: { since: waiting?.since } });
  });

  it('ends the run where it does not pass, and at once where no waiting helps', async () => {
    const { runs, source } = process();
    failing(source, 'poll').error = new AppError('access_denied', 'No.');
    const { id } = runs.start(athena, query, 'SELECT 1');
    expect(await until(runs, id, ended)).toMatchObject({ state: 'failed', error: { code: 'access_denied' } });
  });
});
