import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { hasOwnEndpoint, listProfiles } from '../../../main/aws/profiles.ts';
import { parseProfiles } from '../../../main/aws/shared-config.ts';
import { tempFolder } from '../../support/temp-folder.ts';

afterEach(() => vi.unstubAllEnvs());

function files(config: string | null, credentials: string | null): void {
  const folder = tempFolder();
  vi.stubEnv('AWS_CONFIG_FILE', join(folder, 'config'));
  vi.stubEnv('AWS_SHARED_CREDENTIALS_FILE', join(folder, 'credentials'));
  vi.stubEnv('AWS_ENDPOINT_URL', '');
  if (config !== null) writeFileSync(join(folder, 'config'), config);
  if (credentials !== null) writeFileSync(join(folder, 'credentials'), credentials);
}

describe('the profiles', () => {
  it('come from both files, default first, each once, with the region that config gives', async () => {
    files(
      '[profile work]\r\nregion = eu-west-1\r\n\r\n# a comment\n[default]\nregion=ap-northeast-1\n[sso-session my]\nsso_region = us-east-1\n[profile "two words"]\n',
      '[work]\naws_access_key_id = AKIAIOSFODNN7EXAMPLE\naws_secret_access_key = secret\n[alone]\nregion = us-west-2 ; note\n',
    );
    expect(await listProfiles()).toEqual([
      { name: 'default', region: 'ap-northeast-1' },
      { name: 'alone', region: 'us-west-2' },
      { name: 'work', region: 'eu-west-1' },
    ]);
  });

  it('are none where there are no files', async () => {
    files(null, null);
    expect(await listProfiles()).toEqual([]);
  });

  it('keep nothing secret of what is read', () => {
    const found = parseProfiles('[a]\naws_secret_access_key = hunter2\naws_session_token = t\nregion = eu-west-1\n', 'credentials');
    expect(Object.fromEntries(found)).toEqual({ a: { region: 'eu-west-1' } });
  });

  it('do not take a nested block for settings of their own', () => {
    const found = parseProfiles('[default]\ns3 =\n  endpoint_url = http://10.0.0.1\n  region = nowhere\nregion = eu-west-1\n', 'config');
    expect(Object.fromEntries(found)).toEqual({ default: { region: 'eu-west-1' } });
  });
});

describe('an endpoint of its own', () => {
  it('is set by a variable or by the profile', async () => {
    files('[profile lab]\nendpoint_url = http://127.0.0.1:9000\n[profile work]\nregion = eu-west-1\n', null);
    expect(await hasOwnEndpoint('lab', 'S3')).toBe(true);
    expect(await hasOwnEndpoint('work', 'S3')).toBe(false);
    vi.stubEnv('AWS_ENDPOINT_URL', 'http://127.0.0.1:9000');
    expect(await hasOwnEndpoint('work', 'S3')).toBe(true);
    vi.stubEnv('AWS_IGNORE_CONFIGURED_ENDPOINT_URLS', 'true');
    expect(await hasOwnEndpoint('work', 'S3')).toBe(false);
  });
});
