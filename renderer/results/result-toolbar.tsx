import type { Ref } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import type { Filter, ResultColumn } from '../../preload/contract/result.ts';
import { useTexts } from '../i18n/use-texts.ts';
import { Button } from '../ui/button.tsx';
import type { Reading } from './cell-text.ts';
import { ColumnsButton } from './columns-button.tsx';
import { FilterChips } from './filter-chips.tsx';
import type { EditedFilter } from './filter-editor.tsx';
import { FindField } from './find-field.tsx';
import { type ResultTab, ResultTabs } from './result-tabs.tsx';
import { texts } from './texts.ts';

/** Above the rows: what they are limited to, at the right what can be done with all of them. */
export function ResultToolbar({
  id,
  tab,
  arriving,
  onTab,
  filters,
  columns,
  inOrder,
  hidden,
  reading,
  find,
  findField,
  onFind,
  onNext,
  onEdit,
  onRemove,
  onClear,
  onHidden,
  onReset,
  onRaw,
  onExport,
}: {
  /** Of the tabs and their panels. */
  readonly id: string;
  /** Columns are chosen for the rows alone. */
  readonly tab: ResultTab;
  /** More rows are on their way: what needs all of them waits, and says so. */
  readonly arriving: boolean;
  readonly onTab: (tab: ResultTab) => void;
  readonly filters: readonly Filter[];
  readonly columns: readonly ResultColumn[];
  /** The same in the grid's order. */
  readonly inOrder: readonly ResultColumn[];
  readonly hidden: ReadonlySet<string>;
  readonly reading: Reading;
  readonly find: string;
  readonly findField: Ref<HTMLInputElement>;
  readonly onFind: (text: string) => void;
  readonly onNext: (step: 1 | -1) => void;
  /** Opens the editor of a filter. */
  readonly onEdit: (edited: EditedFilter) => void;
  readonly onRemove: (filter: Filter) => void;
  readonly onClear: () => void;
  readonly onHidden: (hidden: ReadonlySet<string>) => void;
  /** The columns as at first. */
  readonly onReset: () => void;
  readonly onRaw: (raw: boolean) => void;
  readonly onExport: () => void;
}) {
  const t = useTexts(texts);
  const chips = filters.filter((filter) => filter.op !== 'find').length;
  return (
    <div className="result-toolbar" role="toolbar" aria-label={t.result} data-chips={chips > 2 ? 'many' : chips === 2 ? 'two' : 'few'}>
      <ResultTabs id={id} tab={tab} isRowsOnly={arriving} onTab={onTab} />
      {arriving && (
        <span id={`${id}-arriving`} className="muted ellipsis" role="status" title={t.arriving}>
          {t.arriving}
        </span>
      )}
      <FilterChips filters={filters} columns={columns} reading={reading} onEdit={onEdit} onRemove={onRemove} onClear={onClear} />
      <span className="spacer" />
      <FindField isDisabled={arriving} value={find} onFind={onFind} onNext={onNext} inputRef={findField} />
      {tab === 'rows' && (
        <ColumnsButton
          columns={inOrder}
          hidden={hidden}
          onHidden={onHidden}
          onReset={onReset}
          raw={{ value: reading.raw, onChange: onRaw }}
          trigger={
            <AriaButton className="ui-link result-columns-button">
              {hidden.size === 0 ? t.columnsCount(columns.length) : `${columns.length - hidden.size} / ${t.columnsCount(columns.length)}`}
            </AriaButton>
          }
        />
      )}
      <Button onPress={onExport} isDisabled={arriving} describedBy={arriving ? `${id}-arriving` : undefined}>
        {t.export}
      </Button>
    </div>
  );
}
