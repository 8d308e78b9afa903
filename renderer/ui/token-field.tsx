import { type ClipboardEvent, type FocusEvent, type KeyboardEvent, useId, useRef, useState } from 'react';
import { useTexts } from '../i18n/use-texts.ts';
import { afterPress } from './after-press.ts';
import './field.css';
import { Icon } from './icon.tsx';
import { texts } from './texts.ts';
import './token-field.css';
import { addTokens, splitTokens } from './token-split.ts';

/**
 * Several values in one field. Enter, comma, space and leaving the field make what was typed a token; a pasted list
 * becomes several; Backspace in the empty input takes the last one back for editing; a button at the
 * end takes several away at once.
 */
export function TokenField({
  label,
  tokens,
  onChange,
  placeholder,
  problems = new Map(),
  problemId,
  inputWidth = 86,
  autoFocus = false,
}: {
  /** Its name, not shown. */
  readonly label: string;
  readonly tokens: readonly string[];
  readonly onChange: (tokens: readonly string[]) => void;
  readonly placeholder: string;
  /** What is wrong with a token, by its index: marked, and its tooltip. Show the text near the field too. */
  readonly problems?: ReadonlyMap<number, string>;
  /** Id of the element that shows the problems. */
  readonly problemId?: string | undefined;
  /** Pixels of the place to type in. */
  readonly inputWidth?: number;
  readonly autoFocus?: boolean;
}) {
  const t = useTexts(texts);
  const [typed, setTyped] = useState('');
  const input = useRef<HTMLInputElement>(null);
  const frame = useRef<HTMLDivElement>(null);
  const listId = useId();

  const add = (text: string) => {
    const next = addTokens(tokens, splitTokens(text));
    setTyped('');
    if (next !== tokens) onChange(next);
  };
  const removeAt = (index: number) => {
    onChange(tokens.filter((_, at) => at !== index));
    input.current?.focus();
  };

  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    // While a Japanese input method composes, Enter and space belong to it.
    if (event.nativeEvent.isComposing) return;
    const atStart = event.currentTarget.selectionStart === 0 && event.currentTarget.selectionEnd === 0;
    if (event.key === 'Enter' && typed.trim() !== '') {
      event.preventDefault();
      add(typed);
    } else if ((event.key === ',' || event.key === ' ' || event.key === ';') && typed.trim() !== '') {
      event.preventDefault();
      add(typed);
    } else if (event.key === 'Backspace' && typed === '' && tokens.length > 0) {
      event.preventDefault();
      setTyped(tokens.at(-1) ?? '');
      onChange(tokens.slice(0, -1));
    } else if (event.key === 'ArrowLeft' && atStart && tokens.length > 0) {
      event.preventDefault();
      buttons(frame.current).at(-1)?.focus();
    }
  };

  const onPaste = (event: ClipboardEvent<HTMLInputElement>) => {
    const text = event.clipboardData.getData('text');
    if (splitTokens(text).length < 2) return;
    event.preventDefault();
    add(`${typed} ${text}`);
  };

  return (
    <div
      ref={frame}
      className="ui-field ui-tokens mono"
      {...(problems.size > 0 ? { 'data-invalid': true } : {})}
      onPointerDown={(event) => {
        if (event.target !== frame.current) return;
        event.preventDefault();
        input.current?.focus();
      }}
    >
      {tokens.map((token, index) => (
        <span key={token} className="ui-token" title={problems.get(index)} {...(problems.has(index) ? { 'data-invalid': true } : {})}>
          {problems.has(index) && <Icon name="warning" size={12} />}
          <span className="ellipsis">{token}</span>
          <button
            type="button"
            tabIndex={-1}
            aria-label={t.remove(token)}
            onClick={() => removeAt(index)}
            onKeyDown={(event) => moveAmong(event, frame.current, input.current, () => removeAt(index))}
          >
            <Icon name="close" size={10} />
          </button>
        </span>
      ))}
      <span id={listId} className="visually-hidden">
        {tokens.join(', ')}
      </span>
      <input
        ref={input}
        aria-label={label}
        aria-invalid={problems.size > 0}
        aria-describedby={problemId === undefined ? listId : `${listId} ${problemId}`}
        // biome-ignore lint/a11y/noAutofocus: only inside a popover that was just opened to type here.
        autoFocus={autoFocus}
        spellCheck={false}
        autoComplete="off"
        placeholder={placeholder}
        style={{ width: typed === '' ? inputWidth : Math.max(inputWidth, typed.length * 7.3 + 8) }}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        onKeyDown={onKeyDown}
        onPaste={onPaste}
        onBlur={(event: FocusEvent) => {
          if (typed !== '' && !frame.current?.contains(event.relatedTarget)) afterPress(() => add(typed));
        }}
      />
      {tokens.length > 1 && (
        <button
          type="button"
          className="ui-tokens-clear"
          aria-label={t.removeAll(tokens.length, label)}
          title={t.removeAll(tokens.length, label)}
          onClick={() => {
            onChange([]);
            input.current?.focus();
          }}
        >
          <Icon name="close" size={12} />
        </button>
      )}
    </div>
  );
}

function buttons(frame: HTMLElement | null): HTMLButtonElement[] {
  return frame ? [...frame.querySelectorAll<HTMLButtonElement>('.ui-token button')] : [];
}

/** Left and right go through the tokens and back to the input; Delete and Backspace take the token away. */
function moveAmong(
  event: KeyboardEvent<HTMLButtonElement>,
  frame: HTMLElement | null,
  input: HTMLInputElement | null,
  remove: () => void,
): void {
  const all = buttons(frame);
  const at = all.indexOf(event.currentTarget);
  if (event.key === 'ArrowLeft') all[at - 1]?.focus();
  else if (event.key === 'ArrowRight') (all[at + 1] ?? input)?.focus();
  else if (event.key === 'Delete' || event.key === 'Backspace') remove();
  else return;
  event.preventDefault();
}
