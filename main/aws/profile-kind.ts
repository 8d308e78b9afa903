/** What a profile is, decided in the order in which the SDK decides it, and what keeps it from being used. */
import type { ProfileKind, ProfileProblem } from '../../preload/contract/aws.ts';
import type { Section } from './shared-config.ts';

export interface Profiles {
  readonly profiles: ReadonlyMap<string, Located>;
  readonly ssoSessions: ReadonlyMap<string, Located>;
}

/** A section of both files together. */
export interface Located extends Section {
  readonly path: string;
}

const CREDENTIAL_SOURCES = ['EcsContainer', 'Ec2InstanceMetadata', 'Environment'];

const hasKeys = ({ noted }: Section) => noted.has('aws_access_key_id') && noted.has('aws_secret_access_key');

export function kindOf(section: Section): ProfileKind {
  const { settings, noted } = section;
  if (settings.role_arn && (settings.source_profile || settings.credential_source)) return 'role';
  if (hasKeys(section)) return 'keys';
  if (settings.web_identity_token_file && settings.role_arn) return 'web_identity';
  if (noted.has('credential_process')) return 'process';
  if (settings.sso_session || settings.sso_start_url || settings.sso_account_id || settings.sso_role_name) return 'sso';
  if (settings.login_session) return 'login';
  return settings.role_arn ? 'role' : 'none';
}

/** What is wrong with the profile, or with one that it stands on; NULL: nothing that can be seen in the files. */
export function problemOf(section: Located, all: Profiles): ProfileProblem | null {
  return walk(section, all, []);
}

function walk(section: Located, all: Profiles, visited: readonly string[]): ProfileProblem | null {
  const { settings, noted } = section;
  const problem = (code: ProfileProblem['code'], name: string): ProfileProblem => ({ code, name, path: section.path, line: section.line });
  // As the SDK does it: below a role, keys that are there end the search.
  if (visited.length > 0 && hasKeys(section)) return null;
  switch (kindOf(section)) {
    case 'role': {
      const { source_profile: source, credential_source: from } = settings;
      if (source && from) return problem('role_two_sources', section.name);
      if (from) return CREDENTIAL_SOURCES.includes(from) ? null : problem('credential_source_unknown', from);
      if (!source) return problem('role_without_source', section.name);
      // A role may name itself as its source: then its own keys are meant.
      const isOwn = source === section.name && hasKeys(section);
      if (isOwn) return null;
      if (source === section.name || visited.includes(source)) return problem('loop', [...visited, section.name, source].join(' → '));
      const below = all.profiles.get(source);
      return below ? walk(below, all, [...visited, section.name]) : problem('source_missing', source);
    }
    case 'sso':
      return ssoProblem(section, all);
    case 'none':
      if (visited.length > 0) return settings.credential_source ? null : problem('source_none', section.name);
      return noted.has('aws_access_key_id') !== noted.has('aws_secret_access_key') ? problem('keys_incomplete', section.name) : null;
    default:
      return null;
  }
}

function ssoProblem(section: Located, { ssoSessions }: Profiles): ProfileProblem | null {
  const { settings, path, line } = section;
  const session = settings.sso_session === undefined ? undefined : ssoSessions.get(settings.sso_session);
  if (settings.sso_session !== undefined && !session) return { code: 'session_missing', name: settings.sso_session, path, line };
  const start = session?.settings.sso_start_url ?? settings.sso_start_url;
  const region = session?.settings.sso_region ?? settings.sso_region;
  const missing = [
    ...(start ? [] : ['sso_start_url']),
    ...(region ? [] : ['sso_region']),
    ...(settings.sso_account_id ? [] : ['sso_account_id']),
    ...(settings.sso_role_name ? [] : ['sso_role_name']),
  ];
  return missing.length === 0 ? null : { code: 'sso_incomplete', name: missing.join(', '), path, line };
}
