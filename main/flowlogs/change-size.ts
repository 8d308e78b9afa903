/** How large a change is, by one measure. Pure. */
import type { ComparedLine } from '../../preload/contract/compare.ts';
import type { Measure } from '../../preload/contract/query.ts';

export interface ChangeSize {
  /** NULL: not there. */
  readonly a: number | null;
  readonly b: number | null;
  /** B less A; what is not there counts as nothing. */
  readonly difference: number;
  /** B to A; NULL where one of them is not there, or A is nothing. */
  readonly ratio: number | null;
}

export function changeSize({ a, b }: Pick<ComparedLine, 'a' | 'b'>, measure: Measure): ChangeSize {
  const before = a?.[measure] ?? null;
  const after = b?.[measure] ?? null;
  const ratio = before === null || after === null || before === 0 ? null : after / before;
  return { a: before, b: after, difference: (after ?? 0) - (before ?? 0), ratio };
}
