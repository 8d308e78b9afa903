/** Words for every failure: what happened, then what was kept and what to do. */
import type { ErrorCode, ErrorDetails, WireError } from '../../preload/contract/errors.ts';
import { errorTextsEn } from './error-texts-en.ts';
import { errorTextsJa } from './error-texts-ja.ts';
import type { ErrorWords, Words } from './error-words.ts';
import type { Language } from './language.tsx';

export const errorTexts: { readonly [L in Language]: Readonly<Record<ErrorCode, ErrorWords>> } = { en: errorTextsEn, ja: errorTextsJa };

export interface ErrorText {
  readonly title: string;
  readonly hint: string;
  /** The other side's own words (Athena's, the system's), as they came; NULL where there are none. */
  readonly reason: string | null;
}

const said = (words: Words, details: ErrorDetails) => (typeof words === 'string' ? words : words(details));

/** An error in the words of a language. */
export function errorText(error: Pick<WireError, 'code' | 'details'> & { readonly message?: string }, language: Language): ErrorText {
  const words = errorTexts[language][error.code];
  const { reason, logId } = error.details;
  const own = typeof reason === 'string' && reason !== '' ? reason : null;
  // A bug on the page's own side has no log entry: its message is all there is.
  const bug = error.code === 'internal' && logId === undefined && error.message ? error.message : null;
  return { title: said(words.title, error.details), hint: said(words.hint, error.details), reason: own ?? bug };
}
