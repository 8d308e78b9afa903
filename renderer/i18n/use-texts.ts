import { type Language, useLanguage } from './language.tsx';

/** The same keys in both languages; a text with parameters is a function. `ja` must have the shape of `en`. */
export type Texts<T> = { readonly [L in Language]: T };

/** Picks the current language's texts of a catalogue. */
export function useTexts<T>(texts: Texts<T>): T {
  return texts[useLanguage()];
}
