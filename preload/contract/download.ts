/** A window of a flow log, copied to a folder to go on without Athena. */
import { z } from 'zod';
import { errorSchema } from './errors.ts';
import { placeSchema } from './setup.ts';

export const downloadRequestSchema = z.object({
  place: placeSchema,
  flowLogId: z.string(),
  /** Window, Unix seconds, both ends included. */
  from: z.number().int(),
  to: z.number().int(),
});
export type DownloadRequest = Readonly<z.infer<typeof downloadRequestSchema>>;

export const downloadPlanSchema = z.object({
  objects: z.number().int(),
  bytes: z.number().int(),
  /** USD, a rough estimate: requests, and bytes that leave AWS. */
  costUsd: z.number(),
  /** `s3://bucket/folder/`. */
  location: z.string(),
  /** A folder that it can go to. */
  folder: z.string(),
});
export type DownloadPlan = Readonly<z.infer<typeof downloadPlanSchema>>;

export const downloadSchema = z.object({
  id: z.string(),
  state: z.enum(['running', 'done', 'failed', 'cancelled']),
  folder: z.string(),
  /** The window that was asked for, Unix seconds, both ends included. */
  from: z.number().int(),
  to: z.number().int(),
  objects: z.number().int(),
  doneObjects: z.number().int(),
  bytes: z.number().int(),
  doneBytes: z.number().int(),
  /** Were there already, whole. */
  keptObjects: z.number().int(),
  error: errorSchema.nullable(),
});
export type Download = Readonly<z.infer<typeof downloadSchema>>;
