/** How long is waited: counted by the waits, whose clock stands in here. */
import { describe, expect, it } from 'vitest';
import { AppError } from '../../../main/app-error.ts';
import { type Patience, UNREACHED_MS, withPatience } from '../../../main/runs/with-patience.ts';
import type { ErrorCode } from '../../../preload/contract/errors.ts';

/** @param asleepMs how much longer than asked for each wait takes on the clock */
function clock(asleepMs = 0) {
  const seen = { nowMs: 0, waits: [] as number[], overs: 0 };
  const waits: Patience['waits'] = {
    async wait(_error, delayMs, signal) {
      signal?.throwIfAborted();
      seen.waits.push(delayMs);
      seen.nowMs += delayMs + asleepMs;
    },
    over: () => void seen.overs++,
  };
  return { seen, waits, signal: new AbortController().signal };
}

const failing = (code: ErrorCode) => async () => {
  throw new AppError(code, 'Not now.');
};

describe('what passes by itself', () => {
  it.each<ErrorCode>(['network', 'throttled', 'clock_wrong'])('%s is waited for an hour in all, and no longer', async (code) => {
    const { seen, ...rest } = clock();
    await expect(withPatience(failing(code), { ...rest, mostMs: UNREACHED_MS })).rejects.toMatchObject({ code });
    expect(seen.nowMs).toBeLessThanOrEqual(3_600_000);
    // One more wait of the longest would have been too much.
    expect(seen.nowMs).toBeGreaterThan(3_600_000 - 15_000);
    expect(seen.waits.slice(0, 7)).toEqual([500, 1000, 2000, 4000, 8000, 15_000, 15_000]);
    expect(Math.max(...seen.waits)).toBe(15_000);
  });

  it('is waited for as long on a machine that sleeps meanwhile: its tries count, not its hours', async () => {
    const awake = clock();
    const asleep = clock(600_000);
    for (const { seen: _, ...rest } of [awake, asleep])
      await expect(withPatience(failing('network'), { ...rest, mostMs: UNREACHED_MS })).rejects.toMatchObject({ code: 'network' });
    expect(asleep.seen.waits).toEqual(awake.seen.waits);
    expect(asleep.seen.nowMs).toBeGreaterThan(UNREACHED_MS * 10);
  });

  it('that passes within the hour is an answer', async () => {
    const { seen, ...rest } = clock();
    const act = async () => {
      if (seen.nowMs < 3_500_000) throw new AppError('network', 'Not now.');
      return 'there';
    };
    expect(await withPatience(act, { ...rest, mostMs: UNREACHED_MS })).toBe('there');
    expect(seen.overs).toBe(1);
  });
});

it('credentials are waited for without a limit, unless nobody is to be waited for', async () => {
  const { seen, ...rest } = clock();
  const act = async () => {
    if (seen.nowMs < 100 * UNREACHED_MS) throw new AppError('sign_in_needed', 'Sign in.');
    return 'in';
  };
  expect(await withPatience(act, { ...rest, mostMs: UNREACHED_MS })).toBe('in');
  const brief = clock();
  const asked = { waits: brief.waits, signal: brief.signal, mostMs: UNREACHED_MS, forPeople: false };
  await expect(withPatience(failing('sign_in_needed'), asked)).rejects.toMatchObject({ code: 'sign_in_needed' });
  expect(brief.seen.waits).toEqual([]);
});

it('what does not pass is thrown at once; a bug too', async () => {
  const { seen, ...rest } = clock();
  await expect(withPatience(failing('access_denied'), { ...rest, mostMs: UNREACHED_MS })).rejects.toMatchObject({ code: 'access_denied' });
  const bug = async () => {
    throw new TypeError('bug');
  };
  await expect(withPatience(bug, { ...rest, mostMs: UNREACHED_MS })).rejects.toThrow(TypeError);
  expect(seen.waits).toEqual([]);
});

it('whoever is in a hurry gets one more try', async () => {
  const { seen, ...rest } = clock();
  const hurry = new AbortController();
  let tries = 0;
  const act = async () => {
    tries++;
    if (tries === 2) hurry.abort(new Error('cancelled'));
    throw new AppError('network', 'Not now.');
  };
  await expect(withPatience(act, { ...rest, mostMs: UNREACHED_MS, hurry: hurry.signal })).rejects.toMatchObject({ code: 'network' });
  expect([tries, seen.waits]).toEqual([3, [500]]);
});
