import * as crypto from 'node:crypto';
import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';

vi.mock('node:crypto', async (original) => {
  const real = await original<typeof crypto>();
  return { ...real, timingSafeEqual: vi.fn(real.timingSafeEqual) };
});

import { createToken, isToken } from '../../../../main/hosts/web/token.ts';

const compare = vi.mocked(crypto.timingSafeEqual);
afterEach(() => compare.mockClear());

describe('a token', () => {
  it('is 256 bits that may stand in an address and in a WebSocket subprotocol, new each time', () => {
    const tokens = Array.from({ length: 100 }, createToken);
    expect(new Set(tokens).size).toBe(100);
    for (const token of tokens) {
      expect(token).toMatch(/^[\w-]{43}$/);
      expect(Buffer.from(token, 'base64url')).toHaveLength(32);
      expect(encodeURIComponent(token)).toBe(token);
    }
  });

  it('is itself and nothing else', () => {
    const token = createToken();
    expect(isToken(token, token)).toBe(true);
    fc.assert(
      fc.property(fc.string(), (given) => {
        expect(isToken(given, token)).toBe(false);
      }),
    );
    for (const near of ['', token.slice(1), ` ${token}`, `${token}\u0000`, token.toUpperCase()]) expect(isToken(near, token)).toBe(false);
  });

  it('is compared in a time that tells nothing, of texts of any length', () => {
    const token = createToken();
    for (const given of ['', 'a', token.slice(0, -1), token, token.repeat(1000)]) isToken(given, token);
    expect(compare).toHaveBeenCalledTimes(5);
    for (const [given, kept] of compare.mock.calls) expect([given.byteLength, kept.byteLength]).toEqual([32, 32]);
  });
});
