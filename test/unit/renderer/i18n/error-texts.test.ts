import { describe, expect, it } from 'vitest';
import { errorCodes } from '../../../../preload/contract/errors.ts';
import { errorText } from '../../../../renderer/i18n/error-texts.ts';

const languages = ['en', 'ja'] as const;

describe('error texts', () => {
  it.each(errorCodes)('say what happened and what to do for %s, in both languages', (code) => {
    for (const language of languages) {
      for (const details of [{}, { value: 'x', path: '/x', logId: '7', line: 2, column: 3 }]) {
        const text = errorText({ code, details, message: 'internal text' }, language);
        expect(text.title.length).toBeGreaterThan(3);
        expect(text.hint.length).toBeGreaterThan(3);
        expect(`${text.title}${text.hint}`).not.toMatch(/undefined|null|\[object/);
        if (language === 'ja') expect(`${text.title}${text.hint}`).toMatch(/[ぁ-ん]/);
        else expect(`${text.title}${text.hint}`).not.toMatch(/[ぁ-んァ-ン一-龠]|\bwe\b/i);
      }
    }
  });

  it('name the value that was wrong, cut to a line', () => {
    expect(errorText({ code: 'bad_address', details: { value: '10.0.0.300' } }, 'en').title).toBe('Not an address: 10.0.0.300');
    expect(errorText({ code: 'bad_address', details: { value: 'x'.repeat(5000) } }, 'ja').title.length).toBeLessThan(160);
  });

  it('show the other side’s own words as they came', () => {
    const reason = "line 2:7: Column 'vpc_idd' cannot be resolved";
    expect(errorText({ code: 'query_failed', details: { reason } }, 'ja').reason).toBe(reason);
    expect(errorText({ code: 'query_failed', details: {} }, 'ja').reason).toBeNull();
  });

  it('explain what Athena said, say what to do and what it cost, and show its own text', () => {
    const reason = "COLUMN_NOT_FOUND: line 2:7: Column 'vpc_idd' cannot be resolved";
    expect(errorText({ code: 'query_failed', details: { reason } }, 'en')).toEqual({
      title: 'Column not found: vpc_idd (line 2, column 7)',
      hint: expect.stringMatching(/^Check its spelling .* failed queries are not charged\.$/),
      reason,
    });
    expect(errorText({ code: 'query_failed', details: { reason } }, 'ja').title).toBe('列が見つかりません: vpc_idd（2 行 7 文字目）');
    const numbers = { errorCategory: 1, errorType: 1403, reason: 'AthenaError 1/1403' };
    expect(errorText({ code: 'query_failed', details: numbers }, 'en').title).toContain('Slow down');
    expect(errorText({ code: 'bytes_limit', details: { reason: 'Bytes scanned limit was exceeded' } }, 'en').hint).toContain('is charged');
  });

  it('tell how much the workgroup lets a query scan', () => {
    const details = { reason: 'Bytes scanned limit was exceeded', cutoffBytes: 10_000_000 };
    expect(errorText({ code: 'bytes_limit', details }, 'en').title).toContain('limit of scanned data (10.0 MB) and was stopped');
    expect(errorText({ code: 'bytes_limit', details }, 'ja').title).toContain('上限（10.0 MB）を超えた');
  });

  it('tell that a bucket is another account’s, of which AWS says only that access was denied', () => {
    const details = { reason: 'Access Denied', expectedBucketOwner: '111122223333' };
    const title = (language: 'en' | 'ja', code: 'access_denied' | 'query_failed') => errorText({ code, details }, language).title;
    expect(title('en', 'access_denied')).toBe('The bucket for results belongs to another account than expected: 111122223333');
    expect(title('ja', 'query_failed')).toContain('想定したアカウントと異なります: 111122223333');
  });

  it('explain a refused start, and leave to other errors their own words', () => {
    const text = (reason: string) => errorText({ code: 'aws_error', details: { reason } }, 'en').title;
    expect(text('WorkGroup audit is disabled.')).toBe('The workgroup is disabled: audit');
    expect(text('line 1:2: something else')).toBe('AWS answered with an error.');
    const denied = { action: 'glue:GetTable', reason: 'x is not authorized to perform: glue:GetTable' };
    expect(errorText({ code: 'access_denied', details: denied }, 'en').title).toBe('AWS denied access: glue:GetTable');
    expect(errorText({ code: 'access_denied', details: { reason: 'Insufficient Lake Formation permission(s)' } }, 'ja').title).toContain(
      'Lake Formation',
    );
  });

  it('point at the place in the SQL', () => {
    expect(errorText({ code: 'bad_sql', details: { line: 2, column: 7 } }, 'en').hint).toContain('line 2, column 7');
    expect(errorText({ code: 'bad_sql', details: { line: 2, column: 7 } }, 'ja').hint).toContain('2 行 7 文字目');
  });

  it('give the log entry of an internal error, and the message only where there is no log', () => {
    expect(errorText({ code: 'internal', details: { logId: 'a1' }, message: 'secret' }, 'en')).toMatchObject({ reason: null });
    expect(errorText({ code: 'internal', details: { logId: 'a1' } }, 'en').hint).toContain('a1');
    expect(errorText({ code: 'internal', details: {}, message: 'x is not a function' }, 'en').reason).toBe('x is not a function');
  });
});
