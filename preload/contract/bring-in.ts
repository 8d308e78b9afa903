/** Earlier queries of a workgroup, brought into the history from what Athena remembers of them. */
import { z } from 'zod';
import { errorSchema } from './errors.ts';

/** Athena keeps no execution longer. */
export const MOST_DAYS_BACK = 45;

export const bringInRequestSchema = z.object({
  /** By which its progress is told. */
  id: z.string().min(1).max(100),
  /** NULL: as the SDK's own configuration says, or Athena's default. */
  profile: z.string().nullable(),
  region: z.string().nullable(),
  workgroup: z.string().nullable(),
  days: z.number().int().min(1).max(MOST_DAYS_BACK),
  /** Those that failed or were cancelled, too. */
  withFailed: z.boolean(),
  /** IANA name; the zone that their rows are shown in. */
  zone: z.string(),
});
export type BringInRequest = Readonly<z.infer<typeof bringInRequestSchema>>;

/** How far it is, or how it ended. What was added stays, however it ends. */
export const bringInSchema = z.object({
  id: z.string(),
  state: z.enum(['running', 'done', 'cancelled', 'failed']),
  workgroup: z.string(),
  /** Executions looked at. */
  seen: z.number().int(),
  /** New runs of the history. */
  added: z.number().int(),
  /** Were in the history before, or were deleted from it. */
  known: z.number().int(),
  /** Not what was asked for: no SELECT; failed or cancelled; under way; those that Athena would not describe. */
  leftOut: z.object({ other: z.number().int(), failed: z.number().int(), underWay: z.number().int(), unread: z.number().int() }),
  /** When the oldest one seen was started, ISO 8601; NULL: none was seen. */
  reachedAt: z.string().nullable(),
  /** Of the days asked for, 0 to 1. */
  share: z.number().min(0).max(1),
  /** What it waits for; NULL: it goes on. */
  waitingFor: z.enum(['throttled', 'network']).nullable(),
  error: errorSchema.nullable(),
});
export type BringIn = Readonly<z.infer<typeof bringInSchema>>;
