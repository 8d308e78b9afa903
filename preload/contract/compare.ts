/** Two stored results held against each other: what came, what went, and what changed. */
import { z } from 'zod';
import { measures } from './query.ts';
import { cellSchema } from './result.ts';

export const comparedBy = ['pair', 'port', 'source'] as const;
/** What a line of a comparison is: a pair of addresses, a destination port with its protocol, or a source address. */
export type ComparedBy = (typeof comparedBy)[number];

export const changes = ['new', 'gone', 'changed', 'same'] as const;
/** `new`: in B alone. `gone`: in A alone. `same`: in both, and as much of the measure in each. */
export type Change = (typeof changes)[number];

export const compareRequestSchema = z.object({
  runA: z.string(),
  runB: z.string(),
  by: z.enum(comparedBy),
  /** What the size of a change is by; flows where one of the results lacks it. */
  measure: z.enum(measures),
  show: z.enum(['all', ...changes]),
  /** Everything is divided by the hours of its run's window. Without meaning, and without effect, where a run has none. */
  perHour: z.boolean(),
  offset: z.number().int().nonnegative(),
  limit: z.number().int().positive().max(1000),
});
/** Which comparison: what is read of the files, and kept, for all of its measures and pages. */
export const comparedRunsSchema = compareRequestSchema.pick({ runA: true, runB: true, by: true });
export type CompareRequest = Readonly<z.infer<typeof compareRequestSchema>>;

/** What a talker had, or a whole run. NULL where the result does not tell. */
export const amountsSchema = z.object({ flows: z.number(), bytes: z.number().nullable(), packets: z.number().nullable() });
export type Amounts = Readonly<z.infer<typeof amountsSchema>>;

const sideSchema = z.object({
  /** The names that its result has for `columns`. */
  columns: z.array(z.string()),
  /** Of the rows that are compared. */
  total: amountsSchema,
  /** Rows that lack an address or a port (records without data): they are nobody's, and left out. */
  leftOut: z.number().int(),
});

export const comparedLineSchema = z.object({
  /** One for each of `columns`. */
  values: z.array(cellSchema),
  change: z.enum(changes),
  /** NULL: not there. */
  a: amountsSchema.nullable(),
  b: amountsSchema.nullable(),
});
export type ComparedLine = Readonly<z.infer<typeof comparedLineSchema>>;

export const comparisonSchema = z.object({
  /** The flow-log fields that a line is told apart by. */
  columns: z.array(z.string()),
  /** Those that both results have, and the one that was used. */
  measures: z.array(z.enum(measures)),
  measure: z.enum(measures),
  /** Whether the amounts are those of an hour. */
  perHour: z.boolean(),
  a: sideSchema,
  b: sideSchema,
  /** How many lines there are of each. */
  counts: z.object({ new: z.number().int(), gone: z.number().int(), changed: z.number().int(), same: z.number().int() }),
  /** The greatest change first. */
  lines: z.array(comparedLineSchema),
});
export type Comparison = Readonly<z.infer<typeof comparisonSchema>>;
