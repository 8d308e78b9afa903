import type { Filter, ResultColumn } from '../../preload/contract/result.ts';
import { useTexts } from '../i18n/use-texts.ts';
import { IconButton, LinkButton } from '../ui/button.tsx';
import type { Reading } from './cell-text.ts';
import type { EditedFilter } from './filter-editor.tsx';
import { draftOf } from './filter-form.ts';
import { filterWords } from './filter-words.ts';
import { texts } from './texts.ts';

/** What the rows are limited to; each can be changed and taken out again. The text that is looked for stands in its own field. */
export function FilterChips({
  filters,
  columns,
  reading,
  onEdit,
  onRemove,
  onClear,
}: {
  readonly filters: readonly Filter[];
  readonly columns: readonly ResultColumn[];
  readonly reading: Reading;
  readonly onEdit: (edited: EditedFilter) => void;
  readonly onRemove: (filter: Filter) => void;
  readonly onClear: () => void;
}) {
  const t = useTexts(texts);
  const chips = filters.filter((filter) => filter.op !== 'find');
  return (
    <div className="result-chips">
      {chips.map((filter) => {
        const words = filterWords(filter, columns, reading);
        const column = columns.find((each) => each.name === filter.column);
        const isTyped = column !== undefined && draftOf(filter, column, reading.raw ? null : reading.zone) !== null;
        return (
          <span key={JSON.stringify(filter)} className="result-chip">
            {isTyped ? (
              <button
                type="button"
                className="result-chip-words ellipsis"
                aria-haspopup="dialog"
                title={t.editFilter(words)}
                onClick={(event) => {
                  const box = event.currentTarget.getBoundingClientRect();
                  onEdit({ column, filter, at: { x: box.left, y: box.bottom } });
                }}
              >
                {words}
              </button>
            ) : (
              <span className="ellipsis" title={words}>
                {words}
              </span>
            )}
            <IconButton icon="close" size={12} label={t.removeFilter(words)} onPress={() => onRemove(filter)} />
          </span>
        );
      })}
      {chips.length > 1 && <LinkButton onPress={onClear}>{t.clearFilters}</LinkButton>}
    </div>
  );
}
