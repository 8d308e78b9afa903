import { useEffect } from 'react';
import type { Settings } from '../../preload/contract/settings.ts';
import type { Language } from '../i18n/language.tsx';

/** Keeps `data-theme` and `lang` of the document as the settings say; `system` follows the system as it changes. */
export function useAppearance(theme: Settings['theme'], language: Language): void {
  useEffect(() => {
    const dark = window.matchMedia('(prefers-color-scheme: dark)');
    const apply = () => {
      document.documentElement.dataset.theme = theme === 'system' ? (dark.matches ? 'dark' : 'light') : theme;
    };
    apply();
    dark.addEventListener('change', apply);
    return () => dark.removeEventListener('change', apply);
  }, [theme]);
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
}
