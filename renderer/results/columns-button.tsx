import { useState } from 'react';
import type { ResultColumn } from '../../preload/contract/result.ts';
import { useLanguage } from '../i18n/language.tsx';
import { useTexts } from '../i18n/use-texts.ts';
import { LinkButton } from '../ui/button.tsx';
import { Checkbox } from '../ui/checkbox.tsx';
import { PopoverButton } from '../ui/popover-button.tsx';
import { TextField } from '../ui/text-field.tsx';
import { columnLabel } from './cell-text.ts';
import './columns-button.css';
import { texts } from './texts.ts';

/** Which columns are shown. At least one is. */
export function ColumnsButton({
  trigger,
  columns,
  hidden,
  onHidden,
  onReset = null,
  raw = null,
}: {
  readonly trigger: React.ReactNode;
  /** In the grid's order. */
  readonly columns: readonly ResultColumn[];
  /** Names. */
  readonly hidden: ReadonlySet<string>;
  readonly onHidden: (hidden: ReadonlySet<string>) => void;
  /** Order, widths and pins of the beginning; NULL where they are no question. */
  readonly onReset?: (() => void) | null;
  /** Whether values are shown as they are stored; NULL where that is no question. */
  readonly raw?: { readonly value: boolean; readonly onChange: (raw: boolean) => void } | null;
}) {
  const t = useTexts(texts);
  const language = useLanguage();
  const [typed, setTyped] = useState('');
  const words = (column: ResultColumn) => `${columnLabel(column, language)} ${column.name}`.toLowerCase();
  const found = columns.filter((column) => words(column).includes(typed.trim().toLowerCase()));
  const toggle = (name: string, isShown: boolean) => {
    const next = new Set(hidden);
    if (isShown) next.delete(name);
    else next.add(name);
    if (next.size < columns.length) onHidden(next);
  };
  return (
    <PopoverButton label={t.columns} placement="bottom end" trigger={trigger}>
      {() => (
        <div className="result-columns">
          <TextField label={t.findColumn} hideLabel type="search" value={typed} placeholder={t.findColumn} onChange={setTyped} autoFocus />
          <div className="result-columns-list">
            {found.map((column) => (
              <Checkbox key={column.name} isSelected={!hidden.has(column.name)} onChange={(isShown) => toggle(column.name, isShown)}>
                <span className="ellipsis">{columnLabel(column, language)}</span>
                {columnLabel(column, language) !== column.name && <span className="muted ellipsis">{column.name}</span>}
              </Checkbox>
            ))}
          </div>
          <div className="result-columns-foot">
            {/* Never disabled: the focus would be lost with it. */}
            <LinkButton onPress={() => onHidden(new Set())}>{t.allColumns}</LinkButton>
            {onReset && (
              <span title={t.columnOrder}>
                <LinkButton onPress={onReset}>{t.firstColumns}</LinkButton>
              </span>
            )}
            <span className="spacer" />
            {raw && (
              <Checkbox isSelected={raw.value} onChange={raw.onChange}>
                <span title={t.rawHint}>{t.rawValues}</span>
              </Checkbox>
            )}
          </div>
        </div>
      )}
    </PopoverButton>
  );
}
