import { describe, expect, it } from 'vitest';
import { priceOf } from '../../../../renderer/settings/price-of.ts';

describe('priceOf', () => {
  it('reads a price', () => {
    expect(priceOf(' $6.75 ')).toBe(6.75);
    expect(priceOf('0')).toBe(0);
    expect(priceOf('＄６．７５')).toBe(6.75);
  });
  it('refuses what is none', () => {
    for (const text of ['', '-1', '5,0', '1e3', 'five', '1.2.3', '①', '٥']) expect(priceOf(text)).toBeNull();
  });
});
