import { describe, expect, it } from 'vitest';
import { problemTexts } from '../../../../renderer/query/problem-texts.ts';

const bad = (index: number, value: string) =>
  ({ field: 'addresses', index, problem: { code: 'bad_address', details: { value } } }) as const;

describe('problemTexts', () => {
  it('marks each wrong value at its place and says the remedy once', () => {
    const texts = problemTexts([bad(0, '10.0.0.300'), bad(2, 'fe80::/129')], 'en');
    expect([...texts.tokens('addresses').keys()]).toEqual([0, 2]);
    expect(texts.of('addresses')).toHaveLength(1);
    expect(texts.of('addresses')[0]).toMatch(/^Not an address: 10\.0\.0\.300\. Not an address: fe80::\/129\. Enter /);
    expect(texts.of('ports')).toEqual([]);
  });

  it('has a reason for the disabled Run, and none when all is well', () => {
    expect(problemTexts([bad(0, 'x')], 'ja').first).toBe('アドレスではありません: x');
    expect(problemTexts([], 'ja').first).toBeNull();
  });
});
