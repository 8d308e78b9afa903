/** The page's language: one of two, given from the top, read by every text. */
import { createContext, type ReactNode, useContext } from 'react';
import { I18nProvider } from 'react-aria-components';

export type Language = 'en' | 'ja';

const LanguageContext = createContext<Language>('en');

/**
 * The language that a setting stands for.
 * @param setting `system` follows the first of `preferred` (BCP 47 tags, as `navigator.languages`) that Nagare speaks.
 */
export function languageFor(setting: 'system' | Language, preferred: readonly string[]): Language {
  if (setting !== 'system') return setting;
  for (const tag of preferred) {
    const primary = tag.toLowerCase().split('-')[0];
    if (primary === 'ja' || primary === 'en') return primary;
  }
  return 'en';
}

/** Gives `language` to all below, react-aria's own texts included. */
export function LanguageProvider({ language, children }: { readonly language: Language; readonly children: ReactNode }) {
  return (
    <LanguageContext value={language}>
      {/* en-CA: English with the date order year, month, day, which is the order of the logs and of the SQL. */}
      <I18nProvider locale={language === 'ja' ? 'ja-JP' : 'en-CA'}>{children}</I18nProvider>
    </LanguageContext>
  );
}

export function useLanguage(): Language {
  return useContext(LanguageContext);
}
