/**
 * `npm start`: the app in Electron if its binary is here or can be downloaded, else the same app in a browser window,
 * with one sentence why. Runs from source, on a build that is there. Reads as a table of contents.
 */
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { hasDisplay } from './hosts/shared/has-display.ts';
import { downloadElectron } from './launch/download-electron.ts';
import { electronBinary } from './launch/electron-binary.ts';
import { electronEnd, exitCodeOf } from './launch/electron-end.ts';
import { runProcess } from './launch/run-process.ts';

const root = resolve(import.meta.dirname, '..');
const packageFolder = dirname(createRequire(import.meta.url).resolve('electron/package.json'));
const words = process.argv.slice(2);

/** @returns why no window was opened, or what to exit with */
async function inElectron(): Promise<ReturnType<typeof electronEnd>> {
  const find = () => electronBinary(packageFolder, process.env, process.platform);
  const why = find() === null ? await downloadElectron(packageFolder, process.env) : null;
  const binary = find();
  if (binary === null) return { why: why ?? 'Electron was downloaded, but its executable is not there' };
  return electronEnd(await runProcess(binary, [root, ...words]));
}

/** @returns what to exit with */
async function inBrowserWindow(): Promise<number> {
  return exitCodeOf(await runProcess(process.execPath, [join(root, 'dist', 'main', 'web.js'), ...words]));
}

/** Without a display there is nothing to try: the browser's host says so and prints its address. */
async function launch(): Promise<number> {
  if (!hasDisplay(process.env, process.platform)) return inBrowserWindow();
  const ended = await inElectron();
  if ('exitCode' in ended) return ended.exitCode;
  console.log(`${ended.why}: the app opens in a browser window instead.`);
  return inBrowserWindow();
}

process.exit(await launch());
