import type { ReactNode } from 'react';
import type { WireError } from '../../preload/contract/errors.ts';
import { errorText } from '../i18n/error-texts.ts';
import { useLanguage } from '../i18n/language.tsx';
import { SignInButton } from '../sign-in/sign-in-button.tsx';
import './error-note.css';
import { Icon } from './icon.tsx';

/**
 * An error in the place of what it prevented: what happened, what was kept and what to do, and the other side's own
 * words below. `children` are the things to do (buttons).
 */
export function ErrorNote({
  error,
  layout = 'inline',
  hint,
  children,
}: {
  readonly error: WireError;
  /** `page`: in the middle of the place of a view; `inline`: a block among others. */
  readonly layout?: 'page' | 'inline';
  /** In the place of the code's own words on what was kept and what to do, where those speak of a query. */
  readonly hint?: string | undefined;
  readonly children?: ReactNode;
}) {
  const text = errorText(error, useLanguage());
  return (
    <div className={`ui-error ui-error-${layout}`} role="alert">
      <div className="ui-error-box">
        <h3 className="ui-error-title">
          <Icon name="warning" size={16} />
          <span>{text.title}</span>
        </h3>
        <p>{hint ?? text.hint}</p>
        {text.reason !== null && <pre className="ui-error-reason mono">{text.reason}</pre>}
        {(children || error.code === 'sign_in_needed') && (
          <div className="ui-error-actions">
            <SignInButton error={error} />
            {children}
          </div>
        )}
      </div>
    </div>
  );
}
