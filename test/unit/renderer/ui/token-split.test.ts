import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addTokens, splitTokens } from '../../../../renderer/ui/token-split.ts';

describe('splitTokens', () => {
  it('takes a comma-separated list, a column from a sheet, and full-width commas', () => {
    expect(splitTokens('10.0.0.1, 10.0.0.2')).toEqual(['10.0.0.1', '10.0.0.2']);
    expect(splitTokens('10.0.0.1\r\n10.0.0.2\n\n2001:db8::/32\t22')).toEqual(['10.0.0.1', '10.0.0.2', '2001:db8::/32', '22']);
    expect(splitTokens('10.0.0.1、10.0.0.2；10.0.0.3')).toEqual(['10.0.0.1', '10.0.0.2', '10.0.0.3']);
  });

  it('takes off the quotes of a CSV', () => {
    expect(splitTokens('"10.0.0.1","10.0.0.2"')).toEqual(['10.0.0.1', '10.0.0.2']);
  });

  it('keeps what is wrong, so that it can be marked', () => {
    expect(splitTokens("10.0.0.300 x'y")).toEqual(['10.0.0.300', "x'y"]);
  });

  it('gives no empty token and no separator in one, whatever is pasted', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('1', '.', ',', ' ', '\n', '"', ':', '/', ';', '、') }), (text) => {
        for (const token of splitTokens(text)) {
          expect(token).not.toBe('');
          expect(token).not.toMatch(/[\s,;、]/u);
        }
      }),
    );
  });
});

describe('addTokens', () => {
  it('adds at the end and drops what is there already', () => {
    expect(addTokens(['a'], ['b', 'a', 'b'])).toEqual(['a', 'b']);
  });

  it('is the same list when nothing is new', () => {
    const tokens = ['a', 'b'];
    expect(addTokens(tokens, ['b'])).toBe(tokens);
  });
});
