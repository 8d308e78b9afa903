/** Where the app's own files are: from source, from a build, and in a package. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder that holds package.json: the checkout, or the app inside its package. */
function rootFolder(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'package.json')) && dirname(folder) !== folder) folder = dirname(folder);
  return folder;
}

const root = rootFolder();

/** Holds `sample/`. DuckDB reads files itself and knows no asar, so that the package keeps them unpacked beside it. */
export const assetsFolder: string = join(root.replace(/app\.asar$/, 'app.asar.unpacked'), 'assets');

/** The built page. */
export const pageFolder: string = join(root, 'dist', 'renderer');

export const preloadFile: string = join(root, 'dist', 'preload', 'index.cjs');

export const appVersion: string = (JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }).version;
