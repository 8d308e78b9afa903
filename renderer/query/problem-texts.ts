/** The form's problems as words at their field. */
import type { FormProblem } from '../../main/flowlogs/form.ts';
import type { QueryForm } from '../../preload/contract/query.ts';
import { errorText } from '../i18n/error-texts.ts';
import type { Language } from '../i18n/language.tsx';

export interface ProblemTexts {
  /** What is wrong with a field and what to enter; values with the same remedy together. */
  of(field: keyof QueryForm): readonly string[];
  /** Of a field's several values: what is wrong with which. */
  tokens(field: keyof QueryForm): ReadonlyMap<number, string>;
  /** The first of all, short: why nothing can be run. */
  readonly first: string | null;
}

export function problemTexts(problems: readonly FormProblem[], language: Language): ProblemTexts {
  const words = problems.map((each) => ({ ...each, text: errorText(each.problem, language) }));
  return {
    of: (field) => {
      const byHint = Map.groupBy(
        words.filter((each) => each.field === field),
        (each) => each.text.hint,
      );
      return [...byHint].map(([hint, group]) => sentences([...group.map((each) => each.text.title), hint], language));
    },
    tokens: (field) =>
      new Map(words.flatMap((each) => (each.field === field && each.index !== null ? [[each.index, each.text.title] as const] : []))),
    first: words[0] ? words[0].text.title : null,
  };
}

/** One after the other; a title that ends in a value gets a full stop of its own. */
function sentences(texts: readonly string[], language: Language): string {
  const stop = language === 'ja' ? '。' : '.';
  return texts.map((text) => (text.endsWith(stop) ? text : `${text}${stop}`)).join(language === 'ja' ? '' : ' ');
}
