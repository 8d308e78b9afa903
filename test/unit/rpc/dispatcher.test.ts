import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { AppError } from '../../../main/app-error.ts';
import { createDispatcher } from '../../../main/rpc/dispatcher.ts';
import type { Handlers } from '../../../main/rpc/handlers.ts';
import { errorSchema } from '../../../preload/contract/errors.ts';
import { operations } from '../../../preload/contract/operations.ts';

const start = (handle: (name: string, input: unknown) => unknown) => {
  const report = vi.fn((_error: unknown) => 'log-7');
  const called: string[] = [];
  const handlers = Object.fromEntries(
    Object.keys(operations).map((name) => [
      name,
      (input: unknown) => {
        called.push(name);
        return handle(name, input);
      },
    ]),
  ) as unknown as Handlers;
  return { dispatch: createDispatcher(handlers, report), report, called };
};
const runId = '0193a1b2-0000-7000-8000-000000000000';

describe('a request', () => {
  it('reaches its handler with what the schema let through', async () => {
    const { dispatch } = start((_name, input) => input);
    expect(await dispatch('run.read', { runId, more: 1 })).toEqual({ ok: true, value: { runId } });
  });

  it('is answered when the handler is asynchronous', async () => {
    const { dispatch } = start(async () => 'value');
    expect(await dispatch('app.read', {})).toEqual({ ok: true, value: 'value' });
  });

  it.each([
    'constructor',
    '__proto__',
    'toString',
    'hasOwnProperty',
    '',
    'app.read\u0000',
    null,
    undefined,
    7,
    true,
    {},
    [],
    ['app.read'],
    { toString: 1 },
    { toString: () => 'app.read' },
    Object.create(null),
    Symbol('app.read'),
  ])('for what is no operation (%#) says so and calls nothing', async (name) => {
    const { dispatch, report, called } = start(() => 1);
    expect(await dispatch(name, {})).toMatchObject({ ok: false, error: { code: 'bad_input', message: 'There is no such operation.' } });
    expect(called).toEqual([]);
    expect(report).not.toHaveBeenCalled();
  });

  it('with a wrong input says where it is wrong, and calls nothing', async () => {
    const { dispatch, called } = start(() => 1);
    expect(await dispatch('result.page', { runId, view: { filters: [], sort: null }, offset: 'x', limit: 10 })).toMatchObject({
      ok: false,
      error: { code: 'bad_input', details: { operation: 'result.page', path: 'offset' } },
    });
    expect(called).toEqual([]);
  });
});

describe('a failure', () => {
  it('that is known crosses with its code and details, and is not logged', async () => {
    const { dispatch, report } = start(() => {
      throw new AppError('disk_full', 'The disk is full.', { details: { path: '/data' }, cause: new Error('inside') });
    });
    expect(await dispatch('app.read', {})).toEqual({
      ok: false,
      error: { code: 'disk_full', message: 'The disk is full.', details: { path: '/data' } },
    });
    expect(report).not.toHaveBeenCalled();
  });

  it.each([
    ['an error', () => Promise.reject(new Error('the secret is 42'))],
    ['an error at once', () => JSON.parse('the secret is 42')],
    ['a text', () => Promise.reject('the secret is 42')],
    ['nothing', () => Promise.reject(undefined)],
    ['null', () => Promise.reject(null)],
  ])('that nobody foresaw (%s) is logged, and only its log entry crosses', async (_name, handle) => {
    const { dispatch, report } = start(handle);
    const result = await dispatch('app.read', {});
    expect(result).toEqual({
      ok: false,
      error: { code: 'internal', message: 'Something went wrong inside Nagare.', details: { logId: 'log-7' } },
    });
    expect(report).toHaveBeenCalledOnce();
  });
});

it('always answers, whatever is asked', async () => {
  const { dispatch } = start(() => {
    throw new Error('a bug');
  });
  const names = fc.oneof(fc.constantFrom(...Object.keys(operations)), fc.string(), fc.anything());
  await fc.assert(
    fc.asyncProperty(names, fc.anything({ withBigInt: true, withDate: true, withNullPrototype: true }), async (name, input) => {
      const result = await dispatch(name, input);
      expect(result.ok).toBe(false);
      if (result.ok) return;
      expect(errorSchema.safeParse(result.error).success).toBe(true);
      expect(() => JSON.stringify(result)).not.toThrow();
    }),
    { numRuns: 300 },
  );
});
