import type { Language } from '../../i18n/language.tsx';
import { texts as queryTexts } from '../texts.ts';
import { type AskedParameter, sqlProblem } from './parameter-drafts.ts';
import { texts } from './texts.ts';

/** Why the statement in the editor cannot be run now, in words; NULL: it can. */
export function blockedSql(
  sql: string,
  asked: readonly AskedParameter[],
  language: Language,
): { readonly text: string; readonly isProblem: boolean } | null {
  const t = texts[language];
  const problem = sqlProblem(sql, asked);
  if (problem === null) return null;
  if (problem === 'empty') return { text: queryTexts[language].emptySql, isProblem: false };
  if (problem === 'several') return { text: t.several, isProblem: true };
  return 'missing' in problem ? { text: t.missing(problem.missing), isProblem: false } : { text: t.bad(problem.bad), isProblem: true };
}
