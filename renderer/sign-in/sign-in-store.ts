/** Sign-ins on the page: requests that need one wait here, and go on together. Knows the client, no React. */
import type { WireError } from '../../preload/contract/errors.ts';
import type { SignIn } from '../../preload/contract/sign-in.ts';
import type { Client } from '../api/client.ts';
import { wireErrorOf } from '../api/request-error.ts';

export interface SignInState {
  /** What is asked of the person; NULL: nothing. */
  readonly asked: Asked | null;
  /** What has come of it so far; NULL: it has not been begun. */
  readonly signIn: SignIn | null;
}

export interface Asked {
  readonly profile: string | null;
  readonly method: 'sso' | 'mfa';
  /** Name of the session, or its start address; of the MFA device, its serial number. */
  readonly subject: string;
}

export interface SignInStore {
  get(): SignInState;
  subscribe(listener: () => void): () => void;
  /**
   * A request cannot go on without a sign-in. Asks for it, together with whoever waits for the same profile.
   * @param insist even where the person has said "not now" before
   * @returns whether it is worth trying again
   */
  needed(error: WireError, insist: boolean): Promise<boolean>;
  /** The person wants to sign in. */
  open(error: WireError): void;
  /** Begins, or begins anew. */
  begin(): Promise<void>;
  answer(code: string): Promise<void>;
  /** Not now: whoever waits is told so. */
  dismiss(): void;
}

interface Waiting {
  readonly asked: Asked;
  readonly resolve: (again: boolean) => void;
}

const idle: SignInState = { asked: null, signIn: null };
const isEnded = (signIn: SignIn | null) => signIn === null || ['done', 'failed', 'cancelled'].includes(signIn.step);

export function createSignInStore(client: Client): SignInStore {
  let state = idle;
  let waiting: readonly Waiting[] = [];
  const listeners = new Set<() => void>();
  /** Profiles that the person does not want to be asked about. */
  const dismissed = new Set<string | null>();

  const set = (patch: Partial<SignInState>) => {
    state = { ...state, ...patch };
    for (const listener of listeners) listener();
  };

  client.onEvent('signIn.changed', (signIn) => {
    if (signIn.step === 'done') return finish(signIn);
    // The first state may come before the answer to `begin`; the end of one that was given up is none of the next one's.
    const isFirst = state.signIn === null && signIn.profile === state.asked?.profile && signIn.step !== 'cancelled';
    if (signIn.id === state.signIn?.id || isFirst) set({ signIn });
  });

  /** One token may be good for several profiles: all try again, and those who need more ask again. */
  const finish = ({ profile }: SignIn) => {
    dismissed.delete(profile);
    const all = waiting;
    waiting = [];
    if (state.asked !== null && (state.asked.profile === profile || all.length > 0)) set(idle);
    for (const { resolve } of all) resolve(true);
  };

  const ask = (asked: Asked) => {
    if (state.asked !== null) return;
    set({ asked, signIn: null });
    // There is nothing to decide about a code: it can be typed at once.
    if (asked.method === 'mfa') void begin();
  };

  const begin = async (): Promise<void> => {
    const { asked } = state;
    if (asked === null) return;
    set({ signIn: null });
    try {
      const signIn = await client.request('signIn.start', { profile: asked.profile });
      // An event may have brought a later state already.
      if (state.asked === asked && state.signIn?.id !== signIn.id) set({ signIn });
    } catch (thrown) {
      if (state.asked === asked) set({ signIn: failed(asked.profile, wireErrorOf(thrown)) });
    }
  };

  return {
    get: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    needed(error, insist) {
      const asked = askedOf(error);
      if (insist) dismissed.delete(asked.profile);
      if (dismissed.has(asked.profile)) return Promise.resolve(false);
      return new Promise((resolve) => {
        waiting = [...waiting, { asked, resolve }];
        ask(asked);
      });
    },
    open(error) {
      const asked = askedOf(error);
      dismissed.delete(asked.profile);
      ask(asked);
    },
    begin,
    async answer(code) {
      const { signIn } = state;
      if (signIn === null) return;
      await client.request('signIn.answer', { id: signIn.id, code }).catch((thrown) => {
        if (state.signIn?.id === signIn.id) set({ signIn: failed(signIn.profile, wireErrorOf(thrown)) });
      });
    },
    dismiss() {
      const { asked, signIn } = state;
      if (asked === null) return;
      dismissed.add(asked.profile);
      if (signIn !== null && !isEnded(signIn)) client.request('signIn.cancel', { id: signIn.id }).catch(() => undefined);
      const over = waiting.filter((each) => each.asked.profile === asked.profile);
      waiting = waiting.filter((each) => each.asked.profile !== asked.profile);
      set(idle);
      for (const { resolve } of over) resolve(false);
      const next = waiting[0];
      if (next) ask(next.asked);
    },
  };
}

function askedOf({ details }: WireError): Asked {
  const text = (value: unknown) => (typeof value === 'string' ? value : null);
  return {
    profile: text(details.profile),
    method: details.method === 'mfa' ? 'mfa' : 'sso',
    subject: text(details.session) ?? text(details.serial) ?? '',
  };
}

const failed = (profile: string | null, error: WireError): SignIn => ({ id: '', profile, step: 'failed', device: null, mfa: null, error });
