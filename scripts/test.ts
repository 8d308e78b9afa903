/**
 * `npm test`: type check, lint, unit, integration and package tests, end-to-end tests in every host that can be had
 * here. What fails is tried once more by itself, when the machine does nothing else. Ends with what was skipped and why,
 * what passed only then, what failed, the hosts, and `N passed, N failed` over all of it.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { electronExecutable, ensureBrowser } from '../test/support/browser.ts';
import {
  afterSecondTry,
  failureLine,
  type Outcome,
  type PlaywrightReport,
  playwrightOutcome,
  type VitestReport,
  vitestOutcome,
} from './test-outcome.ts';

const root = resolve(import.meta.dirname, '..');
const reports = mkdtempSync(join(tmpdir(), 'nagare-test-reports-'));

/** Hundreds of worker threads and programs are started from the same sources: each is compiled once. */
const compiled = { NODE_COMPILE_CACHE: join(root, 'node_modules/.cache/nagare-compiled') };

/** In a log, colours are noise. Each runner takes another word for it. */
const isPlain = !process.stdout.isTTY;

function step(title: string, script: string, args: readonly string[], env: Readonly<Record<string, string>> = {}): boolean {
  console.log(`\n== ${title}`);
  const command = [join(root, 'node_modules', script), ...args];
  return spawnSync(process.execPath, command, { cwd: root, stdio: 'inherit', env: { ...process.env, ...compiled, ...env } }).status === 0;
}

/** A check that is one thing: it passes or it fails. */
const once = (title: string, isGood: boolean): Outcome => ({
  passed: isGood ? 1 : 0,
  failures: isGood ? [] : [{ file: '', title, why: 'see above' }],
  skipped: [],
});

/** @returns what a runner did; that it ended badly without naming a test is a failure too */
function ended(title: string, isGood: boolean, outcome: Outcome | null): Outcome {
  if (outcome === null) return once(title, false);
  return isGood || outcome.failures.length > 0 ? outcome : { ...outcome, failures: once(title, false).failures };
}

function vitest(title: string, args: readonly string[]): Outcome {
  const file = join(reports, 'vitest.json');
  const errorFile = join(reports, 'unhandled-errors.json');
  for (const each of [file, errorFile]) rmSync(each, { force: true });
  const reporters = ['--reporter=default', '--reporter=json', '--reporter=./scripts/unhandled-errors.ts'];
  const isGood = step(title, 'vitest/vitest.mjs', ['run', ...reporters, `--outputFile.json=${file}`, ...args], {
    NAGARE_UNHANDLED_ERRORS: errorFile,
    ...(isPlain ? { NO_COLOR: '1' } : {}),
  });
  const report = read<VitestReport>(file);
  const errors = read<readonly string[]>(errorFile) ?? [];
  return ended(title, isGood, report && vitestOutcome(report, errors, root));
}

function playwright(title: string, browser: string, args: readonly string[]): Outcome {
  const file = join(reports, 'playwright.json');
  rmSync(file, { force: true });
  const isGood = step(title, 'playwright/cli.js', ['test', '--reporter=list,json', ...args], {
    NAGARE_BROWSER: browser,
    PLAYWRIGHT_JSON_OUTPUT_NAME: file,
    ...(isPlain ? { FORCE_COLOR: '0' } : {}),
  });
  const report = read<PlaywrightReport>(file);
  return ended(title, isGood, report && playwrightOutcome(report));
}

function unitTests(): Outcome {
  const title = 'Unit, integration and package tests';
  const first = vitest(title, []);
  return afterSecondTry(first, () => vitest(`${title} that failed, alone`, ['--maxWorkers=1', ...filesOf(first)]));
}

function endToEndTests(): Outcome {
  const title = 'End-to-end tests';
  const browser = ensureBrowser();
  if (browser === null) {
    console.log('There is no Chromium, and none could be installed: the end-to-end tests cannot run. NAGARE_BROWSER may name one.');
    return once(title, false);
  }
  const first = playwright(title, browser, []);
  return afterSecondTry(first, () => playwright(`${title} that failed, alone`, browser, ['--workers=1', ...filesOf(first)]));
}

const filesOf = ({ failures }: Outcome) => [...new Set(failures.map(({ file }) => file))].filter((file) => file !== '');

function read<T>(file: string): T | null {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as T;
  } catch {
    return null;
  }
}

console.log('== Build');
const isBuilt = spawnSync(process.execPath, [join(root, 'scripts/build.ts')], { cwd: root, stdio: 'inherit' }).status === 0;
const outcomes: readonly Outcome[] = isBuilt
  ? [
      once('Types', step('Types', 'typescript/bin/tsc', ['-p', '.'])),
      once('Lint and format', step('Lint and format', '@biomejs/biome/bin/biome', ['check', '--error-on-warnings'])),
      unitTests(),
      endToEndTests(),
    ]
  : [once('Build', false)];
rmSync(reports, { recursive: true, force: true });

const failures = outcomes.flatMap((outcome) => outcome.failures);
const skipped = outcomes.flatMap((outcome) => outcome.skipped);
const secondTry = outcomes.flatMap((outcome) => outcome.secondTry ?? []);
console.log('');
for (const name of skipped) console.log(`skipped: ${name}`);
if (skipped.length > 0) console.log(`${skipped.length} skipped`);
for (const failure of secondTry) console.log(`passed only at the second try, alone: ${failureLine(failure)}`);
for (const failure of failures) console.log(`failed: ${failureLine(failure)}`);
console.log(
  electronExecutable() === null
    ? 'End-to-end hosts: browser window. Not run: Electron, whose binary is not here.'
    : 'End-to-end hosts: browser window, Electron.',
);
console.log(`${outcomes.reduce((sum, { passed }) => sum + passed, 0)} passed, ${failures.length} failed`);
process.exitCode = failures.length === 0 ? 0 : 1;
