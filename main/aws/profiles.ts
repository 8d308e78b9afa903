/** The profiles of the AWS CLI's files: what there is, what each is, what is wrong. Nothing secret is kept of what is read. */
import { open } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { ConfigProblem, Profile, ProfileList } from '../../preload/contract/aws.ts';
import { AppError } from '../app-error.ts';
import { problemWords } from '../flowlogs/profile-problem-words.ts';
import { kindOf, type Located, type Profiles, problemOf } from './profile-kind.ts';
import { type ParsedConfig, parseConfig, type Section } from './shared-config.ts';

/** A configuration by hand has some kilobytes. */
const MOST_BYTES = 4 * 1024 * 1024;

/** The second is the AWS CLI's, which the SDK does not know. */
const ENV_REGION = () => process.env.AWS_REGION || process.env.AWS_DEFAULT_REGION || null;

interface SharedFiles extends Profiles {
  readonly services: ParsedConfig['services'];
  readonly problems: readonly ConfigProblem[];
}

export async function listProfiles(): Promise<ProfileList> {
  const files = await readShared();
  const current = process.env.AWS_PROFILE || null;
  const profiles = [...files.profiles.values()]
    .sort((a, b) => Number(b.name === 'default') - Number(a.name === 'default') || a.name.localeCompare(b.name))
    .map((section) => profileOf(section, files, current));
  return { profiles, problems: [...files.problems], defaults: defaultsOf(files) };
}

/**
 * The region that requests of a profile go to: the environment's first, as in the SDK.
 * @returns NULL where nothing says
 */
export async function regionOf(profile: string | null): Promise<string | null> {
  return ENV_REGION() || (await sectionOf(profile))?.settings.region || null;
}

/** What the files say of a profile; undefined: they do not have it. */
export async function sectionOf(profile: string | null): Promise<Section | undefined> {
  return (await readShared()).profiles.get(profile ?? (process.env.AWS_PROFILE || 'default'));
}

/** @throws AppError `aws_profile` that names file and line, for a profile that cannot work as it is written */
export async function checkProfile(profile: string): Promise<void> {
  const files = await readShared();
  const section = files.profiles.get(profile);
  if (!section) {
    const problems = files.problems.map(problemWords).join('\n');
    const reason = [`There is no profile ${profile} in ${configPath()} or ${credentialsPath()}.`, problems].filter(Boolean).join('\n');
    throw new AppError('aws_profile', `There is no AWS profile ${profile}.`, { details: { profile, reason } });
  }
  const problem = problemOf(section, files);
  if (!problem) return;
  const reason = problemWords(problem);
  throw new AppError('aws_profile', `The AWS profile ${profile} cannot be used.`, { details: { profile, reason } });
}

/** As the AWS CLI's files name the services. */
export type ServiceId = 'athena' | 'cloudformation' | 'cloudwatch_logs' | 'ec2' | 'glue' | 'kms' | 's3' | 'sts';

/**
 * Another address than AWS's own that requests of this profile go to: an emulator, a private endpoint. As the AWS CLI
 * finds it: variables, the profile's `services`, its `endpoint_url`. (The SDK itself looks at AWS_PROFILE's alone.)
 * @returns NULL: AWS's own
 */
export async function endpointOf(profile: string | null, service: ServiceId): Promise<string | null> {
  const { env } = process;
  if (env.AWS_IGNORE_CONFIGURED_ENDPOINT_URLS === 'true') return null;
  const fromEnv = env[`AWS_ENDPOINT_URL_${service.toUpperCase()}`] || env.AWS_ENDPOINT_URL;
  if (fromEnv) return fromEnv;
  const files = await readShared();
  const settings = files.profiles.get(profile ?? (env.AWS_PROFILE || 'default'))?.settings ?? {};
  if (settings.ignore_configured_endpoint_urls === 'true') return null;
  return files.services.get(settings.services ?? '')?.get(service) ?? settings.endpoint_url ?? null;
}

const inHome = (path: string) => (path.startsWith('~/') ? join(homedir(), path.slice(2)) : path);
export const configPath = () => inHome(process.env.AWS_CONFIG_FILE || join(homedir(), '.aws', 'config'));
export const credentialsPath = () => inHome(process.env.AWS_SHARED_CREDENTIALS_FILE || join(homedir(), '.aws', 'credentials'));

/** Both files as one: what credentials says goes before what config says, as in the SDK. */
async function readShared(): Promise<SharedFiles> {
  const [config, credentials] = await Promise.all([readConfig(configPath(), 'config'), readConfig(credentialsPath(), 'credentials')]);
  const profiles = new Map<string, Located>();
  for (const [path, file] of [config, credentials].map((each) => [each.path, each.file] as const)) {
    for (const [name, section] of file.profiles) {
      const before = profiles.get(name);
      profiles.set(name, before ? merged(before, section) : { ...section, path });
    }
  }
  const ssoSessions = new Map([...config.file.ssoSessions].map(([name, section]) => [name, { ...section, path: config.path }]));
  return { profiles, ssoSessions, services: config.file.services, problems: [...config.problems, ...credentials.problems] };
}

const merged = (before: Located, after: Section): Located => ({
  ...before,
  settings: { ...before.settings, ...after.settings },
  noted: new Set([...before.noted, ...after.noted]),
});

interface ReadFile {
  readonly path: string;
  readonly file: ParsedConfig;
  readonly problems: readonly ConfigProblem[];
}

/** A file that is not there holds nothing; one that cannot be used says so, and holds nothing either. */
async function readConfig(path: string, kind: 'config' | 'credentials'): Promise<ReadFile> {
  const whole = (code: ConfigProblem['code'], line: number | null = null): ConfigProblem => ({ code, path, line, name: null });
  const nothing = (...problems: readonly ConfigProblem[]) => ({ path, file: parseConfig('', kind), problems });
  try {
    const file = await open(path, 'r');
    try {
      const { size } = await file.stat();
      if (size > MOST_BYTES) return nothing(whole('too_large'));
      const { text, badLine } = decoded(await file.readFile());
      const parsed = parseConfig(text, kind);
      const problems = parsed.problems.map((problem) => ({ ...problem, path }));
      return { path, file: parsed, problems: badLine === null ? problems : [whole('not_utf8', badLine), ...problems] };
    } finally {
      await file.close();
    }
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : '';
    if (code === 'ENOENT' || code === 'ENOTDIR') return nothing();
    return nothing(whole(code === 'EISDIR' ? 'is_folder' : 'unreadable'));
  }
}

/** @returns the text, and the first line that is no UTF-8; NULL: all of it is */
function decoded(bytes: Buffer): { readonly text: string; readonly badLine: number | null } {
  // As PowerShell's `>` writes it.
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) return { text: '', badLine: 1 };
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), badLine: null };
  } catch {
    const text = bytes.toString('utf8');
    return { text, badLine: text.slice(0, text.indexOf('\ufffd')).split('\n').length };
  }
}

function profileOf(section: Located, files: SharedFiles, current: string | null): Profile {
  const { name, settings } = section;
  const kind = kindOf(section);
  const [, arnAccount = null, arnRole = null] = /^arn:[\w-]+:iam::(\d+):role\/(?:.*\/)?([^/]+)$/.exec(settings.role_arn ?? '') ?? [];
  const isSso = kind === 'sso';
  return {
    name,
    region: settings.region ?? null,
    kind,
    of: isSso ? (settings.sso_session ?? hostOf(settings.sso_start_url)) : (settings.source_profile ?? settings.credential_source ?? null),
    role: isSso ? (settings.sso_role_name ?? null) : arnRole,
    account: isSso ? (settings.sso_account_id ?? null) : arnAccount,
    mfa: kind === 'role' && settings.mfa_serial !== undefined,
    isCurrent: name === current,
    problem: problemOf(section, files),
  };
}

const hostOf = (url: string | undefined) => (url !== undefined && URL.canParse(url) ? new URL(url).host : null);

/** What the SDK's own chain would take now, in its order. */
function defaultsOf({ profiles }: SharedFiles): ProfileList['defaults'] {
  const { env } = process;
  const named = env.AWS_PROFILE || null;
  const section = profiles.get(named ?? 'default');
  const region = ENV_REGION() || section?.settings.region || null;
  const from = (): ProfileList['defaults']['from'] => {
    if (named === null && env.AWS_ACCESS_KEY_ID && env.AWS_SECRET_ACCESS_KEY) return 'environment';
    if (named !== null || (section && kindOf(section) !== 'none')) return 'profile';
    if (env.AWS_WEB_IDENTITY_TOKEN_FILE && env.AWS_ROLE_ARN) return 'web_identity';
    if (env.AWS_CONTAINER_CREDENTIALS_RELATIVE_URI || env.AWS_CONTAINER_CREDENTIALS_FULL_URI) return 'container';
    const isOff = env.AWS_EC2_METADATA_DISABLED && env.AWS_EC2_METADATA_DISABLED !== 'false';
    return isOff ? 'none' : 'instance';
  };
  const found = from();
  return { from: found, profile: found === 'profile' ? (named ?? 'default') : null, region };
}
