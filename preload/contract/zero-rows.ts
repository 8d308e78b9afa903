/** Why a run has no rows: what was checked and found to hold, never a guess. */
import { z } from 'zod';
import { errorSchema } from './errors.ts';

export const conflicts = [
  /** Protocols without ports (ICMP, GRE, ...), and ports: of the filter, or of the kind of query. */
  'ports_protocol',
  'kind_ports_protocol',
  /** TCP flags, and protocols without TCP. */
  'flags_protocol',
  /** A kind of rejected flows, and only accepted ones. */
  'rejected_accept',
  /** Every address that is wanted is unwanted too. */
  'address_unwanted',
  /** A kind of IPv4, and only IPv6 addresses. */
  'ipv4_addresses',
  'ipv6_addresses',
  /** A traffic path is recorded for outgoing traffic only. */
  'path_ingress',
  'kind_path_ingress',
  /** So few ports and addresses are let through that nothing can look like a scan. */
  'scan_narrowed',
] as const;
export type Conflict = (typeof conflicts)[number];

const epoch = z.number().int();
/** Unix seconds, both ends included: a window with data, to ask for instead. */
const windowSchema = z.object({ from: epoch, to: epoch });

/** In the order in which they are told. Moments are Unix seconds. */
export const reasonSchema = z.discriminatedUnion('code', [
  /** Filters that exclude each other. */
  z.object({ code: z.literal('filters_exclude'), details: z.object({ conflict: z.enum(conflicts) }) }),
  /** The window ends less than 15 minutes before the run, or after it: such logs are not delivered yet. */
  z.object({ code: z.literal('not_delivered'), details: z.object({ to: epoch, completeAt: epoch }) }),
  /** `by`: told from records, from the catalogue's partitions, or from the range of a table's partition projection. */
  z.object({
    code: z.literal('before_first'),
    details: z.object({ first: epoch, by: z.enum(['record', 'partition', 'projection']), use: windowSchema }),
  }),
  z.object({
    code: z.literal('after_last'),
    details: z.object({ last: epoch, by: z.enum(['record', 'partition', 'projection']), use: windowSchema }),
  }),
  /**
   * Partitions of the window that are not there, though there are some before and after: `count` of them, from the start
   * of the first to the end of the last. `scope`: the account and region that lack them; empty: all.
   */
  z.object({
    code: z.literal('partition_missing'),
    details: z.object({ count: z.number().int(), of: z.number().int(), from: epoch, to: epoch, scope: z.string(), use: windowSchema }),
  }),
  /** The same of projected partitions, whose folders were looked into. `url`: the first that is empty. */
  z.object({
    code: z.literal('no_files'),
    details: z.object({ count: z.number().int(), of: z.number().int(), from: epoch, to: epoch, scope: z.string(), url: z.string() }),
  }),
  /** Records lie before and after the window, none in it. `scoped`: of the interfaces and accounts that were asked for. */
  z.object({ code: z.literal('no_records'), details: z.object({ scoped: z.boolean(), use: windowSchema.nullable() }) }),
  /** The window's records say only that there was nothing to record, or that it was skipped. */
  z.object({
    code: z.literal('only_nodata'),
    details: z.object({ nodata: z.number().int(), skipdata: z.number().int(), scoped: z.boolean() }),
  }),
]);
export type Reason = Readonly<z.infer<typeof reasonSchema>>;

export const explanationSchema = z.object({
  reasons: z.array(reasonSchema),
  /** Flow records in the window, NODATA and SKIPDATA left out, of the interfaces and accounts that were asked for; NULL where nobody counted. */
  flowCount: z.number().int().nullable(),
  /** A statement that counts the window's records by status, where that was not done because it costs; else NULL. */
  countSql: z.string().nullable(),
  /** Set when the source could not be asked: the reasons are then those that need no source. */
  error: errorSchema.nullable(),
});
export type Explanation = Readonly<z.infer<typeof explanationSchema>>;
