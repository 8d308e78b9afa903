import type { Filter, ResultColumn } from '../../preload/contract/result.ts';
import { useTexts } from '../i18n/use-texts.ts';
import { IconButton, LinkButton } from '../ui/button.tsx';
import type { Reading } from './cell-text.ts';
import { filterWords } from './filter-words.ts';
import { texts } from './texts.ts';

/** What the rows are limited to; each can be taken out again. The text that is looked for stands in its own field. */
export function FilterChips({
  filters,
  columns,
  reading,
  onRemove,
  onClear,
}: {
  readonly filters: readonly Filter[];
  readonly columns: readonly ResultColumn[];
  readonly reading: Reading;
  readonly onRemove: (filter: Filter) => void;
  readonly onClear: () => void;
}) {
  const t = useTexts(texts);
  const chips = filters.filter((filter) => filter.op !== 'find');
  return (
    <div className="result-chips">
      {chips.map((filter) => {
        const words = filterWords(filter, columns, reading);
        return (
          <span key={JSON.stringify(filter)} className="result-chip">
            <span className="ellipsis" title={words}>
              {words}
            </span>
            <IconButton icon="close" size={12} label={t.removeFilter(words)} onPress={() => onRemove(filter)} />
          </span>
        );
      })}
      {chips.length > 1 && <LinkButton onPress={onClear}>{t.clearFilters}</LinkButton>}
    </div>
  );
}
