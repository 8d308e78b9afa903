/** What the credentials of a profile take beside its keys: a sign-in, a program, certificates. */

/** A section of the SDK's files. */
export type Section = Readonly<Record<string, string | undefined>>;

/** A sign-in to IAM Identity Center. */
export interface SsoSession {
  /** Of the section `sso-session`; NULL where the profile has the start address itself, the older form. */
  readonly name: string | null;
  readonly startUrl: string;
  /** Where the sign-in service is, which need not be where the tables are. */
  readonly region: string;
  readonly scopes: readonly string[];
}

export interface ProfileNeeds {
  /** Of the profile, or of the one that its role is assumed from. */
  readonly sso: SsoSession | null;
  /** A `credential_process` is run. */
  readonly runsProgram: boolean;
  /** PEM file of authorities to be trusted for this profile. */
  readonly caBundle: string | null;
}

/** The scope without which a token cannot be refreshed; AWS's default. */
const DEFAULT_SCOPES = ['sso:account:access'];

/** @param profiles  @param sessions sections by name, of `sso-session` those without the word */
export function needsOf(
  profile: string,
  profiles: Readonly<Record<string, Section | undefined>>,
  sessions: Readonly<Record<string, Section | undefined>>,
): ProfileNeeds {
  const base = baseOf(profile, profiles);
  const own = profiles[profile] ?? {};
  const hasKeys = base.aws_access_key_id !== undefined || base.web_identity_token_file !== undefined;
  const runsProgram = !hasKeys && base.credential_process !== undefined;
  return {
    sso: hasKeys || runsProgram ? null : sessionOf(base, sessions),
    runsProgram,
    caBundle: own.ca_bundle || null,
  };
}

/** The profile at the end of the roles: whose own credentials the first of them is assumed with. */
function baseOf(profile: string, profiles: Readonly<Record<string, Section | undefined>>): Section {
  const visited = new Set<string>();
  let name = profile;
  for (;;) {
    const section = profiles[name] ?? {};
    const source = section.role_arn === undefined ? undefined : section.source_profile;
    // One that comes round again has no end: the SDK says so.
    if (source === undefined || visited.has(source)) return section;
    visited.add(source);
    name = source;
  }
}

function sessionOf(section: Section, sessions: Readonly<Record<string, Section | undefined>>): SsoSession | null {
  const name = section.sso_session ?? null;
  const { sso_start_url: startUrl, sso_region: region, sso_registration_scopes: scopes } = name === null ? section : (sessions[name] ?? {});
  if (!startUrl || !region) return null;
  const listed = scopes?.split(/[\s,]+/).filter((scope) => scope !== '') ?? [];
  if (name === null) return { name, startUrl, region, scopes: [] };
  return { name, startUrl, region, scopes: listed.length > 0 ? listed : DEFAULT_SCOPES };
}
