import { ComboBox as AriaComboBox, Button, Input, Label, ListBox, ListBoxItem, Popover } from 'react-aria-components';
import './field.css';
import { Icon } from './icon.tsx';
import './list.css';

/** A text with suggestions; anything can be typed. */
export function ComboBox({
  label,
  value,
  onChange,
  suggestions,
  placeholder,
  mono = false,
  status = null,
  autoFocus = false,
  onOpen,
}: {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly suggestions: readonly string[];
  readonly placeholder: string;
  readonly mono?: boolean;
  /** Said in the list when there is nothing to suggest. */
  readonly status?: string | null;
  readonly autoFocus?: boolean;
  /** The list was opened: time to ask for suggestions. */
  readonly onOpen?: () => void;
}) {
  const shown = filtered(suggestions, value);
  return (
    <AriaComboBox
      className="ui-combo"
      items={shown.map((name) => ({ id: name }))}
      inputValue={value}
      onInputChange={onChange}
      allowsCustomValue
      allowsEmptyCollection={status !== null}
      menuTrigger="input"
      onOpenChange={(open) => open && onOpen?.()}
      defaultFilter={() => true}
    >
      <Label className="visually-hidden">{label}</Label>
      <div className="ui-field">
        <Input className={mono ? 'mono' : ''} placeholder={placeholder} spellCheck={false} autoComplete="off" autoFocus={autoFocus} />
        <Button className="ui-combo-button">
          <Icon name="down" size={16} />
        </Button>
      </div>
      <Popover className="ui-popover" offset={4}>
        <ListBox className="ui-list" renderEmptyState={() => <div className="ui-list-empty">{status}</div>}>
          {(item: { readonly id: string }) => (
            <ListBoxItem id={item.id} textValue={item.id} className="ui-list-item ui-combo-item">
              <span className={mono ? 'mono ellipsis' : 'ellipsis'}>{item.id}</span>
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </AriaComboBox>
  );
}

/** Names that contain what is typed; all of them when it is one of them, so that the others can be seen. */
function filtered(names: readonly string[], typed: string): readonly string[] {
  const text = typed.trim().toLowerCase();
  if (text === '' || names.some((name) => name.toLowerCase() === text)) return names;
  return names.filter((name) => name.toLowerCase().includes(text));
}
