import type { FocusEvent, KeyboardEvent, Ref } from 'react';
import { TextField as AriaTextField, Input, Label } from 'react-aria-components';
import './field.css';
import './text-field.css';
import { Problem } from './problem.tsx';

/** One line of text with its label, and its problem below it. */
export function TextField({
  label,
  hideLabel = false,
  value,
  onChange,
  placeholder,
  mono = false,
  type = 'text',
  problem = null,
  hint = null,
  width,
  isDisabled = false,
  autoFocus = false,
  onKeyDown,
  onFocus,
  onBlur,
  inputRef,
}: {
  readonly label: string;
  /** The label is still read out. */
  readonly hideLabel?: boolean;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly placeholder?: string;
  readonly mono?: boolean;
  readonly type?: 'text' | 'search';
  readonly problem?: string | null;
  readonly hint?: string | null;
  /** Pixels; else as wide as its place. */
  readonly width?: number;
  readonly isDisabled?: boolean;
  readonly autoFocus?: boolean;
  readonly onKeyDown?: (event: KeyboardEvent<HTMLInputElement>) => void;
  readonly onFocus?: (event: FocusEvent<HTMLInputElement>) => void;
  readonly onBlur?: () => void;
  readonly inputRef?: Ref<HTMLInputElement>;
}) {
  return (
    <AriaTextField
      className="ui-field-stack ui-text-field"
      type={type}
      value={value}
      onChange={onChange}
      isInvalid={problem !== null}
      isDisabled={isDisabled}
      autoFocus={autoFocus}
      style={width === undefined ? {} : { width }}
      {...(onBlur === undefined ? {} : { onBlur })}
    >
      <Label className={hideLabel ? 'visually-hidden' : 'ui-field-label'}>{label}</Label>
      <div className="ui-field" {...(problem === null ? {} : { 'data-invalid': true })}>
        <Input
          className={mono ? 'mono' : ''}
          spellCheck={false}
          autoComplete="off"
          {...(placeholder === undefined ? {} : { placeholder })}
          {...(onKeyDown === undefined ? {} : { onKeyDown })}
          {...(onFocus === undefined ? {} : { onFocus })}
          {...(inputRef === undefined ? {} : { ref: inputRef })}
        />
      </div>
      {problem !== null ? <Problem text={problem} /> : hint !== null ? <span className="ui-hint">{hint}</span> : null}
    </AriaTextField>
  );
}
