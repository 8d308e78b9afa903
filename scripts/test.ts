/**
 * `npm test`: type check, lint, unit, integration and package tests, end-to-end tests in every host that can be had
 * here. Ends with what was skipped and why, the hosts, and `N passed, N failed` over all of it.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { electronExecutable, ensureBrowser } from '../test/support/browser.ts';

interface Count {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: readonly string[];
}

const root = resolve(import.meta.dirname, '..');
const reports = mkdtempSync(join(tmpdir(), 'nagare-test-reports-'));

/** Hundreds of worker threads and programs are started from the same sources: each is compiled once. */
const compiled = { NODE_COMPILE_CACHE: join(root, 'node_modules/.cache/nagare-compiled') };

/** In a log, colours are noise. */
const plain: Readonly<Record<string, string>> = process.stdout.isTTY ? {} : { FORCE_COLOR: '0' };

function step(title: string, script: string, args: readonly string[], env: Readonly<Record<string, string>> = {}): boolean {
  console.log(`\n== ${title}`);
  const command = [join(root, 'node_modules', script), ...args];
  return (
    spawnSync(process.execPath, command, { cwd: root, stdio: 'inherit', env: { ...process.env, ...compiled, ...plain, ...env } }).status ===
    0
  );
}

/** A check that is one thing: it passes or it fails. */
const once = (isGood: boolean): Count => ({ passed: isGood ? 1 : 0, failed: isGood ? 0 : 1, skipped: [] });

interface VitestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly assertionResults: readonly { readonly status: string; readonly fullName: string }[];
  }[];
}

function vitest(): Count {
  const file = join(reports, 'vitest.json');
  const isGood = step('Unit, integration and package tests', 'vitest/vitest.mjs', [
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${file}`,
  ]);
  const report = read<VitestReport>(file);
  if (!report) return once(false);
  const all = report.testResults.flatMap((each) => each.assertionResults);
  // A file that cannot even be loaded has no tests to fail.
  const unloaded = report.testResults.filter((each) => each.status === 'failed' && each.assertionResults.length === 0).length;
  const failed = report.numFailedTests + unloaded;
  return {
    passed: report.numPassedTests,
    failed: failed === 0 && !isGood ? 1 : failed,
    skipped: all.filter((each) => each.status === 'skipped' || each.status === 'pending').map((each) => each.fullName),
  };
}

interface PlaywrightSuite {
  readonly title: string;
  readonly suites?: readonly PlaywrightSuite[];
  readonly specs?: readonly {
    readonly title: string;
    readonly tests: readonly { readonly status: string; readonly annotations: readonly { type: string; description?: string }[] }[];
  }[];
}

interface PlaywrightReport {
  readonly suites: readonly PlaywrightSuite[];
  readonly stats: { readonly expected: number; readonly unexpected: number; readonly flaky: number };
}

function endToEnd(): Count {
  const browser = ensureBrowser();
  if (browser === null) {
    console.log('There is no Chromium, and none could be installed: the end-to-end tests cannot run. NAGARE_BROWSER may name one.');
    return once(false);
  }
  const file = join(reports, 'playwright.json');
  const isGood = step('End-to-end tests', 'playwright/cli.js', ['test', '--reporter=list,json'], {
    NAGARE_BROWSER: browser,
    PLAYWRIGHT_JSON_OUTPUT_NAME: file,
  });
  const report = read<PlaywrightReport>(file);
  if (!report) return once(false);
  const { expected, unexpected, flaky } = report.stats;
  // A test that passes only when it is tried again does not pass.
  const failed = unexpected + flaky;
  return { passed: expected, failed: failed === 0 && !isGood ? 1 : failed, skipped: report.suites.flatMap(skippedIn) };
}

function skippedIn(suite: PlaywrightSuite): readonly string[] {
  const own = (suite.specs ?? []).flatMap((spec) =>
    spec.tests
      .filter((test) => test.status === 'skipped')
      .map((test) => `${spec.title}: ${test.annotations.find((each) => each.type === 'skip')?.description ?? ''}`),
  );
  return [...own, ...(suite.suites ?? []).flatMap(skippedIn)];
}

function read<T>(file: string): T | null {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as T;
  } catch {
    return null;
  }
}

console.log('== Build');
const isBuilt = spawnSync(process.execPath, [join(root, 'scripts/build.ts')], { cwd: root, stdio: 'inherit' }).status === 0;
const counts: readonly Count[] = isBuilt
  ? [
      once(step('Types', 'typescript/bin/tsc', ['-p', '.'])),
      once(step('Lint and format', '@biomejs/biome/bin/biome', ['check', '--error-on-warnings'])),
      vitest(),
      endToEnd(),
    ]
  : [once(false)];
rmSync(reports, { recursive: true, force: true });

const sum = (of: (count: Count) => number) => counts.reduce((total, count) => total + of(count), 0);
const skipped = counts.flatMap((count) => count.skipped);
console.log('');
for (const name of skipped) console.log(`skipped: ${name}`);
if (skipped.length > 0) console.log(`${skipped.length} skipped`);
console.log(
  electronExecutable() === null
    ? 'End-to-end hosts: browser window. Not run: Electron, whose binary is not here.'
    : 'End-to-end hosts: browser window, Electron.',
);
const failed = sum((count) => count.failed);
console.log(`${sum((count) => count.passed)} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
