import { describe, expect, it } from 'vitest';
import { AppError } from '../../../../main/app-error.ts';
import { argumentCodes, errorLine } from '../../../../main/hosts/cli/outcome.ts';
import { createProgress } from '../../../../main/hosts/cli/progress.ts';
import { errorCodes } from '../../../../preload/contract/errors.ts';

describe('the error line', () => {
  it("is the code and the message, with the other side's own text below", () => {
    expect(errorLine(new AppError('run_not_found', 'There is no such run.'))).toBe('error[run_not_found]: There is no such run.\n');
    expect(errorLine(new AppError('bad_sql', 'It cannot be run.', { details: { reason: 'line 1:8: no\nmore\n' } }))).toBe(
      'error[bad_sql]: It cannot be run.\nline 1:8: no\nmore\n',
    );
  });

  it('says nothing twice, and nothing empty', () => {
    expect(errorLine(new AppError('bad_sql', 'Give one statement.', { details: { reason: 'one statement' } }))).toBe(
      'error[bad_sql]: Give one statement.\n',
    );
    expect(errorLine(new AppError('bad_sql', 'Give one.', { details: { reason: '' } }))).toBe('error[bad_sql]: Give one.\n');
    expect(errorLine(new AppError('bad_sql', 'Give one.', { details: { reason: 5 } }))).toBe('error[bad_sql]: Give one.\n');
  });

  it('has codes of the list', () => {
    for (const code of argumentCodes) expect(errorCodes).toContain(code);
  });
});

describe('progress', () => {
  const shown = (live: boolean, ...texts: readonly string[]) => {
    let said = '';
    const progress = createProgress({ live, err: (text) => (said += text) });
    for (const text of texts) progress.show(text);
    progress.end();
    return said;
  };

  it('is a line for each phase where it goes to a file', () => {
    expect(shown(false, 'running', 'running', 'fetching: 1 rows', 'fetching: 2 rows', 'saved')).toBe('running\nfetching\nsaved\n');
  });

  it('tells an ARN whole', () => {
    expect(shown(false, 'Deleting arn:aws:s3:::logs: 1 of 2', 'Deleting arn:aws:s3:::more: 1 of 2')).toBe(
      'Deleting arn:aws:s3:::logs\nDeleting arn:aws:s3:::more\n',
    );
  });

  it('is one line that changes in a terminal, and is gone at the end', () => {
    expect(shown(true, 'fetching: 1 rows', 'saved')).toBe('\rfetching: 1 rows\rsaved           \r     \r');
    expect(shown(true)).toBe('');
  });
});
