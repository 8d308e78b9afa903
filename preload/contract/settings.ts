import { z } from 'zod';
import { sourceRefSchema } from './query.ts';
import { placeSchema } from './setup.ts';

/** How much of the stored rows stays; the rest is given up, oldest first. Never pinned runs, nor CSV files that were opened. */
export const roomSchema = z.discriminatedUnion('keep', [
  z.object({ keep: z.literal('all') }),
  /** 10^9 bytes. */
  z.object({ keep: z.literal('gigabytes'), gigabytes: z.number().positive().max(1_000_000) }),
  z.object({ keep: z.literal('days'), days: z.number().int().positive().max(36_500) }),
]);
export type Room = Readonly<z.infer<typeof roomSchema>>;

/** Stored rows that go, or are gone: of how many runs, how large. */
export const freedSchema = z.object({ runs: z.number().int(), bytes: z.number().int() });
export type Freed = Readonly<z.infer<typeof freedSchema>>;

/** `s3://bucket` with or without a folder. */
export const s3FolderSchema = z.string().regex(/^s3:\/\/[a-z0-9][a-z0-9.-]{1,61}[a-z0-9](\/[^\s]*)?$/);

/** Where results go in a workgroup that has no place of its own; NULL: as the SDK's configuration says. */
export const outputLocationSchema = z.object({
  profile: z.string().nullable(),
  region: z.string().nullable(),
  workgroup: z.string().nullable(),
  location: s3FolderSchema,
});
export type OutputLocation = Readonly<z.infer<typeof outputLocationSchema>>;

export const regionPriceSchema = z.object({ region: z.string().min(1).max(40), pricePerTb: z.number().nonnegative() });
export type RegionPrice = Readonly<z.infer<typeof regionPriceSchema>>;

export const settingsSchema = z.object({
  theme: z.enum(['system', 'light', 'dark']),
  language: z.enum(['system', 'ja', 'en']),
  /** IANA name; NULL is the system's. */
  zone: z.string().nullable(),
  /** USD for a terabyte scanned (10^12 bytes): the estimate's price. */
  pricePerTb: z.number().nonnegative(),
  /** The same in regions where it is another. */
  regionPrices: z.array(regionPriceSchema),
  /** Changed by `room.free`, which shows first what goes. */
  room: roomSchema,
  /** How many runs go at once; the others wait for their turn. */
  runsAtOnce: z.object({ athena: z.number().int().min(1).max(50), local: z.number().int().min(1).max(8) }),
  /** Changed by `output.keep`. */
  outputLocations: z.array(outputLocationSchema),
  /** The source that the Query view opens with. */
  source: sourceRefSchema,
  /** The profile and region that Set-up opens with; NULL: never chosen. */
  setupPlace: placeSchema.nullable(),
});
export type Settings = Readonly<z.infer<typeof settingsSchema>>;

export const defaultSettings: Settings = {
  theme: 'system',
  language: 'system',
  zone: null,
  pricePerTb: 5,
  regionPrices: [],
  room: { keep: 'all' },
  runsAtOnce: { athena: 5, local: 2 },
  outputLocations: [],
  source: { kind: 'sample' },
  setupPlace: null,
};
