/** What was paid for queries in Athena. */
import { z } from 'zod';

const spendSchema = z.object({ runs: z.number().int(), scannedBytes: z.number().int(), costUsd: z.number() });

export const monthSpendSchema = spendSchema.extend({
  /** `2026-11` */
  month: z.string(),
  /** Of queries that were brought in, beside the rest. */
  broughtIn: spendSchema,
});
export type MonthSpend = Readonly<z.infer<typeof monthSpendSchema>>;
