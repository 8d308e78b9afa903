/** Taking everything away again: a plan that is shown, then carried out, in parts if wanted, and told of at its end. */
import { z } from 'zod';
import { errorSchema } from './errors.ts';
import { placeSchema } from './setup.ts';

/** In the order in which they are carried out. */
export const cleanupSteps = [
  'queries',
  'flow_log',
  'workgroup',
  'table',
  'stack',
  'database',
  'log_group',
  'results',
  'template',
  'policy',
  'log_files',
  'bucket',
] as const;
export type CleanupStep = (typeof cleanupSteps)[number];

export const cleanupItemStates = ['planned', 'running', 'done', 'gone', 'failed'] as const;

export const cleanupItemSchema = z.object({
  id: z.string(),
  step: z.enum(cleanupSteps),
  /** What it is to AWS: an ARN, an id, `s3://bucket/folder/`. */
  identity: z.string(),
  /** By which people know it; NULL: by its identity. */
  name: z.string().nullable(),
  /** What goes with it: objects, named queries and executions, partitions; NULL: nothing is counted. */
  count: z.number().int().nullable(),
  bytes: z.number().int().nullable(),
  /** `nagare`: it carries Nagare's mark. `aws`: AWS made it for the flow log or the integration. `other`: somebody else did. */
  madeBy: z.enum(['nagare', 'aws', 'other']),
  /** Goes only when its identity is typed, whatever else is agreed to. */
  needsTyped: z.boolean(),
  /** Marked for the first run of the plan. */
  isProposed: z.boolean(),
  state: z.enum(cleanupItemStates),
  /** Of `count`, so far. */
  done: z.number().int(),
  error: errorSchema.nullable(),
  /** What AWS said in the way of it, and what was done about it: `WorkGroup ... is not empty`. */
  notes: z.array(z.string()),
});
export type CleanupItem = Readonly<z.infer<typeof cleanupItemSchema>>;

export const cleanupSchema = z.object({
  id: z.string(),
  place: placeSchema,
  account: z.string().nullable(),
  region: z.string(),
  /** Of what it is: flow logs' ids. */
  flowLogIds: z.array(z.string()),
  state: z.enum(['planned', 'running', 'stopped', 'ended']),
  items: z.array(cleanupItemSchema),
  /** What could not be looked for, and why. */
  unread: z.array(z.object({ action: z.string(), error: errorSchema })),
  /** ISO 8601, UTC. */
  createdAt: z.string(),
  startedAt: z.string().nullable(),
  finishedAt: z.string().nullable(),
});
export type Cleanup = Readonly<z.infer<typeof cleanupSchema>>;
