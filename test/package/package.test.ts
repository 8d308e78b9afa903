/**
 * The package itself: built unpacked, looked into, and run. Where Electron's binary is not here a stand-in takes its place:
 * what is packed is then checked all the same, and what only Electron can do is skipped, with the reason printed.
 */
import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { promisify } from 'node:util';
import { extractAll, listPackage } from '@electron/asar';
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeStandInElectron } from '../support/stand-in-electron.ts';

const run = promisify(execFile);
const root = resolve(import.meta.dirname, '../..');
const packageFolder = (name: string) => dirname(createRequire(import.meta.url).resolve(`${name}/package.json`));

const electronFolder = join(packageFolder('electron'), 'dist');
const hasElectron = existsSync(join(electronFolder, 'version'));
const hasDisplay = process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
const notBuilt = !hasElectron && process.platform !== 'linux' ? "Electron's binary is not here, and its stand-in is one for Linux" : null;
const notRun = notBuilt ?? (hasElectron ? (hasDisplay ? null : 'there is no display') : "Electron's binary is not here");
if (notRun !== null) console.log(`not run: ${notBuilt === null ? 'the packaged app' : 'all tests of the package'} (${notRun})`);

let folder = '';
/** Holds app.asar. */
let resources = '';
let executable = '';
let archived: readonly string[] = [];

const filesBelow = (path: string): string[] =>
  readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(path, join(entry.parentPath, entry.name)).split(sep).join('/'));

beforeAll(async () => {
  if (notBuilt !== null) return;
  folder = mkdtempSync(join(tmpdir(), 'nagare-package-'));
  const electron = hasElectron ? electronFolder : join(folder, 'electron');
  if (!hasElectron) makeStandInElectron(electron);
  await run(process.execPath, [join(root, 'scripts', 'build.ts')], { cwd: root });
  const builder = join(packageFolder('electron-builder'), 'cli.js');
  const output = join(folder, 'release');
  const words = ['--dir', '--publish', 'never', `-c.electronDist=${electron}`, `-c.directories.output=${output}`];
  await run(process.execPath, [builder, ...words], { cwd: root, maxBuffer: 2 ** 26 });
  const [asar] = filesBelow(output).filter((path) => path.endsWith('/app.asar'));
  if (asar === undefined) throw new Error('no app.asar');
  resources = dirname(join(output, asar));
  executable = {
    darwin: join(resources, '..', 'MacOS', 'Nagare'),
    win32: join(resources, '..', 'Nagare.exe'),
    linux: join(resources, '..', 'nagare'),
  }[process.platform as 'darwin' | 'win32' | 'linux'];
  archived = listPackage(join(resources, 'app.asar'), { isPack: false }).map((path) => path.split(sep).join('/').slice(1));
}, 180_000);

afterAll(() => {
  if (folder !== '') rmSync(folder, { recursive: true, force: true });
});

describe.skipIf(notBuilt !== null)('the archive', () => {
  it('has all that runs, and the sample', () => {
    expect(archived).toEqual(
      expect.arrayContaining([
        'package.json',
        'LICENSE',
        'dist/main/electron.js',
        'dist/main/cli.js',
        'dist/main/worker.js',
        'dist/preload/index.cjs',
        'dist/renderer/index.html',
        'assets/icon.png',
        'node_modules/better-sqlite3/lib/index.js',
        'node_modules/@duckdb/node-api/lib/index.js',
      ]),
    );
    expect(archived.filter((path) => path.endsWith('.parquet'))).toHaveLength(24);
  });

  it('has nothing else', () => {
    const tops = new Set(archived.map((path) => path.split('/')[0]));
    expect([...tops].sort()).toEqual(['LICENSE', 'assets', 'dist', 'node_modules', 'package.json']);
    const packages = archived.flatMap((path) => /^node_modules\/((?:@[^/]+\/)?[^/@]+)\/package\.json$/.exec(path)?.[1] ?? []);
    const { platform, arch } = process;
    expect(packages.sort()).toEqual([
      '@duckdb/node-api',
      '@duckdb/node-bindings',
      `@duckdb/node-bindings-${platform}-${arch}`,
      'better-sqlite3',
      'detect-libc',
    ]);
    expect(archived.filter((path) => /\.(ts|tsx|map|md|c|cc|h|gyp)$|(^|\/)(test|\.env|\.npmrc)/.test(path))).toEqual([]);
  });

  it('keeps native code and the sample outside, each binary once', () => {
    const unpacked = filesBelow(join(resources, 'app.asar.unpacked'));
    const { platform, arch } = process;
    expect(unpacked.filter((path) => path.endsWith('.node')).sort()).toEqual([
      `node_modules/@duckdb/node-bindings-${platform}-${arch}/duckdb.node`,
      `node_modules/better-sqlite3/prebuilds/${platform}-${arch}.node`,
    ]);
    expect(unpacked.filter((path) => path.endsWith('.parquet'))).toHaveLength(24);
    // DuckDB's library lies beside its binding, where the system's loader looks.
    expect(unpacked.some((path) => /node-bindings-.*\/(lib)?duckdb\.(so|dylib|dll)$/.test(path))).toBe(true);
  });

  it('is no more talkative than it has to be', () => {
    const own = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Record<string, unknown>;
    extractAll(join(resources, 'app.asar'), join(folder, 'app'));
    const packed = JSON.parse(readFileSync(join(folder, 'app', 'package.json'), 'utf8')) as Record<string, unknown>;
    expect(packed).toMatchObject({ name: own.name, version: own.version, main: 'dist/main/electron.js', type: 'module' });
    expect(packed).not.toHaveProperty('devDependencies');
    expect(packed).not.toHaveProperty('scripts');
  });

  it('answers a query with nothing but what is in it', async () => {
    const words = [
      'query',
      '--source',
      'sample',
      '--ip',
      '192.168.0.10',
      '--from',
      '2022-11-28T03:15',
      '--to',
      '2022-11-28T03:30',
      '--json',
    ];
    const { stdout } = await run(process.execPath, [join(folder, 'app', 'dist', 'main', 'cli.js'), ...words], {
      env: { ...process.env, NAGARE_HOME: join(folder, 'home') },
    });
    const answer = JSON.parse(stdout) as { state: string; rowCount: number };
    expect(answer.state).toBe('saved');
    expect(answer.rowCount).toBeGreaterThan(100);
  });
});

describe.skipIf(notBuilt !== null)('the executable', () => {
  it('has its fuses set', async () => {
    const wire = await getCurrentFuseWire(executable);
    // Its states are characters: 0 is off, 1 is on.
    const state = (fuse: FuseV1Options) => String.fromCharCode(wire[fuse] ?? 0);
    const off = [
      FuseV1Options.RunAsNode,
      FuseV1Options.EnableNodeOptionsEnvironmentVariable,
      FuseV1Options.EnableNodeCliInspectArguments,
      FuseV1Options.LoadBrowserProcessSpecificV8Snapshot,
      FuseV1Options.GrantFileProtocolExtraPrivileges,
    ];
    const on = [
      FuseV1Options.EnableCookieEncryption,
      FuseV1Options.EnableEmbeddedAsarIntegrityValidation,
      FuseV1Options.OnlyLoadAppFromAsar,
    ];
    expect(off.map(state).join('')).toBe('00000');
    expect(on.map(state).join('')).toBe('111');
  });

  it.skipIf(process.platform === 'darwin')('has the locales of its two languages', () => {
    expect(readdirSync(join(resources, '..', 'locales')).sort()).toEqual(['en-US.pak', 'ja.pak']);
  });

  it.skipIf(notRun !== null)(
    'opens its window, answers its page, and writes a workbook',
    async () => {
      const words = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
      const { stdout } = await run(executable, [...words, '--smoke'], { timeout: 90_000 });
      expect(stdout).toMatch(/smoke: ok/);
    },
    40_000,
  );

  it.skipIf(notRun !== null)('takes the commands of the terminal', async () => {
    const words = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
    const { stdout } = await run(executable, [...words, 'kinds'], { timeout: 60_000 });
    expect(stdout).toMatch(/^records\t/m);
  });
});
