import type { Run } from '../../preload/contract/run.ts';

/** For a file's name: it tells the window in the zone that the file's dates are in. Pure. */
export function zonedRun(run: Run, zone: string): Run {
  const { query } = run;
  return { ...run, query: query.type === 'form' ? { ...query, form: { ...query.form, zone } } : { ...query, zone } };
}
