/** What the app can do about flow logs themselves: set them up, copy them, take everything away. */
import { z } from 'zod';
import { cleanupSchema } from './cleanup.ts';
import { downloadPlanSchema, downloadRequestSchema, downloadSchema } from './download.ts';
import {
  awsChoiceSchema,
  awsTemplateSchema,
  gapsSchema,
  integrationSchema,
  stackSchema,
  tableChoiceSchema,
  tableMadeSchema,
  tablePlanSchema,
} from './integration.ts';
import { op } from './op.ts';
import {
  arrivalsSchema,
  flowLogChoiceSchema,
  flowLogMadeSchema,
  flowLogPlanSchema,
  inventorySchema,
  placeSchema,
  stepOutcomeSchema,
} from './setup.ts';

const nothing = z.object({});

export const setupOperations = {
  /** VPCs, subnets, interfaces and their flow logs, as far as they may be read. */
  'setup.inventory': op(placeSchema, inventorySchema),
  /** Names of the buckets that the account has. */
  'setup.buckets': op(placeSchema, z.object({ buckets: z.array(z.string()) })),
  /** What would be made, what AWS adds, what it costs; changes nothing. */
  'setup.planFlowLog': op(z.object({ place: placeSchema, choice: flowLogChoiceSchema }), flowLogPlanSchema),
  /** Makes it; what is there already is left as it is. A step that fails ends it, and is told in its place. */
  'setup.makeFlowLog': op(z.object({ place: placeSchema, choice: flowLogChoiceSchema }), flowLogMadeSchema),
  /** The files that have come, hour by hour, or why none may have. */
  'setup.arrivals': op(z.object({ place: placeSchema, flowLogId: z.string() }), arrivalsSchema),
  /** Tables that read the flow log's files, and whether they fit. */
  'setup.integrations': op(
    z.object({ place: placeSchema, flowLogId: z.string() }),
    z.object({
      integrations: z.array(integrationSchema),
      /** Of a stack for this flow log that is under way, or failed and is still there; NULL: there is none. */
      stackId: z.string().nullable(),
      /** Whose and which logs lie in the flow log's folder. */
      accounts: z.array(z.string()),
      regions: z.array(z.string()),
      /** Seconds since 1970 of the first day that has files of any of them; NULL: none has. */
      since: z.number().int().nullable(),
    }),
  ),
  /** AWS's own template, kept in S3 by AWS, made ready to be taken away again; makes nothing else. */
  'setup.awsTemplate': op(z.object({ place: placeSchema, choice: awsChoiceSchema }), awsTemplateSchema),
  /** Makes the stack of a template that was shown, with the capabilities that were agreed to. */
  'setup.makeStack': op(
    z.object({ place: placeSchema, choice: awsChoiceSchema, template: z.string(), capabilities: z.array(z.string()) }),
    z.object({ stackId: z.string() }),
  ),
  'setup.stack': op(z.object({ place: placeSchema, stackId: z.string() }), stackSchema),
  /** Nagare's own table as statements, as a template; makes nothing. */
  'setup.planTable': op(z.object({ place: placeSchema, choice: tableChoiceSchema }), tablePlanSchema),
  'setup.makeTable': op(z.object({ place: placeSchema, choice: tableChoiceSchema, by: z.enum(['ddl', 'stack']) }), tableMadeSchema),
  /** Partitions that a table lacks although their files are there. */
  'setup.gaps': op(z.object({ place: placeSchema, database: z.string(), table: z.string() }), gapsSchema),
  'setup.fillGaps': op(
    z.object({ place: placeSchema, database: z.string(), table: z.string(), missing: gapsSchema.shape.missing }),
    z.object({ steps: z.array(stepOutcomeSchema) }),
  ),

  /** What a window of a flow log comes to; copies nothing. */
  'download.plan': op(downloadRequestSchema, downloadPlanSchema),
  /** Copies it, leaving what is there already; told by `download.changed`. */
  'download.start': op(downloadRequestSchema.extend({ folder: z.string().min(1) }), downloadSchema),
  'download.cancel': op(z.object({ id: z.string() }), nothing),

  /**
   * Looks for all that belongs to these flow logs and keeps a plan; deletes nothing.
   * `leftovers`: also integrations, log files and Nagare's buckets whose flow log is gone.
   */
  'cleanup.plan': op(z.object({ place: placeSchema, flowLogIds: z.array(z.string()), leftovers: z.boolean() }), cleanupSchema),
  /** Plans and reports, newest first. */
  'cleanup.list': op(nothing, z.object({ cleanups: z.array(cleanupSchema) })),
  /**
   * Carries out these items of the plan; told by `cleanup.changed`. No items: goes on with those of a run that stopped.
   * `typed`: identities that were typed, for items that need it and that did not have it in an earlier run.
   */
  'cleanup.run': op(z.object({ id: z.string(), itemIds: z.array(z.string()), typed: z.array(z.string()) }), cleanupSchema),
  /** Ends it after what is being deleted now; the rest can be run later. */
  'cleanup.stop': op(z.object({ id: z.string() }), cleanupSchema),
  /** The plan, or what became of it, as text. */
  'cleanup.text': op(z.object({ id: z.string(), language: z.enum(['ja', 'en']) }), z.object({ text: z.string() })),
  /** Forgets a plan or a report; deletes nothing in AWS. */
  'cleanup.forget': op(z.object({ id: z.string() }), nothing),
} as const;
