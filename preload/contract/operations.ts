/** The one list of what the app can do. All types on both sides are inferred from it. */
import { z } from 'zod';
import { profileListSchema } from './aws.ts';
import { bringInRequestSchema, bringInSchema } from './bring-in.ts';
import { checkLineSchema, checkResultSchema } from './check.ts';
import { cleanupSchema } from './cleanup.ts';
import { columnLayoutSchema } from './column-layout.ts';
import { comparedRunsSchema, compareRequestSchema, comparisonSchema } from './compare.ts';
import { downloadSchema } from './download.ts';
import { estimateSchema } from './estimate.ts';
import { op } from './op.ts';
import { knownSourceSchema, querySchema, sourceRefSchema, tableSchema } from './query.ts';
import {
  cellSchema,
  chartSchema,
  columnRoleSchema,
  columnSummarySchema,
  overviewSchema,
  resultColumnSchema,
  viewSchema,
} from './result.ts';
import { roomNextSchema, roomPreviewSchema } from './room.ts';
import { jobSchema, MOST_NOTE, MOST_TITLE, runSchema } from './run.ts';
import { namedQuerySchema, queryNameSchema, savedQuerySchema } from './saved-query.ts';
import { freedSchema, outputLocationSchema, roomSchema, settingsSchema } from './settings.ts';
import { setupOperations } from './setup-operations.ts';
import { signInSchema } from './sign-in.ts';
import { monthSpendSchema } from './spend.ts';
import { explanationSchema } from './zero-rows.ts';

const nothing = z.object({});
/** Seven days: Athena keeps no older result for reuse. */
export const MOST_REUSE_MINUTES = 10_080;

const runId = z.object({ runId: z.string() });

export const operations = {
  /** What the page needs before it can draw anything. */
  'app.read': op(
    nothing,
    z.object({
      version: z.string(),
      host: z.enum(['electron', 'web', 'cli']),
      homePath: z.string(),
      settings: settingsSchema,
      /** Set when a damaged history was put aside: the path it was moved to. */
      historySetAside: z.string().nullable(),
      /** What was given up at the start, to keep to the setting `room`. */
      freedAtStart: freedSchema.nullable(),
    }),
  ),
  /** Keeps where results go in a workgroup that has no place of its own. */
  'output.keep': op(outputLocationSchema, nothing),
  'settings.write': op(settingsSchema.omit({ room: true, outputLocations: true }).partial(), settingsSchema),

  /** The stored rows that would be given up under such a setting; changes nothing. */
  'room.preview': op(z.object({ room: roomSchema }), roomPreviewSchema),
  /** What goes next under the setting that holds, as it is kept to. */
  'room.next': op(nothing, roomNextSchema),
  /** Sets it, and gives up what that means. From then on it is kept to at each start and after each run. */
  'room.free': op(z.object({ room: roomSchema }), freedSchema),

  /** Sources used before, newest first; the sample is always among them. */
  'source.list': op(nothing, z.object({ sources: z.array(knownSourceSchema) })),
  /** Keeps a source, under a name or none, in the place of `before`. */
  'source.save': op(knownSourceSchema.extend({ before: sourceRefSchema.nullable() }), nothing),
  'source.forget': op(z.object({ source: sourceRefSchema }), nothing),
  'source.describe': op(z.object({ source: sourceRefSchema }), tableSchema),
  /** Tries each permission that an Athena source needs; costs nothing. Lines come as `check.line` while it goes on. */
  'source.check': op(z.object({ source: sourceRefSchema, checkId: z.string() }), checkResultSchema),
  /** Folders below what was typed so far, for the path field. */
  'folder.complete': op(z.object({ text: z.string() }), z.object({ paths: z.array(z.string()) })),
  /** The system's folder dialog; NULL when it was dismissed. Electron only. */
  'folder.choose': op(nothing, z.object({ path: z.string().nullable() })),
  /** The profiles of the AWS configuration files, as the files are now. */
  'aws.profiles': op(nothing, profileListSchema),
  /** Names that AWS gives, for the source dialog. */
  'athena.list': op(
    z.object({
      what: z.enum(['workgroups', 'catalogs', 'databases', 'tables']),
      profile: z.string().nullable(),
      region: z.string().nullable(),
      workgroup: z.string().nullable(),
      catalog: z.string().nullable(),
      database: z.string().nullable(),
      /** Only names that contain it. */
      search: z.string().max(255).default(''),
    }),
    /** `more`: there are more than these; a search finds them. */
    z.object({ names: z.array(z.string()), more: z.boolean() }),
  ),

  /**
   * Begins to sign in a profile whose requests fail with `sign_in_needed`, or gives the sign-in of it that is under way.
   * Whatever comes of it is told by `signIn.changed`.
   */
  'signIn.start': op(z.object({ profile: z.string().nullable() }), signInSchema),
  /** The code of the MFA device, digits. */
  'signIn.answer': op(z.object({ id: z.string(), code: z.string().min(1).max(32) }), nothing),
  'signIn.cancel': op(z.object({ id: z.string() }), nothing),

  /** A file dropped on the window, in pieces of at most 1 MiB (base64); then a source to run. */
  'upload.begin': op(
    z.object({ name: z.string().min(1).max(255), sizeBytes: z.number().int().nonnegative() }),
    z.object({ uploadId: z.string() }),
  ),
  'upload.append': op(z.object({ uploadId: z.string(), base64: z.string().max(1_500_000) }), z.object({ receivedBytes: z.number().int() })),
  'upload.finish': op(z.object({ uploadId: z.string() }), z.object({ source: sourceRefSchema })),

  /** What it would read and cost; runs nothing. */
  'query.estimate': op(z.object({ source: sourceRefSchema, query: querySchema }), estimateSchema),
  'run.start': op(
    z.object({
      source: sourceRefSchema,
      query: querySchema,
      /** Yes to reading a whole table that is large or of unknown size. */
      confirmed: z.boolean().optional(),
      /** Yes to fetching a result that is very large, or larger than the disk has room for. */
      anySize: z.boolean().optional(),
      /** Athena may answer with the result of the same statement if it is not older than so many minutes. */
      reuseMinutes: z.number().int().min(1).max(MOST_REUSE_MINUTES).nullable().optional(),
    }),
    runSchema,
  ),
  'run.cancel': op(runId, runSchema),
  'run.read': op(runId, runSchema),
  /** A run that waits for something tries again now. */
  'run.tryNow': op(runId, runSchema),
  'run.pin': op(z.object({ runId: z.string(), pinned: z.boolean() }), runSchema),
  /** Gives a run a title and a note of the user's own, both as typed; empty: the made title, no note. */
  'run.name': op(z.object({ runId: z.string(), title: z.string().max(MOST_TITLE), note: z.string().max(MOST_NOTE) }), runSchema),
  /** Reads the result of a run on Athena whose rows are not here, without running it: nothing is paid. `anySize` as of run.start. */
  'run.fetch': op(z.object({ runId: z.string(), anySize: z.boolean().optional() }), runSchema),
  /** Why a saved run has no rows, as far as that is told for nothing. */
  'run.explain': op(runId, explanationSchema),
  /** Deletes the run and its rows. */
  'run.delete': op(runId, nothing),
  'history.list': op(
    z.object({
      search: z.string(),
      filter: z.enum(['all', 'pinned', 'failed']),
      offset: z.number().int().nonnegative(),
      limit: z.number().int().positive().max(500),
    }),
    z.object({
      runs: z.array(runSchema),
      /** Runs that match, of which `runs` is a page; what a search finds is counted some way beyond it. */
      total: z.number().int(),
      /** There are more than `total`. */
      more: z.boolean(),
      /** All runs, and the disk their rows take. */
      allRuns: z.number().int(),
      resultBytes: z.number().int(),
    }),
  ),

  /** Statements saved under names; those for the source's table first. */
  'savedQuery.list': op(z.object({ source: sourceRefSchema }), z.object({ queries: z.array(savedQuerySchema) })),
  'savedQuery.save': op(
    z.object({
      source: sourceRefSchema,
      name: queryNameSchema,
      sql: z.string().min(1).max(262_144),
      /** Whether one of the same name goes. */
      replace: z.boolean(),
    }),
    savedQuerySchema,
  ),
  'savedQuery.rename': op(z.object({ id: z.string(), name: queryNameSchema, source: sourceRefSchema }), savedQuerySchema),
  'savedQuery.delete': op(z.object({ id: z.string() }), nothing),
  /** The queries that an Athena source's workgroup keeps. */
  'namedQuery.list': op(
    z.object({ profile: z.string().nullable(), region: z.string().nullable(), workgroup: z.string().nullable() }),
    z.object({ queries: z.array(namedQuerySchema) }),
  ),

  /**
   * What the runs on Athena have cost, those deleted since included, by calendar month of the zone, newest first: this
   * month, and each before it in which something ran. `broughtIn`: beside them, what the queries that were brought in
   * have cost whoever started them.
   */
  'history.spend': op(z.object({ zone: z.string() }), z.object({ months: z.array(monthSpendSchema) })),
  /**
   * Brings earlier queries of a workgroup into the history, newest first; answers when it is over. One after the other;
   * told by `bringIn.changed`.
   */
  'history.bringIn': op(bringInRequestSchema, bringInSchema),
  /** Ends it; what was brought in stays. */
  'history.stopBringIn': op(z.object({ id: z.string() }), nothing),

  /** How columns are shown is kept for each kind of result; NULL: nothing was chosen. */
  'columns.read': op(z.object({ kind: z.string().max(2_000_000) }), z.object({ layout: columnLayoutSchema.nullable() })),
  /** Says what the numbers of a column are, for all runs of the run's query. Gives the columns as they are then. */
  'columns.mark': op(
    z.object({ runId: z.string(), column: z.string(), role: columnRoleSchema }),
    z.object({ columns: z.array(resultColumnSchema) }),
  ),
  'columns.write': op(z.object({ kind: z.string().max(2_000_000), layout: columnLayoutSchema }), nothing),

  'result.columns': op(runId, z.object({ columns: z.array(resultColumnSchema), rowCount: z.number().int() })),
  /**
   * Makes a view, so that its pages come at once; `view.progress` tells how far it is. Asked for another view of the
   * run meanwhile, it ends with `cancelled`.
   */
  'result.prepare': op(z.object({ runId: z.string(), view: viewSchema }), z.object({ rowCount: z.number().int() })),
  /** Counts and the strip of flows over time, of the rows in the view. */
  'result.overview': op(z.object({ runId: z.string(), view: viewSchema }), overviewSchema),
  /** What each of the columns holds, in their order; each is told by `summary.column` as soon as it is known. */
  'result.summary': op(
    z.object({ runId: z.string(), view: viewSchema, columns: z.array(z.string()) }),
    z.object({ columns: z.array(columnSummarySchema) }),
  ),
  /** Flows and bytes over time, cut as the zone's days are, and who had most; `chart.begun` tells it before that is known. */
  'result.chart': op(z.object({ runId: z.string(), view: viewSchema, zone: z.string() }), chartSchema),
  /** Some lines of what differs between two results; made once, then kept for a while. `compare.progress` tells how far it is. */
  'result.compare': op(compareRequestSchema, comparisonSchema),
  /** Ends a comparison that is still being made: who waits for it gets `cancelled`. */
  'result.stopComparing': op(comparedRunsSchema, nothing),
  /** Ends the summaries and charts of this result that are still being made: nobody waits for them. */
  'result.stop': op(runId, nothing),
  /** Rows `offset` to `offset + limit` of the view, all columns in file order. */
  'result.page': op(
    z.object({ runId: z.string(), view: viewSchema, offset: z.number().int().nonnegative(), limit: z.number().int().positive().max(1000) }),
    z.object({ rows: z.array(z.array(cellSchema)) }),
  ),

  ...setupOperations,

  /** Starts an export. NULL when the save dialog was dismissed. Columns NULL: all, in file order. */
  'export.start': op(
    z.object({
      runId: z.string(),
      format: z.enum(['xlsx', 'csv']),
      zone: z.string(),
      view: viewSchema,
      columns: z.array(z.string()).nullable(),
      language: z.enum(['ja', 'en']),
      fileName: z.string().min(1).max(200),
      /** xlsx: with a sheet `Summary`: top talkers and ports, traffic over time. */
      summary: z.boolean().optional(),
      /** CSV: begins with the mark by which Excel knows UTF-8; so it is unless switched off. */
      bom: z.boolean().optional(),
      /** CSV: dates stay Unix seconds. */
      rawTimes: z.boolean().optional(),
    }),
    z.object({ job: jobSchema.nullable() }),
  ),
  /** Opens the finished file, or shows it in its folder. Electron only. */
  'export.reveal': op(z.object({ jobId: z.string(), how: z.enum(['open', 'folder']) }), nothing),
  'export.cancel': op(z.object({ jobId: z.string() }), nothing),
} as const;

export type Operations = typeof operations;
export type OperationName = keyof Operations;
export type OperationInput<N extends OperationName> = z.input<Operations[N]['input']>;
export type OperationOutput<N extends OperationName> = z.output<Operations[N]['output']>;

export const events = {
  'run.changed': runSchema,
  'job.changed': jobSchema,
  'signIn.changed': signInSchema,
  /** A view that is being made: rows read, of all in the result. */
  'view.progress': z.object({ runId: z.string(), view: viewSchema, done: z.number().int(), total: z.number().int() }),
  /** A comparison that is being made: rows read, of all in both results. */
  'compare.progress': comparedRunsSchema.extend({ done: z.number().int(), total: z.number().int() }),
  /** One column of a summary that is being made. */
  'summary.column': z.object({ runId: z.string(), view: viewSchema, summary: columnSummarySchema }),
  /** A chart that is being made, without its rankings. */
  'chart.begun': z.object({ runId: z.string(), view: viewSchema, zone: z.string(), chart: chartSchema }),
  'bringIn.changed': bringInSchema,
  'download.changed': downloadSchema,
  'cleanup.changed': cleanupSchema,
  /** Something in the history changed: read the list again. */
  'history.changed': z.object({}),
  /** Rows were given up, to keep to the setting `room`. */
  'room.freed': freedSchema,
  'check.line': z.object({ checkId: z.string(), line: checkLineSchema }),
  /** The AWS configuration files changed: ask for the profiles again. */
  'aws.changed': z.object({}),
  /** The window's own menu asks for a view or an action. */
  'menu.chosen': z.object({ item: z.enum(['query', 'history', 'setup', 'tools', 'settings', 'run', 'export']) }),
} as const;
export type EventName = keyof typeof events;
export type AppEvent = { readonly [N in EventName]: { readonly name: N; readonly payload: z.output<(typeof events)[N]> } }[EventName];
