import { z } from 'zod';
import { sourceRefSchema } from './query.ts';

export const settingsSchema = z.object({
  theme: z.enum(['system', 'light', 'dark']),
  language: z.enum(['system', 'ja', 'en']),
  /** IANA name; NULL is the system's. */
  zone: z.string().nullable(),
  /** USD for a terabyte scanned (10^12 bytes): the estimate's price. */
  pricePerTb: z.number().nonnegative(),
  /** The source that the Query view opens with. */
  source: sourceRefSchema,
});
export type Settings = Readonly<z.infer<typeof settingsSchema>>;

export const defaultSettings: Settings = {
  theme: 'system',
  language: 'system',
  zone: null,
  pricePerTb: 5,
  source: { kind: 'sample' },
};
