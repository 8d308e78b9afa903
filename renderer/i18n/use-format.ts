import { type Format, formatFor } from './format.ts';
import { useLanguage } from './language.tsx';

const formats = { en: formatFor('en'), ja: formatFor('ja') } as const;

/** The current language's formats. */
export function useFormat(): Format {
  return formats[useLanguage()];
}
