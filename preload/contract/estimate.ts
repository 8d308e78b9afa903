/** What a query would read and cost, as far as it can be told without running it. */
import { z } from 'zod';

/**
 * Why nobody can tell how much is read: the bucket may not be listed, Glue may not name the partitions, there is no
 * place to look (a view, a table without a location), the statement reads other tables too, there are too many objects
 * or partitions to add up, S3 does not answer for the place, the statement cannot be made out.
 */
export const unknownReasons = [
  'denied',
  'catalog_denied',
  'location_unknown',
  'other_table',
  'too_many',
  'unlistable',
  'unreadable',
] as const;
export type UnknownReason = (typeof unknownReasons)[number];

const share = z.object({ read: z.number().int(), all: z.number().int().nullable() });

export const estimateSchema = z.object({
  /** Partitions read, of all that are known; `all` NULL: they are projected without an end. NULL: there are none, or nobody knows. */
  partitions: share.nullable(),
  /** Files read of all, for a folder and the sample; NULL for Athena. */
  files: share.nullable(),
  /** At most so many are read: the sizes of the objects. */
  bytes: z.number().int().nullable(),
  /** Set exactly when `bytes` is NULL. */
  unknown: z.enum(unknownReasons).nullable(),
  /** At most so much, at the price set, with the least that a query costs. NULL: unknown, or nothing is paid. */
  costUsd: z.number().nullable(),
  /** The workgroup stops a query that scans more; NULL: it has no limit, or may not be asked. */
  cutoffBytes: z.number().int().nullable(),
  /** Whether a predicate keeps it from reading every partition there is. True where there is nothing to pay. */
  isPruned: z.boolean(),
  /** A whole table of more than 1 GB, or of unknown size: `run.start` wants `confirmed` for it. */
  needsConfirmation: z.boolean(),
});
export type Estimate = Readonly<z.infer<typeof estimateSchema>>;
