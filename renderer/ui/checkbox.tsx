import type { ReactNode } from 'react';
import { Checkbox as AriaCheckbox } from 'react-aria-components';
import './checkbox.css';
import { Icon } from './icon.tsx';

export function Checkbox({
  isSelected,
  isIndeterminate = false,
  onChange,
  isDisabled = false,
  children,
}: {
  readonly isSelected: boolean;
  readonly isIndeterminate?: boolean;
  readonly onChange: (isSelected: boolean) => void;
  readonly isDisabled?: boolean;
  readonly children: ReactNode;
}) {
  return (
    <AriaCheckbox
      className="ui-checkbox"
      isSelected={isSelected}
      isIndeterminate={isIndeterminate}
      onChange={onChange}
      isDisabled={isDisabled}
    >
      <span className="ui-checkbox-box">{isIndeterminate ? <span className="ui-checkbox-some" /> : <Icon name="check" size={12} />}</span>
      {children}
    </AriaCheckbox>
  );
}
