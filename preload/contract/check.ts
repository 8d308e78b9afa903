/** What a check of a source says: each permission that Nagare needs there, and whether it is given. */
import { z } from 'zod';

/** In the order in which they are shown: who one is, what a run needs, what is convenient. */
export const checkIds = [
  'identity',
  'table_metadata',
  'glue_table',
  'glue_partitions',
  'data_list',
  'data_read',
  'start',
  'poll',
  'result_location',
  'result_write',
  'result_read',
  'results',
  'stop',
  'kms',
  'lake_formation',
  'workgroup',
  'executions_list',
  'executions_read',
  'statistics',
  'named_list',
  'named_read',
  'workgroups',
  'catalogs',
  'databases',
  'tables',
] as const;
export type CheckId = (typeof checkIds)[number];

/** `denied`: AWS said that it is not allowed. `failed`: something else is wrong. `untested`: nobody can tell before a run. `unneeded`: not for this source. */
export const checkStates = ['ok', 'denied', 'failed', 'untested', 'unneeded'] as const;

/** What Nagare itself has to say of a line. */
export const checkNotes = [
  'no_location',
  'not_listed',
  'no_object',
  'no_named_query',
  'no_result_place',
  'no_answer',
  'not_ended',
] as const;

export const checkLineSchema = z.object({
  id: z.enum(checkIds),
  /** IAM's name: `athena:GetWorkGroup`. Where AWS named another one as missing, that one. */
  action: z.string(),
  /** What it was tried on: an ARN, as it stands in the policy. */
  resource: z.string(),
  need: z.enum(['necessary', 'optional']),
  state: z.enum(checkStates),
  /** AWS's own text, where it is not `ok`. */
  reason: z.string().nullable(),
  note: z.enum(checkNotes).nullable(),
});
export type CheckLine = Readonly<z.infer<typeof checkLineSchema>>;

export const checkResultSchema = z.object({
  /** Who one is to AWS; NULL: STS did not say. */
  identity: z.object({ account: z.string(), arn: z.string() }).nullable(),
  region: z.string().nullable(),
  lines: z.array(checkLineSchema),
  /** The smallest policy for this source, as JSON with two spaces. */
  policy: z.string(),
});
export type CheckResult = Readonly<z.infer<typeof checkResultSchema>>;
