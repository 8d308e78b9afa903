import { describe, expect, it } from 'vitest';
import { type OidcApi, signInByDevice } from '../../../main/aws/device-sign-in.ts';
import type { SsoSession } from '../../../main/aws/profile-needs.ts';

const session: SsoSession = {
  name: 'corp',
  startUrl: 'https://corp.awsapps.com/start',
  region: 'us-east-1',
  scopes: ['sso:account:access'],
};
const failure = (name: string, change: object = {}) =>
  Object.assign(new Error(`${name} happened`), { name, $fault: 'client', $metadata: { httpStatusCode: 400 }, ...change });
const $metadata = {};

/** The service as the script says, one answer for each CreateToken, and a clock that only sleeping moves. */
function ground(script: readonly (Error | 'token')[], change: Partial<{ expiresIn: number; interval: number }> = {}) {
  let now = Date.UTC(2026, 0, 1);
  const began = now;
  const pauses: number[] = [];
  const shown: unknown[] = [];
  const answers = [...script];
  const abort = new AbortController();
  const oidc: OidcApi = {
    registerClient: async () => ({ clientId: 'c', clientSecret: 's', clientSecretExpiresAt: Date.UTC(2026, 3, 1) / 1000, $metadata }),
    startDeviceAuthorization: async () => ({
      deviceCode: 'd',
      userCode: 'ABCD-EFGH',
      verificationUri: 'https://device.sso.us-east-1.amazonaws.com/',
      verificationUriComplete: 'https://device.sso.us-east-1.amazonaws.com/?user_code=ABCD-EFGH',
      expiresIn: 600,
      $metadata,
      ...change,
    }),
    async createToken() {
      const answer = answers.shift() ?? failure('AuthorizationPendingException');
      if (answer instanceof Error) throw answer;
      return { accessToken: 'a', expiresIn: 3600, refreshToken: 'r', $metadata };
    },
  };
  const run = (own: Partial<OidcApi> = {}) =>
    signInByDevice(session, {
      oidc: { ...oidc, ...own },
      show: (device) => shown.push(device),
      signal: abort.signal,
      sleep: async (ms) => {
        abort.signal.throwIfAborted();
        pauses.push(ms / 1000);
        now += ms;
      },
      now: () => now,
    });
  return { run, pauses, shown, abort, elapsed: () => (now - began) / 1000 };
}

describe('signing in by a device', () => {
  it('asks at the service’s pace until it is confirmed', async () => {
    const pending = failure('AuthorizationPendingException');
    const { run, pauses, shown } = ground([pending, pending, 'token']);
    expect(await run()).toEqual({
      startUrl: session.startUrl,
      region: 'us-east-1',
      accessToken: 'a',
      expiresAt: '2026-01-01T01:00:15Z',
      clientId: 'c',
      clientSecret: 's',
      registrationExpiresAt: '2026-04-01T00:00:00Z',
      refreshToken: 'r',
    });
    expect(pauses).toEqual([5, 5, 5]);
    expect(shown).toEqual([
      {
        userCode: 'ABCD-EFGH',
        address: 'https://device.sso.us-east-1.amazonaws.com/?user_code=ABCD-EFGH',
        expiresAt: '2026-01-01T00:10:00.000Z',
      },
    ]);
  });

  it('slows down when it is told to, when it is throttled and while the network is away', async () => {
    const script = [
      failure('SlowDownException'),
      failure('ThrottlingException'),
      Object.assign(new Error('getaddrinfo ENOTFOUND'), { code: 'ENOTFOUND' }),
      failure('AuthorizationPendingException'),
      'token' as const,
    ];
    const { run, pauses } = ground(script, { interval: 1 });
    await run();
    expect(pauses).toEqual([1, 6, 11, 16, 16]);
  });

  it('ends when the code has expired, whoever says so', async () => {
    const told = ground([failure('ExpiredTokenException')]);
    await expect(told.run()).rejects.toMatchObject({ code: 'sign_in_failed', details: { reason: 'The code has expired.' } });
    const never = ground([], { expiresIn: 60 });
    await expect(never.run()).rejects.toMatchObject({ code: 'sign_in_failed', details: { reason: 'The code has expired.' } });
    expect(never.elapsed()).toBe(60);
  });

  it('says what the service says when it refuses', async () => {
    const denied = ground([failure('AccessDeniedException', { error_description: 'the user said no' })]);
    await expect(denied.run()).rejects.toMatchObject({
      code: 'sign_in_failed',
      details: { reason: 'AccessDeniedException: the user said no' },
    });
    const unregistered = ground([]);
    const own = { registerClient: () => Promise.reject(failure('InvalidRequestException')) };
    await expect(unregistered.run(own)).rejects.toMatchObject({
      code: 'sign_in_failed',
      details: { reason: 'InvalidRequestException: InvalidRequestException happened' },
    });
    const away = { registerClient: () => Promise.reject(Object.assign(new Error('no'), { code: 'ECONNREFUSED' })) };
    await expect(ground([]).run(away)).rejects.toMatchObject({ code: 'network' });
  });

  it('shows no address that a browser would not open as a page', async () => {
    const { run, shown } = ground(['token']);
    await run({
      startDeviceAuthorization: async () => ({
        deviceCode: 'd',
        userCode: 'C',
        verificationUriComplete: 'javascript:alert(1)',
        expiresIn: 60,
        $metadata,
      }),
    });
    expect(shown).toMatchObject([{ address: session.startUrl }]);
  });

  it('can be given up while it waits', async () => {
    const { run, abort, pauses } = ground([]);
    abort.abort(new Error('given up'));
    await expect(run()).rejects.toThrow('given up');
    expect(pauses).toEqual([]);
  });
});
