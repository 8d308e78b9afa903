import type { Freed } from '../../preload/contract/settings.ts';
import { useFormat } from '../i18n/use-format.ts';
import { useTexts } from '../i18n/use-texts.ts';
import { IconButton } from '../ui/button.tsx';
import './notice.css';
import { texts } from './texts.ts';

/** Rows have gone, as the settings say: said quietly, until it is dismissed. */
export function FreedNotice({ freed, onDismiss }: { readonly freed: Freed; readonly onDismiss: () => void }) {
  const t = useTexts(texts);
  const format = useFormat();
  return (
    <div className="notice notice-quiet" role="status">
      <span className="ellipsis">{t.freed(format.number(freed.runs), format.bytes(freed.bytes))}</span>
      <span className="spacer" />
      <IconButton icon="close" label={t.dismiss} onPress={onDismiss} />
    </div>
  );
}
