/** The windows of two runs, as far as they were asked for by the form. Pure. */
import type { Query, QueryForm } from '../../preload/contract/query.ts';

/** How long the window is; NULL for SQL by hand and for a CSV, of which nobody knows. */
export function windowSeconds(query: Query): number | null {
  return query.type === 'form' ? Math.max(1, query.form.to - query.form.from) : null;
}

/** What does not tell apart what was asked for: when, how it is shown, and how much of it. */
const ASIDE = ['from', 'to', 'zone', 'limit', 'measure'] as const satisfies readonly (keyof QueryForm)[];

/** Whether two runs have the same kind and filters. Statements by hand are the same when their text is. */
export function asksTheSame(a: Query, b: Query): boolean {
  if (a.type === 'form' && b.type === 'form') return JSON.stringify(bare(a.form)) === JSON.stringify(bare(b.form));
  if (a.type === 'sql' && b.type === 'sql') return a.sql === b.sql && JSON.stringify(a.parameters) === JSON.stringify(b.parameters);
  return a.type === b.type;
}

function bare(form: QueryForm): readonly [string, unknown][] {
  return Object.entries(form)
    .filter(([name]) => !ASIDE.some((each) => each === name))
    .sort(([a], [b]) => (a < b ? -1 : 1));
}
