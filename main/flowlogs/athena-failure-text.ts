/** What an Athena failure means in plain words, and what to do: the page and the terminal say the same. */

import type { FailureWord } from './athena-failure-words.ts';
import { athenaFailureWordsEn } from './athena-failure-words-en.ts';
import { athenaFailureWordsJa } from './athena-failure-words-ja.ts';
import type { AthenaFailure } from './athena-failures.ts';
import type { Language } from './titles.ts';

const words = { en: athenaFailureWordsEn, ja: athenaFailureWordsJa };

export interface FailureText {
  /** What happened: one sentence. */
  readonly title: string;
  /** What to do. */
  readonly hint: string;
}

export function athenaFailureText(failure: AthenaFailure, language: Language): FailureText {
  const [title, hint] = words[language][failure.kind];
  const said = (word: FailureWord) => (typeof word === 'string' ? word : word(failure));
  return { title: said(title), hint: said(hint) };
}
