/** From files in S3 to a table that Athena can query: AWS's own integration, or Nagare's. */
import { z } from 'zod';
import { sourceRefSchema } from './query.ts';
import { elsewhereSchema, stepOutcomeSchema } from './setup.ts';

/** What of a table is not as the flow log's files and its log format want it. */
export const misfitSchema = z.object({
  /** Of the log format; NULL: it is about the table as a whole. */
  field: z.string().nullable(),
  /** Of the table; NULL: it has none for the field. */
  column: z.string().nullable(),
  /** `format`, `header`, `delimiter`: how the table reads files at all; `folders`: its partitions lie elsewhere. */
  problem: z.enum(['format', 'header', 'delimiter', 'folders', 'missing', 'type', 'order', 'extra']),
  /** Hive's type, or the position from 1; the reader's class, the number of lines that are passed over, the sign as JSON, the folder. */
  expected: z.string().nullable(),
  found: z.string().nullable(),
});
export type Misfit = Readonly<z.infer<typeof misfitSchema>>;

/** A table that reads a flow log's files. */
export const integrationSchema = z.object({
  kind: z.enum(['aws', 'nagare', 'other']),
  database: z.string(),
  table: z.string(),
  /** One that was made for it; NULL: none is known. */
  workgroup: z.string().nullable(),
  stack: z.object({ id: z.string(), name: z.string(), status: z.string() }).nullable(),
  /** `s3://bucket/folder/`. */
  location: z.string(),
  isProjected: z.boolean(),
  /** Those that the catalogue lists; NULL: projected, or not told. */
  partitionCount: z.number().int().nullable(),
  misfits: z.array(misfitSchema),
  /** The DDL of a table that fits; NULL: this one does. */
  fittingDdl: z.string().nullable(),
  /** The flow log that Nagare made it for; NULL: Nagare did not. */
  madeFor: z.string().nullable(),
  /** Logs that lie where it looks, and that it leaves out; NULL: none, or it does not project. */
  uncovered: z
    .object({
      /** That its settings leave out, as the days below: the statement adds them. */
      accounts: z.array(z.string()),
      regions: z.array(z.string()),
      /** First day with files, Unix seconds, of days before its first partition; NULL: there are none. */
      since: z.number().int().nullable(),
      /** Last second that it reads, Unix, where its last partition is over: days after it are left out; NULL: it goes on. */
      until: z.number().int().nullable(),
      /** That its location template leads past: no statement adds them, they need a table of their own. */
      unreachable: z.object({ accounts: z.array(z.string()), regions: z.array(z.string()) }),
      /** The statement after which it reads all but what is unreachable; NULL: there is none. */
      ddl: z.string().nullable(),
      /** Why there is none: all is unreachable, or Athena cannot name the table; NULL: there is one. */
      noDdl: z.enum(['all_unreachable', 'unnameable']).nullable(),
    })
    .nullable(),
  /** Other flow logs of the account and region that deliver into the same folder, and that it reads as well. */
  alsoReads: z.array(
    z.object({
      id: z.string(),
      /** Its Name tag. */
      name: z.string().nullable(),
      /** False: its files are other ones, or their fields stand elsewhere: its rows are wrong, or a query fails. */
      isReadable: z.boolean(),
    }),
  ),
  /** Ids of each two flow logs of those that it reads which record the same traffic: that is counted twice. */
  countedTwice: z.array(z.tuple([z.string(), z.string()])),
  source: sourceRefSchema,
});
export type Integration = Readonly<z.infer<typeof integrationSchema>>;

export const loadFrequencies = ['none', 'daily', 'weekly', 'monthly'] as const;
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);

/** AWS's own integration, as it is to be made. */
export const awsChoiceSchema = z.object({
  flowLogId: z.string(),
  /** `s3://bucket/folder/`: where AWS puts the template. */
  templateLocation: z.string(),
  /** `s3://bucket/folder/`: where Athena puts results. */
  resultLocation: z.string(),
  frequency: z.enum(loadFrequencies),
  /** Partitions from here on; NULL: from today on, with a Lambda that loads them. */
  startDate: day.nullable(),
  endDate: day.nullable(),
  stackName: z.string(),
});
export type AwsChoice = Readonly<z.infer<typeof awsChoiceSchema>>;

export const awsTemplateSchema = z.object({
  /** As it is sent: with `RecursiveDeleteOption`, so that it can be taken away again. */
  template: z.string(),
  /** Whether that option was not in it as AWS gave it. */
  isChanged: z.boolean(),
  /** What it makes. */
  resources: z.array(z.object({ logicalId: z.string(), type: z.string(), name: z.string().nullable() })),
  /** To be agreed to: `CAPABILITY_IAM`. */
  capabilities: z.array(z.string()),
});
export type AwsTemplate = Readonly<z.infer<typeof awsTemplateSchema>>;

export const stackSchema = z.object({
  id: z.string(),
  name: z.string(),
  status: z.string(),
  /** AWS's own text. */
  reason: z.string().nullable(),
  state: z.enum(['under_way', 'ready', 'failed', 'gone']),
  /** Oldest first. */
  events: z.array(z.object({ at: z.string(), logicalId: z.string(), type: z.string(), status: z.string(), reason: z.string().nullable() })),
  /** What can be queried once it is ready. */
  source: sourceRefSchema.nullable(),
});
export type Stack = Readonly<z.infer<typeof stackSchema>>;

/** Nagare's own table: partition projection, nothing to load. */
export const tableChoiceSchema = z.object({
  flowLogId: z.string(),
  database: z.string(),
  table: z.string(),
  /** Made with the table when it is not there yet. */
  workgroup: z.string(),
  /** Athena stops a query that scans more, bytes; NULL: no limit. */
  bytesLimit: z.number().int().min(10_000_000).nullable(),
  /** `s3://bucket/folder/`. */
  resultLocation: z.string(),
  /** Whose and which logs in the bucket; each a value of the partition keys. */
  accounts: z.array(z.string()).min(1),
  regions: z.array(z.string()).min(1),
  /** First day of logs. */
  since: day,
});
export type TableChoice = Readonly<z.infer<typeof tableChoiceSchema>>;

/** What holds for every query of a workgroup. */
export const workgroupSettingsSchema = z.object({
  /** Athena stops a query that scans more, bytes; NULL: no limit. */
  bytesLimit: z.number().int().nullable(),
  /** `s3://bucket/folder/`; NULL: it names none. */
  resultLocation: z.string().nullable(),
  /** Athena keeps the results itself, and needs no place. */
  keepsResults: z.boolean(),
});
export type WorkgroupSettings = Readonly<z.infer<typeof workgroupSettingsSchema>>;

/** Whose logs, and from which year on; NULL: no year to tell. */
const tableReachSchema = z.object({ accounts: z.array(z.string()), regions: z.array(z.string()), since: z.string().nullable() });

export const tablePlanSchema = z.object({
  /** What is there already is told as `existed`. */
  steps: z.array(stepOutcomeSchema),
  /** Statements for Athena that are to be run, in order; none: the table is there, and has all that was chosen. */
  ddl: z.array(z.string()),
  /** The workgroup as it is and stays, whatever was chosen for it; NULL: it is made as chosen. */
  workgroup: workgroupSettingsSchema.nullable(),
  /** Of a table that is there: what it reads from then on as well, and what it goes on reading though it was not chosen; NULL: it is made. */
  extension: z.object({ added: tableReachSchema, kept: tableReachSchema }).nullable(),
  elsewhere: elsewhereSchema,
  source: sourceRefSchema,
});
export type TablePlan = Readonly<z.infer<typeof tablePlanSchema>>;

export const tableMadeSchema = z.object({
  steps: z.array(stepOutcomeSchema),
  /** By CloudFormation: the stack to follow. */
  stackId: z.string().nullable(),
  /** NULL: not all of it is there. */
  source: sourceRefSchema.nullable(),
});
export type TableMade = Readonly<z.infer<typeof tableMadeSchema>>;

/** Partitions whose files are in S3, but which the table does not have. */
export const gapsSchema = z.object({
  missing: z.array(z.object({ values: z.array(z.string()), location: z.string() })),
  /** Partitions that were looked for. */
  looked: z.number().int(),
});
export type Gaps = Readonly<z.infer<typeof gapsSchema>>;
