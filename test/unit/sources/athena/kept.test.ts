/** Answers that are kept: how long, for whom, and what a failure leaves. */
import { expect, it } from 'vitest';
import { createKeep } from '../../../../main/sources/athena/kept.ts';

/** Each question is answered when the test says so. */
function questions() {
  let at = 0;
  const asked: PromiseWithResolvers<string>[] = [];
  const keep = createKeep(() => at);
  const ask = () => {
    const question = Promise.withResolvers<string>();
    asked.push(question);
    return question.promise;
  };
  return {
    asked,
    pass: (ms: number) => {
      at += ms;
    },
    fresh: () => keep('key', 100, ask),
    stale: () => keep('key', 100, ask, 1000),
  };
}

const settled = () => new Promise<void>((resolve) => setImmediate(resolve));

it('whoever can do with an older answer does not wait for the new one, which everybody else does', async () => {
  const { asked, pass, fresh, stale } = questions();
  const first = fresh();
  asked[0]?.resolve('first');
  expect(await first).toBe('first');
  pass(500);
  expect(await stale()).toBe('first');
  const second = fresh();
  expect(await stale()).toBe('first');
  expect(asked).toHaveLength(2);
  asked[1]?.resolve('second');
  expect(await second).toBe('second');
  expect(await stale()).toBe('second');
});

it('an answer that is too old, or none, is waited for', async () => {
  const { asked, pass, stale } = questions();
  const first = stale();
  asked[0]?.resolve('first');
  expect(await first).toBe('first');
  pass(1000);
  const second = stale();
  asked[1]?.resolve('second');
  expect(await second).toBe('second');
});

it('a failure leaves the older answer to those who can do with it, and is asked about again', async () => {
  const { asked, pass, fresh, stale } = questions();
  const first = fresh();
  asked[0]?.resolve('first');
  await first;
  pass(500);
  const failing = fresh();
  asked[1]?.reject(new Error('no'));
  await expect(failing).rejects.toThrow('no');
  expect(await stale()).toBe('first');
  await settled();
  expect(asked).toHaveLength(3);
  asked[2]?.resolve('third');
  expect(await fresh()).toBe('third');
});
