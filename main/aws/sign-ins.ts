/** Sign-ins that a person takes part in: one for each profile at a time, told of step by step. */
import { randomUUID } from 'node:crypto';
import type { SignIn } from '../../preload/contract/sign-in.ts';
import { AppError } from '../app-error.ts';
import type { Credentials } from './credentials.ts';
import { type OidcApi, signInByDevice } from './device-sign-in.ts';
import { translateAwsError } from './errors.ts';
import { writeToken } from './sso-token.ts';

export interface SignIns {
  /** Begins one, or gives the one of this profile that is under way. */
  start(profile: string | null): SignIn;
  /** @throws AppError `sign_in_failed` when no code is waited for */
  answer(id: string, code: string): void;
  /** Nothing for one that has ended. */
  cancel(id: string): void;
  close(): void;
}

export interface SignInParts {
  readonly credentials: Pick<Credentials, 'obtain' | 'needs'>;
  /** The sign-in service of a region. @param caBundle PEM file of the profile; NULL: none */
  readonly oidc: (region: string, caBundle: string | null) => OidcApi;
  readonly changed: (signIn: SignIn) => void;
  /** Logs a bug; returns its id. */
  readonly report: (error: unknown) => string;
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<unknown>;
  /** Unix ms. */
  readonly now: () => number;
}

interface UnderWay {
  state: SignIn;
  readonly abort: AbortController;
  /** Takes the code that is waited for. */
  take: ((code: string) => void) | null;
}

export function createSignIns(parts: SignInParts): SignIns {
  const byId = new Map<string, UnderWay>();

  const set = (one: UnderWay, patch: Partial<SignIn>) => {
    one.state = { ...one.state, ...patch };
    parts.changed(one.state);
  };

  const go = async (one: UnderWay): Promise<void> => {
    try {
      await signIn(one);
      set(one, { step: 'done', device: null, mfa: null });
    } catch (error) {
      const isGivenUp = one.abort.signal.aborted;
      set(one, {
        step: isGivenUp ? 'cancelled' : 'failed',
        device: null,
        mfa: null,
        error: isGivenUp ? null : toWire(error, one.state.profile),
      });
    } finally {
      byId.delete(one.state.id);
    }
  };

  const signIn = async (one: UnderWay): Promise<void> => {
    const { signal } = one.abort;
    const { profile } = one.state;
    const person = {
      code: (serial: string, reason: string | null) =>
        new Promise<string>((resolve, reject) => {
          signal.throwIfAborted();
          signal.addEventListener('abort', () => reject(signal.reason), { once: true });
          one.take = (code) => {
            one.take = null;
            set(one, { step: 'working' });
            resolve(code);
          };
          set(one, { step: 'code', device: null, mfa: { serial, reason } });
        }),
    };
    try {
      return await parts.credentials.obtain(profile, person);
    } catch (error) {
      if (!isTokenMissing(error)) throw error;
    }
    const { sso, caBundle } = await parts.credentials.needs(profile);
    if (sso === null) throw new AppError('sign_in_failed', 'The profile has no sign-in any more.');
    const token = await signInByDevice(sso, {
      oidc: parts.oidc(sso.region, caBundle),
      show: (device) => set(one, { step: 'device', device }),
      signal,
      sleep: parts.sleep,
      now: parts.now,
    });
    signal.throwIfAborted();
    set(one, { step: 'working', device: null });
    await writeToken(sso, token).catch(cannotKeep);
    // The role may still want a code.
    await parts.credentials.obtain(profile, person);
  };

  const toWire = (error: unknown, profile: string | null): SignIn['error'] => {
    const known = translateAwsError(error, { operation: 'AssumeRole', profile, region: null });
    if (known instanceof AppError) return known.toWire();
    return { code: 'internal', message: 'Something went wrong inside Nagare.', details: { logId: parts.report(error) } };
  };

  return {
    start(profile) {
      const found = [...byId.values()].find(({ state, abort }) => state.profile === profile && !abort.signal.aborted);
      if (found) return found.state;
      const state: SignIn = { id: randomUUID(), profile, step: 'working', device: null, mfa: null, error: null };
      const one: UnderWay = { state, abort: new AbortController(), take: null };
      byId.set(state.id, one);
      void go(one);
      return one.state;
    },
    answer(id, code) {
      const take = byId.get(id)?.take;
      if (!take) throw new AppError('sign_in_failed', 'No code is waited for.');
      take(code.replace(/\s/g, ''));
    },
    cancel: (id) => byId.get(id)?.abort.abort(),
    close() {
      for (const { abort } of byId.values()) abort.abort();
    },
  };
}

const isTokenMissing = (error: unknown) => error instanceof AppError && error.code === 'sign_in_needed' && error.details.method === 'sso';

function cannotKeep(error: unknown): never {
  const reason = error instanceof Error ? error.message : String(error);
  throw new AppError('sign_in_failed', 'The token could not be kept where the AWS CLI keeps it.', { details: { reason } });
}
