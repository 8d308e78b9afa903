import type { KeyboardEvent } from 'react';
import { TextArea as AriaTextArea, TextField as AriaTextField, Label } from 'react-aria-components';
import './field.css';
import './text-field.css';
import { Problem } from './problem.tsx';

/** Several lines of text with their label, and their problem below them. */
export function TextArea({
  label,
  value,
  rows,
  onChange,
  problem = null,
  onKeyDown,
}: {
  readonly label: string;
  readonly value: string;
  /** Lines that are seen at once. */
  readonly rows: number;
  readonly onChange: (value: string) => void;
  readonly problem?: string | null;
  readonly onKeyDown?: (event: KeyboardEvent<HTMLTextAreaElement>) => void;
}) {
  return (
    <AriaTextField className="ui-field-stack ui-text-field" value={value} onChange={onChange} isInvalid={problem !== null}>
      <Label className="ui-field-label">{label}</Label>
      <div className="ui-field" {...(problem === null ? {} : { 'data-invalid': true })}>
        <AriaTextArea className="ui-text-area" rows={rows} {...(onKeyDown === undefined ? {} : { onKeyDown })} />
      </div>
      {problem !== null && <Problem text={problem} />}
    </AriaTextField>
  );
}
