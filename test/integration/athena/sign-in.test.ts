/** Profiles that need a person: tokens of IAM Identity Center, codes of MFA devices. The real SDK against the emulator. */
import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { createSignIns, type SignIns } from '../../../main/aws/sign-ins.ts';
import { tokenPath } from '../../../main/aws/sso-token.ts';
import type { SignIn } from '../../../preload/contract/sign-in.ts';
import type { IdentityOptions } from '../../aws/identity.ts';
import { type EmulatedAws, emulatedAws } from '../../support/emulated-aws.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const ROLE = 'arn:aws:iam::123456789012:role/analyst';
const SERIAL = 'arn:aws:iam::123456789012:mfa/phone';
const START = 'https://example.awsapps.com/start';

const config = `
[profile session]
sso_session = corp
sso_account_id = 123456789012
sso_role_name = Analyst
region = ap-northeast-1

[sso-session corp]
sso_start_url = ${START}
sso_region = us-east-1
sso_registration_scopes = sso:account:access

[profile older]
sso_start_url = ${START}/older
sso_region = us-east-1
sso_account_id = 123456789012
sso_role_name = Analyst
region = ap-northeast-1

[profile nobody]
sso_session = corp
sso_account_id = 123456789012
sso_role_name = Nobody

[profile keys]
aws_access_key_id = AKIAKEYSOFTHEFILE
aws_secret_access_key = secret

[profile mfa]
role_arn = ${ROLE}
source_profile = keys
mfa_serial = ${SERIAL}
external_id = partner-7
duration_seconds = 7200
region = ap-northeast-1

[profile plain]
role_arn = ${ROLE}-without-mfa
credential_source = Environment
role_session_name = analyst-at-work
region = ap-northeast-1

[profile both]
role_arn = ${ROLE}
source_profile = session
mfa_serial = ${SERIAL}
external_id = partner-7
region = ap-northeast-1

[profile stranger]
role_arn = ${ROLE}
source_profile = keys
mfa_serial = ${SERIAL}
external_id = someone-else
`;

interface Ground extends EmulatedAws {
  readonly signIns: SignIns;
  readonly seen: SignIn[];
  /** Resolves with the first state from now on, or the last one, of that step. */
  until(step: SignIn['step']): Promise<SignIn>;
  /** Key ids that requests for the operation were signed with. */
  keysOf(operation: string): string[];
}

async function ground(identity: IdentityOptions = {}): Promise<Ground> {
  const emulated = await emulatedAws({
    identity: {
      pollInterval: 0,
      roles: [{ arn: ROLE, externalId: 'partner-7', mfaSerial: SERIAL }],
      mfaCodes: ['123456', '234567'],
      ...identity,
    },
  });
  const home = tempFolder();
  vi.stubEnv('HOME', home);
  vi.stubEnv('AWS_ACCESS_KEY_ID', undefined);
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', undefined);
  writeFileSync(process.env.AWS_CONFIG_FILE ?? '', config);
  const seen: SignIn[] = [];
  const listeners = new Set<() => void>();
  const signIns = createSignIns({
    credentials: emulated.clients.credentials,
    oidc: emulated.clients.oidc,
    changed: (signIn) => {
      seen.push(signIn);
      for (const listener of listeners) listener();
    },
    report: (error) => {
      throw error;
    },
    sleep: (ms, signal) => sleep(Math.max(ms, 5), null, { signal }),
    now: Date.now,
  });
  onTestFinished(() => signIns.close());
  return {
    ...emulated,
    signIns,
    seen,
    until: (step) =>
      new Promise((resolve) => {
        const look = () => {
          const last = seen.at(-1);
          if (last?.step !== step) return;
          listeners.delete(look);
          resolve(last);
        };
        listeners.add(look);
        look();
      }),
    keysOf: (operation) =>
      emulated.aws.requests
        .filter((each) => each.operation === operation)
        .map(({ request }) => /Credential=(\w+)/.exec(String(request.headers.authorization))?.[1] ?? ''),
  };
}

const ask = ({ clients }: Pick<Ground, 'clients'>, profile: string) =>
  clients.athena({ profile, region: 'ap-northeast-1' }).getWorkGroup({ WorkGroup: 'primary' });

const cached = (name: string | null, startUrl: string) =>
  JSON.parse(readFileSync(tokenPath({ name, startUrl }), 'utf8')) as Record<string, string>;

describe('IAM Identity Center', () => {
  it('says at once that a sign-in is needed, signs in by a device, and keeps the token where the AWS CLI does', async () => {
    const g = await ground();
    await expect(ask(g, 'session')).rejects.toMatchObject({
      code: 'sign_in_needed',
      details: { profile: 'session', method: 'sso', session: 'corp' },
    });
    expect(g.signIns.start('session')).toMatchObject({ profile: 'session', step: 'working' });
    const { device } = await g.until('device');
    expect(device).toMatchObject({
      userCode: expect.stringMatching(/^[A-Z]{4}-[A-Z]{4}$/),
      address: expect.stringContaining('/device?user_code='),
    });
    g.aws.identity.approve(device?.userCode ?? '');
    await g.until('done');

    await ask(g, 'session');
    const [key = ''] = g.keysOf('GetWorkGroup');
    expect(g.aws.identity.issued.keys.get(key)?.role).toBe('123456789012/Analyst');

    const path = tokenPath({ name: 'corp', startUrl: START });
    // The ee0bfd2552fbd840c02cc48b6e823320543c450f-1 of `corp`.
    expect(path).toMatch(/[\\/]\.aws[\\/]sso[\\/]cache[\\/]ee0bfd2552fbd840c02cc48b6e823320543c450f\.json$/);
    if (process.platform !== 'win32') expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(cached('corp', START)).toEqual({
      startUrl: START,
      region: 'us-east-1',
      accessToken: expect.stringMatching(/^access-token-/),
      expiresAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
      clientId: expect.any(String),
      clientSecret: expect.any(String),
      registrationExpiresAt: expect.stringMatching(/Z$/),
      refreshToken: expect.stringMatching(/^refresh-token-/),
    });
  });

  it('knows the older form too, whose token has another name and cannot be refreshed', async () => {
    const g = await ground();
    await expect(ask(g, 'older')).rejects.toMatchObject({ code: 'sign_in_needed', details: { session: `${START}/older` } });
    g.signIns.start('older');
    g.aws.identity.approve((await g.until('device')).device?.userCode ?? '');
    await g.until('done');
    await ask(g, 'older');
    expect(cached(null, `${START}/older`)).toMatchObject({ startUrl: `${START}/older`, accessToken: expect.any(String) });
    const [registered] = g.aws.requests.filter((each) => each.operation === 'RegisterClient');
    expect(JSON.parse(registered?.request.body.toString() ?? '')).toEqual({ clientName: 'Nagare', clientType: 'public' });
  });

  it('is done once for all who wait for it', async () => {
    const g = await ground();
    const first = g.signIns.start('session');
    expect(g.signIns.start('session').id).toBe(first.id);
    g.aws.identity.approve((await g.until('device')).device?.userCode ?? '');
    await g.until('done');
    const before = g.aws.requests.filter((each) => each.operation === 'GetRoleCredentials').length;
    await Promise.all(['session', 'session', 'session'].map((profile) => ask(g, profile)));
    expect(g.aws.requests.filter((each) => each.operation === 'GetRoleCredentials').length).toBe(before);
    expect(g.aws.identity.devices).toHaveLength(1);
  });

  it('takes the token that the AWS CLI has left', async () => {
    const g = await ground();
    const { accessToken } = (g.aws.identity as unknown as { newToken(refresh: boolean): { accessToken: string } }).newToken(false);
    const path = tokenPath({ name: 'corp', startUrl: START });
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(
      path,
      JSON.stringify({ startUrl: START, region: 'us-east-1', accessToken, expiresAt: new Date(Date.now() + 3_600_000).toISOString() }),
    );
    await ask(g, 'session');
  });

  it('refreshes a token that has run out without asking anybody, as the SDK does', async () => {
    const g = await ground();
    g.signIns.start('session');
    g.aws.identity.approve((await g.until('device')).device?.userCode ?? '');
    await g.until('done');
    const first = cached('corp', START);
    writeFileSync(tokenPath({ name: 'corp', startUrl: START }), JSON.stringify({ ...first, expiresAt: '2020-01-01T00:00:00Z' }));
    g.aws.identity.revokeTokens();
    g.clients.credentials.forget();
    await g.clients.credentials.provider('session')({});
    const second = cached('corp', START);
    expect(second.accessToken).not.toBe(first.accessToken);
    expect(second.refreshToken).not.toBe(first.refreshToken);
    if (process.platform !== 'win32') expect(statSync(tokenPath({ name: 'corp', startUrl: START })).mode & 0o777).toBe(0o600);
  });

  it('asks again when a token was revoked', async () => {
    const g = await ground();
    g.signIns.start('session');
    g.aws.identity.approve((await g.until('device')).device?.userCode ?? '');
    await g.until('done');
    g.aws.identity.revokeTokens();
    g.clients.credentials.forget();
    await expect(ask(g, 'session')).rejects.toMatchObject({ code: 'sign_in_needed' });
  });

  it('tells a role that is not given from a sign-in that is needed', async () => {
    const g = await ground();
    g.signIns.start('session');
    g.aws.identity.approve((await g.until('device')).device?.userCode ?? '');
    await g.until('done');
    await expect(ask(g, 'nobody')).rejects.toMatchObject({
      code: 'aws_profile',
      details: { profile: 'nobody', reason: expect.stringContaining('No access') },
    });
  });

  it('says that a service is out of reach, rather than that the profile is wrong', async () => {
    const g = await ground();
    g.signIns.start('session');
    g.aws.identity.approve((await g.until('device')).device?.userCode ?? '');
    await g.until('done');
    g.clients.credentials.forget();
    vi.stubEnv('AWS_ENDPOINT_URL_SSO', 'http://127.0.0.1:9');
    await expect(ask(g, 'session')).rejects.toMatchObject({ code: 'network' });
  });

  it('ends as failed when it is denied or its code runs out, and as cancelled when it is given up', async () => {
    const g = await ground();
    g.signIns.start('session');
    g.aws.identity.deny((await g.until('device')).device?.userCode ?? '');
    expect((await g.until('failed')).error).toMatchObject({
      code: 'sign_in_failed',
      details: { reason: expect.stringContaining('access_denied') },
    });

    g.aws.identity.codeLasts = 0.05;
    g.signIns.start('session');
    await g.until('device');
    expect((await g.until('failed')).error).toMatchObject({ code: 'sign_in_failed', details: { reason: 'The code has expired.' } });

    g.aws.identity.codeLasts = 600;
    const { id } = g.signIns.start('session');
    await g.until('device');
    g.signIns.cancel(id);
    expect(await g.until('cancelled')).toMatchObject({ error: null, device: null });
    expect(existsSync(tokenPath({ name: 'corp', startUrl: START }))).toBe(false);
  });

  it('waits longer when it is told to slow down, and through a network that goes away', async () => {
    const g = await ground();
    g.aws.faults.throttle('CreateToken', 1);
    g.signIns.start('session');
    g.aws.identity.approve((await g.until('device')).device?.userCode ?? '');
    await g.until('done');
  });
});

describe('MFA', () => {
  it('is asked for once; a wrong code again, with what AWS says', async () => {
    const g = await ground();
    await expect(ask(g, 'mfa')).rejects.toMatchObject({
      code: 'sign_in_needed',
      details: { profile: 'mfa', method: 'mfa', serial: SERIAL },
    });
    expect(g.aws.requests.filter((each) => each.operation === 'AssumeRole')).toEqual([]);
    const { id } = g.signIns.start('mfa');
    expect((await g.until('code')).mfa).toEqual({ serial: SERIAL, reason: null });
    g.signIns.answer(id, '999999');
    await vi.waitFor(() => expect(g.seen.at(-1)?.mfa?.reason).toContain('invalid MFA one time pass code'));
    g.signIns.answer(id, 'abc def');
    await vi.waitFor(() => expect(g.seen.at(-1)?.mfa?.reason).toContain('tokenCode'));
    expect(g.seen.at(-1)?.mfa?.reason).not.toContain('abcdef');
    g.signIns.answer(id, '123 456');
    await g.until('done');

    await Promise.all([ask(g, 'mfa'), ask(g, 'mfa')]);
    await g.clients.glue({ profile: 'mfa', region: 'ap-northeast-1' }).getPartitions({ DatabaseName: 'vpcdb', TableName: 'flow_logs' });
    const [key = ''] = g.keysOf('GetPartitions');
    expect(g.aws.identity.issued.keys.get(key)?.role).toBe(ROLE);
    expect(g.keysOf('AssumeRole').every((each) => each === 'AKIAKEYSOFTHEFILE')).toBe(true);
    const assumed = new URLSearchParams(g.aws.requests.findLast(({ operation }) => operation === 'AssumeRole')?.request.body.toString());
    expect(Object.fromEntries(assumed)).toMatchObject({
      RoleArn: ROLE,
      ExternalId: 'partner-7',
      DurationSeconds: '7200',
      SerialNumber: SERIAL,
    });
  });

  it('is not asked for where the role wants none; its source may be the environment', async () => {
    const g = await ground();
    g.aws.identity.roles.push({ arn: `${ROLE}-without-mfa` });
    vi.stubEnv('AWS_ACCESS_KEY_ID', 'AKIAOFENVIRONMENT');
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', 's');
    await ask(g, 'plain');
    expect(g.keysOf('AssumeRole')).toEqual(['AKIAOFENVIRONMENT']);
    expect(g.aws.requests.find(({ operation }) => operation === 'AssumeRole')?.request.body.toString()).toContain('analyst-at-work');
  });

  it('comes after the sign-in that the role starts from', async () => {
    const g = await ground();
    await expect(ask(g, 'both')).rejects.toMatchObject({ code: 'sign_in_needed', details: { method: 'sso' } });
    const { id } = g.signIns.start('both');
    g.aws.identity.approve((await g.until('device')).device?.userCode ?? '');
    await g.until('code');
    g.signIns.answer(id, '123456');
    await g.until('done');
    await ask(g, 'both');
  });

  it('is taken where the tables are, and does not hide that the role refuses whoever asks', async () => {
    const g = await ground();
    await g.clients
      .athena({ profile: 'stranger', region: 'eu-west-1' })
      .listWorkGroups({})
      .catch(() => undefined);
    const { id } = g.signIns.start('stranger');
    await g.until('code');
    g.signIns.answer(id, '123456');
    expect((await g.until('failed')).error).toMatchObject({ code: 'access_denied', details: { action: 'sts:AssumeRole', resource: ROLE } });
    const asked = g.aws.requests.find(({ operation }) => operation === 'AssumeRole');
    expect(String(asked?.request.headers.authorization)).toContain('/eu-west-1/sts/');
  });

  it('is wanted again when what it gave has run out', async () => {
    const g = await ground({ keysLast: 30 });
    const { id } = g.signIns.start('mfa');
    await g.until('code');
    g.signIns.answer(id, '123456');
    await g.until('done');
    // Still good for half a minute, though soon over.
    await ask(g, 'mfa');
    g.aws.faults.credentials = 'expired';
    await expect(ask(g, 'mfa')).rejects.toMatchObject({ code: 'sign_in_needed', details: { method: 'mfa' } });
  });

  it('is not wanted again because of a request that failed with what was there before', async () => {
    const g = await ground();
    const typed = async (code: string) => {
      const { id } = g.signIns.start('mfa');
      await g.until('code');
      g.signIns.answer(id, code);
      await g.until('done');
    };
    const { forget, provider } = g.clients.credentials;
    const given = () => provider('mfa')({});
    await typed('123456');
    const old = await given();
    await typed('234567');
    const current = await given();
    forget({ profile: 'mfa', identity: old, byPerson: true });
    forget({ profile: 'mfa', identity: current, byPerson: false });
    forget();
    expect(await given()).toBe(current);
    forget({ profile: 'mfa', identity: current, byPerson: true });
    await expect(given()).rejects.toMatchObject({ code: 'sign_in_needed' });
  });

  it('keeps nobody else waiting, and who gives it up gives up nothing else', async () => {
    const g = await ground();
    const { id } = g.signIns.start('mfa');
    await g.until('code');
    await expect(ask(g, 'mfa')).rejects.toMatchObject({ code: 'sign_in_needed' });
    g.signIns.cancel(id);
    await g.until('cancelled');
    await expect(ask(g, 'mfa')).rejects.toMatchObject({ code: 'sign_in_needed' });
  });

  it('can be given up', async () => {
    const g = await ground();
    const { id } = g.signIns.start('mfa');
    await g.until('code');
    g.signIns.cancel(id);
    await g.until('cancelled');
    expect(() => g.signIns.answer(id, '123456')).toThrow(expect.objectContaining({ code: 'sign_in_failed' }));
    expect(() => g.signIns.cancel(randomUUID())).not.toThrow();
  });
});

it('runs a credential_process once for all clients, with the PATH of the login shell', async () => {
  const { aws, clients } = await emulatedAws();
  const folder = tempFolder();
  const count = join(folder, 'count');
  const program = join(folder, 'give-keys');
  const keys =
    '{"Version":1,"AccessKeyId":"ASIAFROMAPROGRAM0000","SecretAccessKey":"s","SessionToken":"t","Expiration":"2099-01-01T00:00:00Z"}';
  writeFileSync(program, `#!/bin/sh\necho x >> ${count}\necho '${keys}'\n`, { mode: 0o755 });
  writeFileSync(process.env.AWS_CONFIG_FILE ?? '', '[profile program]\ncredential_process = give-keys\nregion = ap-northeast-1\n');
  vi.stubEnv('PATH', `${folder}:${process.env.PATH}`);
  await ask({ clients }, 'program');
  await clients.glue({ profile: 'program', region: 'ap-northeast-1' }).getPartitions({ DatabaseName: 'vpcdb', TableName: 'flow_logs' });
  expect(readFileSync(count, 'utf8')).toBe('x\n');
  expect(String(aws.requests.at(-1)?.request.headers.authorization)).toContain('ASIAFROMAPROGRAM0000');
});
