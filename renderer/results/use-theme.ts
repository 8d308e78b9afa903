import { useSyncExternalStore } from 'react';

const subscribe = (changed: () => void) => {
  const observer = new MutationObserver(changed);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] });
  return () => observer.disconnect();
};

/** The theme that the tokens follow now: for what is drawn with colours that it reads once. */
export function useTheme(): string {
  return useSyncExternalStore(subscribe, () => document.documentElement.dataset.theme ?? 'light');
}

/** The value of a token (`--accept`). */
export const token = (name: string): string => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
