import { ToggleButton, ToggleButtonGroup } from 'react-aria-components';
import './segmented.css';

export interface SegmentedOption<V extends string> {
  readonly value: V;
  readonly label: string;
  /** Shown as the tooltip, and read out. */
  readonly description?: string;
}

/** A few choices side by side, exactly one chosen (a radio group). */
export function Segmented<V extends string>({
  label,
  options,
  value,
  onChange,
  isDisabled = false,
  autoFocus = false,
}: {
  /** Its name, not shown. */
  readonly label: string;
  readonly options: readonly SegmentedOption<V>[];
  readonly value: V;
  readonly onChange: (value: V) => void;
  readonly isDisabled?: boolean;
  /** On what is chosen. */
  readonly autoFocus?: boolean;
}) {
  return (
    <ToggleButtonGroup
      className="ui-segmented"
      aria-label={label}
      selectionMode="single"
      disallowEmptySelection
      isDisabled={isDisabled}
      selectedKeys={[value]}
      onSelectionChange={(keys) => {
        const chosen = options.find((option) => keys.has(option.value));
        if (chosen) onChange(chosen.value);
      }}
    >
      {options.map((option) => (
        <ToggleButton
          key={option.value}
          id={option.value}
          className="ui-segment"
          autoFocus={autoFocus && option.value === value}
          {...(option.description === undefined ? {} : { 'aria-description': option.description })}
        >
          {option.label}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
}
