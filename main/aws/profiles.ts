/** The profiles of the AWS CLI's files, for the source dialog. Nothing secret is kept of what is read. */
import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { type Profile, parseProfiles } from './shared-config.ts';

export interface ProfileName {
  readonly name: string;
  /** Region that the profile itself sets. */
  readonly region: string | null;
}

/** `default` first, then by name. Files that are not there, or may not be read, hold no profiles. */
export async function listProfiles(): Promise<readonly ProfileName[]> {
  const { config, credentials } = await readShared();
  const names = new Set([...config.keys(), ...credentials.keys()]);
  return [...names]
    .sort((a, b) => Number(b === 'default') - Number(a === 'default') || a.localeCompare(b))
    .map((name) => ({ name, region: config.get(name)?.region ?? credentials.get(name)?.region ?? null }));
}

/** Whether requests of this profile go to another address than AWS's own: an emulator, a private endpoint. */
export async function hasOwnEndpoint(profile: string | null, service: 'S3'): Promise<boolean> {
  if (process.env.AWS_IGNORE_CONFIGURED_ENDPOINT_URLS === 'true') return false;
  if (process.env.AWS_ENDPOINT_URL || process.env[`AWS_ENDPOINT_URL_${service}`]) return true;
  const { config } = await readShared();
  return config.get(profile ?? process.env.AWS_PROFILE ?? 'default')?.endpoint_url !== undefined;
}

interface Shared {
  readonly config: ReadonlyMap<string, Profile>;
  readonly credentials: ReadonlyMap<string, Profile>;
}

async function readShared(): Promise<Shared> {
  const folder = join(homedir(), '.aws');
  const text = (path: string) => readFile(path, 'utf8').catch(() => '');
  const [config, credentials] = await Promise.all([
    text(process.env.AWS_CONFIG_FILE || join(folder, 'config')),
    text(process.env.AWS_SHARED_CREDENTIALS_FILE || join(folder, 'credentials')),
  ]);
  return { config: parseProfiles(config, 'config'), credentials: parseProfiles(credentials, 'credentials') };
}
