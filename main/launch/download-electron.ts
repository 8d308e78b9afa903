/** Electron's executable is downloaded by its own installer, where its server can be reached. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

type Env = Readonly<Record<string, string | undefined>>;

const REACH_MS = 5000;
const GITHUB = 'https://github.com/electron/electron/releases/';

/** From where the installer downloads, as it finds that out itself; NULL when what it was told is no address. */
export function downloadServer(env: Env): URL | null {
  const names = ['npm_config_electron_mirror', 'NPM_CONFIG_ELECTRON_MIRROR', 'npm_package_config_electron_mirror', 'ELECTRON_MIRROR'];
  return URL.parse(names.map((name) => env[name]).find(Boolean) ?? GITHUB);
}

/** @param packageFolder of the package `electron`  @returns why it is still not here, or NULL */
export async function downloadElectron(packageFolder: string, env: Env): Promise<string | null> {
  const server = downloadServer(env);
  if (server === null) return 'Electron is not here, and the mirror that is set for its download is no address';
  const reached = await fetch(server, { method: 'HEAD', signal: AbortSignal.timeout(REACH_MS) }).then(
    () => true,
    () => false,
  );
  if (!reached) return `Electron is not here, and ${server.host}, from where it is downloaded, could not be reached within 5 s`;
  console.log(`Downloading Electron from ${server.host} ...`);
  // Its progress bar begins after half a minute and wants a terminal.
  const { status } = spawnSync(process.execPath, [join(packageFolder, 'install.js')], { stdio: 'inherit' });
  return status === 0 ? null : `Electron could not be downloaded from ${server.host}`;
}
