import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Where Electron's own package has its executable, by the rules of that package.
 * @param packageFolder of the package `electron`
 * @returns NULL while it has not been downloaded
 */
export function electronBinary(
  packageFolder: string,
  env: Readonly<Record<string, string | undefined>>,
  platform: NodeJS.Platform,
): string | null {
  const pathFile = join(packageFolder, 'path.txt');
  const named = existsSync(pathFile) ? readFileSync(pathFile, 'utf8') : null;
  const folder = env.ELECTRON_OVERRIDE_DIST_PATH;
  // A folder that somebody unpacked needs no note of the installer's.
  const path = folder ? join(folder, named ?? nameIn(platform)) : named && join(packageFolder, 'dist', named);
  return path && existsSync(path) ? path : null;
}

function nameIn(platform: NodeJS.Platform): string {
  if (platform === 'darwin') return 'Electron.app/Contents/MacOS/Electron';
  return platform === 'win32' ? 'electron.exe' : 'electron';
}
