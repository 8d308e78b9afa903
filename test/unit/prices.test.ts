import { expect, it } from 'vitest';
import { createPriceOf } from '../../main/prices.ts';

const settings = { pricePerTb: 5, regionPrices: [{ region: 'sa-east-1', pricePerTb: 9 }] };

it('a region has its own price, any other the one for all', async () => {
  const priceOf = createPriceOf(
    () => settings,
    async (profile) => (profile === 'brazil' ? 'sa-east-1' : null),
  );
  expect(await priceOf({ profile: null, region: 'sa-east-1' })).toBe(9);
  expect(await priceOf({ profile: 'brazil', region: null })).toBe(9);
  expect(await priceOf({ profile: 'brazil', region: 'eu-west-1' })).toBe(5);
  expect(await priceOf({ profile: null, region: null })).toBe(5);
});

it('a configuration that cannot be read is no reason against a price', async () => {
  const priceOf = createPriceOf(
    () => settings,
    () => Promise.reject(new Error('unreadable')),
  );
  expect(await priceOf({ profile: 'x', region: null })).toBe(5);
});

it('where there is one price nothing is looked up', async () => {
  const priceOf = createPriceOf(
    () => ({ pricePerTb: 7, regionPrices: [] }),
    () => Promise.reject(new Error('asked')),
  );
  expect(await priceOf({ profile: null, region: null })).toBe(7);
});
