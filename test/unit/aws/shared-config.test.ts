import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseConfig } from '../../../main/aws/shared-config.ts';

const settingsOf = (text: string, kind: 'config' | 'credentials') =>
  Object.fromEntries([...parseConfig(text, kind).profiles].map(([name, { settings }]) => [name, settings]));

describe('a configuration file', () => {
  it('keeps nothing secret of what is read, only that it is there', () => {
    const { profiles } = parseConfig(
      '[a]\naws_access_key_id = AKIAIOSFODNN7EXAMPLE\naws_secret_access_key = hunter2\naws_session_token = t0ken\nexternal_id = shared-s3cret\ncredential_process = /bin/get --password pw\nregion = eu-west-1\n',
      'credentials',
    );
    expect(JSON.stringify([...profiles].map(([name, { settings, noted }]) => [name, settings, [...noted]]))).toBe(
      '["a",{"region":"eu-west-1"},["aws_access_key_id","aws_secret_access_key","external_id","credential_process"]]'
        .replace(/^/, '[')
        .concat(']'),
    );
  });

  it('does not take a nested block for settings of its own', () => {
    expect(settingsOf('[default]\ns3 =\n  endpoint_url = http://10.0.0.1\n  region = nowhere\nregion = eu-west-1\n', 'config')).toEqual({
      default: { region: 'eu-west-1' },
    });
  });

  it('takes comments off as the SDK does', () => {
    expect(settingsOf('# x\n[default] ; mine\nregion = us-west-2 ; note\nendpoint_url = http://h/#a\n', 'config')).toEqual({
      default: { region: 'us-west-2', endpoint_url: 'http://h/#a' },
    });
  });

  it('tells lines that mean nothing, and goes on', () => {
    const text = [
      'region = lost',
      '[profile good]',
      'region = eu-west-1',
      '[profile cut',
      'region = not-of-good',
      '[dev]',
      'region = nowhere',
      '[profile other]',
      'what is this',
      '[profile good]',
      'sso_session = s',
      '[sso-session s]',
      'sso_region = us-east-1',
      '[services local]',
      '[plugins]',
    ].join('\r\n');
    const { profiles, ssoSessions, problems } = parseConfig(text, 'config');
    expect(problems).toEqual([
      { code: 'key_outside', line: 1, name: null },
      { code: 'section_unclosed', line: 4, name: null },
      { code: 'profile_word', line: 6, name: 'dev' },
      { code: 'no_equals', line: 9, name: null },
      { code: 'section_twice', line: 10, name: 'good' },
    ]);
    expect([...profiles.keys()]).toEqual(['good', 'other']);
    expect(profiles.get('good')?.settings).toEqual({ region: 'eu-west-1', sso_session: 's' });
    expect([...ssoSessions.keys()]).toEqual(['s']);
  });

  it('tells a name that the SDK cannot use', () => {
    expect(parseConfig('[profile "two words"]\nregion = eu-west-1\n[profile a b]\n', 'config')).toMatchObject({
      profiles: new Map(),
      problems: [
        { code: 'profile_name', line: 1, name: '"two words"' },
        { code: 'profile_name', line: 3, name: 'a b' },
      ],
    });
  });

  it('wants no word before the name in the credentials file', () => {
    expect(parseConfig('[profile dev]\naws_access_key_id = A\n', 'credentials').problems).toEqual([
      { code: 'profile_word', line: 1, name: 'dev' },
    ]);
  });

  it('never throws, and names lines that are there', () => {
    const piece = fc.oneof(
      fc.string(),
      fc.constantFrom('[', ']', '[profile a]', '[default]', '\n', '\r\n', '=', ' = ', 'region', '#', ';', '\ufeff'),
    );
    fc.assert(
      fc.property(fc.array(piece), fc.constantFrom('config' as const, 'credentials' as const), (pieces, kind) => {
        const text = pieces.join('');
        const lines = text.split(/\r\n|\r|\n/).length;
        for (const { line } of parseConfig(text, kind).problems) expect(line).toSatisfy((n: number) => n >= 1 && n <= lines);
      }),
    );
  });

  it('reads ten thousand profiles at once', () => {
    const text = Array.from({ length: 10_000 }, (_, n) => `[profile p${n}]\nregion = eu-west-1\n`).join('');
    expect(parseConfig(text, 'config').profiles.size).toBe(10_000);
  });
});
