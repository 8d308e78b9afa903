import type { ReactNode, Ref } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import './button.css';
import { Icon, type IconName } from './icon.tsx';
import { Tooltip } from './tooltip.tsx';

interface ButtonProps {
  /** `primary`: the one thing to do here. `quiet`: bordered. `danger`: deletes. */
  readonly variant?: 'primary' | 'quiet' | 'danger';
  readonly onPress?: (() => void) | undefined;
  readonly isDisabled?: boolean | undefined;
  readonly icon?: IconName;
  /** Shortcut shown inside, already in the platform's words. */
  readonly shortcut?: string;
  readonly autoFocus?: boolean;
  readonly type?: 'button' | 'submit';
  /** Id of the form that it submits, where it stands outside of it. */
  readonly form?: string;
  /** Where the visible words are not enough. */
  readonly label?: string;
  /** Id of an element that says why it is disabled, or more. */
  readonly describedBy?: string | undefined;
  readonly buttonRef?: Ref<HTMLButtonElement>;
  readonly children: ReactNode;
}

export function Button({ variant = 'quiet', icon, shortcut, label, describedBy, buttonRef, form, children, ...rest }: ButtonProps) {
  return (
    <AriaButton
      {...withoutUndefined(rest)}
      {...(form === undefined ? {} : { form, type: 'submit' as const })}
      {...(label === undefined ? {} : { 'aria-label': label })}
      {...(describedBy === undefined ? {} : { 'aria-describedby': describedBy })}
      {...(buttonRef === undefined ? {} : { ref: buttonRef })}
      className={`ui-button ui-button-${variant}`}
    >
      {icon && <Icon name={icon} size={16} />}
      <span>{children}</span>
      {shortcut && (
        <span className="ui-key" aria-hidden="true">
          {shortcut}
        </span>
      )}
    </AriaButton>
  );
}

/** A word that acts, in the accent's colour: secondary things that must stay quiet. */
export function LinkButton({
  onPress,
  isDisabled = false,
  expanded,
  label,
  children,
}: {
  readonly onPress: () => void;
  readonly isDisabled?: boolean;
  /** For a word that opens and closes something. */
  readonly expanded?: boolean;
  /** Where the visible words are not enough. */
  readonly label?: string;
  readonly children: ReactNode;
}) {
  return (
    <AriaButton
      className="ui-link"
      onPress={onPress}
      isDisabled={isDisabled}
      {...(expanded === undefined ? {} : { 'aria-expanded': expanded })}
      {...(label === undefined ? {} : { 'aria-label': label })}
    >
      {children}
    </AriaButton>
  );
}

/** An icon that acts; its name is its tooltip. */
export function IconButton({
  icon,
  label,
  onPress,
  isDisabled = false,
  isTabStop = true,
  size = 16,
}: {
  readonly icon: IconName;
  readonly label: string;
  readonly onPress: () => void;
  readonly isDisabled?: boolean;
  /** False in a list that is one stop of Tab: its own keys lead here. */
  readonly isTabStop?: boolean;
  readonly size?: number;
}) {
  return (
    <Tooltip text={label}>
      <AriaButton className="ui-icon-button" aria-label={label} onPress={onPress} isDisabled={isDisabled} excludeFromTabOrder={!isTabStop}>
        <Icon name={icon} size={size} />
      </AriaButton>
    </Tooltip>
  );
}

/** react-aria's props do not take `undefined` for "not given". */
function withoutUndefined<T extends object>(props: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(props).filter(([, value]) => value !== undefined)) as never;
}
