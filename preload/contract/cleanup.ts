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

/** What is to be known of an item beside its state; `about` says what or who it is about. */
export const cleanupNotes = [
  /** Somebody or something else works with it: it is not proposed. */
  'used_elsewhere',
  /** There is more in it than what belongs to the flow log: it is not proposed. */
  'holds_more',
  /** AWS said that it is not empty: AWS's own text. It was emptied, and deleted again. */
  'not_empty',
  /** AWS could not delete parts of a stack: its text. It was told to delete it again. */
  'deleted_again',
  /** Parts that AWS could not delete at all; they are still there. */
  'left_behind',
  /** How many objects came since the plan was made; they stay. */
  'new_objects',
  /** What was to be deleted, and is another thing now: it stays. */
  'replaced',
] as const;
export const cleanupNoteSchema = z.object({ code: z.enum(cleanupNotes), about: z.string() });
export type CleanupNote = Readonly<z.infer<typeof cleanupNoteSchema>>;

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
  /** Why it is not proposed, what AWS said in the way of it and what was done about it. */
  notes: z.array(cleanupNoteSchema),
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
  /** What could not be looked for, and why: an action of IAM's, or a folder that was looked through in part. */
  unread: z.array(z.object({ action: z.string(), error: errorSchema })),
  /** ISO 8601, UTC. */
  createdAt: z.string(),
  startedAt: z.string().nullable(),
  finishedAt: z.string().nullable(),
});
export type Cleanup = Readonly<z.infer<typeof cleanupSchema>>;
