import { describe, expect, it, vi } from 'vitest';
import type { WireError } from '../../../../preload/contract/errors.ts';
import type { SignIn } from '../../../../preload/contract/sign-in.ts';
import type { Client } from '../../../../renderer/api/client.ts';
import { RequestError } from '../../../../renderer/api/request-error.ts';
import { createSignInStore } from '../../../../renderer/sign-in/sign-in-store.ts';
import { createSigningInClient } from '../../../../renderer/sign-in/signing-in-client.ts';

const needs = (profile: string, method = 'sso'): WireError => ({
  code: 'sign_in_needed',
  message: '',
  details: { profile, method, session: 'corp' },
});
const signInOf = (change: Partial<SignIn>): SignIn => ({
  id: '1',
  profile: 'dev',
  step: 'working',
  device: null,
  mfa: null,
  error: null,
  ...change,
});

/** An app whose profiles need a sign-in until they are taken out of `signedOut`. */
function ground(...signedOut: string[]) {
  const out = new Set(signedOut);
  const listeners = new Map<string, ((payload: never) => void)[]>();
  const requests: [string, unknown][] = [];
  let count = 0;
  const plain = {
    async request(name: string, input: { profile?: string; source?: { profile: string } }) {
      requests.push([name, input]);
      if (name === 'signIn.start') return signInOf({ id: String(++count), profile: input.profile ?? null });
      if (name.startsWith('signIn.')) return {};
      const profile = input.profile ?? input.source?.profile ?? '';
      if (out.has(profile)) throw new RequestError(needs(profile, profile === 'mfa' ? 'mfa' : 'sso'));
      return `answer for ${profile}`;
    },
    onEvent(name: string, listener: (payload: never) => void) {
      listeners.set(name, [...(listeners.get(name) ?? []), listener]);
      return () => undefined;
    },
  } as unknown as Client;
  const store = createSignInStore(plain);
  const client = createSigningInClient(plain, store);
  const ask = (profile: string, name = 'athena.list') =>
    client.request(name as never, { profile, source: { profile } } as never) as Promise<unknown>;
  const tell = (signIn: SignIn) => {
    for (const listener of listeners.get('signIn.changed') ?? []) listener(signIn as never);
  };
  const settle = () => vi.waitFor(() => expect(store.get().asked).not.toBeNull());
  return { store, ask, tell, out, requests, settle, names: () => requests.map(([name]) => name) };
}

describe('requests that need a sign-in', () => {
  it('wait for it together, and are then asked again', async () => {
    const { store, ask, tell, out, settle, names } = ground('dev');
    const answers = Promise.all([ask('dev'), ask('dev'), ask('other')]);
    await settle();
    expect(store.get()).toMatchObject({ asked: { profile: 'dev', method: 'sso', subject: 'corp' }, signIn: null });
    await store.begin();
    tell(signInOf({ step: 'device', device: { userCode: 'A-B', address: 'https://x/', expiresAt: '' } }));
    expect(store.get().signIn?.device?.userCode).toBe('A-B');
    out.clear();
    tell(signInOf({ step: 'done' }));
    expect(await answers).toEqual(['answer for dev', 'answer for dev', 'answer for other']);
    expect(store.get()).toEqual({ asked: null, signIn: null });
    expect(names().filter((name) => name === 'signIn.start')).toHaveLength(1);
  });

  it('fail as they came when the person does not want to; who asks to run is asked again, a form that is typed is not', async () => {
    const { store, ask, settle } = ground('dev');
    const first = ask('dev');
    await settle();
    store.dismiss();
    await expect(first).rejects.toMatchObject({ error: { code: 'sign_in_needed' } });
    await expect(ask('dev')).rejects.toMatchObject({ error: { code: 'sign_in_needed' } });
    expect(store.get().asked).toBeNull();
    await expect(ask('dev', 'query.estimate')).rejects.toMatchObject({ error: { code: 'sign_in_needed' } });
    const run = ask('dev', 'run.start');
    await settle();
    store.dismiss();
    await expect(run).rejects.toMatchObject({ error: { code: 'sign_in_needed' } });
  });

  it('ask for a code at once, and give up the sign-in that is dismissed', async () => {
    const { store, ask, tell, settle, requests } = ground('mfa');
    const asked = ask('mfa');
    await settle();
    await vi.waitFor(() => expect(store.get().signIn).not.toBeNull());
    tell(signInOf({ id: '1', profile: 'mfa', step: 'code', mfa: { serial: 's', reason: null } }));
    await store.answer('123456');
    expect(requests.at(-1)).toEqual(['signIn.answer', { id: '1', code: '123456' }]);
    store.dismiss();
    await expect(asked).rejects.toThrow();
    expect(requests.at(-1)).toEqual(['signIn.cancel', { id: '1' }]);
    // Its end comes late, and is none of the next one's.
    store.open(needs('dev'));
    tell(signInOf({ id: '1', profile: 'dev', step: 'cancelled' }));
    expect(store.get().signIn).toBeNull();
  });

  it('of another profile wait for their turn, and try first whether they still need one', async () => {
    const { store, ask, tell, out, settle } = ground('dev', 'ops');
    const [dev, ops] = [ask('dev'), ask('ops')];
    await settle();
    expect(store.get().asked?.profile).toBe('dev');
    await store.begin();
    out.delete('dev');
    tell(signInOf({ step: 'done' }));
    expect(await dev).toBe('answer for dev');
    await vi.waitFor(() => expect(store.get().asked?.profile).toBe('ops'));
    store.dismiss();
    await expect(ops).rejects.toThrow();
  });

  it('are not held up by a sign-in that cannot begin: it says why, and can be tried again', async () => {
    const { store, ask, settle } = ground('dev');
    const asked = ask('dev');
    await settle();
    const failing = createSignInStore({
      request: async () => {
        throw new RequestError({ code: 'network', message: '', details: {} });
      },
      onEvent: () => () => undefined,
    } as unknown as Client);
    failing.open(needs('dev'));
    await failing.begin();
    expect(failing.get().signIn).toMatchObject({ step: 'failed', error: { code: 'network' } });
    store.dismiss();
    await expect(asked).rejects.toThrow();
  });
});
