/** Setting flow logs up: what an account has, what is to be made, what became of it. Names are AWS's own. */
import { z } from 'zod';
import { errorSchema } from './errors.ts';

/** Where something is set up. NULL: as the SDK's own configuration says. */
export const placeSchema = z.object({ profile: z.string().nullable(), region: z.string().nullable() });
export type Place = Readonly<z.infer<typeof placeSchema>>;

export const resourceTypes = ['VPC', 'Subnet', 'NetworkInterface'] as const;
export type ResourceType = (typeof resourceTypes)[number];
export const trafficTypes = ['ALL', 'ACCEPT', 'REJECT'] as const;
export const fileFormats = ['parquet', 'plain-text'] as const;

export const flowLogSchema = z.object({
  id: z.string(),
  /** Its Name tag. */
  name: z.string().nullable(),
  resourceId: z.string(),
  /** `s3`, `cloud-watch-logs`, `kinesis-data-firehose`. */
  destinationType: z.string(),
  /** The ARN as AWS has it. */
  destination: z.string().nullable(),
  /** S3: the bucket, and the folder in it, `''` or with its slash at the end; NULL for another destination. */
  bucket: z.string().nullable(),
  prefix: z.string(),
  fileFormat: z.enum(fileFormats).nullable(),
  hive: z.boolean(),
  hourly: z.boolean(),
  intervalSeconds: z.number().int(),
  traffic: z.string(),
  /** Of its log format, in order, as AWS writes them: `interface-id`. */
  fields: z.array(z.string()),
  /** `ACTIVE`. */
  status: z.string().nullable(),
  /** `SUCCESS`, `FAILED`; NULL: nothing was delivered yet. */
  deliverStatus: z.string().nullable(),
  /** What AWS says of a delivery that failed: `Access error`. */
  deliverError: z.string().nullable(),
  /** ISO 8601, UTC. */
  createdAt: z.string().nullable(),
  byNagare: z.boolean(),
});
export type FlowLog = Readonly<z.infer<typeof flowLogSchema>>;

export const vpcSchema = z.object({ id: z.string(), name: z.string().nullable(), cidrs: z.array(z.string()), isDefault: z.boolean() });
export const subnetSchema = z.object({
  id: z.string(),
  name: z.string().nullable(),
  vpcId: z.string(),
  zone: z.string(),
  cidr: z.string(),
});
export const networkInterfaceSchema = z.object({
  id: z.string(),
  /** Its Name tag, else its description. */
  name: z.string().nullable(),
  vpcId: z.string(),
  subnetId: z.string(),
  address: z.string().nullable(),
  instanceId: z.string().nullable(),
  /** `interface`, `nat_gateway`, `vpc_endpoint`, ... */
  type: z.string(),
});

/** What could not be read, and why; the rest is there. */
export const unreadSchema = z.object({ action: z.string(), error: errorSchema });

export const inventorySchema = z.object({
  /** NULL: STS did not say. */
  account: z.string().nullable(),
  region: z.string(),
  vpcs: z.array(vpcSchema),
  subnets: z.array(subnetSchema),
  interfaces: z.array(networkInterfaceSchema),
  flowLogs: z.array(flowLogSchema),
  unread: z.array(unreadSchema),
});
export type Inventory = Readonly<z.infer<typeof inventorySchema>>;

/** A step of what is carried out; what is there already is left as it is, so that doing it again is always safe. */
export const stepOutcomeSchema = z.object({
  id: z.string(),
  /** What it is done to: an ARN, a name, an id. */
  resource: z.string(),
  state: z.enum(['planned', 'done', 'existed', 'failed', 'not_reached']),
  error: errorSchema.nullable(),
});
export type StepOutcome = Readonly<z.infer<typeof stepOutcomeSchema>>;

export const tagSchema = z.object({ key: z.string().min(1).max(128), value: z.string().max(256) });

/** A flow log as it is to be made. */
export const flowLogChoiceSchema = z.object({
  resourceType: z.enum(resourceTypes),
  resourceIds: z.array(z.string()).min(1).max(100),
  /** Name tag; empty: none. */
  name: z.string().max(255),
  bucket: z.string(),
  /** The bucket is to be made, with public access blocked. */
  isNewBucket: z.boolean(),
  /** Folder in the bucket: `''` or `folder/`. */
  prefix: z.string(),
  /** New bucket. NULL: S3's own keys (SSE-S3), else the ARN of a KMS key. */
  kmsKey: z.string().nullable(),
  /** New bucket: logs are deleted after so many days; NULL: never. */
  expireDays: z.number().int().min(1).max(36_500).nullable(),
  fields: z.array(z.string()),
  fileFormat: z.enum(fileFormats),
  hive: z.boolean(),
  hourly: z.boolean(),
  intervalSeconds: z.union([z.literal(60), z.literal(600)]),
  traffic: z.enum(trafficTypes),
  tags: z.array(tagSchema).max(40),
});
export type FlowLogChoice = Readonly<z.infer<typeof flowLogChoiceSchema>>;

export const flowLogStepIds = ['create_bucket', 'block_public_access', 'encrypt_bucket', 'expire_objects', 'create_flow_log'] as const;
export type FlowLogStepId = (typeof flowLogStepIds)[number];

/** What speaks against a choice or wants to be known; none of them forbids it. */
export const flowLogWarnings = [
  'second_flow_log',
  'same_folder',
  'other_layout',
  'bucket_there',
  'plain_text',
  'not_hourly',
  'not_hive',
  'fields_few',
  'long_interval',
  'part_of_traffic',
  'kms_policy',
  'other_region',
  'bucket_unread',
] as const;
export const flowLogWarningSchema = z.object({ code: z.enum(flowLogWarnings), about: z.string() });

/** The same, to be done elsewhere. */
export const elsewhereSchema = z.object({ cli: z.string(), cloudFormation: z.string(), terraform: z.string() });
export type Elsewhere = Readonly<z.infer<typeof elsewhereSchema>>;

export const flowLogPlanSchema = z.object({
  steps: z.array(stepOutcomeSchema),
  /** Statements that AWS adds to the bucket's policy by itself, JSON. */
  policy: z.string(),
  /** The statement that the key's policy needs, JSON; NULL: no key of KMS is used. */
  keyPolicy: z.string().nullable(),
  /** USD, list prices, rough: for a gigabyte delivered, and kept for a month. */
  cost: z.object({ deliveredPerGb: z.tuple([z.number(), z.number()]), storedPerGbMonth: z.tuple([z.number(), z.number()]) }),
  warnings: z.array(flowLogWarningSchema),
  elsewhere: elsewhereSchema,
});
export type FlowLogPlan = Readonly<z.infer<typeof flowLogPlanSchema>>;

export const flowLogMadeSchema = z.object({ steps: z.array(stepOutcomeSchema), flowLogIds: z.array(z.string()) });
export type FlowLogMade = Readonly<z.infer<typeof flowLogMadeSchema>>;

/** Why no file may have come; checked: `yes`, `no`, or nobody can tell. */
export const noFileReasons = [
  'too_early',
  'not_active',
  'delivery_failed',
  'bucket_gone',
  'policy_missing',
  'policy_denies',
  'kms_key',
  'no_traffic',
] as const;
export const noFileReasonSchema = z.object({
  code: z.enum(noFileReasons),
  holds: z.enum(['yes', 'no', 'unknown']),
  /** AWS's text, or what was found. */
  found: z.string().nullable(),
});

export const arrivalsSchema = z.object({
  /** Newest day at the most, an entry for each hour that can have files: Unix seconds of its begin (UTC). */
  hours: z.array(z.object({ at: z.number().int(), files: z.number().int(), bytes: z.number().int() })),
  newest: z.array(
    z.object({
      key: z.string(),
      bytes: z.number().int(),
      /** The time in its name, Unix seconds. */
      at: z.number().int(),
      /** From there to when it was written. */
      delaySeconds: z.number().int(),
    }),
  ),
  /** Empty where files are coming. */
  reasons: z.array(noFileReasonSchema),
  /** ISO 8601. */
  checkedAt: z.string(),
});
export type Arrivals = Readonly<z.infer<typeof arrivalsSchema>>;
