/** What a test runner's JSON report says: how many tests passed, which ones did not and why, which were skipped. */
import { relative } from 'node:path';
import { stripVTControlCharacters } from 'node:util';

export interface Failure {
  /** The test's file, from the project's root. */
  readonly file: string;
  readonly title: string;
  /** The first line of what it said. */
  readonly why: string;
}

export interface Outcome {
  readonly passed: number;
  readonly failures: readonly Failure[];
  readonly skipped: readonly string[];
  /** What failed at first and passed by itself: it counts as passed, and is named. */
  readonly secondTry?: readonly Failure[];
}

/** What `--reporter=json` of Vitest writes (vitest.dev/guide/reporters, "JSON Reporter"). */
export interface VitestReport {
  readonly numPassedTests: number;
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly message?: string;
    readonly assertionResults: readonly {
      readonly status: string;
      readonly fullName: string;
      readonly failureMessages?: readonly string[] | null;
    }[];
  }[];
}

/**
 * @param report Vitest's, in which files are absolute paths
 * @param errors messages of errors that no test is blamed for
 * @param root the project's folder
 */
export function vitestOutcome(report: VitestReport, errors: readonly string[], root: string): Outcome {
  const tests = report.testResults.flatMap(({ name, assertionResults }) => assertionResults.map((test) => ({ ...test, file: name })));
  const failed = tests
    .filter(({ status }) => status === 'failed')
    .map(({ file, fullName, failureMessages }) => ({
      file: relative(root, file),
      title: fullName.trim(),
      why: firstLine(failureMessages?.[0] ?? ''),
    }));
  // A file that cannot even be loaded, or fails around its tests, has no failed test.
  const around = report.testResults
    .filter(({ status, assertionResults }) => status === 'failed' && !assertionResults.some((test) => test.status === 'failed'))
    .map(({ name, message }) => ({ file: relative(root, name), title: 'the file', why: firstLine(message ?? '') }));
  return {
    passed: report.numPassedTests,
    failures: [...failed, ...around, ...errors.map(outsideTests)],
    skipped: tests.filter(({ status }) => status === 'skipped' || status === 'pending').map(({ fullName }) => fullName.trim()),
  };
}

interface PlaywrightSuite {
  readonly suites?: readonly PlaywrightSuite[];
  readonly specs?: readonly {
    readonly title: string;
    readonly file: string;
    readonly tests: readonly {
      readonly status: string;
      readonly annotations: readonly { readonly type: string; readonly description?: string }[];
      readonly results: readonly { readonly error?: { readonly message?: string } }[];
    }[];
  }[];
}

/** What `--reporter=json` of Playwright writes (playwright.dev/docs/test-reporters, "JSON reporter"). */
export interface PlaywrightReport {
  readonly suites: readonly PlaywrightSuite[];
  readonly errors?: readonly { readonly message?: string }[];
}

/** @param report Playwright's, in which files stand relative to the folder of the specs */
export function playwrightOutcome(report: PlaywrightReport): Outcome {
  const tests = report.suites.flatMap(testsIn);
  const errors = (report.errors ?? []).map(({ message }) => outsideTests(message ?? ''));
  return {
    passed: tests.filter(({ status }) => status === 'expected').length,
    failures: [...tests.filter(({ status }) => status === 'unexpected' || status === 'flaky'), ...errors].map(({ file, title, why }) => ({
      file,
      title,
      why,
    })),
    skipped: tests
      .filter(({ status }) => status === 'skipped')
      .map(({ title, skipReason }) => (skipReason === '' ? title : `${title}: ${skipReason}`)),
  };
}

function testsIn(suite: PlaywrightSuite): readonly (Failure & { readonly status: string; readonly skipReason: string })[] {
  const own = (suite.specs ?? []).flatMap(({ title, file, tests }) =>
    tests.map(({ status, annotations, results }) => ({
      file,
      title,
      status,
      why: firstLine(results.map(({ error }) => error?.message).find((message) => message !== undefined) ?? ''),
      skipReason: annotations.find(({ type }) => type === 'skip')?.description ?? '',
    })),
  );
  return [...own, ...(suite.suites ?? []).flatMap(testsIn)];
}

const outsideTests = (message: string): Failure => ({ file: '', title: 'outside any test', why: firstLine(message) });

/**
 * @param first what a runner said of all tests
 * @param again runs the files of the failed tests once more, with nothing beside them
 * @returns both together: what failed and then passed with its whole file is passed, and named in `secondTry`. What has
 * no file (a runner that ended badly) is not tried again.
 */
export function afterSecondTry(first: Outcome, again: () => Outcome): Outcome {
  if (first.failures.length === 0 || first.failures.some(({ file }) => file === '')) return first;
  const badFiles = new Set(again().failures.map(({ file }) => file));
  const isStillBad = ({ file }: Failure) => badFiles.has(file) || badFiles.has('');
  const secondTry = first.failures.filter((failure) => !isStillBad(failure));
  return { ...first, passed: first.passed + secondTry.length, failures: first.failures.filter(isStillBad), secondTry };
}

const firstLine = (text: string) => stripVTControlCharacters(text).trim().split('\n')[0] ?? '';

/** @returns a failure as one line of a log */
export const failureLine = ({ file, title, why }: Failure): string => [file, title, why].filter((part) => part !== '').join(' > ');
