import type { WireError } from '../../preload/contract/errors.ts';
import { useTexts } from '../i18n/use-texts.ts';
import { Button } from '../ui/button.tsx';
import { useSignInStore } from './sign-in-context.tsx';
import { texts } from './texts.ts';

/** The way out of `sign_in_needed`; nothing for any other error. */
export function SignInButton({ error }: { readonly error: WireError }) {
  const t = useTexts(texts);
  const store = useSignInStore();
  if (error.code !== 'sign_in_needed' || store === null) return null;
  return (
    <Button variant="primary" onPress={() => store.open(error)}>
      {error.details.method === 'mfa' ? t.enterCode : t.signIn}
    </Button>
  );
}
