import { expect, it } from 'vitest';
import type { Cleanup, CleanupItem } from '../../../../preload/contract/cleanup.ts';
import { countsOf, isUntyped, itemsByStep, openingTicks, partOf, runnable } from '../../../../renderer/cleanup/plan-state.ts';

const item = (id: string, change: Partial<CleanupItem> = {}): CleanupItem => ({
  id,
  step: 'flow_log',
  identity: `arn:${id}`,
  name: null,
  count: null,
  bytes: null,
  madeBy: 'nagare',
  needsTyped: false,
  isProposed: true,
  state: 'planned',
  done: 0,
  error: null,
  notes: [],
  ...change,
});
const plan = {
  items: [item('a'), item('b', { isProposed: false }), item('c', { step: 'log_files', needsTyped: true })],
} as unknown as Cleanup;

it('ticks what is proposed, never what has to be typed, nothing that is gone', () => {
  expect(openingTicks(plan)).toEqual(['a']);
  expect(openingTicks({ ...plan, items: [item('a', { state: 'done' }), item('d', { state: 'failed' })] })).toEqual(['d']);
});

it('runs what is ticked, and what has to be typed only by its identity to the letter', () => {
  const ids = (typed: Readonly<Record<string, string>>) => runnable(plan, ['a', 'c'], typed).map(({ id }) => id);
  expect(ids({})).toEqual(['a']);
  expect(ids({ c: 'arn:C' })).toEqual(['a']);
  expect(ids({ c: ' arn:c ' })).toEqual(['a', 'c']);
  expect(isUntyped(plan, ['a', 'c'], {})).toBe(true);
  expect(isUntyped(plan, ['a', 'c'], { c: 'arn:c' })).toBe(false);
  expect(isUntyped(plan, ['a'], {})).toBe(false);
});

it('counts what is gone, failed and left, and keeps the order of the steps', () => {
  const items = [item('x', { step: 'bucket' }), item('y', { state: 'gone' }), item('z', { state: 'failed', step: 'queries' })];
  expect(countsOf({ ...plan, items })).toEqual({ done: 1, failed: 1, left: 1, all: 3 });
  expect(itemsByStep(items).map(({ step }) => step)).toEqual(['queries', 'flow_log', 'bucket']);
});

it('tells how much of an item went while it goes, and where not all of it did', () => {
  const part = (change: Partial<CleanupItem>) => partOf(item('x', { count: 3, ...change }));
  expect(part({ state: 'running' })).toEqual({ done: 0, count: 3 });
  expect(part({ state: 'done', done: 2 })).toEqual({ done: 2, count: 3 });
  expect(part({ state: 'failed', done: 2 })).toEqual({ done: 2, count: 3 });
  expect([part({ state: 'done', done: 3 }), part({}), part({ state: 'running', count: null })]).toEqual([null, null, null]);
});
