import { useEffect, useLayoutEffect } from 'react';
import type { Settings } from '../../preload/contract/settings.ts';
import type { Language } from '../i18n/language.tsx';

const systemIsDark = () => window.matchMedia('(prefers-color-scheme: dark)');

/** Sets the theme of the document: `data-theme` is what the tokens look at. */
export function applyTheme(theme: Settings['theme']): void {
  document.documentElement.dataset.theme = theme === 'system' ? (systemIsDark().matches ? 'dark' : 'light') : theme;
}

/** Keeps `data-theme` and `lang` of the document as the settings say; `system` follows the system as it changes. */
export function useAppearance(theme: Settings['theme'], language: Language): void {
  useLayoutEffect(() => applyTheme(theme), [theme]);
  useEffect(() => {
    const dark = systemIsDark();
    const apply = () => applyTheme(theme);
    dark.addEventListener('change', apply);
    return () => dark.removeEventListener('change', apply);
  }, [theme]);
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
}
