import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

/** The data folder: NAGARE_HOME, else where the platform keeps such things. @returns an absolute path */
export function homeFolder(env: Readonly<Record<string, string | undefined>>, platform: NodeJS.Platform): string {
  if (env.NAGARE_HOME) return resolve(env.NAGARE_HOME);
  if (platform === 'win32') return join(env.LOCALAPPDATA ?? join(homedir(), 'AppData', 'Local'), 'Nagare');
  if (platform === 'darwin') return join(homedir(), 'Library', 'Application Support', 'Nagare');
  return join(env.XDG_DATA_HOME || join(homedir(), '.local', 'share'), 'nagare');
}
