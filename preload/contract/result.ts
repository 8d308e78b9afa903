/** Stored rows: columns, views (sorted and filtered), pages. Pages cross the bridge, whole results never. */
import { z } from 'zod';

/** `time`: Unix seconds, `time_ms`: Unix milliseconds; both are shown and exported as dates in the zone. */
export const columnRoleSchema = z.enum(['time', 'time_ms', 'plain']);
export type ColumnRole = z.infer<typeof columnRoleSchema>;

export const resultColumnSchema = z.object({
  /** Unique name in the result file; the result's own name unless that came twice. */
  name: z.string(),
  /** The engine's type name. */
  type: z.string(),
  /** How it is stored. */
  storage: z.enum(['INTEGER', 'REAL', 'TEXT']),
  /** The flow-log field that it is, by column name (`srcaddr`, `start`), or NULL. */
  field: z.string().nullable(),
  /** What its numbers are: by its field, by the statement, or as the user said. */
  role: columnRoleSchema,
});
export type ResultColumn = Readonly<z.infer<typeof resultColumnSchema>>;

/** An exact number: stored as the text that the engine prints, because a double keeps only 15 digits of it. */
export const isDecimal = ({ type }: Pick<ResultColumn, 'type'>): boolean => /^decimal\b/i.test(type);

/** Whether its values are numbers, however they are stored. */
export const isNumeric = (column: Pick<ResultColumn, 'type' | 'storage'>): boolean => column.storage !== 'TEXT' || isDecimal(column);

/** Integers beyond 2^53 come as their decimal text. */
export const cellSchema = z.union([z.string(), z.number(), z.null()]);
export type Cell = z.infer<typeof cellSchema>;

export const filterSchema = z.discriminatedUnion('op', [
  /** Value equal (or not) to this; NULL means is NULL. A number is equal to a decimal of its value, a text to one of its digits. */
  z.object({ op: z.literal('is'), column: z.string(), value: cellSchema }),
  z.object({ op: z.literal('not'), column: z.string(), value: cellSchema }),
  /** Between two numbers as they are stored, both included; NULL: no end on that side. A value that is no number is not. */
  z.object({ op: z.literal('between'), column: z.string(), from: z.number().nullable(), to: z.number().nullable() }),
  /** The stored text has this in it, or begins with it (`not`: it does not; NULL does not either). Case is of no matter. */
  z.object({
    op: z.literal('text'),
    column: z.string(),
    how: z.enum(['contains', 'starts']),
    text: z.string().min(1).max(10_000),
    not: z.boolean(),
  }),
  /** The value is one of these addresses or lies in one of these networks (`not`: it is none; neither are NULL and `-`). */
  z.object({
    op: z.literal('address'),
    column: z.string(),
    networks: z.array(z.string().max(200)).min(1).max(500),
    not: z.boolean(),
  }),
  /**
   * The text stands in any column's value as it is read, dates in the zone; zone NULL: as it is stored. `roles`: the
   * columns that are shown as dates, by name; without it those that are stored as such.
   */
  z.object({
    op: z.literal('find'),
    text: z.string().min(1),
    zone: z.string().nullable(),
    roles: z.record(z.string(), columnRoleSchema).optional(),
  }),
]);
export type Filter = Readonly<z.infer<typeof filterSchema>>;

export const viewSchema = z.object({
  filters: z.array(filterSchema),
  sort: z.object({ column: z.string(), descending: z.boolean() }).nullable(),
});
/** Which rows, in which order. `{filters: [], sort: null}` is the result as it came. */
export type View = Readonly<z.infer<typeof viewSchema>>;

export const overviewSchema = z.object({
  /** Rows in the view. */
  rowCount: z.number().int(),
  /** NULL where the result has no `action` column. */
  accepted: z.number().int().nullable(),
  rejected: z.number().int().nullable(),
  /** Flows over time, by `start`; NULL where the result has no start. */
  strip: z
    .object({
      from: z.number().int(),
      intervalSeconds: z.number().int().positive(),
      buckets: z.array(z.object({ accepted: z.number().int(), rejected: z.number().int(), other: z.number().int() })),
    })
    .nullable(),
});
export type Overview = Readonly<z.infer<typeof overviewSchema>>;

export const topValueSchema = z.object({
  value: cellSchema,
  count: z.number().int(),
  /** A long text, of which this is the beginning. */
  isCut: z.boolean(),
});
export type TopValue = Readonly<z.infer<typeof topValueSchema>>;

/** What a column holds in the rows of a view. */
export const columnSummarySchema = z.object({
  column: z.string(),
  /** Rows that have a value, and rows that have none. */
  count: z.number().int(),
  nulls: z.number().int(),
  /** Different values; NULL is none. */
  distinct: z.number().int(),
  /** NULL where there is no value. Long texts are cut. */
  min: cellSchema,
  max: cellSchema,
  /** The most frequent, at most ten. */
  top: z.array(topValueSchema),
});
export type ColumnSummary = Readonly<z.infer<typeof columnSummarySchema>>;

/** One number for each bar and action. */
const byActionSchema = z.object({ accepted: z.array(z.number()), rejected: z.array(z.number()), other: z.array(z.number()) });
export type ByAction = Readonly<z.infer<typeof byActionSchema>>;

export const timeChartSchema = z.object({
  /** Unix seconds; one more than there are bars. Bars may differ in length where the clocks change. */
  edges: z.array(z.number().int()),
  flows: byActionSchema,
  /** NULL where the result has no bytes. */
  bytes: byActionSchema.nullable(),
});
export type TimeChart = Readonly<z.infer<typeof timeChartSchema>>;

export const rankingSchema = z.object({
  /** The columns that a row is told apart by. */
  columns: z.array(z.string()),
  measure: z.enum(['bytes', 'flows']),
  /** Greatest first, at most ten. */
  rows: z.array(z.object({ values: z.array(cellSchema), flows: z.number(), bytes: z.number().nullable() })),
});
export type Ranking = Readonly<z.infer<typeof rankingSchema>>;

/** What is drawn of a view. Never its rows. */
export const chartSchema = z.object({
  /** Of all rows in the view. */
  flows: z.number(),
  bytes: z.number().nullable(),
  time: timeChartSchema.nullable(),
  /** Why there is no chart over time: no start; a start that is only the first of many flows; no moment in the view's rows. */
  noTime: z.enum(['no_start', 'grouped', 'no_moment']).nullable(),
  /** Pairs of addresses; NULL where the result has none. */
  talkers: rankingSchema.nullable(),
  /** Destination ports. */
  ports: rankingSchema.nullable(),
});
export type Chart = Readonly<z.infer<typeof chartSchema>>;
