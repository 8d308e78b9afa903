import type { WireError } from '../../preload/contract/errors.ts';
import { errorText } from '../i18n/error-texts.ts';
import { useLanguage } from '../i18n/language.tsx';
import { useTexts } from '../i18n/use-texts.ts';
import { IconButton } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';
import './notice.css';
import { texts } from './texts.ts';

/** One line above the views that stays until it is dismissed. */
export function Notice({ error, onDismiss }: { readonly error: WireError; readonly onDismiss: () => void }) {
  const t = useTexts(texts);
  const { title, hint } = errorText(error, useLanguage());
  return (
    <div className="notice" role="alert">
      <Icon name="warning" size={16} />
      <span className="strong">{title}</span>
      <span className="muted ellipsis">{hint}</span>
      <span className="spacer" />
      <IconButton icon="close" label={t.dismiss} onPress={onDismiss} />
    </div>
  );
}
