import type { Reading } from './cell-text.ts';
import { type EditedFilter, FilterEditor } from './filter-editor.tsx';
import type { ShownView } from './use-view.ts';

/** The editor of one filter of a view, while one is edited; what is applied replaces the filter or is added. */
export function EditedFilterDialog({
  edited,
  reading,
  view,
  onClose,
  onChanged,
}: {
  readonly edited: EditedFilter | null;
  readonly reading: Reading;
  readonly view: Pick<ShownView, 'add' | 'replace' | 'remove'>;
  readonly onClose: () => void;
  /** Before the view gets other rows. */
  readonly onChanged: () => void;
}) {
  if (!edited) return null;
  return (
    <FilterEditor
      edited={edited}
      reading={reading}
      onApply={(next) => {
        onClose();
        onChanged();
        if (edited.filter) view.replace(edited.filter, next);
        else view.add(next);
      }}
      onRemove={() => {
        onClose();
        onChanged();
        if (edited.filter) view.remove(edited.filter);
      }}
      onClose={onClose}
    />
  );
}
