/** What Athena asks for a terabyte, where a query runs. */
import type { AthenaRef } from '../preload/contract/query.ts';
import type { Settings } from '../preload/contract/settings.ts';

export type PriceOf = (place: Pick<AthenaRef, 'profile' | 'region'>) => Promise<number>;

/**
 * @param regionOf the region of a profile that names none itself; NULL where nothing says
 * @returns USD for 10^12 bytes: the region's own price where one was set, else the one for all. It never rejects
 */
export function createPriceOf(
  read: () => Pick<Settings, 'pricePerTb' | 'regionPrices'>,
  regionOf: (profile: string | null) => Promise<string | null>,
): PriceOf {
  return async ({ profile, region }) => {
    const { pricePerTb, regionPrices } = read();
    // Nothing is looked up for those who have one price.
    if (regionPrices.length === 0) return pricePerTb;
    const place = region ?? (await regionOf(profile).catch(() => null));
    return regionPrices.find((each) => each.region === place)?.pricePerTb ?? pricePerTb;
  };
}
