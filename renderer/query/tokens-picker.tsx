import { useId } from 'react';
import { Button } from 'react-aria-components';
import { useTexts } from '../i18n/use-texts.ts';
import { Checkbox } from '../ui/checkbox.tsx';
import { Icon } from '../ui/icon.tsx';
import { PopoverButton } from '../ui/popover-button.tsx';
import { TokenField } from '../ui/token-field.tsx';
import { FieldProblems } from './field-problems.tsx';
import { texts } from './texts.ts';

/** Several values behind one picker: common ones to tick, others to type. */
export function TokensPicker({
  label,
  tokens,
  onChange,
  common = [],
  commonLabel = (value) => value,
  placeholder,
  problems,
  tokenProblems,
}: {
  readonly label: string;
  readonly tokens: readonly string[];
  readonly onChange: (tokens: readonly string[]) => void;
  /** Values to tick. */
  readonly common?: readonly string[];
  readonly commonLabel?: (value: string) => string;
  readonly placeholder: string;
  readonly problems: readonly string[];
  readonly tokenProblems: ReadonlyMap<number, string>;
}) {
  const t = useTexts(texts);
  const problemId = useId();
  const [first] = tokens;
  const words = first === undefined ? t.any : tokens.length === 1 ? first : t.moreThan(first, tokens.length - 1);
  const isCommon = (token: string) => common.includes(token);
  // The field below shows what is typed; ticked values stand in the list above it.
  const typed = tokens.filter((token) => !isCommon(token));
  const typedProblems = new Map(
    [...tokenProblems].flatMap(([index, text]) => {
      const at = typed.indexOf(tokens[index] ?? '');
      return at < 0 ? [] : [[at, text] as const];
    }),
  );

  return (
    <PopoverButton
      label={label}
      trigger={
        <Button
          className="ui-field ui-picker"
          data-picker
          aria-label={`${label}: ${tokens.length === 0 ? t.any : tokens.join(', ')}`}
          {...(problems.length > 0 ? { 'data-invalid': true, 'aria-describedby': problemId } : {})}
        >
          <span className="muted">{label}</span>
          {problems.length > 0 && <Icon name="warning" size={13} />}
          <span className="query-picker-words">{words}</span>
          <Icon name="down" size={16} />
        </Button>
      }
    >
      {() => (
        <div className="query-tokens-panel">
          {common.map((value) => (
            <Checkbox
              key={value}
              isSelected={tokens.includes(value)}
              onChange={(on) => onChange(on ? [...tokens, value] : tokens.filter((token) => token !== value))}
            >
              {commonLabel(value)}
            </Checkbox>
          ))}
          <TokenField
            label={label}
            tokens={typed}
            onChange={(next) => onChange([...tokens.filter(isCommon), ...next])}
            placeholder={placeholder}
            problems={typedProblems}
            problemId={problems.length > 0 ? problemId : undefined}
            inputWidth={220}
            autoFocus={common.length === 0}
          />
          <FieldProblems id={problemId} problems={problems} />
        </div>
      )}
    </PopoverButton>
  );
}
