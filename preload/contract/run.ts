/** A run: one query and what became of it. */
import { z } from 'zod';
import { type ErrorCode, errorSchema } from './errors.ts';
import { querySchema, sourceRefSchema } from './query.ts';

export const runStates = ['draft', 'submitted', 'queued', 'running', 'fetching', 'saved', 'failed', 'cancelled'] as const;
export type RunState = (typeof runStates)[number];

/** Why rows came by Athena's API: it keeps the result itself, only it can decrypt it, it is no CSV, or S3 could not be read. */
export const viaWhySchema = z.object({
  code: z.enum(['managed', 'encrypted', 'no_csv', 's3_denied', 's3_unreadable']),
  /** What S3 said. */
  reason: z.string().nullable(),
});
export type ViaWhy = Readonly<z.infer<typeof viaWhySchema>>;

/** Characters of a run's own title, and of its note. */
export const MOST_TITLE = 200;
export const MOST_NOTE = 4000;

export const runSchema = z.object({
  id: z.string(),
  state: z.enum(runStates),
  source: sourceRefSchema,
  query: querySchema,
  /** The statement as shown, printed and copied. NULL for rows from a CSV. */
  sql: z.string().nullable(),
  executionId: z.string().nullable(),
  /** Rows so far while fetching, all of them once saved. */
  rowCount: z.number().int().nullable(),
  scannedBytes: z.number().int().nullable(),
  /** An estimate at the price set; NULL where nothing is paid. */
  costUsd: z.number().nullable(),
  /** Athena answered with the result of an earlier run of the same statement: nothing was scanned. */
  reused: z.boolean(),
  /** How the rows came: S3 object, Athena's API, the local engine, a CSV file. */
  via: z.enum(['s3', 'api', 'local', 'csv']).nullable(),
  /** Left out: they came from S3, or it is not known. */
  viaWhy: viaWhySchema.optional(),
  /** ISO 8601, UTC. */
  createdAt: z.string(),
  startedAt: z.string().nullable(),
  finishedAt: z.string().nullable(),
  /** Size of the result file. */
  resultBytes: z.number().int().nullable(),
  /** Saved, but its rows are not here: given up for room on the disk, or not fetched yet. `error`: why they could not be. */
  rowsGone: z.boolean(),
  /** Brought in from what Athena remembers: started elsewhere, by whom or what it does not tell. */
  broughtIn: z.boolean(),
  /** Its rows stay, whatever the settings say of room. */
  pinned: z.boolean(),
  /** Absolute path of the result file once saved. */
  resultPath: z.string().nullable(),
  error: errorSchema.nullable(),
  /** The user's own title, one line. Left out: the one that is made of the query stands. */
  title: z.string().optional(),
  /** The user's own words about it, several lines. Left out: none. */
  note: z.string().optional(),
  /** Its place among those that wait for their turn, from 1. Left out: it does not, or it is another process's. */
  place: z.number().int().positive().optional(),
  /** What keeps a run under way from going on, since when; it goes on by itself. Left out: nothing, or it is another process's. */
  waiting: z.object({ error: errorSchema, since: z.string() }).optional(),
});
export type Run = Readonly<z.infer<typeof runSchema>>;

/** Athena itself said so of how the query ended: there are no rows, and there will be none. */
const ATHENAS_OWN: ReadonlySet<ErrorCode> = new Set<ErrorCode>(['query_failed', 'bytes_limit']);

/**
 * Whether `run.fetch` takes it: its rows are where its execution left them, or nobody here knows how that ended, because
 * Athena was out of reach. Then Athena is asked first. Neither costs anything.
 */
export function isFetchable(run: Run): boolean {
  if (run.source.kind !== 'athena' || run.executionId === null) return false;
  if (run.state === 'saved') return run.rowsGone;
  return (run.state === 'failed' || run.state === 'cancelled') && !(run.error && ATHENAS_OWN.has(run.error.code));
}

/** Whether fetching is worth a button: not for what Athena has said to be cancelled, or does not know any more. */
export function mayHaveRows(run: Run): boolean {
  const isUnknown = run.error !== null && run.error.code !== 'result_gone';
  return isFetchable(run) && (run.state === 'saved' || run.via !== null || isUnknown);
}

export const jobSchema = z.object({
  id: z.string(),
  kind: z.enum(['export']),
  runId: z.string(),
  state: z.enum(['running', 'done', 'failed', 'cancelled']),
  done: z.number().int(),
  /** NULL: nobody knows. */
  total: z.number().int().nullable(),
  error: errorSchema.nullable(),
  /** Where the file is, once it is done. */
  path: z.string().nullable(),
  /** Browser window: the one-time address the file leaves by. */
  download: z.string().nullable(),
});
export type Job = Readonly<z.infer<typeof jobSchema>>;
