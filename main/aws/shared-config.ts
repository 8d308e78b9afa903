/** The AWS CLI's configuration files, as far as Nagare needs them itself; the SDK reads them for everything else. */

/** What is kept of a profile; its keys and tokens are passed over. */
export interface Profile {
  readonly region?: string;
  readonly endpoint_url?: string;
}

type Kept = keyof Profile;
const isKept = (key: string): key is Kept => key === 'region' || key === 'endpoint_url';

/**
 * @param text the file  @param kind `config` names a profile `[profile dev]` (but `[default]`), `credentials` names it `[dev]`
 * @returns profiles by name in the file's order; sections of other kinds (`sso-session`, `services`) are left out
 */
export function parseProfiles(text: string, kind: 'config' | 'credentials'): ReadonlyMap<string, Profile> {
  const profiles = new Map<string, { [K in Kept]?: string }>();
  let current: { [K in Kept]?: string } | null = null;
  for (const line of text.replace(/^\ufeff/, '').split(/\r?\n/)) {
    if (/^\s*([#;].*)?$/.test(line)) continue;
    const section = /^\s*\[\s*([^\]]+?)\s*\]/.exec(line)?.[1];
    if (section !== undefined) {
      const name = profileName(section, kind);
      current = name === null ? null : (profiles.get(name) ?? {});
      if (name !== null && current !== null) profiles.set(name, current);
      continue;
    }
    // An indented line belongs to a nested block (`s3 =`), which is none of ours.
    const pair = /^([\w.-]+)\s*=\s*(.*?)\s*$/.exec(line);
    const key = pair?.[1]?.toLowerCase() ?? '';
    const value = pair?.[2]?.replace(/\s+[#;].*$/, '') ?? '';
    if (current && isKept(key) && value !== '') current[key] = value;
  }
  return profiles;
}

function profileName(section: string, kind: 'config' | 'credentials'): string | null {
  const words = section.split(/\s+/);
  const name = (words[1] ?? '').replace(/^["']|["']$/g, '');
  if (words.length === 2 && words[0] === 'profile' && name !== '') return name;
  if (words.length === 1) return kind === 'credentials' || section === 'default' ? section : null;
  return null;
}
