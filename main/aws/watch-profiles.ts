/** Tells when the AWS configuration files change: by hand, by `aws configure`, by `aws sso login` of another program. */
import { type Stats, unwatchFile, watchFile } from 'node:fs';
import { configPath, credentialsPath } from './profiles.ts';

/** Their times are looked at: unlike the system's own watching this holds for files that come later, are replaced, or are links. */
const LOOK_EVERY_MS = 1500;
/** Programs write both files one after the other. */
const SETTLED_MS = 150;

/** @param everyMs how often to look  @returns what ends the watching */
export function watchProfiles(changed: () => void, everyMs = LOOK_EVERY_MS): () => void {
  let settling: NodeJS.Timeout | null = null;
  const seen = (now: Stats, before: Stats) => {
    // A file that is not there is told of once, as if it had changed.
    if (now.mtimeMs === before.mtimeMs && now.ino === before.ino && now.size === before.size) return;
    if (settling) clearTimeout(settling);
    settling = setTimeout(changed, SETTLED_MS);
    settling.unref();
  };
  const paths = [configPath(), credentialsPath()];
  for (const path of paths) watchFile(path, { interval: everyMs, persistent: false }, seen);
  return () => {
    if (settling) clearTimeout(settling);
    for (const path of paths) unwatchFile(path, seen);
  };
}
