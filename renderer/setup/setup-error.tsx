import type { ReactNode } from 'react';
import type { WireError } from '../../preload/contract/errors.ts';
import { useTexts } from '../i18n/use-texts.ts';
import { ErrorNote } from '../ui/error-note.tsx';
import { errorHints } from './error-hints.ts';

/** An error of setting up or clearing away: there is no query that was kept. */
export function SetupError({
  error,
  layout = 'inline',
  children,
}: {
  readonly error: WireError;
  readonly layout?: 'page' | 'inline';
  readonly children?: ReactNode;
}) {
  const hints = useTexts(errorHints);
  return (
    <ErrorNote error={error} layout={layout} hint={hints[error.code]}>
      {children}
    </ErrorNote>
  );
}
