import { type Ref, useEffect, useRef, useState } from 'react';
import { useTexts } from '../i18n/use-texts.ts';
import { TextField } from '../ui/text-field.tsx';
import { texts } from './texts.ts';

const WAIT_MS = 250;

/** Rows in which the text stands, found when typing pauses; Enter does not wait, and then goes from one to the next; Esc empties it. */
export function FindField({
  value,
  isDisabled,
  onFind,
  onNext,
  inputRef,
}: {
  readonly value: string;
  readonly isDisabled: boolean;
  readonly onFind: (text: string) => void;
  /** To the next cell that has the text in it: 1 forward, -1 back. */
  readonly onNext: (step: 1 | -1) => void;
  readonly inputRef: Ref<HTMLInputElement>;
}) {
  const t = useTexts(texts);
  const [typed, setTyped] = useState(value);
  const latest = useRef(onFind);
  useEffect(() => {
    latest.current = onFind;
  });
  // Cleared from elsewhere.
  useEffect(() => {
    if (value === '') setTyped('');
  }, [value]);
  useEffect(() => {
    if (typed === value) return;
    const timer = setTimeout(() => latest.current(typed), WAIT_MS);
    return () => clearTimeout(timer);
  }, [typed, value]);
  return (
    <span title={t.findKeys}>
      <TextField
        label={t.find}
        hideLabel
        type="search"
        width={200}
        value={typed}
        placeholder={t.find}
        isDisabled={isDisabled}
        onChange={setTyped}
        inputRef={inputRef}
        onKeyDown={(event) => {
          if (event.key === 'Enter') {
            // What is typed first; then from one to the next.
            if (typed === value) onNext(event.shiftKey ? -1 : 1);
            else onFind(typed);
          }
          if (event.key === 'Escape' && typed !== '') {
            setTyped('');
            onFind('');
            event.stopPropagation();
          }
        }}
      />
    </span>
  );
}
