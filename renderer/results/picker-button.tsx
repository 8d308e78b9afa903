import { Button as AriaButton } from 'react-aria-components';
import '../ui/field.css';
import { Icon } from '../ui/icon.tsx';
import '../ui/list.css';

/** A button in the frame of a picker, for what opens below it. */
export function PickerButton({ label, text }: { readonly label: string; readonly text: string }) {
  return (
    <AriaButton className="ui-field ui-picker" data-picker aria-label={`${label}: ${text}`}>
      <span className="strong">{text}</span>
      <Icon name="down" size={16} />
    </AriaButton>
  );
}
