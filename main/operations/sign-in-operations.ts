/** Signing in a profile: begun, answered, given up. What comes of it is told by events. */
import type { SignIns } from '../aws/sign-ins.ts';
import type { HandlersOf } from '../rpc/handlers.ts';

export function signInOperations(signIns: SignIns) {
  return {
    'signIn.start': ({ profile }) => signIns.start(profile),
    'signIn.answer': ({ id, code }) => {
      signIns.answer(id, code);
      return {};
    },
    'signIn.cancel': ({ id }) => {
      signIns.cancel(id);
      return {};
    },
  } satisfies HandlersOf<'signIn'>;
}
