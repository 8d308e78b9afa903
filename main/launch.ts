/**
 * `npm start`: the app in Electron if its binary is here or can be downloaded, else the same app in a browser window,
 * with one sentence why. Runs from source, on a build that is there.
 */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startFailedCode } from './hosts/start-failed-code.ts';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const packageFolder = dirname(createRequire(import.meta.url).resolve('electron/package.json'));
const REACH_MS = 5000;
/** An Electron that ends so soon by a failure never opened its window. */
const START_MS = 20_000;

/** The executable, or NULL while it has not been downloaded. */
function electronBinary(): string | null {
  const pathFile = join(packageFolder, 'path.txt');
  if (!existsSync(pathFile)) return null;
  const folder = process.env.ELECTRON_OVERRIDE_DIST_PATH ?? join(packageFolder, 'dist');
  const binary = join(folder, readFileSync(pathFile, 'utf8'));
  return existsSync(binary) ? binary : null;
}

/** Downloads it with Electron's own installer when its server can be reached. Returns why not, or NULL. */
async function downloadElectron(): Promise<string | null> {
  const mirror = process.env.ELECTRON_MIRROR ?? process.env.npm_config_electron_mirror ?? 'https://github.com/electron/electron/releases/';
  const { host } = new URL(mirror);
  const reached = await fetch(mirror, { method: 'HEAD', signal: AbortSignal.timeout(REACH_MS) }).then(
    () => true,
    () => false,
  );
  if (!reached) return `Electron is not here, and ${host}, from where it is downloaded, could not be reached within 5 s`;
  console.log(`Downloading Electron from ${host} ...`);
  // Its progress bar begins after half a minute and wants a terminal.
  const { status } = spawnSync(process.execPath, [join(packageFolder, 'install.js')], { stdio: 'inherit' });
  return status === 0 && electronBinary() !== null ? null : `Electron could not be downloaded from ${host}`;
}

/** Runs to the end of the app. Resolves to why it never opened, or NULL. */
function runElectron(binary: string): Promise<string | null> {
  const began = Date.now();
  return new Promise((done) => {
    const app = spawn(binary, [root, ...process.argv.slice(2)], { stdio: 'inherit' });
    app.once('error', (error) => done(`Electron could not be started (${error.message})`));
    app.once('exit', (code, signal) => {
      // A failure that it has shown itself would only be shown again.
      const isTold = code === 0 || code === startFailedCode || signal === 'SIGINT' || signal === 'SIGTERM';
      if (isTold || Date.now() - began > START_MS) {
        process.exitCode = code ?? 0;
        done(null);
      } else done(`Electron ended at its start (${signal ?? `code ${code}`})`);
    });
    for (const name of ['SIGINT', 'SIGTERM'] as const) process.on(name, () => app.kill(name));
  });
}

function runInBrowserWindow(): void {
  const host = spawn(process.execPath, [join(root, 'dist', 'main', 'web.js'), ...process.argv.slice(2)], { stdio: 'inherit' });
  // Ctrl-C reaches both; the host says when it has closed everything.
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.on(name, () => host.kill(name));
  host.once('exit', (code) => process.exit(code ?? 1));
}

/** Where there is no display, downloading Electron would change nothing. */
const hasDisplay = process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);

let why: string | null = null;
if (!hasDisplay && electronBinary() === null) why = 'There is no display for Electron';
else if (electronBinary() === null) why = await downloadElectron();
const binary = electronBinary();
if (why === null && binary !== null) why = await runElectron(binary);
if (why !== null) {
  console.log(`${why}: the app opens in a browser window instead.`);
  runInBrowserWindow();
}
