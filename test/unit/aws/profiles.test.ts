import { mkdirSync, unwatchFile, watchFile, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { checkProfile, endpointOf, listProfiles, regionOf } from '../../../main/aws/profiles.ts';
import { watchProfiles } from '../../../main/aws/watch-profiles.ts';
import { tempFolder } from '../../support/temp-folder.ts';

afterEach(() => vi.unstubAllEnvs());

const VARIABLES = [
  'AWS_ENDPOINT_URL',
  'AWS_DEFAULT_REGION',
  'AWS_PROFILE',
  'AWS_REGION',
  'AWS_ACCESS_KEY_ID',
  'AWS_WEB_IDENTITY_TOKEN_FILE',
  'AWS_CONTAINER_CREDENTIALS_FULL_URI',
  'AWS_CONTAINER_CREDENTIALS_RELATIVE_URI',
  'AWS_EC2_METADATA_DISABLED',
];

/** The two files, and nothing of the machine's own. */
function files(config: string | Uint8Array | null, credentials: string | null = null): string {
  const folder = tempFolder();
  for (const name of VARIABLES) vi.stubEnv(name, '');
  vi.stubEnv('AWS_CONFIG_FILE', join(folder, 'config'));
  vi.stubEnv('AWS_SHARED_CREDENTIALS_FILE', join(folder, 'credentials'));
  if (config !== null) writeFileSync(join(folder, 'config'), config);
  if (credentials !== null) writeFileSync(join(folder, 'credentials'), credentials);
  return folder;
}

const lines = (...all: readonly string[]) => all.join('\n');
const named = async (name: string) => (await listProfiles()).profiles.find((profile) => profile.name === name);

describe('the profiles', () => {
  it('come from both files, default first, each once; credentials goes before config, as in the SDK', async () => {
    files(
      '[profile work]\r\nregion = eu-west-1\r\n\r\n# a comment\n[default]\nregion=ap-northeast-1\n[sso-session my]\nsso_region = us-east-1\n[profile "two words"]\n',
      '[work]\naws_access_key_id = AKIAIOSFODNN7EXAMPLE\naws_secret_access_key = secret\nregion = us-east-1\n[alone]\nregion = us-west-2 ; note\n',
    );
    expect((await listProfiles()).profiles.map(({ name, region, kind }) => [name, region, kind])).toEqual([
      ['default', 'ap-northeast-1', 'none'],
      ['alone', 'us-west-2', 'none'],
      ['work', 'us-east-1', 'keys'],
    ]);
  });

  it('are none where there are no files', async () => {
    files(null);
    expect(await listProfiles()).toMatchObject({ profiles: [], problems: [] });
  });

  it('say what they are', async () => {
    files(
      lines(
        '[profile keys]',
        'aws_access_key_id = A',
        'aws_secret_access_key = S',
        '[profile sso]',
        'sso_session = corp',
        'sso_account_id = 111122223333',
        'sso_role_name = Analyst',
        '[profile old-sso]',
        'sso_start_url = https://corp.awsapps.com/start',
        'sso_region = eu-west-1',
        'sso_account_id = 111122223333',
        'sso_role_name = Reader',
        '[sso-session corp]',
        'sso_start_url = https://corp.awsapps.com/start',
        'sso_region = eu-west-1',
        '[profile role]',
        'role_arn = arn:aws:iam::444455556666:role/path/flow-logs',
        'source_profile = keys',
        'mfa_serial = arn:aws:iam::111122223333:mfa/me',
        '[profile machine]',
        'role_arn = arn:aws:iam::444455556666:role/r',
        'credential_source = Ec2InstanceMetadata',
        '[profile process]',
        'credential_process = /bin/true',
        '[profile web]',
        'role_arn = arn:aws:iam::444455556666:role/w',
        'web_identity_token_file = /t',
        '[profile login]',
        'login_session = arn:aws:sts::1:assumed-role/x',
        '[profile empty]',
        'region = eu-west-1',
      ),
    );
    vi.stubEnv('AWS_PROFILE', 'sso');
    const { profiles, defaults } = await listProfiles();
    expect(Object.fromEntries(profiles.map(({ name, kind, of, role, account, mfa }) => [name, [kind, of, role, account, mfa]]))).toEqual({
      keys: ['keys', null, null, null, false],
      sso: ['sso', 'corp', 'Analyst', '111122223333', false],
      'old-sso': ['sso', 'corp.awsapps.com', 'Reader', '111122223333', false],
      role: ['role', 'keys', 'flow-logs', '444455556666', true],
      machine: ['role', 'Ec2InstanceMetadata', 'r', '444455556666', false],
      process: ['process', null, null, null, false],
      web: ['web_identity', null, 'w', '444455556666', false],
      login: ['login', null, null, null, false],
      empty: ['none', null, null, null, false],
    });
    expect(profiles.filter((profile) => profile.isCurrent).map(({ name }) => name)).toEqual(['sso']);
    expect(profiles.filter((profile) => profile.problem)).toEqual([]);
    expect(defaults).toEqual({ from: 'profile', profile: 'sso', region: null });
  });

  it('say what keeps them from working, with file and line, and leave the others alone', async () => {
    const folder = files(
      lines(
        '[profile a]',
        'role_arn = arn:aws:iam::1:role/a',
        'source_profile = b',
        '[profile b]',
        'role_arn = arn:aws:iam::1:role/b',
        'source_profile = a',
        '[profile lost]',
        'role_arn = arn:aws:iam::1:role/a',
        'source_profile = nobody',
        '[profile bare]',
        'role_arn = arn:aws:iam::1:role/a',
        '[profile hollow]',
        'role_arn = arn:aws:iam::1:role/a',
        'source_profile = empty',
        '[profile empty]',
        'region = eu-west-1',
        '[profile odd]',
        'role_arn = arn:aws:iam::1:role/a',
        'credential_source = Moon',
        '[profile sso]',
        'sso_session = none',
        '[profile part]',
        'sso_start_url = https://x',
        'sso_region = eu-west-1',
        '[profile half]',
        'aws_access_key_id = A',
        '[profile self]',
        'role_arn = arn:aws:iam::1:role/a',
        'source_profile = self',
        'aws_access_key_id = A',
        'aws_secret_access_key = S',
        '[profile mine]',
        'aws_access_key_id = A',
        'aws_secret_access_key = S',
      ),
    );
    const { profiles } = await listProfiles();
    const path = join(folder, 'config');
    expect(Object.fromEntries(profiles.map(({ name, problem }) => [name, problem && [problem.code, problem.name, problem.line]]))).toEqual({
      a: ['loop', 'a → b → a', 4],
      b: ['loop', 'b → a → b', 1],
      lost: ['source_missing', 'nobody', 7],
      bare: ['role_without_source', 'bare', 10],
      hollow: ['source_none', 'empty', 15],
      empty: null,
      odd: ['credential_source_unknown', 'Moon', 17],
      sso: ['session_missing', 'none', 20],
      part: ['sso_incomplete', 'sso_account_id, sso_role_name', 22],
      half: ['keys_incomplete', 'half', 25],
      self: null,
      mine: null,
    });
    await expect(checkProfile('mine')).resolves.toBeUndefined();
    await expect(checkProfile('lost')).rejects.toMatchObject({
      code: 'aws_profile',
      details: { profile: 'lost', reason: `${path}, line 7: source_profile names nobody, which does not exist.` },
    });
    await expect(checkProfile('not-there')).rejects.toMatchObject({
      code: 'aws_profile',
      details: { reason: expect.stringContaining(`There is no profile not-there in ${path}`) },
    });
  });

  it('come from the one file when the other cannot be used', async () => {
    const folder = files(null, '[mine]\nregion = eu-west-1\n');
    const path = join(folder, 'config');
    mkdirSync(path);
    expect(await listProfiles()).toMatchObject({ profiles: [{ name: 'mine' }], problems: [{ code: 'is_folder', path, line: null }] });
    files('x'.repeat(5_000_000), '[mine]\n');
    expect(await listProfiles()).toMatchObject({ profiles: [{ name: 'mine' }], problems: [{ code: 'too_large' }] });
    files(Buffer.from('\ufeff[default]\r\nregion = eu-west-1\r\n', 'utf16le'), '[mine]\n');
    expect(await listProfiles()).toMatchObject({ profiles: [{ name: 'mine' }], problems: [{ code: 'not_utf8', line: 1 }] });
    files(Buffer.from('[default]\nregion = eu-west-1\n# caf\u00e9\n[profile b]\n', 'latin1'));
    expect(await listProfiles()).toMatchObject({
      profiles: [{ name: 'default' }, { name: 'b' }],
      problems: [{ code: 'not_utf8', line: 3 }],
    });
  });

  it('name the slips of the file when the wanted one is not there', async () => {
    const folder = files('[profile other]\n[dev]\nregion = eu-west-1\n');
    await expect(checkProfile('dev')).rejects.toMatchObject({
      details: { reason: expect.stringContaining(`${join(folder, 'config')}, line 2: [dev] is no profile here`) },
    });
  });
});

describe('the default credentials', () => {
  it('are what the SDK would take, in its order', async () => {
    files('[default]\naws_access_key_id = A\naws_secret_access_key = S\nregion = eu-west-1\n[profile p]\nregion = us-east-1\n');
    const from = async () => (await listProfiles()).defaults;
    expect(await from()).toEqual({ from: 'profile', profile: 'default', region: 'eu-west-1' });
    vi.stubEnv('AWS_ACCESS_KEY_ID', 'A');
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'S');
    expect(await from()).toMatchObject({ from: 'environment', profile: null });
    vi.stubEnv('AWS_PROFILE', 'p');
    expect(await from()).toEqual({ from: 'profile', profile: 'p', region: 'us-east-1' });
    files(null);
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', '');
    expect(await from()).toMatchObject({ from: 'instance' });
    vi.stubEnv('AWS_EC2_METADATA_DISABLED', 'true');
    expect(await from()).toMatchObject({ from: 'none' });
    vi.stubEnv('AWS_CONTAINER_CREDENTIALS_FULL_URI', 'http://169.254.170.23/v1');
    expect(await from()).toMatchObject({ from: 'container' });
  });

  it('go where the environment or the profile says', async () => {
    files('[default]\nregion = eu-west-1\n[profile p]\nregion = us-east-1\n');
    expect([await regionOf(null), await regionOf('p'), await regionOf('q')]).toEqual(['eu-west-1', 'us-east-1', null]);
    vi.stubEnv('AWS_REGION', 'ap-northeast-1');
    expect(await regionOf('p')).toBe('ap-northeast-1');
  });
});

describe('an endpoint of its own', () => {
  it('is set by a variable, by the profile, or by its services', async () => {
    files(
      '[profile lab]\nendpoint_url = http://127.0.0.1:9000\n[profile work]\nregion = eu-west-1\n[profile vpc]\nservices = inside\n[services inside]\nathena =\n  endpoint_url = https://vpce-1.athena\ns3 =\n  endpoint_url = https://vpce-2.s3\n[profile off]\nendpoint_url = http://h\nignore_configured_endpoint_urls = true\n',
    );
    expect(await endpointOf('lab', 's3')).toBe('http://127.0.0.1:9000');
    expect(await endpointOf('work', 's3')).toBeNull();
    expect(await endpointOf('off', 's3')).toBeNull();
    expect([await endpointOf('vpc', 'athena'), await endpointOf('vpc', 's3'), await endpointOf('vpc', 'glue')]).toEqual([
      'https://vpce-1.athena',
      'https://vpce-2.s3',
      null,
    ]);
    vi.stubEnv('AWS_ENDPOINT_URL', 'http://127.0.0.1:9001');
    vi.stubEnv('AWS_ENDPOINT_URL_GLUE', 'http://127.0.0.1:9002');
    expect(await endpointOf('work', 's3')).toBe('http://127.0.0.1:9001');
    expect(await endpointOf('work', 'glue')).toBe('http://127.0.0.1:9002');
    vi.stubEnv('AWS_IGNORE_CONFIGURED_ENDPOINT_URLS', 'true');
    expect(await endpointOf('work', 's3')).toBeNull();
  });
});

/** A file that is not there is told of at the first look. It is asked for behind the one that is tested, for the same look. */
const firstLook = (path: string) => new Promise<void>((resolve) => void watchFile(path, { interval: 20 }, () => resolve()));

describe('watching the files', () => {
  it('tells of a file that comes, changes and goes', async () => {
    const folder = files(null);
    let told = 0;
    const stop = watchProfiles(() => told++, 20);
    try {
      // What is written before it is no change.
      await firstLook(join(folder, 'config'));
      for (const [round, text] of ['[profile a]\n', '[profile a]\n[profile b]\n'].entries()) {
        writeFileSync(join(folder, 'config'), text);
        await vi.waitFor(() => expect(told).toBe(round + 1), { interval: 20 });
      }
      expect(await named('b')).toBeDefined();
    } finally {
      stop();
      unwatchFile(join(folder, 'config'));
    }
  });

  it('says nothing of files that are not there', async () => {
    const path = join(files(null), 'config');
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const stop = watchProfiles(() => undefined, 20);
    try {
      await firstLook(path);
      expect(vi.getTimerCount()).toBe(0);
    } finally {
      stop();
      unwatchFile(path);
      vi.useRealTimers();
    }
  });
});
