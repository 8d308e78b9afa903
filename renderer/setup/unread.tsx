import type { WireError } from '../../preload/contract/errors.ts';
import { errorText } from '../i18n/error-texts.ts';
import { useLanguage } from '../i18n/language.tsx';
import { useTexts } from '../i18n/use-texts.ts';
import { Icon } from '../ui/icon.tsx';
import { texts } from './texts.ts';

/** What could not be read, and why: quiet, since the rest is there. */
export function Unread({ unread }: { readonly unread: readonly { readonly action: string; readonly error: WireError }[] }) {
  const t = useTexts(texts);
  const language = useLanguage();
  if (unread.length === 0) return null;
  return (
    <ul className="setup-unread" role="status">
      {unread.map(({ action, error }) => {
        const { title, reason } = errorText(error, language);
        return (
          <li key={action}>
            <Icon name="warning" size={14} />
            <span>{t.unread(action)}</span>
            <span className="muted ellipsis selectable" title={reason ?? title}>
              {reason ?? title}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
