import { createContext, type ReactNode, useContext } from 'react';
import type { SignInStore } from './sign-in-store.ts';

const SignInContext = createContext<SignInStore | null>(null);

export function SignInProvider({ store, children }: { readonly store: SignInStore; readonly children: ReactNode }) {
  return <SignInContext value={store}>{children}</SignInContext>;
}

/** NULL before the app is there: errors are shown even then. */
export function useSignInStore(): SignInStore | null {
  return useContext(SignInContext);
}
