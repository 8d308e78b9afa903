/**
 * `npm run build`: Node's side by esbuild, the page by Vite, each only when something it is made of is newer than what
 * was made. `--force` builds all.
 */
import { chmodSync, copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { build as esbuild } from 'esbuild';
import { build as vite } from 'vite';

const root = resolve(import.meta.dirname, '..');
const dist = join(root, 'dist');

/** CommonJS packages inside the ES bundle ask for `require`. */
const REQUIRE = "import { createRequire as createBundleRequire } from 'node:module'; const require = createBundleRequire(import.meta.url);";

async function buildMain(): Promise<void> {
  const folder = join(dist, 'main');
  rmSync(folder, { recursive: true, force: true });
  await esbuild({
    absWorkingDir: root,
    entryPoints: {
      electron: 'main/hosts/electron/index.ts',
      web: 'main/hosts/web/index.ts',
      cli: 'main/hosts/cli/index.ts',
      worker: 'main/worker.ts',
    },
    outdir: folder,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node22.14',
    // ES modules where a package has them: names of CommonJS exports are not seen by a dynamic import.
    mainFields: ['module', 'main'],
    // Beside the entries: code in a chunk finds the worker and the WebAssembly by `import.meta.url`.
    chunkNames: '[name]-[hash]',
    // Native packages stay in node_modules, in the packaged app too.
    external: ['electron', 'better-sqlite3', '@duckdb/*'],
    legalComments: 'none',
    banner: { js: REQUIRE },
    logLevel: 'warning',
  });
  const cli = join(folder, 'cli.js');
  writeFileSync(cli, `#!/usr/bin/env node\n${readFileSync(cli, 'utf8')}`);
  chmodSync(cli, 0o755);
  // The SQL translator reads its WebAssembly from beside its code.
  const translator = dirname(createRequire(import.meta.url).resolve('@polyglot-sql/sdk'));
  copyFileSync(join(translator, 'polyglot_sql.wasm'), join(folder, 'polyglot_sql.wasm'));

  await esbuild({
    absWorkingDir: root,
    entryPoints: { index: 'preload/index.ts' },
    outdir: join(dist, 'preload'),
    outExtension: { '.js': '.cjs' },
    bundle: true,
    // A sandboxed preload is CommonJS and can require nothing but electron.
    format: 'cjs',
    platform: 'node',
    target: 'node22.14',
    external: ['electron'],
    logLevel: 'warning',
  });
}

async function buildPage(): Promise<void> {
  await vite({ configFile: join(root, 'vite.config.ts'), root: join(root, 'renderer'), logLevel: 'warn' });
}

/** Newest change below these paths, Unix ms. */
function newest(paths: readonly string[]): number {
  return Math.max(
    ...paths.map((path) => {
      const stat = statSync(join(root, path));
      if (!stat.isDirectory()) return stat.mtimeMs;
      // A folder's own time tells of files that went away.
      return Math.max(stat.mtimeMs, newest(readdirSync(join(root, path)).map((name) => join(path, name))));
    }),
    0,
  );
}

/** Builds when a source is newer than the last build that came to its end. */
async function refresh(name: string, sources: readonly string[], build: () => Promise<void>): Promise<void> {
  const stamp = join(dist, `.${name}-built`);
  const built = statSync(stamp, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  if (!process.argv.includes('--force') && built > newest([...sources, 'package-lock.json', 'scripts/build.ts'])) return;
  console.log(`building ${name} ...`);
  rmSync(stamp, { force: true });
  const began = new Date();
  await build();
  mkdirSync(dist, { recursive: true });
  writeFileSync(stamp, '');
  // What was changed while it was built may not be in it.
  utimesSync(stamp, began, began);
}

await refresh('main', ['main', 'preload'], buildMain);
await refresh('page', ['renderer', 'main/flowlogs', 'preload/contract', 'vite.config.ts'], buildPage);
