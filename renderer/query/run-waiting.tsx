import { credentialCodes, type ErrorCode } from '../../preload/contract/errors.ts';
import type { Run } from '../../preload/contract/run.ts';
import { useFormat } from '../i18n/use-format.ts';
import { useTexts } from '../i18n/use-texts.ts';
import { SignInButton } from '../sign-in/sign-in-button.tsx';
import { Button } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';
import { texts } from './texts.ts';

/** What keeps a run from going on, since when, and what ends that. */
export function RunWaiting({
  waiting,
  zone,
  onTryNow,
}: {
  readonly waiting: NonNullable<Run['waiting']>;
  readonly zone: string;
  readonly onTryNow: () => void;
}) {
  const t = useTexts(texts);
  const format = useFormat();
  return (
    <>
      <span className="ui-problem" role="status">
        <Icon name="warning" size={14} />
        {t.waitsSince(waitingText(waiting.error.code, t), format.clock(new Date(waiting.since), zone))}
      </span>
      <SignInButton error={waiting.error} />
      <Button onPress={onTryNow}>{t.tryNow}</Button>
    </>
  );
}

function waitingText(code: ErrorCode, t: (typeof texts)['en']): string {
  switch (code) {
    case 'sign_in_needed':
    case 'credentials_expired':
      return t.waitsFor.signIn;
    case 'throttled':
      return t.waitsFor.throttled;
    case 'clock_wrong':
      return t.waitsFor.clock;
    default:
      return credentialCodes.has(code) ? t.waitsFor.credentials : t.waitsFor.network;
  }
}
