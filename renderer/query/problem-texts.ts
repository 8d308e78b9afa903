/** The form's problems as words at their field. */
import type { FormProblem } from '../../main/flowlogs/form.ts';
import type { QueryForm } from '../../preload/contract/query.ts';
import { errorText } from '../i18n/error-texts.ts';
import type { Language } from '../i18n/language.tsx';

export interface ProblemTexts {
  /** All of a field's problems, each a sentence with what to enter. */
  of(field: keyof QueryForm): readonly string[];
  /** Of a field's several values: what is wrong with which. */
  tokens(field: keyof QueryForm): ReadonlyMap<number, string>;
  /** The first of all, short: why nothing can be run. */
  readonly first: string | null;
}

export function problemTexts(problems: readonly FormProblem[], language: Language): ProblemTexts {
  const words = problems.map((each) => ({ ...each, text: errorText(each.problem, language) }));
  return {
    of: (field) => words.filter((each) => each.field === field).map(({ text }) => joined(text.title, text.hint, language)),
    tokens: (field) =>
      new Map(words.flatMap((each) => (each.field === field && each.index !== null ? [[each.index, each.text.title] as const] : []))),
    first: words[0] ? words[0].text.title : null,
  };
}

/** A title that ends in a value gets a full stop of its own before the hint. */
function joined(title: string, hint: string, language: Language): string {
  if (language === 'ja') return title.endsWith('。') ? `${title}${hint}` : `${title}。${hint}`;
  return title.endsWith('.') ? `${title} ${hint}` : `${title}. ${hint}`;
}
