import { Select as AriaSelect, Button, Label, ListBox, ListBoxItem, Popover, SelectValue, Text } from 'react-aria-components';
import './field.css';
import { Icon } from './icon.tsx';
import './list.css';

export interface SelectOption<V extends string> {
  readonly value: V;
  readonly label: string;
  readonly description?: string;
}

/** One of a list, its label inside the control (`Protocol  any`) or hidden. */
export function Select<V extends string>({
  label,
  labelInside = true,
  options,
  value,
  onChange,
  isDisabled = false,
  width,
}: {
  readonly label: string;
  /** Shows the label as the control's first, quiet word; else it is only read out. */
  readonly labelInside?: boolean;
  readonly options: readonly SelectOption<V>[];
  readonly value: V;
  readonly onChange: (value: V) => void;
  readonly isDisabled?: boolean;
  /** Pixels; else as wide as its value. */
  readonly width?: number;
}) {
  const chosen = options.find((option) => option.value === value);
  return (
    <AriaSelect
      className="ui-select"
      value={value}
      onChange={(key) => {
        const option = options.find((each) => each.value === key);
        if (option) onChange(option.value);
      }}
      isDisabled={isDisabled}
      style={width === undefined ? {} : { width }}
    >
      <Label className="visually-hidden">{label}</Label>
      <Button className="ui-field ui-picker" data-picker>
        {labelInside && (
          <span className="muted" aria-hidden="true">
            {label}
          </span>
        )}
        <SelectValue className="ellipsis">{() => chosen?.label ?? ''}</SelectValue>
        <Icon name="down" size={16} />
      </Button>
      <Popover className="ui-popover" offset={4}>
        <ListBox className="ui-list">
          {options.map((option) => (
            <ListBoxItem key={option.value} id={option.value} textValue={option.label} className="ui-list-item">
              <Icon name="check" size={14} />
              <span className="ui-list-text">
                <Text slot="label">{option.label}</Text>
                {option.description !== undefined && (
                  <Text slot="description" className="ui-hint">
                    {option.description}
                  </Text>
                )}
              </span>
            </ListBoxItem>
          ))}
        </ListBox>
      </Popover>
    </AriaSelect>
  );
}
