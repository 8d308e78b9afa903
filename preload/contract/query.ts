/** What is asked: of which source, in which window, with which filters. All of it JSON, all of it validated here for shape only. */
import { z } from 'zod';

export const sourceRefSchema = z.discriminatedUnion('kind', [
  /** The flow logs that ship with the app. */
  z.object({ kind: z.literal('sample') }),
  /** A folder of flow-log files as AWS lays them out: Parquet or .log.gz. */
  z.object({ kind: z.literal('folder'), path: z.string().min(1) }),
  /** A CSV that was downloaded from Athena: a run of its own, without SQL. */
  z.object({ kind: z.literal('csv'), path: z.string().min(1) }),
  /** A table in Athena. NULL means: as the SDK's own configuration says (profile, region), or Athena's default. */
  z.object({
    kind: z.literal('athena'),
    profile: z.string().nullable(),
    region: z.string().nullable(),
    workgroup: z.string().nullable(),
    catalog: z.string().nullable(),
    database: z.string().nullable(),
    table: z.string().min(1),
  }),
]);
export type SourceRef = Readonly<z.infer<typeof sourceRefSchema>>;
/** A source that is kept. `name`: what a user calls it; NULL: by what it is. */
export const knownSourceSchema = z.object({ source: sourceRefSchema, name: z.string().min(1).max(100).nullable() });
export type KnownSource = Readonly<z.infer<typeof knownSourceSchema>>;
export type AthenaRef = Extract<SourceRef, { kind: 'athena' }>;

export const kindNames = [
  'records',
  'ssh-rdp',
  'ipv4',
  'ipv6',
  'top-talkers',
  'top-sources',
  'top-destinations',
  'top-ports',
  'packet-talkers',
  'admin-ports',
  'new-talkers',
  'rejected-by-source',
  'rejected-by-port',
  'possible-scans',
  'traffic-over-time',
  'by-interface',
  'by-instance',
  'by-subnet',
  'by-zone',
  'by-service',
  'by-path',
] as const;
/** What the rows are: single flows, or one of the aggregates. */
export type KindName = (typeof kindNames)[number];

export const sides = ['either', 'source', 'destination'] as const;
export type Side = (typeof sides)[number];

export const measures = ['bytes', 'packets', 'flows'] as const;
/** What a ranking is by. */
export type Measure = (typeof measures)[number];

export const formSchema = z.object({
  /** Window, Unix seconds, both ends included. */
  from: z.number().int(),
  to: z.number().int(),
  /** IANA name: for titles, and for the buckets of traffic over time. */
  zone: z.string(),
  match: z.enum(['starts', 'overlaps']),
  /** IPv4, IPv6 or CIDR texts; one that begins with `!` must not occur. */
  addresses: z.array(z.string()),
  addressSide: z.enum(sides),
  /** The packet's own addresses (`pkt_srcaddr`, `pkt_dstaddr`) count too: pods and secondary addresses show only there. */
  packetAddresses: z.boolean().default(false),
  /** `443` or `8000-8999`. */
  ports: z.array(z.string()),
  portSide: z.enum(sides),
  /** `tcp`, `udp`, `icmp`, ... or a number's text. */
  protocols: z.array(z.string()),
  action: z.enum(['ACCEPT', 'REJECT']).nullable(),
  direction: z.enum(['ingress', 'egress']).nullable(),
  interfaces: z.array(z.string()),
  instances: z.array(z.string()),
  /** `syn`, `syn-ack`, `fin`, `rst`: flows in which one of them was seen. */
  tcpFlags: z.array(z.string()).default([]),
  subnets: z.array(z.string()).default([]),
  vpcs: z.array(z.string()).default([]),
  accounts: z.array(z.string()).default([]),
  /** Names of AWS regions: `ap-northeast-1`. */
  regions: z.array(z.string()).default([]),
  /** Numbers of `traffic-path`, as texts. */
  paths: z.array(z.string()).default([]),
  /** AWS services at either end, as `pkt-src-aws-service` names them: `S3`. */
  services: z.array(z.string()).default([]),
  /** Only flows of at least so many bytes. */
  minBytes: z.number().int().positive().nullable().default(null),
  /** What rankings are by. */
  measure: z.enum(measures).default('bytes'),
  kind: z.enum(kindNames),
  /** Rows at most; NULL is the kind's own default. */
  limit: z.number().int().positive().nullable(),
});
export type QueryForm = Readonly<z.infer<typeof formSchema>>;

export const parameterTypes = ['text', 'number', 'epoch', 'timestamp', 'date'] as const;
/** How a `?` is written into the statement: `'text'`, a number, a moment as Unix seconds or as TIMESTAMP, DATE. */
export type ParameterType = (typeof parameterTypes)[number];
/** What stands for one `?`. Moments are texts of Unix seconds, a date is `2022-11-28`. */
export const parameterSchema = z.object({ type: z.enum(parameterTypes), value: z.string().max(262_144) });
export type Parameter = Readonly<z.infer<typeof parameterSchema>>;

export const querySchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('form'), form: formSchema }),
  /** SQL typed by hand; `zone` is the one the rows are shown in. `parameters`: one for each `?` of it, in order. */
  z.object({
    type: z.literal('sql'),
    sql: z.string().max(262_144),
    zone: z.string(),
    parameters: z.array(parameterSchema).max(1000).optional(),
  }),
  /** Rows that were not asked for here: a CSV of somebody's. */
  z.object({ type: z.literal('rows'), zone: z.string() }),
]);
export type Query = Readonly<z.infer<typeof querySchema>>;

export const columnTypeSchema = z.object({
  name: z.string(),
  /** The engine's type name in lower case: `bigint`, `integer`, `varchar`, `double`, ... */
  type: z.string(),
});
export type ColumnType = Readonly<z.infer<typeof columnTypeSchema>>;

/** The texts a partition value is made of. A value is `prefix` followed by the moment in UTC in this pattern. */
export const partitionPatterns = [
  'yyyy',
  'MM',
  'dd',
  'HH',
  'yyyy-MM-dd',
  'yyyy/MM/dd',
  'yyyyMMdd',
  'yyyy-MM-dd-HH',
  'yyyy/MM/dd/HH',
  'yyyyMMddHH',
] as const;
export const partitionKeySchema = z.object({
  column: z.string(),
  /** `date` wants a DATE literal, `integer` a bare number, `string` a quoted text. */
  type: z.enum(['string', 'integer', 'date']),
  pattern: z.enum(partitionPatterns),
  /** Literal text before the value: some Athena integrations keep `year=2022` as the value of `year`. */
  prefix: z.string(),
});
export type PartitionKey = Readonly<z.infer<typeof partitionKeySchema>>;

/** A partition key that says whose or where: its values are `prefix` followed by the account's 12 digits, or the region's name. */
export const scopeKeySchema = z.object({
  column: z.string(),
  field: z.enum(['account_id', 'region']),
  /** `integer` wants a bare number. */
  type: z.enum(['string', 'integer']),
  prefix: z.string(),
  /** Athena refuses a statement that does not name a value of it. */
  isInjected: z.boolean(),
});
export type ScopeKey = Readonly<z.infer<typeof scopeKeySchema>>;

/** What the user should know about a table. */
export const tableWarningSchema = z.discriminatedUnion('code', [
  /** There may be time partitions, and how they are written was not recognised: all of them are read. */
  z.object({ code: z.literal('partitions_unknown') }),
  /** A statement must name a value of this key. `field`: the filter of the form that does so; NULL: none does. */
  z.object({ code: z.literal('partitions_injected'), column: z.string(), field: z.enum(['account_id', 'region']).nullable() }),
  /** Files of a folder that are no flow logs. `example`: the first of them, its path below the folder. */
  z.object({
    code: z.literal('files_skipped'),
    reason: z.enum(['no_header', 'other_columns', 'empty']),
    count: z.number().int().positive(),
    example: z.string(),
  }),
  z.object({ code: z.literal('not_flow_logs') }),
]);
export type TableWarning = Readonly<z.infer<typeof tableWarningSchema>>;

export const tableSchema = z.object({
  /** `database` is NULL for files. */
  catalog: z.string().nullable(),
  database: z.string().nullable(),
  table: z.string(),
  /** Data columns and partition keys, in the order that `SELECT *` gives. */
  columns: z.array(columnTypeSchema),
  /** Time partitions, coarse to fine: none at all, or year/month/day[/hour], or date[/hour]. */
  partitionKeys: z.array(partitionKeySchema),
  /** Partition keys of account and region whose values are known to be written so. */
  scopeKeys: z.array(scopeKeySchema),
  /** Files: the newest record's start, Unix seconds; presets count back from it. NULL when nobody knows. */
  newestEpoch: z.number().int().nullable(),
  warnings: z.array(tableWarningSchema),
});
export type Table = Readonly<z.infer<typeof tableSchema>>;
