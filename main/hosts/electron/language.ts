/** The language of what main itself says: menu, dialogs, errors at the start. */
import type { Settings } from '../../../preload/contract/settings.ts';

export type Language = 'en' | 'ja';

/**
 * @param setting `system` follows the first of `preferred` that Nagare speaks
 * @param preferred the system's languages, BCP 47, the most wanted first
 */
export function languageFor(setting: Settings['language'], preferred: readonly string[]): Language {
  if (setting !== 'system') return setting;
  for (const tag of preferred) {
    const primary = tag.toLowerCase().split(/[-_]/)[0];
    if (primary === 'ja' || primary === 'en') return primary;
  }
  return 'en';
}
