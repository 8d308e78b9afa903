import { ComboBox as AriaComboBox, Button, Input, Label, ListBox, ListBoxItem, Popover } from 'react-aria-components';
import { useTexts } from '../i18n/use-texts.ts';
import './field.css';
import { Icon } from './icon.tsx';
import './list.css';
import { Problem } from './problem.tsx';
import { texts } from './texts.ts';

/** Each is drawn at every letter: a longer list is typed into. */
const MOST_SHOWN = 300;

/** `side`: quiet words at the line's end, searched too. */
export interface Suggestion {
  readonly value: string;
  readonly side: string;
}

/** A text with suggestions; anything can be typed. */
export function ComboBox({
  label,
  value,
  onChange,
  suggestions,
  placeholder,
  mono = false,
  status = null,
  note = null,
  problem = null,
  hint = null,
  autoFocus = false,
  onOpen,
}: {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly suggestions: readonly (string | Suggestion)[];
  readonly placeholder: string;
  readonly mono?: boolean;
  /** Said in the list when there is nothing to suggest. */
  readonly status?: string | null;
  /** Said below the list. */
  readonly note?: string | null;
  /** What is wrong with the text; said below the field, as is `hint` where nothing is wrong. */
  readonly problem?: string | null;
  readonly hint?: string | null;
  readonly autoFocus?: boolean;
  /** The list was opened: time to ask for suggestions. */
  readonly onOpen?: () => void;
}) {
  const t = useTexts(texts);
  const found = filtered(suggestions.map(whole), value);
  const shown = found.slice(0, MOST_SHOWN);
  const below = note ?? (found.length > shown.length ? t.typeMore : null);
  return (
    <AriaComboBox
      className="ui-combo"
      items={shown}
      inputValue={value}
      onInputChange={onChange}
      allowsCustomValue
      allowsEmptyCollection={status !== null}
      menuTrigger="input"
      isInvalid={problem !== null}
      validationBehavior="aria"
      onOpenChange={(open) => open && onOpen?.()}
      defaultFilter={() => true}
    >
      <Label className="visually-hidden">{label}</Label>
      <div className="ui-field" {...(problem === null ? {} : { 'data-invalid': true })}>
        <Input className={mono ? 'mono' : ''} placeholder={placeholder} spellCheck={false} autoComplete="off" autoFocus={autoFocus} />
        <Button className="ui-combo-button">
          <Icon name="down" size={16} />
        </Button>
      </div>
      {problem !== null ? <Problem text={problem} /> : hint !== null && <span className="ui-hint">{hint}</span>}
      <Popover className="ui-popover" offset={4}>
        <ListBox className="ui-list" renderEmptyState={() => <div className="ui-list-empty">{status}</div>}>
          {(item: Suggestion) => (
            <ListBoxItem id={item.value} textValue={item.value} className="ui-list-item ui-combo-item">
              <span className={mono ? 'mono ellipsis' : 'ellipsis'}>{item.value}</span>
              {item.side !== '' && <span className="ui-list-side ellipsis">{item.side}</span>}
            </ListBoxItem>
          )}
        </ListBox>
        {below !== null && <div className="ui-list-note">{below}</div>}
      </Popover>
    </AriaComboBox>
  );
}

type Item = Suggestion & { readonly id: string };
const whole = (each: string | Suggestion): Item => {
  const { value, side } = typeof each === 'string' ? { value: each, side: '' } : each;
  return { id: value, value, side };
};

/** Names that contain what is typed; all of them when it is one of them, so that the others can be seen. */
function filtered(names: readonly Item[], typed: string): readonly Item[] {
  const text = typed.trim().toLowerCase();
  if (text === '' || names.some(({ value }) => value.toLowerCase() === text)) return names;
  return names.filter(({ value, side }) => `${value} ${side}`.toLowerCase().includes(text));
}
