import type { Ref } from 'react';
import { Button as AriaButton, Tab, TabList } from 'react-aria-components';
import type { Filter, ResultColumn } from '../../preload/contract/result.ts';
import { useTexts } from '../i18n/use-texts.ts';
import { Button } from '../ui/button.tsx';
import type { Reading } from './cell-text.ts';
import { ColumnsButton } from './columns-button.tsx';
import { FilterChips } from './filter-chips.tsx';
import { FindField } from './find-field.tsx';
import { texts } from './texts.ts';

export const resultTabs = ['rows', 'chart', 'summary'] as const;
export type ResultTab = (typeof resultTabs)[number];

/** Above the rows: what they are limited to, at the right what can be done with all of them. */
export function ResultToolbar({
  tab,
  filters,
  columns,
  inOrder,
  hidden,
  reading,
  find,
  findField,
  onFind,
  onRemove,
  onClear,
  onHidden,
  onRaw,
  onExport,
}: {
  /** Of the tabs around it: columns are chosen for the rows. */
  readonly tab: ResultTab;
  readonly filters: readonly Filter[];
  readonly columns: readonly ResultColumn[];
  /** The same in the grid's order. */
  readonly inOrder: readonly ResultColumn[];
  readonly hidden: ReadonlySet<string>;
  readonly reading: Reading;
  readonly find: string;
  readonly findField: Ref<HTMLInputElement>;
  readonly onFind: (text: string) => void;
  readonly onRemove: (filter: Filter) => void;
  readonly onClear: () => void;
  readonly onHidden: (hidden: ReadonlySet<string>) => void;
  readonly onRaw: (raw: boolean) => void;
  readonly onExport: () => void;
}) {
  const t = useTexts(texts);
  return (
    <div className="result-toolbar" role="toolbar" aria-label={t.result}>
      <TabList className="result-tabs" aria-label={t.tabs}>
        {resultTabs.map((tab) => (
          <Tab key={tab} id={tab} className="result-tab">
            {t[tab]}
          </Tab>
        ))}
      </TabList>
      <FilterChips filters={filters} columns={columns} reading={reading} onRemove={onRemove} onClear={onClear} />
      <span className="spacer" />
      <FindField value={find} onFind={onFind} inputRef={findField} />
      {tab === 'rows' && (
        <ColumnsButton
          columns={inOrder}
          hidden={hidden}
          onHidden={onHidden}
          raw={{ value: reading.raw, onChange: onRaw }}
          trigger={
            <AriaButton className="ui-link result-columns-button">
              {hidden.size === 0 ? t.columnsCount(columns.length) : `${columns.length - hidden.size} / ${t.columnsCount(columns.length)}`}
            </AriaButton>
          }
        />
      )}
      <Button onPress={onExport}>{t.export}</Button>
    </div>
  );
}
