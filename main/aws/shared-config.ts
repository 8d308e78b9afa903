/**
 * The AWS CLI's configuration files, as far as Nagare needs them itself; the SDK reads them for everything else. They
 * are read here as the SDK reads them, but what it passes over in silence is told.
 */
import type { ConfigProblem } from '../../preload/contract/aws.ts';

/** What is kept of a section. Of keys and tokens it is only kept that they are there. */
const KEPT = [
  'region',
  'endpoint_url',
  'ca_bundle',
  'role_arn',
  'source_profile',
  'credential_source',
  'mfa_serial',
  'sso_session',
  'sso_start_url',
  'sso_region',
  'sso_account_id',
  'sso_role_name',
  'sso_registration_scopes',
  'web_identity_token_file',
  'login_session',
  'services',
  'ignore_configured_endpoint_urls',
] as const;
const NOTED = ['aws_access_key_id', 'aws_secret_access_key', 'credential_process', 'external_id'] as const;

type Kept = (typeof KEPT)[number];
type Noted = (typeof NOTED)[number];

export interface Section {
  readonly name: string;
  /** Line of its header, from 1. */
  readonly line: number;
  readonly settings: { readonly [K in Kept]?: string };
  /** Settings that are there, and whose values are nobody's business. */
  readonly noted: ReadonlySet<Noted>;
}

export interface ParsedConfig {
  /** By name, in the file's order. */
  readonly profiles: ReadonlyMap<string, Section>;
  readonly ssoSessions: ReadonlyMap<string, Section>;
  /** Addresses of single services, by the name of their `services` section, then by the service: `athena`. */
  readonly services: ReadonlyMap<string, ReadonlyMap<string, string>>;
  /** Without the path, which the caller knows. */
  readonly problems: readonly Omit<ConfigProblem, 'path'>[];
}

interface Open {
  readonly name: string;
  readonly line: number;
  readonly settings: { [K in Kept]?: string };
  readonly noted: Set<Noted>;
}

const isKept = (key: string): key is Kept => (KEPT as readonly string[]).includes(key);
const isNoted = (key: string): key is Noted => (NOTED as readonly string[]).includes(key);

/** Sections that the AWS CLI keeps for itself. */
const CLI_SECTIONS = ['preview', 'plugins'];

/** A file with more slips than this is none that was written by hand. */
const MOST_PROBLEMS = 20;

/**
 * @param text the file  @param kind `config` names a profile `[profile dev]` (but `[default]`), `credentials` names it `[dev]`
 * @returns its profiles and SSO sessions; sections of other kinds are left out. Never throws.
 */
export function parseConfig(text: string, kind: 'config' | 'credentials'): ParsedConfig {
  const profiles = new Map<string, Open>();
  const ssoSessions = new Map<string, Open>();
  const services = new Map<string, Map<string, string>>();
  const problems: Omit<ConfigProblem, 'path'>[] = [];
  const tell = (code: ConfigProblem['code'], line: number, name: string | null = null) => {
    if (problems.length < MOST_PROBLEMS) problems.push({ code, line, name });
  };
  /** NULL: before the first section. `elsewhere`: in one that is none of ours. */
  let current: Open | Map<string, string> | 'elsewhere' | null = null;
  /** The block that indented lines belong to. */
  let block: string | null = null;

  const open = (header: string, line: number): Open | Map<string, string> | 'elsewhere' => {
    const section = sectionOf(header, kind);
    if (section.problem) tell(section.problem, line, section.name);
    if (section.type === 'other') return 'elsewhere';
    if (section.type === 'services') {
      const addresses = services.get(section.name) ?? new Map<string, string>();
      services.set(section.name, addresses);
      return addresses;
    }
    const known = section.type === 'profile' ? profiles : ssoSessions;
    const before = known.get(section.name);
    if (before) tell('section_twice', line, section.name);
    const opened = before ?? { name: section.name, line, settings: {}, noted: new Set<Noted>() };
    known.set(section.name, opened);
    return opened;
  };

  for (const [index, raw] of text
    .replace(/^\ufeff/, '')
    .split(/\r\n|\r|\n/)
    .entries()) {
    const number = index + 1;
    const line = (raw.split(/(^|\s)[;#]/)[0] ?? '').trim();
    if (line === '') continue;
    if (line.startsWith('[')) {
      block = null;
      if (line.endsWith(']')) current = open(line.slice(1, -1), number);
      // The SDK would give what follows to the section before: nobody means that.
      else {
        tell('section_unclosed', number);
        current = 'elsewhere';
      }
      continue;
    }
    const equals = line.indexOf('=');
    if (equals <= 0) {
      // A name with an indented value below is a block's; those of other kinds continue a long value.
      if (!/^\s/.test(raw)) tell('no_equals', number);
      continue;
    }
    if (current === null) {
      tell('key_outside', number);
      continue;
    }
    const key = line.slice(0, equals).trim().toLowerCase();
    const value = line.slice(equals + 1).trim();
    // An indented line below `s3 =` belongs to that block.
    if (value === '') block = key;
    else if (!/^\s/.test(raw)) block = null;
    if (current === 'elsewhere' || value === '') continue;
    if (current instanceof Map) {
      if (block !== null && key === 'endpoint_url') current.set(block, value);
      continue;
    }
    if (block !== null) continue;
    if (isKept(key)) current.settings[key] = value;
    else if (isNoted(key)) current.noted.add(key);
  }
  return { profiles, ssoSessions, services, problems };
}

interface SectionName {
  readonly type: 'profile' | 'sso' | 'services' | 'other';
  readonly name: string;
  /** It reads like a profile, but is none to the SDK. */
  readonly problem?: 'profile_word' | 'profile_name';
}

/** As the SDK takes a header apart. */
function sectionOf(header: string, kind: 'config' | 'credentials'): SectionName {
  const [, prefix, , name = ''] = /^([\w-]+)\s+(["'])?([\w\-@+.%:/]+)\2$/.exec(header.trim()) ?? [];
  const whole = header.trim();
  if (kind === 'credentials') {
    if (prefix === 'profile') return { type: 'other', name, problem: 'profile_word' };
    return prefix === undefined ? { type: 'profile', name: whole } : { type: 'other', name };
  }
  if (prefix === 'profile') return { type: 'profile', name };
  if (prefix === 'sso-session') return { type: 'sso', name };
  if (prefix === 'services') return { type: 'services', name };
  // The AWS CLI takes such a name, the SDK does not.
  if (/^profile\s/.test(whole)) return { type: 'other', name: whole.slice(7).trim(), problem: 'profile_name' };
  if (whole === 'default') return { type: 'profile', name: whole };
  return prefix === undefined && /^[\w\-@+.%:/]+$/.test(whole) && !CLI_SECTIONS.includes(whole)
    ? { type: 'other', name: whole, problem: 'profile_word' }
    : { type: 'other', name: whole };
}
