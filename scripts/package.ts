/**
 * `npm run package`: installers for the system it runs on, in release/. More words go to electron-builder as they are
 * (`npm run package -- --dir`, `-- --arm64`).
 */
import { spawn, spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '..');
const builder = join(dirname(createRequire(import.meta.url).resolve('electron-builder/package.json')), 'cli.js');

/** How failed downloads look in electron-builder's words: name not known, no way there, refused, no such file there. */
const noDownload = /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|Response code [45]\d\d/;

const built = spawnSync(process.execPath, [join(root, 'scripts', 'build.ts')], { cwd: root, stdio: 'inherit' });
if (built.status !== 0) process.exit(built.status ?? 1);

const packaging = spawn(process.execPath, [builder, '--publish', 'never', ...process.argv.slice(2)], {
  cwd: root,
  stdio: ['inherit', 'pipe', 'pipe'],
});
let said = '';
for (const [from, to] of [
  [packaging.stdout, process.stdout],
  [packaging.stderr, process.stderr],
] as const) {
  from.on('data', (piece: Buffer) => {
    said += piece.toString();
    to.write(piece);
  });
}
packaging.once('close', (code) => {
  if (code !== 0 && noDownload.test(said)) {
    console.error(
      "\nNothing was packaged: Electron's binary, or a tool that makes installers, could not be downloaded. " +
        'electron-builder takes them from github.com, or from where ELECTRON_MIRROR and ELECTRON_BUILDER_BINARIES_MIRROR say.',
    );
  }
  process.exitCode = code ?? 1;
});
