import { useTexts } from '../i18n/use-texts.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { texts } from './texts.ts';

/** No row passes the filters. */
export function NoneLeft({ onClear }: { readonly onClear: () => void }) {
  const t = useTexts(texts);
  return (
    <EmptyState text={t.noneLeft}>
      <Button onPress={onClear}>{t.clearFilters}</Button>
    </EmptyState>
  );
}
