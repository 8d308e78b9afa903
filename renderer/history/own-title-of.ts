import { madeTitle } from '../../main/flowlogs/titles.ts';
import type { Run } from '../../preload/contract/run.ts';

/** What was typed as the run's own title; empty where it is what is made anyway, in either language: that goes on following the language. Pure. */
export function ownTitleOf(run: Run, typed: string): string {
  const text = typed.trim();
  return (['en', 'ja'] as const).some((language) => madeTitle(run, language).title === text) ? '' : text;
}
