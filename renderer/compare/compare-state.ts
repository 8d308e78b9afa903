/** Which two runs are held against each other, and how. Lives as long as the window: rows are looked at and come back from. Pure. */
import type { CompareRequest } from '../../preload/contract/compare.ts';
import type { Run } from '../../preload/contract/run.ts';

export interface Comparing extends Pick<CompareRequest, 'by' | 'measure' | 'show' | 'perHour'> {
  readonly a: Run;
  readonly b: Run;
}

/** The earlier window is A: what came since is new. */
export function openingComparison(one: Run, other: Run): Comparing {
  const [a, b] = momentOf(one) <= momentOf(other) ? [one, other] : [other, one];
  return { a, b, by: 'pair', measure: 'bytes', show: 'all', perHour: false };
}

/** Unix seconds: of the window, or else of the run. Two windows that begin together go by their runs. */
function momentOf({ query, createdAt }: Run): number {
  const ran = Date.parse(createdAt) / 1000;
  return query.type === 'form' ? query.form.from + ran / 1e11 : ran;
}

/** What stands in the way of a comparison; NULL when nothing does. */
export function hindrance({ a, b }: Pick<Comparing, 'a' | 'b'>): { readonly run: Run; readonly side: 'A' | 'B' } | null {
  const isThere = (run: Run) => run.state === 'saved' && !run.rowsGone;
  if (!isThere(a)) return { run: a, side: 'A' };
  return isThere(b) ? null : { run: b, side: 'B' };
}

/** Whether a run has the most rows that it was to have: what is missing in it may have been cut off. */
export function isCutOff({ query, rowCount }: Run, defaultLimit: number | null): boolean {
  if (query.type !== 'form') return false;
  const limit = query.form.limit ?? defaultLimit;
  return limit !== null && rowCount !== null && rowCount >= limit;
}
