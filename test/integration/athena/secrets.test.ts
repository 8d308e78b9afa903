/**
 * Nothing secret is left anywhere: recognisable secrets go in, much is done and much fails, and then everything that was
 * written, answered and told is searched for them.
 */
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import { createApp } from '../../../main/app.ts';
import { tokenPath } from '../../../main/aws/sso-token.ts';
import { emptyForm } from '../../../main/flowlogs/form.ts';
import { createDispatcher } from '../../../main/rpc/dispatcher.ts';
import { createLog } from '../../../main/rpc/log.ts';
import type { AppEvent, OperationInput, OperationName } from '../../../preload/contract/operations.ts';
import type { AthenaRef, Query } from '../../../preload/contract/query.ts';
import type { Job, Run } from '../../../preload/contract/run.ts';
import type { SignIn } from '../../../preload/contract/sign-in.ts';
import { athenaRef, emulatedAws } from '../../support/emulated-aws.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { zipEntries } from '../../support/zip-entry.ts';

const ROLE = 'arn:aws:iam::123456789012:role/analyst';
const SERIAL = 'arn:aws:iam::123456789012:mfa/phone';
const planted = {
  accessKeyId: 'AKIAPLANTEDKEYOFFILE',
  secretAccessKey: 'planted-secret-access-key',
  sessionToken: 'planted-session-token',
  externalId: 'planted-external-id',
  wrongCode: '918273',
  rightCode: '564738',
  oddCode: 'planted-code',
  processSecret: 'planted-in-a-command-line',
  oldAccessToken: 'planted-old-access-token',
  oldRefreshToken: 'planted-old-refresh-token',
  oldClientSecret: 'planted-old-client-secret',
};

const config = `
[profile corp]
sso_session = corp
sso_account_id = 123456789012
sso_role_name = Analyst
[profile stranger]
sso_session = corp
sso_account_id = 123456789012
sso_role_name = Nobody
[sso-session corp]
sso_start_url = https://example.awsapps.com/start
sso_region = us-east-1
[profile mfa]
role_arn = ${ROLE}
source_profile = keys
mfa_serial = ${SERIAL}
external_id = ${planted.externalId}
[profile refused]
role_arn = ${ROLE}-of-others
source_profile = keys
external_id = ${planted.externalId}
[profile broken]
credential_process = false --secret ${planted.processSecret}
[profile no-json]
credential_process = echo ${planted.processSecret}
`;
const credentials = `[keys]
aws_access_key_id = ${planted.accessKeyId}
aws_secret_access_key = ${planted.secretAccessKey}
aws_session_token = ${planted.sessionToken}
`;

const from = Date.UTC(2022, 10, 28, 3, 15) / 1000;
const query: Query = { type: 'form', form: { ...emptyForm(from, from + 900, 'Asia/Tokyo'), addresses: ['192.168.0.10'] } };
const refOf = (profile: string): AthenaRef => ({ ...athenaRef, profile });

/** Every file below the folder; a workbook by what is packed in it. */
function contents(folder: string): readonly (readonly [path: string, content: Buffer])[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile())
    .flatMap((path) => {
      const packed = path.endsWith('.xlsx') ? [...zipEntries(path)].map(([name, content]) => [`${path}/${name}`, content] as const) : [];
      return [[path, readFileSync(path)] as const, ...packed];
    });
}

it('leaves no secret in the data folder, the log, an answer, an event or a workbook', { timeout: 120_000 }, async () => {
  const { aws } = await emulatedAws({
    identity: {
      pollInterval: 0.01,
      roles: [{ arn: ROLE, externalId: planted.externalId, mfaSerial: SERIAL }],
      mfaCodes: [planted.rightCode],
    },
  });
  const [home, user, out] = [tempFolder(), tempFolder(), tempFolder()];
  vi.stubEnv('HOME', user);
  vi.stubEnv('AWS_ACCESS_KEY_ID', undefined);
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', undefined);
  vi.stubEnv('AWS_MAX_ATTEMPTS', '1');
  writeFileSync(process.env.AWS_CONFIG_FILE ?? '', config);
  writeFileSync(process.env.AWS_SHARED_CREDENTIALS_FILE ?? '', credentials);
  mkdirSync(join(user, '.aws', 'sso', 'cache'), { recursive: true });
  // A token that has run out, and cannot be refreshed.
  writeFileSync(
    tokenPath({ name: 'corp', startUrl: '' }),
    JSON.stringify({
      accessToken: planted.oldAccessToken,
      expiresAt: '2020-01-01T00:00:00Z',
      refreshToken: planted.oldRefreshToken,
      clientId: 'gone',
      clientSecret: planted.oldClientSecret,
    }),
  );
  const printed: string[] = [];
  for (const stream of [process.stdout, process.stderr]) {
    const spy = vi.spyOn(stream, 'write').mockImplementation((text) => {
      printed.push(String(text));
      return true;
    });
    onTestFinished(() => spy.mockRestore());
  }

  const log = createLog(home);
  let target = 0;
  const app = await createApp({
    home,
    assets: join(import.meta.dirname, '../../../assets'),
    host: {
      kind: 'web',
      version: 'test',
      chooseFolder: async () => null,
      chooseTarget: async (_, format) => ({ path: join(out, `${++target}.${format}`), download: false }),
      offerDownload: () => '',
      reveal: null,
      report: log.report,
    },
  });
  onTestFinished(() => app.close());
  const crossed: string[] = [];
  const dispatch = createDispatcher(app.handlers, log.report);
  const ask = async <N extends OperationName>(name: N, input: OperationInput<N>) => {
    const result = await dispatch(name, input);
    crossed.push(JSON.stringify(result));
    return result as { readonly ok: boolean; readonly value: never; readonly error: { readonly code: string } };
  };
  /** The next event for which it is true. */
  const next = (is: (event: AppEvent) => boolean) =>
    new Promise<AppEvent>((resolve) => {
      const leave = app.onEvent((event) => {
        if (!is(event)) return;
        leave();
        resolve(event);
      });
    });
  app.onEvent((event) => crossed.push(JSON.stringify(event)));
  const at = (step: SignIn['step']) =>
    next((event) => event.name === 'signIn.changed' && event.payload.step === step).then((event) => event.payload as SignIn);

  const runAndExport = async (profile: string) => {
    const { value } = await ask('run.start', { source: refOf(profile), query });
    await app.idle();
    const run = ((await ask('run.read', { runId: (value as Run).id })) as { readonly value: Run }).value;
    expect(run).toMatchObject({ state: 'saved', rowCount: 700 });
    for (const format of ['xlsx', 'csv'] as const) {
      const view = { filters: [], sort: null };
      const done = next((event) => event.name === 'job.changed' && event.payload.state !== 'running');
      const how = { runId: run.id, format, zone: 'UTC', view, columns: null, language: 'en' as const, fileName: `rows.${format}` };
      expect((await ask('export.start', how)).ok).toBe(true);
      expect(((await done).payload as Job).state).toBe('done');
    }
  };

  // A sign-in: refused, then confirmed.
  expect((await ask('run.start', { source: refOf('corp'), query })).error.code).toBe('sign_in_needed');
  for (const how of ['deny', 'approve'] as const) {
    const [device, end] = [at('device'), at(how === 'deny' ? 'failed' : 'done')];
    await ask('signIn.start', { profile: 'corp' });
    aws.identity[how]((await device).device?.userCode ?? '');
    await end;
  }
  await runAndExport('corp');
  expect((await ask('source.describe', { source: refOf('stranger') })).error.code).toBe('aws_profile');

  // A role with codes: odd, wrong, right.
  expect((await ask('source.describe', { source: refOf('mfa') })).error.code).toBe('sign_in_needed');
  const done = at('done');
  let asked = at('code');
  await ask('signIn.start', { profile: 'mfa' });
  for (const code of [planted.oddCode, planted.wrongCode, planted.rightCode]) {
    const { id } = await asked;
    asked = at('code');
    expect((await ask('signIn.answer', { id, code })).ok).toBe(true);
  }
  await done;
  await runAndExport('mfa');

  // What fails, in many ways; and what nobody foresaw.
  for (const profile of ['refused', 'broken', 'no-json']) expect((await ask('source.describe', { source: refOf(profile) })).ok).toBe(false);
  for (const state of ['expired', 'unknown'] as const) {
    aws.faults.credentials = state;
    for (const profile of ['corp', 'mfa']) await ask('athena.list', { ...refOf(profile), what: 'databases' } as never);
    await ask('run.start', { source: refOf('corp'), query });
    await app.idle();
  }
  aws.faults.credentials = 'good';
  aws.identity.issued.clientSecrets.clear();
  await ask('aws.profiles', {});
  await ask('source.list', {});
  await ask('history.list', { search: '', filter: 'all', offset: 0, limit: 100 });
  await app.close();

  const { clientSecrets, accessTokens, refreshTokens, keys } = aws.identity.issued;
  const secrets = [
    ...Object.values(planted),
    ...clientSecrets.values(),
    ...accessTokens.keys(),
    ...refreshTokens,
    ...aws.identity.devices.map((device) => device.deviceCode),
    ...[...keys].flatMap(([id, { secretAccessKey, sessionToken }]) => [id, secretAccessKey, sessionToken]),
  ];
  expect(keys.size).toBeGreaterThan(1);
  const marks =
    /access-token-|refresh-token-|client-secret-|session-token-|secret-key-|device-[0-9a-f]{8}-|AWS4-HMAC-SHA256|X-Amz-Signature=\w/i;
  const files = [...contents(home), ...contents(out)];
  expect(
    files.map(([path]) => path).filter((path) => /history\.db$|\.sqlite$|\.xlsx\/xl\/worksheets|\.csv$/.test(path)).length,
  ).toBeGreaterThan(5);
  for (const [path, content] of files) {
    const text = content.toString('latin1');
    expect([path, secrets.filter((secret) => text.includes(secret)), marks.exec(text)?.[0]]).toEqual([path, [], undefined]);
  }
  for (const text of [...crossed, ...printed]) {
    expect([text, secrets.filter((secret) => text.includes(secret)), marks.exec(text)?.[0]]).toEqual([text, [], undefined]);
  }
});
