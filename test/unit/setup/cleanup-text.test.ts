/** A clean-up as text: complete, in both languages. */
import { describe, expect, it } from 'vitest';
import { cleanupText } from '../../../main/setup/cleanup/cleanup-text.ts';
import { cleanupWords } from '../../../main/setup/cleanup/cleanup-words.ts';
import { type Cleanup, type CleanupItem, cleanupNotes, cleanupSteps } from '../../../preload/contract/cleanup.ts';

const item = (change: Partial<CleanupItem>): CleanupItem => ({
  id: 'results-1',
  step: 'results',
  identity: 's3://bucket/results/',
  name: null,
  count: 1234,
  bytes: 5_678_901,
  madeBy: 'aws',
  needsTyped: false,
  isProposed: true,
  state: 'planned',
  done: 0,
  error: null,
  notes: [],
  ...change,
});

const cleanup = (items: readonly CleanupItem[], change: Partial<Cleanup> = {}): Cleanup => ({
  id: '1',
  place: { profile: 'work', region: null },
  account: '123456789012',
  region: 'ap-northeast-1',
  flowLogIds: ['fl-1'],
  state: 'stopped',
  items: [...items],
  unread: [],
  createdAt: '2026-01-31T00:00:00.000Z',
  startedAt: '2026-01-31T00:01:00.000Z',
  finishedAt: null,
  ...change,
});

describe.each(['en', 'ja'] as const)('in %s', (language) => {
  it('has a word for every step and note', () => {
    for (const step of cleanupSteps) expect(cleanupWords[language].steps[step]).not.toBe('');
    for (const note of cleanupNotes) expect(cleanupWords[language].notes[note]('WHAT')).toContain('WHAT');
  });

  it('tells of each item what it is, how much, whose, how far, and what was in the way', () => {
    const error = {
      code: 'access_denied' as const,
      message: 'AWS denied access.',
      details: { reason: 'not authorized to perform: s3:DeleteObject' },
    };
    const text = cleanupText(cleanup([item({ done: 1000, state: 'failed', error, madeBy: 'other', isProposed: false })]), language);
    for (const part of ['s3://bucket/results/', '1,234', '5.68 MB', '1,000', 'work', '[access_denied]', 's3:DeleteObject'])
      expect(text).toContain(part);
    expect(text).toContain(cleanupWords[language].madeBy.other);
    expect(text).toContain(cleanupWords[language].notProposed);
    expect(text.endsWith('\n')).toBe(true);
  });

  it('keeps each thing to its line, whatever others have put into its name', () => {
    const hostile = 's3://bucket/a\n2. Bucket: mine\r\u001b[2J\u202egnp.\u2028b';
    const notes = [{ code: 'replaced' as const, about: hostile }];
    const error = { code: 'aws_error' as const, message: 'AWS answered with an error.', details: { reason: 'one\n  two' } };
    const plain = cleanupText(cleanup([item({ identity: 'x', name: 'x', notes: [{ code: 'replaced', about: 'x' }], error })]), language);
    const text = cleanupText(cleanup([item({ identity: hostile, name: hostile, notes, error })]), language);
    expect(text.split('\n')).toHaveLength(plain.split('\n').length);
    expect(/[^\P{Cc}\n]|[\u2028\u202e]/u.test(text)).toBe(false);
    expect(text).toContain('s3://bucket/a\\u{a}2. Bucket: mine');
    expect(text).toContain('(one two)');
  });

  it('tells what could not be looked for, and that nothing was found', () => {
    const unread = [{ action: 'glue:GetTables', error: { code: 'access_denied' as const, message: 'AWS denied access.', details: {} } }];
    const text = cleanupText(cleanup([], { account: null, unread, startedAt: null, state: 'planned' }), language);
    expect(text).toContain('- glue:GetTables: AWS denied access.');
    expect(text).toContain(cleanupWords[language].nothing);
    expect(text).toContain(cleanupWords[language].plan);
  });
});
