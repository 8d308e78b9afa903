import { expect, it } from 'vitest';
import { emptyForm } from '../../../../main/flowlogs/form.ts';
import type { Run } from '../../../../preload/contract/run.ts';
import { hindrance, isCutOff, openingComparison } from '../../../../renderer/compare/compare-state.ts';

const run = (id: string, from: number | null, change: Partial<Run> = {}): Run => ({
  id,
  state: 'saved',
  source: { kind: 'sample' },
  query: from === null ? { type: 'sql', sql: 'SELECT 1', zone: 'UTC' } : { type: 'form', form: emptyForm(from, from + 900, 'UTC') },
  sql: null,
  executionId: null,
  rowCount: 50,
  scannedBytes: null,
  costUsd: null,
  reused: false,
  via: 'local',
  createdAt: '2026-11-23T00:00:00.000Z',
  startedAt: null,
  finishedAt: null,
  resultBytes: null,
  resultPath: null,
  error: null,
  rowsGone: false,
  broughtIn: false,
  pinned: false,
  ...change,
});
const sides = (one: Run, other: Run) => {
  const { a, b } = openingComparison(one, other);
  return [a.id, b.id];
};

it('the earlier window comes first, of the same window the earlier run', () => {
  expect(sides(run('later', 2000), run('earlier', 1000))).toEqual(['earlier', 'later']);
  const second = run('second', 1000, { createdAt: '2026-11-23T00:00:09.000Z' });
  expect(sides(second, run('first', 1000))).toEqual(['first', 'second']);
  expect(sides(run('by hand', null, { createdAt: '2026-11-23T00:00:09.000Z' }), run('before', null))).toEqual(['before', 'by hand']);
});

it('rows that are gone or not there yet stand in the way', () => {
  const there = run('there', 1);
  expect(hindrance({ a: there, b: there })).toBeNull();
  expect(hindrance({ a: there, b: run('gone', 1, { rowsGone: true }) })).toMatchObject({ side: 'B' });
  expect(hindrance({ a: run('failed', 1, { state: 'failed' }), b: there })).toMatchObject({ side: 'A' });
});

it('a run that has as many rows as it was to have may have been cut off', () => {
  expect(isCutOff(run('all', 1), null)).toBe(false);
  expect(isCutOff(run('top 50', 1), 50)).toBe(true);
  expect(isCutOff(run('top 50', 1, { rowCount: 49 }), 50)).toBe(false);
  expect(isCutOff(run('by hand', null), 50)).toBe(false);
});
