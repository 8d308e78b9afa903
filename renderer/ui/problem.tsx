import { FieldError } from 'react-aria-components';
import './field.css';
import { Icon } from './icon.tsx';

/** What is wrong with a field, inside a react-aria field: tied to it as its error message. */
export function Problem({ text }: { readonly text: string }) {
  return (
    <FieldError className="ui-problem">
      <Icon name="warning" size={14} />
      {text}
    </FieldError>
  );
}
