import { useMemo, useState } from 'react';
import {
  Select as AriaSelect,
  Autocomplete,
  Button,
  Collection,
  Input,
  Label,
  ListBox,
  ListBoxItem,
  Popover,
  SearchField,
  SelectValue,
} from 'react-aria-components';
import { useTexts } from '../i18n/use-texts.ts';
import './field.css';
import { Icon } from './icon.tsx';
import './list.css';
import './search-select.css';
import { texts } from './texts.ts';

export interface SearchSelectOption {
  readonly value: string;
  readonly label: string;
  /** Quiet text at the line's end. */
  readonly side: string;
}

/** One of a long list, found by typing. `options` is called when it opens: lists that cost something are made then. */
export function SearchSelect({
  label,
  value,
  text,
  side,
  options,
  find,
  onChange,
  labelInside = true,
  placement = 'bottom end',
}: {
  readonly label: string;
  readonly value: string;
  /** The chosen value's words. */
  readonly text: string;
  readonly side: string;
  readonly options: () => readonly SearchSelectOption[];
  /** Those that are meant by what was typed, best first: Enter takes the first. */
  readonly find: (all: readonly SearchSelectOption[], typed: string) => readonly SearchSelectOption[];
  readonly onChange: (value: string) => void;
  readonly labelInside?: boolean;
  readonly placement?: 'bottom start' | 'bottom end';
}) {
  const t = useTexts(texts);
  const [isOpen, setOpen] = useState(false);
  const [typed, setTyped] = useState('');
  const all = useMemo(() => (isOpen ? options() : []), [isOpen, options]);
  const found = useMemo(() => find(all, typed), [all, typed, find]);

  return (
    <AriaSelect
      className="ui-select"
      value={value}
      allowsEmptyCollection
      isOpen={isOpen}
      onOpenChange={(open) => {
        setTyped('');
        setOpen(open);
      }}
      onChange={(key) => key !== null && onChange(String(key))}
    >
      <Label className="visually-hidden">{label}</Label>
      <Button className="ui-field ui-picker" data-picker>
        {labelInside && (
          <span className="muted" aria-hidden="true">
            {label}
          </span>
        )}
        <SelectValue className="ui-search-select-value">
          {() => (
            <>
              <span className="strong ellipsis">{text}</span>
              <span className="muted">{side}</span>
            </>
          )}
        </SelectValue>
        <Icon name="down" size={16} />
      </Button>
      <Popover className="ui-popover ui-search-select" offset={4} placement={placement}>
        <Autocomplete inputValue={typed} onInputChange={setTyped}>
          <SearchField className="ui-search-select-field" aria-label={t.search} autoFocus>
            <Icon name="search" size={14} />
            <Input placeholder={t.search} spellCheck={false} autoComplete="off" />
          </SearchField>
          <ListBox className="ui-list" renderEmptyState={() => <div className="ui-list-empty">{t.noMatch}</div>}>
            <Collection items={found}>
              {(option) => (
                <ListBoxItem id={option.value} textValue={option.label} className="ui-list-item">
                  <Icon name="check" size={14} />
                  <span>{option.label}</span>
                  <span className="ui-list-side">{option.side}</span>
                </ListBoxItem>
              )}
            </Collection>
          </ListBox>
        </Autocomplete>
      </Popover>
    </AriaSelect>
  );
}
