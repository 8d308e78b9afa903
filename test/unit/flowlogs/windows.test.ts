import { expect, it } from 'vitest';
import { emptyForm } from '../../../main/flowlogs/form.ts';
import { asksTheSame, windowSeconds } from '../../../main/flowlogs/windows.ts';
import type { Query } from '../../../preload/contract/query.ts';

const form = emptyForm(1_669_605_300, 1_669_606_200, 'Asia/Tokyo');
const byForm = (change: Partial<typeof form> = {}): Query => ({ type: 'form', form: { ...form, ...change } });
const byHand = (sql: string): Query => ({ type: 'sql', sql, zone: 'UTC' });

it('a window is as long as the form says, and unknown for a statement and a CSV', () => {
  expect(windowSeconds(byForm())).toBe(900);
  expect(windowSeconds(byForm({ to: form.from }))).toBe(1);
  expect(windowSeconds(byHand('SELECT 1'))).toBeNull();
  expect(windowSeconds({ type: 'rows', zone: 'UTC' })).toBeNull();
});

it('two runs ask the same when only the window and the way of showing differ', () => {
  expect(asksTheSame(byForm(), byForm({ from: 0, to: 60, zone: 'UTC', limit: 10 }))).toBe(true);
  expect(asksTheSame(byForm(), byForm({ ports: ['443'] }))).toBe(false);
  expect(asksTheSame(byForm(), byForm({ kind: 'top-talkers' }))).toBe(false);
  expect(asksTheSame(byHand('SELECT 1'), byHand('SELECT 1'))).toBe(true);
  expect(asksTheSame(byHand('SELECT 1'), byHand('SELECT 2'))).toBe(false);
  expect(asksTheSame(byForm(), byHand('SELECT 1'))).toBe(false);
});
