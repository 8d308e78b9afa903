import { describe, expect, it } from 'vitest';
import { foldedByHand, foldedByRun, toggled, unfolded, unfoldedByHand } from '../../../../renderer/query/fold-state.ts';

describe('the fold of the question', () => {
  it('folds when a run begins', () => {
    expect(foldedByRun(unfolded).shown).toBe('folded');
  });

  it('leaves unfolded what was unfolded by hand, run after run', () => {
    for (const shown of ['open', 'sql'] as const) expect(foldedByRun(foldedByRun(unfoldedByHand(shown))).shown).toBe(shown);
  });

  it('folds again once it was folded by hand', () => {
    expect(foldedByRun(toggled(unfoldedByHand('open')))).toEqual(foldedByHand);
    expect(foldedByHand.kept).toBe(false);
  });

  it('goes between folded and open with one key', () => {
    expect(toggled(foldedByHand).shown).toBe('open');
    expect(toggled(unfoldedByHand('sql')).shown).toBe('folded');
    expect(toggled(unfolded).shown).toBe('folded');
  });
});
