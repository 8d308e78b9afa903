import { describe, expect, it } from 'vitest';
import { needsOf, type Section } from '../../../main/aws/profile-needs.ts';

const sessions: Readonly<Record<string, Section>> = {
  corp: { sso_start_url: 'https://corp.awsapps.com/start', sso_region: 'us-east-1' },
  scoped: {
    sso_start_url: 'https://s.awsapps.com/start',
    sso_region: 'eu-west-1',
    sso_registration_scopes: 'sso:account:access, codewhisperer:completions',
  },
  half: { sso_start_url: 'https://half.awsapps.com/start' },
};
const sso = { sso_session: 'corp', sso_account_id: '1', sso_role_name: 'R' };
const needs = (profiles: Readonly<Record<string, Section>>, name = 'p') => needsOf(name, profiles, sessions);

describe('what a profile needs', () => {
  it('is a sign-in of its session, with the scopes that it names or the one without which nothing is refreshed', () => {
    expect(needs({ p: sso }).sso).toEqual({
      name: 'corp',
      startUrl: 'https://corp.awsapps.com/start',
      region: 'us-east-1',
      scopes: ['sso:account:access'],
    });
    expect(needs({ p: { ...sso, sso_session: 'scoped' } }).sso?.scopes).toEqual(['sso:account:access', 'codewhisperer:completions']);
  });

  it('is one at its own start address, in the older form', () => {
    const older = { sso_start_url: 'https://old.awsapps.com/start', sso_region: 'us-east-1', sso_account_id: '1', sso_role_name: 'R' };
    expect(needs({ p: older }).sso).toEqual({ name: null, startUrl: 'https://old.awsapps.com/start', region: 'us-east-1', scopes: [] });
  });

  it('is what the profile at the end of the roles needs', () => {
    const profiles = {
      p: { role_arn: 'a', source_profile: 'q', ca_bundle: '/ca.pem' },
      q: { role_arn: 'b', source_profile: 'r' },
      r: sso,
    };
    expect(needs(profiles)).toMatchObject({ sso: { name: 'corp' }, runsProgram: false, caBundle: '/ca.pem' });
    expect(needs({ ...profiles, r: { credential_process: 'x' } })).toMatchObject({ sso: null, runsProgram: true });
    expect(needs({ ...profiles, r: { aws_access_key_id: 'k', credential_process: 'x', ...sso } })).toMatchObject({
      sso: null,
      runsProgram: false,
    });
  });

  it('is nothing where the profile is not there, is half written or comes round again', () => {
    const nothing = { sso: null, runsProgram: false, caBundle: null };
    expect(needs({})).toEqual(nothing);
    expect(needs({ p: { ...sso, sso_session: 'half' } })).toEqual(nothing);
    expect(needs({ p: { ...sso, sso_session: 'none' } })).toEqual(nothing);
    expect(needs({ p: { role_arn: 'a', source_profile: 'q' }, q: { role_arn: 'b', source_profile: 'p' } })).toEqual(nothing);
    expect(needs({ p: { role_arn: 'a', source_profile: 'p', aws_access_key_id: 'k' } })).toEqual(nothing);
    expect(needs({ p: { role_arn: 'a', credential_source: 'Environment' } })).toEqual(nothing);
  });
});
