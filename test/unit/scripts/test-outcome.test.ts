/** What `npm test` ends with is what the runners said: nothing that failed is lost on the way. */
import { describe, expect, it } from 'vitest';
import { afterSecondTry, type Outcome, playwrightOutcome, vitestOutcome } from '../../../scripts/test-outcome.ts';

const failure = (file: string, title = 'a test') => ({ file, title, why: 'expected 1 to be 2' });
const outcome = (passed: number, failures: Outcome['failures']): Outcome => ({ passed, failures, skipped: [] });

describe('the outcome of Vitest', () => {
  it('names failed tests, skipped tests, and a file that could not be loaded', () => {
    const report = {
      numPassedTests: 1,
      testResults: [
        {
          name: '/house/test/a.test.ts',
          status: 'failed',
          assertionResults: [
            { status: 'passed', fullName: ' a holds' },
            { status: 'failed', fullName: ' a breaks', failureMessages: ['AssertionError: expected 1 to be 2\n    at a.test.ts:3'] },
            { status: 'skipped', fullName: ' a waits' },
          ],
        },
        { name: '/house/test/b.test.ts', status: 'failed', message: 'Cannot find module', assertionResults: [] },
        {
          name: '/house/test/c.test.ts',
          status: 'failed',
          message: 'afterAll: a folder stays',
          assertionResults: [{ status: 'skipped', fullName: 'c' }],
        },
      ],
    };
    expect(vitestOutcome(report, ['nobody caught it\n    at c.test.ts:9'], '/house')).toEqual({
      passed: 1,
      failures: [
        { file: 'test/a.test.ts', title: 'a breaks', why: 'AssertionError: expected 1 to be 2' },
        { file: 'test/b.test.ts', title: 'the file', why: 'Cannot find module' },
        { file: 'test/c.test.ts', title: 'the file', why: 'afterAll: a folder stays' },
        { file: '', title: 'outside any test', why: 'nobody caught it' },
      ],
      skipped: ['a waits', 'c'],
    });
  });
});

describe('the outcome of Playwright', () => {
  it('finds the specs in suites of suites, and errors outside them', () => {
    const spec = (title: string, status: string, message?: string) => ({
      title,
      file: 'a.spec.ts',
      tests: [
        {
          status,
          annotations: [{ type: 'skip', description: 'no Electron' }],
          results: [message === undefined ? {} : { error: { message } }],
        },
      ],
    });
    const suites = [
      {
        specs: [spec('one', 'expected')],
        suites: [
          {
            specs: [
              spec('two', 'unexpected', '\u001b[31mTimed out\u001b[39m\nmore'),
              spec('three', 'skipped'),
              spec('four', 'flaky', 'once'),
            ],
          },
        ],
      },
    ];
    expect(playwrightOutcome({ suites, errors: [{ message: 'no such file' }] })).toEqual({
      passed: 1,
      failures: [
        { file: 'a.spec.ts', title: 'two', why: 'Timed out' },
        { file: 'a.spec.ts', title: 'four', why: 'once' },
        { file: '', title: 'outside any test', why: 'no such file' },
      ],
      skipped: ['three: no Electron'],
    });
  });
});

describe('a second try', () => {
  it('is not made when all passed, nor for what no file stands for', () => {
    const never = () => expect.unreachable();
    expect(afterSecondTry(outcome(3, []), never)).toEqual(outcome(3, []));
    const bad = outcome(3, [failure('')]);
    expect(afterSecondTry(bad, never)).toBe(bad);
  });

  it('passes what then passes, by name; what fails again, in any test of its file, has failed', () => {
    const first = outcome(5, [failure('a.test.ts'), failure('b.test.ts', 'one'), failure('b.test.ts', 'two')]);
    expect(afterSecondTry(first, () => outcome(9, [failure('b.test.ts', 'one')]))).toEqual({
      passed: 6,
      failures: [failure('b.test.ts', 'one'), failure('b.test.ts', 'two')],
      skipped: [],
      secondTry: [failure('a.test.ts')],
    });
  });

  it('that comes to no report proves nothing', () => {
    const first = outcome(5, [failure('a.test.ts')]);
    expect(afterSecondTry(first, () => outcome(0, [failure('')]))).toMatchObject({
      passed: 5,
      failures: [failure('a.test.ts')],
      secondTry: [],
    });
  });
});
